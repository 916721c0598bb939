"""Scopes: rows of one name on several charts, of which the smaller are those of a part of the company."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from extractor.model.figure import FigureKind
from extractor.model.interval import Interval, meets
from extractor.reconcile.boards.board import Board
from extractor.reconcile.known.memo import Memo

LEAST_COLUMNS = 3
LEAST_SHARE = 0.8


Cells = Mapping[str, Interval]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Line:
    """The values by period of a row of amounts, and the numbers of the boards that print just these."""

    cells: Cells
    boards: set[int]


def parts_apart(boards: tuple[Board, ...], memo: Memo | None = None) -> tuple[Board, ...]:
    """Boards whose rows get a key of their own exhibit where another chart prints more under their name.

    `Total Revenues` of one service is less than that of the company in every quarter. Rows that agree anywhere
    are left alone: one of them may be misread.
    """
    memo = memo or Memo()
    parts: dict[int, set[str]] = {}
    for key, lines in _lines(boards, memo).items():
        for line in lines:
            larger = [other.boards for other in lines if other is not line and _less(line.cells, other.cells)]
            for board in line.boards if larger else ():
                if any(others != {board} for others in larger):
                    parts.setdefault(board, set()).add(key)
    return tuple(scoped_to_exhibit(board, frozenset(parts.get(n, ())), memo) for n, board in enumerate(boards))


def _lines(boards: tuple[Board, ...], memo: Memo) -> dict[str, list[_Line]]:
    """The rows of amounts of charts by key, those that print the same as one."""
    found: dict[str, dict[tuple[tuple[str, int], ...], _Line]] = {}
    for number, board in enumerate(boards):
        for key, cells in memo.once(partial(_rows, board), (board,), "rows of scopes"):
            printed = tuple((label, id(cell)) for label, cell in cells.items())
            line = found.setdefault(key, {}).setdefault(printed, _Line(cells=cells, boards=set()))
            line.boards.add(number)
    return {key: list(lines.values()) for key, lines in found.items()}


def _rows(board: Board) -> tuple[tuple[str, Cells], ...]:
    """The keys of rows of amounts with their values by period."""
    if board.proposal.kind is not FigureKind.CHART:
        return ()
    labels = [column.period.label if column.period is not None else "" for column in board.columns]
    rows = []
    for series in board.series:
        if series.key and not series.row.style.percent:
            cells = {label: series.interval(column) for column, label in enumerate(labels) if label}
            rows.append((series.key, {label: cell for label, cell in cells.items() if cell is not None}))
    return tuple(rows)


def _less(row: Cells, other: Cells) -> bool:
    """Whether a row lies below another wherever both have a figure, or all but a few times."""
    pairs = [(cell, other[label]) for label, cell in row.items() if label in other]
    if len(pairs) < LEAST_COLUMNS or any(meets(a, b) for a, b in pairs):
        return False
    return sum(0 < a.high <= b.low for a, b in pairs) >= LEAST_SHARE * len(pairs)


def scoped_to_exhibit(board: Board, keys: frozenset[str], memo: Memo, *, percent: bool = False) -> Board:
    """The board with keys of its own exhibit for its amounts, or ratios, of some names."""
    if not keys:
        return board
    return memo.once(partial(_scoped, board, keys, percent=percent), (board,), "scoped", keys, percent)


def _scoped(board: Board, keys: frozenset[str], *, percent: bool) -> Board:
    series = tuple(
        replace(s, key=f"{s.key}@{board.exhibit.number}") if s.key in keys and s.row.style.percent is percent else s
        for s in board.series
    )
    return replace(board, series=series)
