"""Tables of a printed page: rows of cells below each other that share columns, with no text between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.layout.placed.cells import Cell, Sorted, between, segments
from extractor.model.page import Box, Piece, PrintedPage, around

APART = 5.5
NEXT = 1.7
OVERLAP = 0.3
LEAST_CELLS = 2
MIDDLE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A table before its heads and labels are read: rows of cells with the column of each, and the columns' boxes.

    `named` is the stretch of the labels where they do not stand left of the columns.
    """

    rows: tuple[tuple[tuple[int, Cell], ...], ...]
    columns: tuple[Box, ...]
    box: Box
    named: tuple[float, float] | tuple[()] = ()


@dataclass(slots=True)
class _Growing:
    """Rows so far, all their cells, and the box of the last row."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[Box] = field(default_factory=list)
    last: Box = field(default_factory=lambda: Box(x0=0.0, y0=0.0, x1=0.0, y1=0.0))

    def take(self, row: tuple[Cell, ...]) -> None:
        self.rows.append(row)
        self.cells.extend(cell.box for cell in row)
        self.last = around([cell.box for cell in row])


def find_blocks(found: Sorted, page: PrintedPage) -> tuple[Block, ...]:
    """The tables of a page from the top; those of a single cell are none."""
    open_blocks: list[_Growing] = []
    for row in found.rows:
        for part in segments(row, found.texts):
            home = next((b for b in reversed(open_blocks) if _goes_on(b, part, found.texts)), None)
            if home is None:
                home = _Growing()
                open_blocks.append(home)
            home.take(part)
    blocks = [_block(b.rows, page) for b in open_blocks if sum(map(len, b.rows)) >= LEAST_CELLS]
    return tuple(sorted(blocks, key=lambda block: (block.box.y0, block.box.x0)))


def _goes_on(block: _Growing, part: Sequence[Cell], texts: Sequence[Piece]) -> bool:
    """Whether cells stand right below a table, in its columns, with no text over them in between."""
    last, box = block.last, around([cell.box for cell in part])
    size = part[0].piece.size
    if box.y0 - last.y1 > APART * size or box.y0 < last.y0:
        return False
    cells = block.cells
    inside = box.y0 - last.y1 < NEXT * size and min(b.x0 for b in cells) < box.x0 and box.x1 < max(b.x1 for b in cells)
    if not inside and not any(_overlap(cell.box, other) for cell in part for other in cells):
        return False
    low, high = min(last.x0, box.x0), max(last.x1, box.x1)
    return not any(last.y < t.box.y < box.y and _over(t, low, high) for t in texts)


def _over(text: Piece, low: float, high: float) -> bool:
    """Whether a text stands over cells, not left of them as a label."""
    return text.box.x1 > low + 2 and text.box.x0 < high - 2 and text.box.x > low


def _overlap(one: Box, other: Box) -> bool:
    common = min(one.x1, other.x1) - max(one.x0, other.x0)
    return common > OVERLAP * min(one.width, other.width)


def _block(rows: Sequence[Sequence[Cell]], page: PrintedPage) -> Block:
    """The rows with their columns: cells that stand over each other, by their rulings where they have any."""
    places = sorted(
        ((_place(cell, row, page), cell) for row in rows for cell in row), key=lambda pair: (pair[0].x, pair[1].box.y)
    )
    columns: list[tuple[Box, list[Cell]]] = []
    for place, cell in places:
        home = next((n for n, (column, _) in enumerate(columns) if _overlap(column, place)), None)
        if home is None:
            columns.append((place, [cell]))
        else:
            columns[home] = (around([columns[home][0], place]), [*columns[home][1], cell])
    columns.sort(key=lambda column: column[0].x)
    at = {cell: number for number, (_, cells) in enumerate(columns) for cell in cells}
    boxes = tuple(around([cell.box for cell in cells]) for _, cells in columns)
    return Block(rows=tuple(tuple((at[cell], cell) for cell in row) for row in rows), columns=boxes, box=around(boxes))


def _place(cell: Cell, row: Sequence[Cell], page: PrintedPage) -> Box:
    """Where a cell stands: the middle between its rulings where they hold no other figure, else its text."""
    ruled = between(page, cell.box)
    if ruled is None or any(other is not cell and ruled.x0 < other.box.x < ruled.x1 for other in row):
        return cell.box
    return Box(x0=ruled.x - MIDDLE, y0=cell.box.y0, x1=ruled.x + MIDDLE, y1=cell.box.y1)
