"""Short rows: a row with fewer values than columns, set into the columns where the sum of its chart holds.

A column in which it has no value counts as nil: an interim dividend that was not paid has no label.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, islice, permutations

from extractor.model.interval import Regime
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, Series, SumRule, value_units, with_series
from extractor.reconcile.boards.sums import FREE_SUBSETS_UP_TO

MOST_MISSING = 2
MOST_OTHERS = FREE_SUBSETS_UP_TO
LEAST_COLUMNS = 4
LEAST_SHARE = 0.7
MOST_TRIED = 5000
PROVEN = "check-unique"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A placement of a short row: the columns it leaves empty, the sum it makes, and where that holds."""

    row: int
    empty: tuple[int, ...]
    rule: SumRule
    holding: tuple[int, ...]


def with_short_row(board: Board, regime: Regime) -> Board:
    """The board with its short row in the only columns, and the only sum, that hold in most of them."""
    ways = sorted(islice(_ways(board, regime), MOST_TRIED), key=lambda way: -len(way.holding))
    enough = max(LEAST_COLUMNS, LEAST_SHARE * board.width)
    if not ways or len(ways[0].holding) < enough:
        return board
    if len(ways) > 1 and len(ways[1].holding) == len(ways[0].holding):
        return board
    return _placed(board, ways[0])


def _ways(board: Board, regime: Regime) -> Iterator[_Way]:
    """Placements of every short row under every other full row as their total."""
    amounts = [row for row, series in enumerate(board.series) if not series.row.style.percent]
    full = [row for row in amounts if board.series[row].complete]
    for row in amounts:
        glyphs = board.series[row].row.glyphs
        missing = board.width - len(glyphs)
        if not 0 < missing <= MOST_MISSING or len(full) > MOST_OTHERS or not glyphs:
            continue
        for total, other in permutations(full, 2):
            for empty in combinations(range(board.width), missing):
                rule = SumRule(total=total, parts=tuple(sorted((row, other))), holds=0, columns=board.width)
                yield _tried(board, row, empty, rule, regime)


def _tried(board: Board, row: int, empty: tuple[int, ...], rule: SumRule, regime: Regime) -> _Way:
    cells = _cells(board.series[row].row.glyphs, empty, board.width)
    decimals = max(cell.quantity.decimals for cell in cells if cell is not None)
    slack = 0 if regime is Regime.EXACT else 1
    parts = [cells if part == row else board.series[part].cells for part in rule.parts]
    total = board.series[rule.total].cells
    holding = tuple(
        column
        for column in range(board.width)
        if abs(_gap(total[column], [part[column] for part in parts], decimals)) <= slack
    )
    return _Way(row=row, empty=empty, rule=replace(rule, holds=len(holding)), holding=holding)


def _cells(glyphs: tuple[Glyphs, ...], empty: tuple[int, ...], width: int) -> tuple[Glyphs | None, ...]:
    left = iter(glyphs)
    return tuple(None if column in empty else next(left) for column in range(width))


def _gap(total: Glyphs | None, parts: list[Glyphs | None], decimals: int) -> int:
    """The printed total less its parts, in last units; an empty cell is nil."""
    return _units(total, decimals) - sum(_units(part, decimals) for part in parts)


def _units(glyph: Glyphs | None, decimals: int) -> int:
    return value_units(glyph, decimals) if glyph is not None else 0


def _placed(board: Board, way: _Way) -> Board:
    series = board.series[way.row]
    cells = _cells(series.row.glyphs, way.empty, board.width)
    board = with_series(board, way.row, replace(series, cells=cells))
    for row in (way.rule.total, *way.rule.parts):
        board = with_series(board, row, _proven(board.series[row], way.holding))
    return replace(board, sums=(*board.sums, way.rule))


def _proven(series: Series, columns: tuple[int, ...]) -> Series:
    """The series with proof where the sum holds; other columns stay as the text has them."""
    evidence = tuple(
        (*codes, PROVEN) if column in columns and PROVEN not in codes else codes
        for column, codes in enumerate(series.evidence)
    )
    return replace(series, evidence=evidence)
