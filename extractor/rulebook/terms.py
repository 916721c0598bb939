"""Finds words that say what a column, a row or a remark is: changes, shares, scenarios, totals, bounds."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from extractor.model.period import Period, PeriodMention
from extractor.rulebook.book import Rulebook
from extractor.rulebook.glyphs import fold
from extractor.rulebook.patterns import KEPT, TIMEOUT, Joined, join, scan
from extractor.rulebook.periods import find_periods
from extractor.rulebook.rules import TermRule

_WORTH = regex.compile(r"[^\W\d_]|[~Δ]|\*{3}|>\s?\d")
_BLANKS = regex.compile(r"[\s-]+")
_LETTER = r"[^\W\d_]"
_REACH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMention:
    """A term at columns [start, end): its class (`change_pct`, `scenario` ...) and reading (`yoy` ...)."""

    term: str
    reading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMention:
    """A base of comparison at columns [start, end): a period, or a scenario where the base is a plan."""

    start: int
    end: int
    period: Period | None = None
    scenario: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lexer:
    patterns: Joined
    forms: re.Pattern[str]
    rules: Mapping[str, TermRule]
    guards: Mapping[str, "regex.Pattern[str]"]


@lru_cache(maxsize=KEPT)
def find_terms(text: str, rulebook: Rulebook, only: tuple[str, ...] = ()) -> tuple[TermMention, ...]:
    """Terms named in one line of text, in text order, never overlapping; columns are columns of `text`.

    `only` names the classes to look for; all of them where it is empty.
    """
    return tuple(
        TermMention(term=rule.term, reading=rule.reading, start=start, end=end)
        for rule, start, end in term_hits(text, rulebook, only)
    )


def term_hits(text: str, rulebook: Rulebook, only: tuple[str, ...] = ()) -> tuple[tuple[TermRule, int, int], ...]:
    """The same places, each with the rule that found it."""
    folded = fold(text, rulebook)
    if not _WORTH.search(folded):
        return ()
    lexer = _lexer(rulebook, only)
    hits = [(hit.rule, hit.start, hit.end) for hit in scan(lexer.patterns, folded)]
    hits += [(lexer.rules[_key(match[0])], *match.span()) for match in lexer.forms.finditer(folded)]
    out: list[tuple[TermRule, int, int]] = []
    for rule, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        guarded = rule.id in lexer.guards and lexer.guards[rule.id].match(folded, end, timeout=TIMEOUT)
        if not guarded and (not out or start >= out[-1][2]):
            out.append((rule, start, end))
    return tuple(out)


def find_bases(text: str, rulebook: Rulebook) -> tuple[BaseMention, ...]:
    """Bases that comparisons name (`from 1Q06`, `compared to the initial target`), in text order."""
    found = find_terms(text, rulebook)
    comparisons = [term for term in found if term.term == "comparison"]
    periods = {m.start: m for m in find_periods(text, rulebook)} if comparisons else {}
    plans = {term.start: term for term in found if term.term == "scenario"}
    return tuple(base for term in comparisons for base in _base(term, periods, plans))


def _base(
    term: TermMention, periods: Mapping[int, PeriodMention], plans: Mapping[int, TermMention]
) -> Iterator[BaseMention]:
    """What stands right behind a comparison: a period, else a scenario."""
    reach = range(term.end, term.end + _REACH + 1)
    for period in [periods[at] for at in reach if at in periods][:1]:
        yield BaseMention(start=term.start, end=period.end, period=period.period)
        return
    for plan in [plans[at] for at in reach if at in plans][:1]:
        yield BaseMention(start=term.start, end=plan.end, scenario=plan.reading)


def form_key(form: str, rulebook: Rulebook) -> str:
    """A form as it is looked up: folded, in lower case, blanks for hyphens."""
    return _key(fold(form, rulebook))


def _key(text: str) -> str:
    return _BLANKS.sub(" ", text).casefold()


@lru_cache(maxsize=8)
def _lexer(rulebook: Rulebook, only: tuple[str, ...]) -> _Lexer:
    terms = [rule for rule in rulebook.terms if not only or rule.term in only]
    rules = {form_key(form, rulebook): rule for rule in terms for form in rule.forms}
    whole = {form for form, rule in rules.items() if rule.whole}
    pattern = rf"(?<!{_LETTER})(?:{_trie(whole)})(?!{_LETTER})|{_trie(set(rules) - whole)}"
    return _Lexer(
        patterns=join([rule for rule in terms if rule.pattern], {}),
        forms=re.compile(pattern, re.IGNORECASE),
        rules=rules,
        guards={rule.id: regex.compile(rule.guard) for rule in terms if rule.guard},
    )


def _trie(forms: Set[str]) -> str:
    """Words as a pattern that shares their heads, so that a place is given up at the first wrong character.

    The longest word at a place wins; no Latin letter stands beside a word that ends in one.
    """
    tree: dict[str, Any] = {}
    for form in sorted(forms):
        node = tree
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    heads = [("(?<![A-Za-z])" if _latin(char) else "") + _branch(char, tree[char]) for char in sorted(tree)]
    return "|".join(heads) or "(?!)"


def _branch(char: str, node: Mapping[str, Any]) -> str:
    longer = [_branch(follower, node[follower]) for follower in sorted(node) if follower]
    ends = [("(?![A-Za-z])" if _latin(char) else "")] if "" in node else []
    tails = [*longer, *ends]
    joined = tails[0] if len(tails) == 1 else f"(?:{'|'.join(tails)})"
    return ("[ -]+" if char == " " else re.escape(char)) + joined


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
