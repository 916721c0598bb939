"""Finds phrases in a sentence: verbs, directions and openings that join a figure to its item."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.rulebook.book import Rulebook
from extractor.rulebook.patterns import TIMEOUT
from extractor.rulebook.rules import PhraseRule

GENERAL = "general"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PERIOD = re.compile(r"[^\W\d_]*\d\w*")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseMention:
    """A phrase at columns [start, end) and the part that it plays (`state`, `rise`, `lead` ...)."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lexer:
    forms: re.Pattern[str]
    rules: Mapping[str, PhraseRule]
    guards: Mapping[str, "regex.Pattern[str]"]


def find_phrases(text: str, rulebook: Rulebook) -> tuple[PhraseMention, ...]:
    """Phrases of a text in text order, never overlapping; the longest form at a place wins."""
    return tuple(
        PhraseMention(part=rule.part, start=start, end=end) for rule, start, end in phrase_hits(text, rulebook)
    )


def phrase_hits(text: str, rulebook: Rulebook) -> tuple[tuple[PhraseRule, int, int], ...]:
    """The same places, each with the rule that found it."""
    lexer = _lexer(rulebook)
    out: list[tuple[PhraseRule, int, int]] = []
    for match in lexer.forms.finditer(text):
        rule = lexer.rules[phrase_key(match[0])]
        guard = lexer.guards.get(rule.id)
        if guard is None or not guard.match(text, match.end(), timeout=TIMEOUT):
            out.append((rule, *match.span()))
    return tuple(out)


def is_general(name: str, rulebook: Rulebook) -> bool:
    """Whether a name or title says nothing of a part of the company: all its words are general ones."""
    words, japanese = _general(rulebook)
    if _CJK.search(name):
        return not _WORD.search(japanese.sub(" ", _PERIOD.sub(" ", name)))
    return all(word.casefold() in words for word in _WORD.findall(_PERIOD.sub(" ", name)))


@lru_cache(maxsize=4)
def _general(rulebook: Rulebook) -> tuple[frozenset[str], re.Pattern[str]]:
    forms = {form for rule in rulebook.phrases if rule.part == GENERAL for form in rule.forms}
    japanese = sorted((form for form in forms if not form.isascii()), key=lambda form: (-len(form), form))
    return frozenset(form.casefold() for form in forms), re.compile("|".join(japanese) or "(?!)")


def phrase_key(text: str) -> str:
    """A form as it is looked up: in lower case, with single blanks."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=4)
def _lexer(rulebook: Rulebook) -> _Lexer:
    rules = {phrase_key(form): rule for rule in rulebook.phrases if rule.part != GENERAL for form in rule.forms}
    return _Lexer(
        forms=re.compile(_pattern(rules), re.IGNORECASE),
        rules=rules,
        guards={rule.id: regex.compile(rule.guard) for rule in rulebook.phrases if rule.guard},
    )


def _pattern(forms: Iterable[str]) -> str:
    """Latin forms as whole words, others anywhere; the longest first."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    latin = [re.escape(form).replace(r"\ ", r"\s+") for form in ordered if form.isascii()]
    others = [re.escape(form) for form in ordered if not form.isascii()]
    words = rf"(?<![A-Za-z-])(?:{'|'.join(latin) or '(?!)'})(?![A-Za-z-])"
    return f"{words}|{'|'.join(others)}" if others else words
