"""Nouns for text: where glyphs stand, lines and slides of a source, and edits that repair made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in the raw source: 1-based line, 0-based half-open columns [start, end)."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One raw line of the source; `slide` is 1-based."""

    number: int
    raw: str
    slide: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A run of lines [first, last] that one slide printed, with the evidence for its first line."""

    number: int
    first: int
    last: int
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One repair of a line: raw columns [start, end) printed `before` and are read as `after`."""

    line: int
    start: int
    end: int
    before: str
    after: str
    rule: str
