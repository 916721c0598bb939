"""Mended columns: values of a torn column given to the rows that the rest of the deck says they belong to."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from extractor.model.interval import Interval, meet, meets
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, glyph_interval, with_evidence, with_series
from extractor.reconcile.known.facts import WEAK_NAMES
from extractor.reconcile.naming.naming import Scene, bounds_of
from extractor.reconcile.torn.columns import with_cell

PROVEN = "check-unique"
BLOCK = "column-block"
MOST_ROWS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Rows whose cell in a torn column rests on order, their glyphs, and what the deck wants of each."""

    number: int
    rows: tuple[int, ...]
    glyphs: tuple[Glyphs, ...]
    wants: dict[int, Interval]


def mended(board: Board, scene: Scene) -> Board:
    """The board with torn columns exchanged where the deck asks for it, and the cells it tells apart."""
    for number, _ in board.proposal.apart:
        for percent in (False, True):
            column = _column(board, number, scene, percent=percent)
            if column.wants and len(column.rows) <= MOST_ROWS:
                board = _with_proof(_exchanged(board, column), column)
    return board


def _column(board: Board, number: int, scene: Scene, *, percent: bool) -> _Column:
    cells = {row: series.cells[number] for row, series in enumerate(board.series)}
    rows = tuple(
        row
        for row, cell in cells.items()
        if cell is not None and cell.quantity.percent is percent and BLOCK in board.series[row].evidence[number]
    )
    glyphs = tuple(cell for row in rows if (cell := cells[row]) is not None)
    wants = {row: want for row in rows if (want := _wanted(board, row, number, scene)) is not None}
    return _Column(number=number, rows=rows, glyphs=glyphs, wants=wants)


def _wanted(board: Board, row: int, number: int, scene: Scene) -> Interval | None:
    """What other printings and identities leave for a cell of a well named row; None if they are silent."""
    series = board.series[row]
    if not series.key or WEAK_NAMES & set(series.name_evidence):
        return None
    alone = [
        bound.interval
        for bound in bounds_of(board, row, series.key, scene)
        if bound.weights == ((number, Fraction(1)),)
    ]
    if not alone:
        return None
    want = alone[0]
    for interval in alone[1:]:
        want = meet(want, interval)
    return None if want.empty else want


def _fits(board: Board, column: _Column, row: int, glyph: Glyphs) -> bool:
    return row not in column.wants or meets(glyph_interval(glyph, board.series[row].scale), column.wants[row])


def _exchanged(board: Board, column: _Column) -> Board:
    """The column in the order nearest to its own under which most cells are what the deck wants."""
    present = tuple(range(len(column.glyphs)))

    def cost(order: tuple[int, ...]) -> tuple[int, int]:
        placed = zip(column.rows, order, strict=True)
        missed = sum(not _fits(board, column, row, column.glyphs[at]) for row, at in placed)
        return missed, sum(a != b for a, b in zip(order, present, strict=True))

    best = min(permutations(present), key=cost)
    for row, at, before in zip(column.rows, best, present, strict=True):
        if at != before:
            codes = board.series[row].evidence[column.number]
            board = with_series(board, row, with_cell(board.series[row], column.number, column.glyphs[at], (codes, ())))
    return board


def _with_proof(board: Board, column: _Column) -> Board:
    """Cells marked where the deck takes them and none of the column's other values."""
    for row in column.wants:
        fitting = {glyph.quantity.value for glyph in column.glyphs if _fits(board, column, row, glyph)}
        if fitting == {board.series[row].value(column.number)}:
            board = with_series(board, row, with_evidence(board.series[row], (column.number,), PROVEN))
    return board
