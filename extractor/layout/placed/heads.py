"""Heads of placed tables: the texts over every column, those that span several among them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.layout.gridheads import head_of
from extractor.layout.placed.blocks import Block
from extractor.layout.placed.cells import Sorted, between
from extractor.model.page import Box, Piece, PrintedPage
from extractor.model.period import PeriodKind
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_bare_years, find_month_days, find_periods
from extractor.rulebook.terms import find_terms
from extractor.rulebook.units import find_units

MOST_ROWS = 8
STEP = 2.6
FIRST_STEP = 3.4
LEVEL = 0.5
EDGE = 3.0
SPAN = "span"
SOME_DAY = "September 30, 2001"
LARGER = 1.4
REACH = 400.0
WIDEST = 8.0
FAR = 1e9
NAME_ROWS = 2
CLOSE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """For every column the texts over it from the top, and the pieces that they are made of.

    `top` is their upper end, `tops` are the cells of the highest.
    """

    texts: tuple[tuple[str, ...], ...]
    pieces: tuple[Piece, ...]
    top: float
    tops: tuple[Box, ...] = ()


def find_heads_over(block: Block, page: PrintedPage, found: Sorted, rulebook: Rulebook) -> Heads:
    """The heads of a table; where rows of text above it say nothing of columns there are none."""
    rows = _rows(block, found)
    while rows and not any(tells(piece.text, rulebook) and not is_bracketed(piece.text) for piece in rows[0]):
        rows.pop(0)
    texts: list[list[str]] = [[] for _ in block.columns]
    for number, row in enumerate(rows):
        topmost = number == 0 and len(row) > 1
        years = number < len(rows) - 1 and (
            topmost or all(_dates(piece.text, rulebook) or opens_date(piece.text, rulebook) for piece in row)
        )
        for column, piece in _placed(row, block, page, (rows, years)):
            texts[column].append(piece.text)
    return Heads(
        texts=tuple(tuple(texts_of) for texts_of in texts),
        pieces=tuple(piece for row in rows for piece in row),
        top=min((piece.box.y0 for row in rows for piece in row), default=block.box.y0),
        tops=tuple(_own_extent(piece, block, page, rows[0], ruled=True) for piece in rows[0]) if rows else (),
    )


def find_names_over(block: Block, page: PrintedPage, found: Sorted) -> Heads:
    """The texts right over a table that name its columns, whatever they say; those of a few columns are none."""
    rows = _rows(block, found)
    named = [row for row in rows[-NAME_ROWS:] if 2 * len(row) > len(block.columns) and not is_bracketed(row[0].text)]
    texts: list[list[str]] = [[] for _ in block.columns]
    for row in named:
        for column, piece in _placed(row, block, page, (named, False)):
            texts[column].append(piece.text)
    return Heads(
        texts=tuple(tuple(texts_of) for texts_of in texts),
        pieces=tuple(piece for row in named for piece in row),
        top=min((piece.box.y0 for row in named for piece in row), default=block.box.y0),
    )


def tells(text: str, rulebook: Rulebook) -> bool:
    """Whether a text says when, against what, or how much of what."""
    head = head_of(text, rulebook)
    if find_bare_years(text, rulebook) or find_month_days(text, rulebook) or opens_date(text, rulebook):
        return True
    return head.told or head.scenario != "actual" or any(term.term == SPAN for term in find_terms(text, rulebook))


def opens_date(text: str, rulebook: Rulebook) -> bool:
    """Whether a text names a period as soon as a day stands behind it, as `Three months ended` does."""
    found = find_periods(f"{text} {SOME_DAY}", rulebook)
    return len(found) == 1 and found[0].start < len(text) and found[0].period.kind is not PeriodKind.INSTANT


def _rows(block: Block, found: Sorted) -> list[list[Piece]]:
    """Rows of text over the columns of a table, from the top, as far as they follow each other closely."""
    box = block.box
    years = [cell.piece for row in found.rows for cell in row if cell.year and cell.box.y1 < box.y0]
    figures = [c.box for row in found.rows for c in row if not c.year and not c.dash and c.box.y1 < box.y0]
    over = [piece for piece in (*found.texts, *years) if _is_over(piece, block)]
    over.sort(key=lambda piece: -piece.box.y)
    rows: list[list[Piece]] = []
    bottom = _above_sections(block, found, over)
    for piece in over:
        if rows and abs(rows[-1][0].box.y - piece.box.y) < LEVEL * piece.size:
            rows[-1].append(piece)
            continue
        step = (FIRST_STEP if not rows else STEP) * piece.size
        larger = bool(rows) and piece.size > LARGER * rows[0][0].size
        between = larger or any(piece.box.y < f.y < bottom and f.x1 > box.x0 and f.x0 < box.x1 for f in figures)
        if bottom - piece.box.y1 > step or len(rows) == MOST_ROWS or between:
            break
        rows.append([piece])
        bottom = piece.box.y0
    return [sorted(row, key=lambda piece: piece.box.x0) for row in reversed(rows)]


def _above_sections(block: Block, found: Sorted, over: Sequence[Piece]) -> float:
    """Where the heads of a table may end: over the names of sections that open its column of labels."""
    bottom, lowest = block.box.y0, over[0].box.y if over else block.box.y0
    left = [p for p in found.texts if p.box.x1 < block.columns[0].x0 and lowest < p.box.y < bottom]
    for piece in sorted(left, key=lambda piece: -piece.box.y):
        if bottom - piece.box.y1 > STEP * piece.size:
            break
        bottom = min(bottom, piece.box.y0)
    return bottom


def _is_over(piece: Piece, block: Block) -> bool:
    """Whether a piece stands above the columns, and not left of them."""
    first, last = block.columns[0], block.columns[-1]
    left = first.x0 - max(first.width, EDGE * piece.size)
    near = piece.box.x0 > left or (
        piece.box.x1 > first.x0 and first.x - piece.box.x < EDGE * piece.size and piece.box.width < WIDEST * piece.size
    )
    return piece.box.y1 <= block.box.y0 + 1 and near and piece.box.x0 < last.x1 + EDGE * piece.size


def _placed(
    row: Sequence[Piece], block: Block, page: PrintedPage, among: tuple[Sequence[Sequence[Piece]], bool]
) -> list[tuple[int, Piece]]:
    """The pieces of a row of heads with the columns under them; a row of periods over another may span all columns."""
    rows, spans = among
    others = [piece for other in rows for piece in other]
    extents = [_own_extent(piece, block, page, others, ruled=spans) for piece in row]
    out: list[tuple[int, Piece]] = []
    covered: set[int] = set()
    for piece, extent in zip(row, extents, strict=True):
        under = [n for n, c in enumerate(block.columns) if _under(c, extent, piece, row)]
        if not under:
            under = [min(range(len(block.columns)), key=lambda n: abs(block.columns[n].x - piece.box.x))]
            if abs(block.columns[under[0]].x - piece.box.x) > block.columns[under[0]].width + piece.box.width:
                continue
        out.extend((n, piece) for n in under)
        covered.update(under)
    plain = all(extent == piece.box for extent, piece in zip(extents, row, strict=True))
    if spans and plain and 2 * len(covered) <= len(block.columns) and len(row) < len(block.columns):
        return _spread(row, block)
    return out


def _dates(text: str, rulebook: Rulebook) -> bool:
    head = head_of(text, rulebook)
    return head.period is not None and bool(head.period.year or head.period.end)


def _own_extent(piece: Piece, block: Block, page: PrintedPage, others: Sequence[Piece], *, ruled: bool) -> Box:
    """The cell of a head, where it holds no other head beside it."""
    extent = _extent(piece, block, page, ruled=ruled)
    low, high = min(extent.y0, piece.box.y0), max(extent.y1, piece.box.y1)
    beside = [other for other in others if extent.x0 < other.box.x < extent.x1 and low < other.box.y < high]
    shared = any(other.box.x1 < piece.box.x0 or other.box.x0 > piece.box.x1 for other in beside)
    return piece.box if shared else extent


def _under(column: Box, extent: Box, piece: Piece, row: Sequence[Piece]) -> bool:
    """Whether a column stands under a head: its middle in the cell of the head, or overlapped by its text most."""
    if extent != piece.box:
        return extent.x0 - 1 <= column.x <= extent.x1 + 1
    common = min(column.x1, extent.x1) - max(column.x0, extent.x0)
    if common <= 0:
        return False
    rivals = [min(column.x1, o.box.x1) - max(column.x0, o.box.x0) for o in row if o is not piece]
    return all(rival <= common for rival in rivals)


def _extent(piece: Piece, block: Block, page: PrintedPage, *, ruled: bool) -> Box:
    """The cell of a head: between upright rulings, in a fill, or, if `ruled`, over a ruling; else its text."""
    cell = between(page, piece.box)
    if cell is not None and cell.width < 1.6 * max(block.box.width, piece.box.width):
        return cell
    whole = block.box.width
    fills = [
        shape.box
        for shape in page.shapes
        if not shape.corners
        and shape.box.holds(piece.box.x, piece.box.y)
        and shape.box.height < 4 * piece.size
        and piece.box.width < shape.box.width < 0.9 * whole
    ]
    if fills:
        return min(fills, key=lambda box: box.width)
    lines = [
        line
        for line in page.across
        if -1 < line.y - piece.box.y1 < piece.size and line.x0 < piece.box.x < line.x1
        if ruled and piece.box.width < line.width < 0.9 * whole
    ]
    return min(lines, key=lambda line: line.y) if lines else piece.box


def _spread(row: Sequence[Piece], block: Block) -> list[tuple[int, Piece]]:
    """Heads without a cell of their own over runs of columns whose middles are nearest to theirs.

    A column is as wide as its figures, or reaches from the right end of the one before to its own.
    """
    pitch = min((b.x1 - a.x1 for a, b in pairwise(block.columns)), default=0.0)
    firsts = [block.columns[0].x1 - pitch, *(column.x1 for column in block.columns[:-1])]
    cells = [replace(column, x0=min(column.x0, first)) for column, first in zip(block.columns, firsts, strict=True)]
    return min((_spread_over(row, columns) for columns in (block.columns, cells)), key=lambda found: found[0])[1]


def _spread_over(row: Sequence[Piece], columns: Sequence[Box]) -> tuple[float, list[tuple[int, Piece]]]:
    """How far heads stand from the middles of the runs of columns that fit best, and these runs."""
    count = len(row)
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for used in range(1, count + 1):
        for end in range(used, len(columns) + 1):
            options = [
                (best[used - 1, start][0] + _off(row[used - 1], columns[start:end]), start)
                for start in range(used - 1, end)
                if (used - 1, start) in best
            ]
            if options:
                best[used, end] = min(options)
    out: list[tuple[int, Piece]] = []
    end = len(columns)
    for used in range(count, 0, -1):
        if (used, end) not in best:
            return FAR, []
        start = best[used, end][1]
        out.extend((n, row[used - 1]) for n in range(start, end))
        end = start
    return best[count, len(columns)][0], out


def _off(piece: Piece, columns: Sequence[Box]) -> float:
    return abs(piece.box.x - (columns[0].x0 + columns[-1].x1) / 2)


def is_bracketed(text: str) -> bool:
    """Whether a text stands in brackets as a whole, as declarations over tables do."""
    return text.strip()[:1] in "([（［<＜" and text.strip()[-1:] in ")]）］>＞"


def declared(texts: Sequence[Piece], block: Block, top: float, rulebook: Rulebook) -> tuple[Piece, ...]:
    """Declarations of units for a table, the nearest first: that right over it, or the only one of the page."""
    box = block.box
    found = [t for t in texts if t.box.y1 < max(top + t.size, box.y0 + 1) and _is_declaration(t.text, rulebook)]
    near = [t for t in found if t.box.x1 > box.x0 - REACH and t.box.x0 < box.x1 + EDGE * t.size]
    close = [t for t in near if top - t.box.y1 < CLOSE * t.size]
    everywhere = {t.text for t in texts if _is_declaration(t.text, rulebook)}
    chosen = close or (found if len(everywhere) == 1 else [])
    return tuple(sorted(chosen, key=lambda t: abs(top - t.box.y1)))


def _is_declaration(text: str, rulebook: Rulebook) -> bool:
    units = find_units(text, rulebook)
    return any(unit.declaration for unit in units) or (bool(units) and is_bracketed(text))
