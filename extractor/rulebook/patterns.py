"""Turns patterns of rules into compiled ones: pieces filled in, many alternatives joined, time limited."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import regex

from extractor.errors import RulebookError

TIMEOUT = 5.0
LONGEST = 4_000
_PIECE = re.compile(r"\{([a-z_]+[a-z_0-9]*)\}")


class Ranked(Protocol):
    """A rule with an id, a pattern and a rank."""

    @property
    def id(self) -> str: ...
    @property
    def pattern(self) -> str: ...
    @property
    def rank(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place [start, end) where the pattern of a rule matched: its named groups, and the text there."""

    rule: Any
    start: int
    end: int
    groups: Mapping[str, str]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Joined:
    """Patterns of several rules as one, tried in rank order at each place."""

    compiled: "regex.Pattern[str]"
    rules: tuple[Any, ...]


def expand(pattern: str, pieces: Mapping[str, str]) -> str:
    """The pattern with every `{piece}` replaced; an unknown piece is a KeyError."""
    return _PIECE.sub(lambda found: f"(?:{pieces[found[1]]})", pattern)


def compile_rule(rule: Any, pieces: Mapping[str, str], where: str) -> "regex.Pattern[str]":
    """One pattern, compiled; RulebookError names the rule where that fails."""
    try:
        return regex.compile(expand(rule.pattern, pieces))
    except KeyError as error:
        raise RulebookError(f"{where}: {rule.id}: field 'pattern': no piece is called {error}") from error
    except regex.error as error:
        raise RulebookError(f"{where}: {rule.id}: field 'pattern': no valid pattern: {error}") from error


def join(rules: Sequence[Ranked], pieces: Mapping[str, str]) -> Joined:
    """All patterns as one, in the order of their ranks; equal ranks keep their order."""
    ranked = sorted(rules, key=lambda rule: rule.rank)
    parts = [f"(?P<rule{n}>{expand(rule.pattern, pieces)})" for n, rule in enumerate(ranked)]
    return Joined(compiled=regex.compile("|".join(parts) or r"(?!)"), rules=tuple(ranked))


def scan(joined: Joined, text: str) -> Iterator[Hit]:
    """Places of `text` where a rule matches, left to right, never overlapping; empty matches are skipped."""
    for offset in range(0, len(text), LONGEST):
        piece = text if len(text) <= LONGEST else text[offset : offset + LONGEST]
        for match in find_all(joined.compiled, piece):
            if match.end() > match.start():
                yield _hit(joined, match, offset)


def _hit(joined: Joined, match: "regex.Match[str]", offset: int) -> Hit:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    number = next(n for n in range(len(joined.rules)) if groups.pop(f"rule{n}", None) is not None)
    return Hit(
        rule=joined.rules[number],
        start=match.start() + offset,
        end=match.end() + offset,
        groups=groups,
        text=match[0],
    )


def find_all(compiled: "regex.Pattern[str]", text: str) -> Iterator["regex.Match[str]"]:
    """All matches, within the time limit; RulebookError names the pattern where it takes longer."""
    try:
        yield from compiled.finditer(text, timeout=TIMEOUT)
    except TimeoutError as error:
        raise RulebookError(f"a pattern took longer than {TIMEOUT} s: {compiled.pattern[:80]}") from error


def any_of(forms: Sequence[str]) -> str:
    """An alternation of plain words, the longest first."""
    return "|".join(
        regex.escape(form, special_only=True) for form in sorted(set(forms), key=lambda f: (-len(f), f))
    )
