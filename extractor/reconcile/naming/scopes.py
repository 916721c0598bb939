"""Scopes: rows of one name on several charts, of which the smaller are those of a part of the company."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.model.figure import FigureKind
from extractor.model.interval import Interval, meets
from extractor.reconcile.boards.board import Board

LEAST_COLUMNS = 3
LEAST_SHARE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of amounts: its board, its key, and its values by period."""

    board: int
    key: str
    cells: dict[str, Interval]


def parts_apart(boards: tuple[Board, ...]) -> tuple[Board, ...]:
    """Boards whose rows get a key of their own exhibit where another chart prints more under their name.

    `Total Revenues` of one service is less than that of the company in every quarter. Rows that agree anywhere
    are left alone: one of them may be misread.
    """
    rows = [row for number, board in enumerate(boards) for row in _rows(number, board)]
    by_key: dict[str, list[_Row]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    parts = {
        (row.board, key) for key, found in by_key.items() for row in found if any(_less(row, other) for other in found)
    }
    return tuple(_scoped(board, {k for at, k in parts if at == n}) for n, board in enumerate(boards))


def _rows(number: int, board: Board) -> Iterator[_Row]:
    if board.proposal.kind is not FigureKind.CHART:
        return
    labels = [column.period.label if column.period is not None else "" for column in board.columns]
    for series in board.series:
        if series.key and not series.row.style.percent:
            cells = {label: series.interval(column) for column, label in enumerate(labels) if label}
            known = {label: cell for label, cell in cells.items() if cell is not None}
            yield _Row(board=number, key=series.key, cells=known)


def _less(row: _Row, other: _Row) -> bool:
    """Whether a row lies below another wherever both have a figure, or all but a few times."""
    pairs = [(cell, other.cells[label]) for label, cell in row.cells.items() if label in other.cells]
    if row.board == other.board or len(pairs) < LEAST_COLUMNS or any(meets(a, b) for a, b in pairs):
        return False
    return sum(0 < a.high <= b.low for a, b in pairs) >= LEAST_SHARE * len(pairs)


def _scoped(board: Board, keys: set[str]) -> Board:
    if not keys:
        return board
    series = tuple(
        replace(s, key=f"{s.key}@{board.exhibit.number}") if s.key in keys and not s.row.style.percent else s
        for s in board.series
    )
    return replace(board, series=series)
