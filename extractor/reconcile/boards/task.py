"""Tasks of arrangement: which rows, under which conditions, with which glyphs."""

from dataclasses import dataclass

from extractor.model.interval import Interval, Regime
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, SumRule
from extractor.reconcile.known.bounds import Bound
from extractor.reconcile.rounding.gaps import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to arrange: rows of a board, the sum rules among them, bounds by row, and glyphs beside their own.

    `shared` lets every glyph stand in every row, `fixed` rows keep their cells, `targets` are intervals that
    the sum of all rows must meet column by column, `empty_cost` is what an empty cell costs (−1: none may be
    empty).
    """

    board: Board
    rows: tuple[int, ...]
    sums: tuple[SumRule, ...] = ()
    bounds: tuple[tuple[int, tuple[Bound, ...]], ...] = ()
    spare: tuple[Glyphs, ...] = ()
    regime: Regime = Regime.UNKNOWN
    shared: bool = False
    gap: Gap = Gap.USUAL
    fixed: frozenset[int] = frozenset()
    targets: tuple[Interval | None, ...] = ()
    empty_cost: int = -1


def decimals_of(task: Task) -> int:
    glyphs = [g for row in task.rows for g in task.board.series[row].row.glyphs]
    return max((glyph.quantity.decimals for glyph in (*glyphs, *task.spare)), default=0)
