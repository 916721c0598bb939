"""Finds words that say what a column, a row or a remark is: changes, shares, scenarios, totals, bounds."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from extractor.model.period import Period
from extractor.rulebook.book import Rulebook
from extractor.rulebook.glyphs import fold
from extractor.rulebook.patterns import TIMEOUT, Joined, find_all, join, scan
from extractor.rulebook.periods import find_periods
from extractor.rulebook.rules import TermRule

_WORTH = regex.compile(r"[^\W\d_]|[~Δ]")
_BLANKS = regex.compile(r"[\s-]+")
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
    forms: "regex.Pattern[str]"
    rules: Mapping[str, TermRule]
    guards: Mapping[str, "regex.Pattern[str]"]


def find_terms(text: str, rulebook: Rulebook) -> tuple[TermMention, ...]:
    """Terms named in one line of text, in text order, never overlapping; columns are columns of `text`."""
    return tuple(
        TermMention(term=rule.term, reading=rule.reading, start=start, end=end)
        for rule, start, end in term_hits(text, rulebook)
    )


def term_hits(text: str, rulebook: Rulebook) -> tuple[tuple[TermRule, int, int], ...]:
    """The same places, each with the rule that found it."""
    folded = fold(text, rulebook)
    if not _WORTH.search(folded):
        return ()
    lexer = _lexer(rulebook)
    hits = [(hit.rule, hit.start, hit.end) for hit in scan(lexer.patterns, folded)]
    hits += [(lexer.rules[_key(match[0])], *match.span()) for match in find_all(lexer.forms, folded)]
    out: list[tuple[TermRule, int, int]] = []
    for rule, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        guarded = rule.id in lexer.guards and lexer.guards[rule.id].match(folded, end, timeout=TIMEOUT)
        if not guarded and (not out or start >= out[-1][2]):
            out.append((rule, start, end))
    return tuple(out)


def find_bases(text: str, rulebook: Rulebook) -> tuple[BaseMention, ...]:
    """Bases that comparisons name (`from 1Q06`, `compared to the initial target`), in text order."""
    terms = find_terms(text, rulebook)
    periods = find_periods(text, rulebook)
    out: list[BaseMention] = []
    for term in terms:
        if term.term != "comparison":
            continue
        near = [m for m in periods if 0 <= m.start - term.end <= _REACH]
        plans = [t for t in terms if t.term == "scenario" and 0 <= t.start - term.end <= _REACH]
        if near:
            out.append(BaseMention(start=term.start, end=near[0].end, period=near[0].period))
        elif plans:
            out.append(BaseMention(start=term.start, end=plans[0].end, scenario=plans[0].reading))
    return tuple(out)


def _key(text: str) -> str:
    return _BLANKS.sub(" ", text).casefold()


@lru_cache(maxsize=4)
def _lexer(rulebook: Rulebook) -> _Lexer:
    rules = {_key(fold(form, rulebook)): rule for rule in rulebook.terms for form in rule.forms}
    whole = {form for form, rule in rules.items() if rule.whole}
    pattern = rf"(?<!\p{{L}})(?:{_trie(whole)})(?!\p{{L}})|{_trie(set(rules) - whole)}"
    return _Lexer(
        patterns=join([rule for rule in rulebook.terms if rule.pattern], {}),
        forms=regex.compile(pattern, regex.IGNORECASE),
        rules=rules,
        guards={rule.id: regex.compile(rule.guard) for rule in rulebook.terms if rule.guard},
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
    return ("[ -]+" if char == " " else regex.escape(char)) + joined


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
