"""Words that a reader sees: glyphs drawn once, not hidden, with their place and colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.model.page import Box, Colour, Shape
from extractor.read.pdf.shapes import rgb

INVISIBLE = 3
LEVEL = 0.02
TWICE = 0.22
GAP = 0.17
BACK = -0.3
RISE, DROP = 0.8, 0.15
SAME_COLOUR = 0.06
WHITE: Colour = (1.0, 1.0, 1.0)
FAINT = 0.12
BLANKS = frozenset(" \u00a0\u3000\t\u200b\u2009\u2003\u2002")
BOLD = 16
REPLACED = 0xFFFD
CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13}
STRANGE = frozenset({REPLACED, *CONTROLS, *range(0xE000, 0xF900)})
"""Codes of glyphs without a character of their own: none, controls, private and replaced ones."""
BLANK_CODES = frozenset({*map(ord, BLANKS), *CONTROLS})
Places = dict[tuple[int, int], list[tuple[float, float]]]
"""Where a word was drawn, by the cell of the page."""


class Stroken(NamedTuple):
    """Glyphs of one font and colour on one baseline without a blank between; a page has thousands."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    colour: Colour
    bold: bool

    @property
    def y(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    @property
    def y0(self) -> float:
        return self.baseline - RISE * self.size

    @property
    def y1(self) -> float:
        return self.baseline + DROP * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The words of a page, and how many glyphs were hidden or drawn twice."""

    words: tuple[Stroken, ...]
    hidden: int
    twice: int
    unmapped: int
    glyphs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What lies under and over text: the page, filled areas, pictures and shades by the order of drawing."""

    page: Box
    shapes: tuple[Shape, ...]
    pictures: tuple[tuple[int, Box], ...] = ()
    shades: tuple[tuple[int, Box], ...] = ()

    def near(self, box: Box) -> "Ground":
        """The part of it that touches a box."""
        top, bottom = box.y0, box.y1
        level = [shape for shape in self.shapes if shape.box.y0 <= bottom and top <= shape.box.y1]
        return Ground(
            page=self.page,
            shapes=tuple([shape for shape in level if _meet(shape.box, box)]),
            pictures=tuple([pair for pair in self.pictures if _meet(pair[1], box)]),
            shades=tuple([pair for pair in self.shades if _meet(pair[1], box)]),
        )

    @property
    def bare(self) -> bool:
        """Whether nothing but the page is there."""
        return not (self.shapes or self.pictures or self.shades)

    def under(self, x: float, y: float, order: int) -> Colour | None:
        """The colour below a place; None where a picture or a shade lies there."""
        last, colour = -1, WHITE
        for shape in self.shapes:
            if last < shape.order < order and shape.box.holds(x, y) and _inside(shape, x, y):
                last, colour = shape.order, shape.colour
        painted = any(last < at < order and box.holds(x, y) for at, box in (*self.pictures, *self.shades))
        return None if painted else colour

    def covered(self, x: float, y: float, order: int) -> bool:
        return any(s.order > order and s.box.holds(x, y) and _inside(s, x, y) for s in self.shapes) or any(
            at > order and box.holds(x, y) for at, box in self.pictures
        )


def _meet(one: Box, other: Box) -> bool:
    return one.x0 <= other.x1 and other.x0 <= one.x1 and one.y0 <= other.y1 and other.y0 <= one.y1


def _inside(shape: Shape, x: float, y: float) -> bool:
    """Whether a point lies in an area, by counting the sides it crosses."""
    if not shape.corners:
        return True
    inside = False
    ends = shape.corners
    for (ax, ay), (bx, by) in zip(ends, (*ends[1:], ends[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def seen(spans: Sequence[dict[str, Any]], ground: Ground) -> Seen:
    """The visible words of a page."""
    words: list[Stroken] = []
    drawn: dict[str, Places] = {}
    hidden = twice = unmapped = glyphs = 0
    for span in spans:
        chars = span["chars"]
        codes = [char[0] for char in chars]
        glyphs += len(codes)
        if not STRANGE.isdisjoint(codes):
            unmapped += sum(code in STRANGE for code in codes)
        if abs(span["dir"][1]) > LEVEL:
            continue
        found = list(_words(chars, span))
        visible = _visible(found, span, ground)
        if len(visible) < len(found):
            hidden += sum(len(word.text) for word in found) - sum(len(word.text) for word in visible)
        once = [word for word in visible if not _drawn_before(word, drawn)]
        twice += len(visible) - len(once)
        words.extend(once)
    return Seen(words=tuple(words), hidden=hidden, twice=twice, unmapped=unmapped, glyphs=glyphs)


def _visible(words: list[Stroken], span: dict[str, Any], ground: Ground) -> list[Stroken]:
    """The words of a span that a reader sees: not invisible, off the page, in their ground's colour, or covered."""
    if span["type"] == INVISIBLE or span["opacity"] < FAINT or span["size"] <= 1:
        return []
    x0, y0, x1, y1 = span["bbox"]
    near = ground.near(Box(x0=x0, y0=y0, x1=x1, y1=y1))
    order = int(span["seqno"])
    if near.bare and words and not _same(words[0].colour, WHITE):
        return [word for word in words if near.page.holds((word.x0 + word.x1) / 2, word.y)]
    return [word for word in words if _shows(word, near, order)]


def _same(one: Colour, other: Colour) -> bool:
    return (
        abs(one[0] - other[0]) < SAME_COLOUR
        and abs(one[1] - other[1]) < SAME_COLOUR
        and abs(one[2] - other[2]) < SAME_COLOUR
    )


def _shows(word: Stroken, ground: Ground, order: int) -> bool:
    x, y = (word.x0 + word.x1) / 2, word.y
    if not ground.page.holds(x, y):
        return False
    below = ground.under(x, y, order)
    if below is not None and _same(word.colour, below):
        return False
    return not ground.covered(x, y, order)


def _drawn_before(word: Stroken, drawn: dict[str, Places]) -> bool:
    """Whether the same word was drawn within a fraction of an em; else it is remembered."""
    text, x, _, y, cell, _, _ = word
    cell = cell if cell > 1 else 1.0
    column, row = int(x / cell), int(y / cell)
    places = drawn.get(text)
    if places is None:
        drawn[text] = {(column, row): [(x, y)]}
        return False
    near = TWICE * cell
    for across in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            for px, py in places.get((across, down), ()):
                if abs(px - x) < near and abs(py - y) < near:
                    return True
    places.setdefault((column, row), []).append((x, y))
    return False


def _words(chars: Sequence[Any], span: dict[str, Any]) -> Iterator[Stroken]:
    """The glyphs of a span cut at blanks, gaps, moves back and new lines."""
    size = float(span["size"])
    look = size, rgb(span["color"]), bool(span["flags"] & BOLD) or "bold" in span["font"].lower()
    wide, back = GAP * size, BACK * size
    text, start, end, base, last = "", 0.0, 0.0, 0.0, 0.0
    for code, _, (_, y), (x0, _, x1, _) in chars:
        blank, gap = code in BLANK_CODES, x0 - end
        if text and (blank or gap > wide or gap < back or abs(y - last) > wide):
            yield Stroken(text, start, end, base, *look)
            text = ""
        if blank:
            continue
        if not text:
            start, base = x0, y
        text += chr(code)
        end, last = x1, y
    if text:
        yield Stroken(text, start, end, base, *look)
