"""Scattered totals: values that stand anywhere on a slide, gathered because clean rows add up to them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from extractor.model.figure import FigureKind
from extractor.model.interval import Regime
from extractor.model.proposal import Glyphs, SeriesRow
from extractor.reconcile.boards.board import Board, Cells, Series, value_units
from extractor.reconcile.rounding.gaps import allowed_gap

LEAST_COLUMNS = 4
LEAST_SHARE = 0.8
LEAST_PARTS = 2
MOST_PARTS = 6
FEW_ROWS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathering:
    """A glyph, or none, for every column, and the clean rows that add up to them."""

    cells: Cells
    parts: tuple[int, ...]

    @property
    def size(self) -> int:
        return sum(cell is not None for cell in self.cells)


def with_gathered_total(board: Board, regime: Regime) -> Board:
    """The board with one more row of the values that its clean rows add up to, where most columns have one.

    What is left of rows that gave values to it stays a row where it is long enough, else it becomes loose.
    """
    if board.proposal.kind is not FigureKind.CHART or board.width < LEAST_COLUMNS:
        return board
    scattered = _scattered(board)
    if len(scattered) < LEAST_SHARE * board.width:
        return board
    clean = [row for row, series in enumerate(board.series) if _is_clean(series)]
    found = [_gathering(board, parts, regime, scattered) for parts in _sets_of_parts(clean)]
    best = max(found, key=lambda gathering: gathering.size, default=None)
    if best is None or best.size < LEAST_SHARE * board.width:
        return board
    return _applied(board, best)


def _sets_of_parts(clean: list[int]) -> Iterator[tuple[int, ...]]:
    """Rows that may make a total, most first: any of a few, neighbours among many."""
    for size in range(min(len(clean), MOST_PARTS), LEAST_PARTS - 1, -1):
        if len(clean) <= FEW_ROWS:
            yield from combinations(clean, size)
        else:
            yield from (tuple(clean[at : at + size]) for at in range(len(clean) - size + 1))


def _is_clean(series: Series) -> bool:
    return series.row.clean and series.complete and not series.row.style.percent


def _scattered(board: Board) -> list[Glyphs]:
    """Loose amounts and those of rows that were put together from several lines, in text order."""
    rows = [s for s in board.series if not s.row.clean and not s.row.style.percent and not s.row.label]
    glyphs = [*board.loose, *(glyph for series in rows for glyph in series.row.glyphs)]
    return sorted((glyph for glyph in glyphs if not glyph.quantity.percent), key=lambda g: (g.token.order, g.part))


def _gathering(board: Board, parts: tuple[int, ...], regime: Regime, scattered: list[Glyphs]) -> _Gathering:
    """For every column the first unused value that the parts add up to."""
    left = list(scattered)
    decimals = max(g.quantity.decimals for row in parts for g in board.series[row].row.glyphs)
    low, high = allowed_gap(len(parts), regime, soft=True)
    cells: list[Glyphs | None] = []
    for column in range(board.width):
        total = sum(value_units(cell, decimals) for cell in _cells(board, parts, column))
        fitting = (g for g in left if g.quantity.decimals == decimals and _near(g, decimals, total, (low, high)))
        found = next(fitting, None)
        cells.append(found)
        if found is not None:
            left.remove(found)
    return _Gathering(cells=tuple(cells), parts=parts)


def _cells(board: Board, rows: tuple[int, ...], column: int) -> Iterator[Glyphs]:
    return (cell for row in rows if (cell := board.series[row].cells[column]) is not None)


def _near(glyph: Glyphs, decimals: int, total: int, reach: tuple[int, int]) -> bool:
    return reach[0] <= value_units(glyph, decimals) - total <= reach[1]


def _applied(board: Board, gathering: _Gathering) -> Board:
    used = {id(cell) for cell in gathering.cells if cell is not None}
    kept: list[Series] = []
    loose = [glyph for glyph in board.loose if id(glyph) not in used]
    for series in board.series:
        rest = tuple(glyph for glyph in series.row.glyphs if id(glyph) not in used)
        if len(rest) == len(series.row.glyphs):
            kept.append(series)
        elif 2 * len(rest) >= board.width:
            kept.append(_with_glyphs(series, rest + (None,) * (board.width - len(rest))))
        else:
            loose.extend(rest)
    total = _with_glyphs(replace(board.series[gathering.parts[0]], name="", key=""), gathering.cells)
    loose.sort(key=lambda glyph: (glyph.token.order, glyph.part))
    return replace(board, series=(*kept, total), loose=tuple(loose))


def _with_glyphs(series: Series, cells: Cells) -> Series:
    glyphs = tuple(cell for cell in cells if cell is not None)
    row = SeriesRow(glyphs=glyphs, style=glyphs[0].token.style, clean=False)
    return replace(
        series,
        row=row,
        cells=cells,
        evidence=tuple(("text-order",) for _ in cells),
        rivals=tuple(() for _ in cells),
    )
