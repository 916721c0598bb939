"""Nouns of a printed page: boxes in points from its top left, pieces of text, filled shapes, rulings and pictures."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model.text import Span

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in points; y grows downward."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Glyphs without a blank between, at columns [start, end) of their line."""

    start: int
    end: int
    x0: float
    x1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of one stroke, apart from others by a wide gap: their text, place on the page and place in the lines."""

    text: str
    box: Box
    span: Span
    size: float
    colour: Colour = (0.0, 0.0, 0.0)
    bold: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A filled area: its box and colour, its corners where it is no rectangle, and when it was drawn."""

    box: Box
    colour: Colour
    corners: tuple[tuple[float, float], ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A drawn line of several points, such as that of a line chart."""

    points: tuple[tuple[float, float], ...]
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as a second reader saw it: its name, the box, and where its columns begin and end from left to right."""

    reader: str
    box: Box
    columns: tuple[tuple[float, float], ...]

    def column(self, x: float) -> int:
        """The column that holds a place, −1 for none."""
        return next((at for at, (low, high) in enumerate(self.columns) if low <= x <= high), -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """What a reader sees on one page. `across` and `down` are rulings, thin boxes; `pictures` are areas without text.

    `grids` are tables that a second reader was asked for.

    `readable` is false where the text layer is a cipher. `typed` marks a page put together from lines that keep
    their columns: its places are right only among each other; where it is `ordered` only the order of its lines tells
    which label is whose.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...] = ()
    shapes: tuple[Shape, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    across: tuple[Box, ...] = ()
    down: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    grids: tuple[Grid, ...] = ()
    readable: bool = True
    typed: bool = False
    ordered: bool = False


def around(boxes: "tuple[Box, ...] | list[Box]") -> Box:
    """The box around several."""
    return Box(
        x0=min(box.x0 for box in boxes),
        y0=min(box.y0 for box in boxes),
        x1=max(box.x1 for box in boxes),
        y1=max(box.y1 for box in boxes),
    )


def place_of(pieces: "Iterable[Piece]", span: Span) -> Box | None:
    """Where the glyphs at a span stand, of the pieces on its line; None where none of them holds it."""
    found = [
        Box(x0=x0, y0=piece.box.y0, x1=x1, y1=piece.box.y1)
        for piece in pieces
        for word in piece.words
        if word.start < span.end and span.start < word.end
        for x0, x1 in [_part(word, span)]
    ]
    return around(found) if found else None


def _part(word: Word, span: Span) -> tuple[float, float]:
    """The part of a word's width that a span covers, glyphs taken as equally wide."""
    each = (word.x1 - word.x0) / max(1, word.end - word.start)
    low, high = max(span.start, word.start), min(span.end, word.end)
    return word.x0 + (low - word.start) * each, word.x0 + (high - word.start) * each
