"""Turns patterns of rules into compiled ones: pieces filled in, many alternatives joined, time limited."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import regex

from extractor.errors import RulebookError

TIMEOUT = 5.0
LONGEST = 4_000
ANYWHERE = re.compile("")
WORD_HEAD = r"(?<![a-z](?=[a-z]))"
"""Nothing begins inside a word of small letters; most places of a text are given up here."""
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
    """Patterns of several rules as one, tried in rank order at each place of a text that passes the gate.

    `numbers` are the group numbers of the rules, `names` the named groups of all patterns with theirs.
    """

    compiled: "regex.Pattern[str]"
    rules: tuple[Any, ...]
    numbers: tuple[int, ...]
    names: tuple[tuple[str, int], ...]
    gate: re.Pattern[str]


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


def join(
    rules: Sequence[Ranked],
    pieces: Mapping[str, str],
    *,
    head: str = WORD_HEAD,
    gate: re.Pattern[str] = ANYWHERE,
) -> Joined:
    """All patterns as one, in the order of their ranks; equal ranks keep their order.

    `head` must hold at every place where a rule may match; a text without a hit of `gate` has none. Raises
    RulebookError where a pattern is wrong; the laws of the rulebook say which one.
    """
    ranked = tuple(sorted(rules, key=lambda rule: rule.rank))
    try:
        parts = [f"(?P<rule{n}>{expand(rule.pattern, pieces)})" for n, rule in enumerate(ranked)]
        compiled = regex.compile(f"{head}(?:{'|'.join(parts) or '(?!)'})")
    except (KeyError, regex.error) as error:
        raise RulebookError(f"a pattern of the rulebook is wrong: {error}; ask `irdeck rules check`") from error
    index = compiled.groupindex
    numbers = tuple(index[f"rule{n}"] for n in range(len(ranked)))
    names = tuple(sorted((name, number) for name, number in index.items() if number not in numbers))
    return Joined(compiled=compiled, rules=ranked, numbers=numbers, names=names, gate=gate)


KEPT = 16_384
"""So many lines are remembered by what was found in them: several stages ask for the same one."""


def scan(joined: Joined, text: str) -> Iterator[Hit]:
    """Places of `text` where a rule matches, left to right, never overlapping; empty matches are skipped.

    Very long texts are read in parts that end at a blank.
    """
    if not joined.gate.search(text):
        return
    for offset, part in parts_of(text):
        for match in find_all(joined.compiled, part):
            if match.end() > match.start():
                yield _hit(joined, match, offset)


def parts_of(text: str) -> Iterator[tuple[int, str]]:
    """The text in parts of at most LONGEST characters, cut behind a blank if there is one, with offsets."""
    start = 0
    while len(text) - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


def _hit(joined: Joined, match: "regex.Match[str]", offset: int) -> Hit:
    found = match.groups()
    groups = {name: found[number - 1] for name, number in joined.names if found[number - 1] is not None}
    place = next(n for n, number in enumerate(joined.numbers) if found[number - 1] is not None)
    start, end = match.span()
    return Hit(rule=joined.rules[place], start=start + offset, end=end + offset, groups=groups, text=match[0])


def find_all(compiled: "regex.Pattern[str]", text: str) -> Iterator["regex.Match[str]"]:
    """All matches, within the time limit; RulebookError names the pattern where it takes longer."""
    try:
        yield from compiled.finditer(text, timeout=TIMEOUT)
    except TimeoutError as error:
        raise RulebookError(f"a pattern takes longer than {TIMEOUT} s: {compiled.pattern[:80]}") from error


def any_of(forms: Sequence[str]) -> str:
    """An alternation of plain words, the longest first; no words match nowhere."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "|".join(regex.escape(form, special_only=True) for form in ordered) or "(?!)"
