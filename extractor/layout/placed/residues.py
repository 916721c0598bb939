"""What places alone do not settle: cells astray beside columns, what formulas leave behind, rows named alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.layout.placed.blocks import Block
from extractor.layout.placed.cells import Cell
from extractor.layout.placed.columns import Head
from extractor.layout.placed.sheet import run_at
from extractor.model.deck import RepairedLine
from extractor.model.page import Box
from extractor.model.period import PeriodKind
from extractor.model.placed import PlacedRow

LEAST_ROWS = 2
ASTRAY = 1.5
"""So many glyphs' heights a cell may stand beside its column."""


def with_strays_home(block: Block) -> Block:
    """The table without columns that are none: where each cell finds room in a fuller column right beside it.

    Lines of text keep places only roughly, dashes for nothing stand anywhere between two columns.
    """
    kept = list(range(len(block.columns)))
    home: dict[Cell, int] = {}
    full = _counts(block)
    for column in range(len(block.columns)):
        own = [(row, cell) for row in block.rows for at, cell in row if at == column]
        homes = {cell: _room(block.columns, (column, row, cell), full) for row, cell in own}
        if all(at in kept for at in homes.values()):
            kept.remove(column)
            home.update(homes)
    if not home:
        return block
    number = {old: new for new, old in enumerate(kept)}
    rows = tuple(
        tuple(sorted(((number[home.get(cell, at)], cell) for at, cell in row), key=lambda pair: pair[0]))
        for row in block.rows
    )
    return replace(block, rows=rows, columns=tuple(block.columns[at] for at in kept))


def _counts(block: Block) -> Sequence[int]:
    """How many figures stand in each column."""
    figures = Counter(at for row in block.rows for at, cell in row if not cell.dash)
    return [figures[column] for column in range(len(block.columns))]


def _room(columns: Sequence[Box], place: tuple[int, Sequence[tuple[int, Cell]], Cell], full: Sequence[int]) -> int:
    """The nearer column beside a cell that is fuller and free in its row, −1 where there is none near enough."""
    column, row, cell = place
    taken = {at for at, _ in row}
    beside = [
        at
        for at in (column - 1, column + 1)
        if 0 <= at < len(full) and full[at] > full[column] and at not in taken
        if cell.dash or _gap(columns[at], cell.box) < ASTRAY * cell.piece.size
    ]
    return min(beside, key=lambda at: _gap(columns[at], cell.box), default=-1)


def _gap(column: Box, cell: Box) -> float:
    return max(column.x0 - cell.x1, cell.x0 - column.x1, 0.0)


def without_remainders(block: Block, read: Sequence[Head], lines: Mapping[int, RepairedLine]) -> Block:
    """The table without quarters that are in every row the year to date with the other sign.

    Such a quarter is what a formula makes of a year without figures: the year less the year to date.
    """
    dated = [n for n, head in enumerate(read) if head.cumulative and head.period is not None and not head.move]
    gone = {
        column
        for column, head in enumerate(read)
        if head.period is not None and head.period.kind is PeriodKind.QUARTER and not head.cumulative
        if any(_undone(block, column, whole, lines) for whole in dated if _year(read, whole) == head.period.year)
    }
    if not gone:
        return block
    return replace(block, rows=tuple(tuple(pair for pair in row if pair[0] not in gone) for row in block.rows))


def with_doubt(rows: Sequence[PlacedRow]) -> tuple[PlacedRow, ...]:
    """The rows; those whose name and headings come twice in a table miss what tells them apart."""
    names = [(row.label, row.over, row.ratio) for row in rows]
    return tuple(
        replace(row, loose=True) if names.count(name) > 1 else row for row, name in zip(rows, names, strict=True)
    )


def _year(read: Sequence[Head], column: int) -> int:
    period = read[column].period
    return period.year if period is not None else 0


def _undone(block: Block, column: int, whole: int, lines: Mapping[int, RepairedLine]) -> bool:
    """Whether the figures of a column are those of another with the other sign, in all rows that have both."""
    pairs = [(_value(row, column, lines), _value(row, whole, lines)) for row in block.rows]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    return len(both) >= LEAST_ROWS and all(one == -other for one, other in both)


def _value(row: Sequence[tuple[int, Cell]], column: int, lines: Mapping[int, RepairedLine]) -> Decimal | None:
    cell = next((cell for at, cell in row if at == column and not cell.dash), None)
    run = run_at(cell.piece, lines) if cell is not None else None
    return run.best.quantities[0].value if run is not None and len(run.best.quantities) == 1 else None
