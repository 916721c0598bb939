"""Tables of a page by the columns that a second reader saw: the figures in them, and where their names stand."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.layout.placed.blocks import LEAST_CELLS, Block
from extractor.layout.placed.cells import Cell, Sorted
from extractor.model.page import Grid, Piece, around

EDGE = 1.0
Row = tuple[tuple[int, Cell], ...]


def grid_blocks(grids: Sequence[Grid], found: Sorted) -> Iterator[tuple[Grid, Block]]:
    """The grids with their tables, before heads and labels are read.

    Grids that put two figures of a row into one column are no tables.
    """
    for grid in grids:
        rows = [row for row in (_row(grid, cells) for cells in found.rows) if row]
        if sum(map(len, rows)) < LEAST_CELLS or any(len({at for at, _ in row}) < len(row) for row in rows):
            continue
        yield grid, _block(grid, rows, found.texts)


def _row(grid: Grid, cells: Sequence[Cell]) -> Row:
    box = grid.box
    level = box.y0 - EDGE <= cells[0].box.y <= box.y1 + EDGE
    placed = [(grid.column(cell.box.x), cell) for cell in cells] if level else []
    return tuple((at, cell) for at, cell in placed if at >= 0)


def _block(grid: Grid, rows: Sequence[Row], texts: Sequence[Piece]) -> Block:
    """The rows in the columns that hold figures; names may stand between these."""
    used = sorted({at for row in rows for at, _ in row})
    boxes = tuple(around([cell.box for row in rows for at, cell in row if at == column]) for column in used)
    number = {at: new for new, at in enumerate(used)}
    named = _named(grid, rows, texts)
    between = grid.columns[named] if named > used[0] else ()
    return Block(
        rows=tuple(tuple((number[at], cell) for at, cell in row) for row in rows),
        columns=boxes,
        box=around(boxes),
        named=between,
    )


def _named(grid: Grid, rows: Sequence[Row], texts: Sequence[Piece]) -> int:
    """The column without figures in which most rows have text, −1 where there is none."""
    used = {at for row in rows for at, _ in row}
    heights = [row[0][1].box for row in rows]
    beside = [grid.column(text.box.x) for text in texts if any(h.y0 <= text.box.y <= h.y1 for h in heights)]
    counts = Counter(at for at in beside if at >= 0 and at not in used)
    return max(counts, key=lambda at: (counts[at], -at), default=-1)
