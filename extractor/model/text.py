"""Nouns for text: where glyphs stand, lines and slides of a source, and edits that repair made."""

from dataclasses import dataclass

PICTURED = "ocr.picture"
"""The rule of the edit on lines that OCR read in a picture: no glyph of them is sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in the raw source: 1-based line, 0-based half-open columns [start, end)."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One raw line of the source; `slide` is 1-based, `edits` read the markup of its format."""

    number: int
    raw: str
    slide: int
    edits: "tuple[Edit, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A run of lines [first, last] that one slide printed, with the evidence for its first line.

    `headed` is true where the first line is the heading of the slide.
    """

    number: int
    first: int
    last: int
    because: tuple[str, ...] = ()
    headed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One repair of a line: raw columns [start, end) printed `before` and are read as `after`."""

    line: int
    start: int
    end: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellTable:
    """A table whose cells the source marks: the place of every cell, row by row; empty cells are empty spans.

    Rows may differ in length. That a cell is marked does not say that it stands where the slide had it.
    """

    rows: tuple[tuple[Span, ...], ...]

    @property
    def first(self) -> int:
        return self.rows[0][0].line

    @property
    def last(self) -> int:
        return self.rows[-1][0].line


def repaired_column(edits: tuple[Edit, ...], raw: int) -> int:
    """Where a column of a raw line stands in its text after these edits."""
    at = raw
    for edit in edits:
        if edit.end <= raw:
            at += len(edit.after) - len(edit.before)
        elif edit.start < raw:
            at -= raw - edit.start
    return at
