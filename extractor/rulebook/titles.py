"""How much a line's wording speaks for being the title of an exhibit."""

from functools import lru_cache

import regex

from extractor.rulebook.book import Rulebook
from extractor.rulebook.glyphs import fold
from extractor.rulebook.patterns import KEPT, TIMEOUT
from extractor.rulebook.rules import TitleRule

_DIVIDED = regex.compile(r"\s+by\s+\S.*$|^[^別]*別の?(?=\S)|の?内訳.*$", regex.IGNORECASE)


def title_weight(text: str, rulebook: Rulebook) -> int:
    """The weights of all title rules that the line meets, summed; below 0 speaks against a title."""
    return sum(rule.weight for rule in title_rules(text, rulebook))


@lru_cache(maxsize=KEPT)
def title_rules(text: str, rulebook: Rulebook) -> tuple[TitleRule, ...]:
    """The title rules that a line meets, in file order."""
    folded = fold(text.strip(), rulebook)[:300]
    return tuple(rule for rule, compiled in _compiled(rulebook) if compiled.search(folded, timeout=TIMEOUT))


def divided(title: str) -> str:
    """What a title divides, as revenue in `Revenue by region`; empty where it divides nothing."""
    rest = _DIVIDED.sub("", title).strip()
    return rest if rest != title.strip() else ""


@lru_cache(maxsize=4)
def _compiled(rulebook: Rulebook) -> tuple[tuple[TitleRule, "regex.Pattern[str]"], ...]:
    return tuple(
        (rule, regex.compile(rule.pattern, regex.IGNORECASE if rule.ignore_case else 0)) for rule in rulebook.titles
    )
