"""Whose a deck is, by its own words: codes at exchanges, and lines that are the name of a company."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from extractor.rulebook.book import Rulebook
from extractor.rulebook.glyphs import fold
from extractor.rulebook.patterns import TIMEOUT
from extractor.rulebook.rules import IssuerRule

LONGEST = 300


def codes_in(text: str, rulebook: Rulebook) -> tuple[str, ...]:
    """The codes that a line prints, as `space:code`, in the order of the rules."""
    return tuple(code for _, code in _found(text, "code", rulebook))


def name_in(text: str, rulebook: Rulebook) -> str:
    """The name of a company that is all of a line, without its legal form and in small letters; else empty."""
    return next((name for _, name in _found(text, "name", rulebook)), "")


def issuer_rules(text: str, rulebook: Rulebook) -> tuple[tuple[IssuerRule, str], ...]:
    """The rules that a line meets, each with the code or the name that it gives."""
    return (*_found(text, "code", rulebook), *_found(text, "name", rulebook))


def _found(text: str, kind: str, rulebook: Rulebook) -> Iterator[tuple[IssuerRule, str]]:
    folded = " ".join(fold(text, rulebook)[:LONGEST].split())
    for rule, compiled in _compiled(rulebook):
        if rule.kind == kind:
            for hit in compiled.finditer(folded, timeout=TIMEOUT):
                yield rule, _given(rule, hit)


def _given(rule: IssuerRule, hit: "regex.Match[str]") -> str:
    if rule.kind == "name":
        return " ".join(hit["name"].casefold().split())
    return f"{rule.space or hit['space']}:{hit['code']}"


@lru_cache(maxsize=4)
def _compiled(rulebook: Rulebook) -> tuple[tuple[IssuerRule, "regex.Pattern[str]"], ...]:
    return tuple((rule, regex.compile(rule.pattern)) for rule in rulebook.issuers)
