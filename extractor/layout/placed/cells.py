"""Cells of a printed page: pieces that are a figure, alone or with its unit, and dashes for nothing."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from statistics import median

import regex

from extractor.model.page import Box, Piece, PrintedPage
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.units import find_units

FIGURE = regex.compile(
    r"[(\[（]?\s?[△▲▴+\-–−±]?\s?(?:[¥￥$€£]|[A-Z]{1,2}\$|Rp\.?)?\s?[(△▲-]?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{1,2}(?!\d)|\d[\d,]*(?:\.\d+)?)\s?[%％]?[)\]）]?"
    r"(?P<unit>\s?[^\W\d_]{1,9}\.?(?:\s[^\W\d_]{1,9}\.?)?)?[)\]）]?\+?"
)
DASH = regex.compile(r"[(（]?[-–—―－‐][)）]?|#{3,}")
"""A dash for nothing, or the mark of a spreadsheet cell too narrow for its figure."""
YEAR = regex.compile(r"(?:19|20)\d\d")
SAME_ROW = 0.55
UNIT_REACH = 2.6
UNIT_HEIGHT = 0.75
SHORT = 14
SMALL = 0.8
MARK_REACH = 0.8
NOTE_MARK = regex.compile(r"[(（*]?\d{1,2}[)）]?")
DIGIT = regex.compile(r"\d")
SIGN = regex.compile(r"\ufffd|(?:US|NT|HK|C|A|S|R)?\$|¥|￥|€|£|₩|₹|Rp\.?|USD|IDR|EUR|JPY")
SIGN_REACH = 14.0
NEGATIVE = regex.compile(r"^[(（△▲−-]\s?(?:[¥￥$€£]|[A-Z]{1,2}\$|Rp\.?)")
RATE = "1"
"""The number before a currency in the name of an exchange rate, as in `1 USD`."""
CURRENCY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A figure on the page: its piece, the unit printed right of it, and the currency apart left of it."""

    piece: Piece
    unit: str = ""
    currency: str = ""

    @property
    def printed(self) -> str:
        """The figure with its currency and unit."""
        return f"{self.currency}{self.piece.text} {self.unit}".strip()

    @property
    def negative(self) -> bool:
        """Whether a sign or bracket stands before its currency."""
        return NEGATIVE.match(self.piece.text) is not None

    @property
    def box(self) -> Box:
        return self.piece.box

    @property
    def dash(self) -> bool:
        return DASH.fullmatch(self.piece.text) is not None

    @property
    def year(self) -> bool:
        """Whether it may be a year."""
        return YEAR.fullmatch(self.piece.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The pieces of a page told apart: cells in rows from the top, and texts that are no units of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    texts: tuple[Piece, ...]


def sort_pieces(page: PrintedPage, rulebook: Rulebook) -> Sorted:
    """The pieces of a page as cells and texts."""
    usual = median([piece.size for piece in page.pieces] or [1.0])
    found = [piece for piece in page.pieces if is_figure(piece, rulebook)]
    small = [p for p in found if p.size < SMALL * usual and NOTE_MARK.fullmatch(p.text)]
    marks = {p.span for p in small if any(_hangs_on(p, other) for other in page.pieces)}
    figures = [p for p in found if p.span not in marks]
    chosen = {piece.span for piece in found}
    signs = [p for p in page.pieces if SIGN.fullmatch(p.text)]
    chosen |= {p.span for p in signs}
    texts = [p for p in page.pieces if p.span not in chosen]
    near = Levels(texts), Levels(figures)
    cells = [_with_unit(piece, *near, rulebook) for piece in figures]
    taken = {unit.span for cell, units in cells for unit in units}
    rows = tuple(_with_signs(row, signs) for row in _rows([cell for cell, _ in cells]))
    spoken = tuple(p for p in texts if p.span not in taken and any(map(str.isalnum, p.text)))
    return Sorted(rows=rows, texts=spoken)


def _hangs_on(mark: Piece, piece: Piece) -> bool:
    """Whether a small number stands right behind larger print, or right before the text of its note."""
    box, size = piece.box, mark.size
    if box.y1 < mark.box.y0 or mark.box.y1 < box.y0 or piece is mark:
        return False
    behind = piece.size > mark.size and -size < mark.box.x0 - box.x1 < MARK_REACH * size
    return behind or (-size < box.x0 - mark.box.x1 < size and any(map(str.isalpha, piece.text)))


def is_figure(piece: Piece, rulebook: Rulebook) -> bool:
    """Whether a piece is a figure, perhaps with its unit, or a dash; periods are none."""
    text = piece.text
    if DASH.fullmatch(text):
        return True
    if not DIGIT.search(text):
        return False
    found = FIGURE.fullmatch(text)
    if found is None or not found["unit"]:
        return found is not None
    return not find_periods(text, rulebook) and not _names_rate(text, rulebook)


def _names_rate(text: str, rulebook: Rulebook) -> bool:
    """Whether a text is one unit of a currency, which names its exchange rate."""
    words = text.split()
    if words[0] != RATE or len(words) == 1:
        return False
    return any(len(unit.unit) == CURRENCY and unit.scale in {"", "1"} for unit in find_units(text, rulebook))


def _with_signs(row: tuple[Cell, ...], signs: Sequence[Piece]) -> tuple[Cell, ...]:
    """A row of cells with the currencies that stand apart left of them."""
    level = [sign for sign in signs if _level(row[0].box, sign)] if signs else []
    return tuple(_with_sign(cell, row, level) for cell in row) if level else row


def _with_sign(cell: Cell, row: Sequence[Cell], signs: Sequence[Piece]) -> Cell:
    left = max((other.box.x1 for other in row if other.box.x1 < cell.box.x0), default=0.0)
    near = [s for s in signs if left <= s.box.x < cell.box.x0 and cell.box.x0 - s.box.x1 < SIGN_REACH * s.size]
    return replace(cell, currency=near[-1].text) if near and not cell.dash else cell


class Levels:
    """Pieces by their height on the page, found quickly around one."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = sorted(pieces, key=lambda piece: piece.box.y)
        self._heights = [piece.box.y for piece in self._pieces]

    def around(self, y: float, reach: float) -> Sequence[Piece]:
        return self._pieces[bisect_left(self._heights, y - reach) : bisect_right(self._heights, y + reach)]


def _with_unit(piece: Piece, texts: Levels, figures: Levels, rulebook: Rulebook) -> tuple[Cell, tuple[Piece, ...]]:
    """A figure with the words right of it that could be its unit, from top to bottom."""
    if DASH.fullmatch(piece.text):
        return Cell(piece=piece), ()
    box = piece.box
    around = texts.around(box.y, UNIT_HEIGHT * piece.size)
    near = [t for t in around if _beside(piece, t, UNIT_REACH * piece.size) and is_unit(t.text, rulebook)]
    if not near:
        return Cell(piece=piece), ()
    level = figures.around(box.y, SAME_ROW * piece.size)
    right = min((f.box.x0 for f in level if f.box.x0 > box.x1), default=1e9)
    near = sorted((t for t in near if t.box.x0 < right), key=lambda t: (t.box.y, t.box.x0))
    return Cell(piece=piece, unit=" ".join(t.text for t in near)), tuple(near)


@lru_cache(maxsize=1024)
def is_unit(text: str, rulebook: Rulebook) -> bool:
    """Whether a text right of a number is its unit or its scale."""
    counted = f"{RATE} {text}"
    return any(unit.end >= len(text) for unit in find_units(counted, rulebook)) or UNIT_SIGN.fullmatch(text) is not None


def _beside(piece: Piece, text: Piece, reach: float) -> bool:
    gap = text.box.x0 - piece.box.x1
    small = len(text.text) <= SHORT and text.size <= piece.size * 1.05 and not DIGIT.search(text.text)
    return small and -1 < gap < reach and UNIT_WORD.fullmatch(text.text) is not None


UNIT_SIGN = regex.compile(r"%|％|x|倍|[百千億万兆]?[万億]?[円人店件個本台]")
UNIT_WORD = regex.compile(
    r"(?i)%|％|pts?\.?|ppt|points?|bps?|x|倍|円|[a-z]{1,8}(?:\s[a-z]{2,6})?|[百千億万兆]?[万億]?[円人店件個本台]"
)


def _level(box: Box, piece: Piece) -> bool:
    return abs(box.y - piece.box.y) < SAME_ROW * piece.size


def _rows(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Cells in rows by the middle of their boxes, left to right."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: cell.box.y):
        home = next((row for row in reversed(rows[-3:]) if _level(row[0].box, cell.piece)), None)
        (rows.append([cell]) if home is None else home.append(cell))
    return tuple(tuple(sorted(row, key=lambda cell: cell.box.x0)) for row in rows)


def segments(row: Sequence[Cell], texts: Sequence[Piece]) -> Iterator[tuple[Cell, ...]]:
    """A row of cells cut where text stands between two of them."""
    level = [t for t in texts if _level(t.box, row[0].piece)]
    part = [row[0]]
    for before, cell in pairwise(row):
        if any(before.box.x1 <= t.box.x and t.box.x <= cell.box.x0 for t in level):
            yield tuple(part)
            part = []
        part.append(cell)
    yield tuple(part)


def between(page: PrintedPage, box: Box) -> Box | None:
    """The stretch between the nearest upright rulings left and right of a box, None where one is missing."""
    level = [line for line in page.down if line.y0 - 0.5 <= box.y <= line.y1 + 0.5]
    left = max((line.x for line in level if line.x <= box.x), default=None)
    right = min((line.x for line in level if line.x >= box.x), default=None)
    if left is None or right is None:
        return None
    return Box(x0=left, y0=box.y0, x1=right, y1=box.y1)
