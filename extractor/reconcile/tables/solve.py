"""Solving: hypotheses of row and column orders tried until one reading breaks no check."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.reconcile.board import Board
from extractor.reconcile.naming import Scene
from extractor.reconcile.tables.checks import Checks, compile_checks
from extractor.reconcile.tables.frame import head_places
from extractor.reconcile.tables.grid import Grid
from extractor.reconcile.tables.outcome import Solved
from extractor.reconcile.tables.placements import Placer
from extractor.reconcile.tables.proof import Prover
from extractor.reconcile.tables.search import Search, State
from extractor.reconcile.tables.setting import Setting, set_up
from extractor.model.proposal import SeriesRow

UNKNOWN_ORDER = 10**6
MOST_VARIANTS = 6
VARIANT_COST = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best reading of one hypothesis."""

    setting: Setting
    checks: Checks
    placer: Placer
    state: State
    cost: float = 0.0

    @property
    def total(self) -> float:
        return self.state.total - self.cost

    @property
    def clean(self) -> bool:
        """Whether every mark has a cell and no check of the table is broken."""
        used = set(self.state.cells)
        marks = self.setting.grid.marks
        if any(n not in used and not mark.nil for n, mark in enumerate(marks)):
            return False
        return not any(
            score < 0 and self.checks.all[check].family != "elsewhere" for check, score in self.state.scores.items()
        )


def solve(board: Board, scene: Scene) -> Solved | None:
    """The best reading of a table; None where it has no rows or no figures."""
    best: Found | None = None
    for cost, rows in _readings(board):
        found = _best(board, scene, rows, cost)
        if found is not None and (best is None or found.total > best.total):
            best = found
        if best is not None and best.clean:
            break
    if best is None:
        return None
    setting = best.setting
    prover = Prover(
        grid=setting.grid, checks=best.checks, placer=best.placer, state=best.state, in_line=setting.in_line
    )
    proof = prover.proof()
    return Solved(setting=setting, state=best.state, proof=proof, in_line=setting.in_line)


def _readings(board: Board) -> Iterator[tuple[float, tuple[SeriesRow, ...]]]:
    """The runs as they are read at first, then with one of them cut in another way."""
    from dataclasses import replace

    rows = board.proposal.rows
    yield 0.0, rows
    tried = 0
    for number, row in enumerate(rows):
        for variant in row.variants:
            if tried < MOST_VARIANTS:
                tried += 1
                yield VARIANT_COST, (*rows[:number], replace(row, glyphs=variant), *rows[number + 1 :])


def _best(board: Board, scene: Scene, rows: tuple[SeriesRow, ...], cost: float) -> Found | None:
    setting = set_up(board, scene, rows)
    grid = setting.grid
    if not grid.lines or not grid.marks:
        return None
    checks = compile_checks(grid)
    best: Found | None = None
    for deep in (False, True):
        for order, backwards in _hypotheses(setting):
            places = head_places(setting.columns, grid.heads, backwards=backwards)
            placer = Placer(grid=grid, order=order, places=places, in_line=setting.in_line)
            state = Search(grid=grid, checks=checks, placer=placer, deep=deep).run()[0]
            found = Found(setting=setting, checks=checks, placer=placer, state=state, cost=cost)
            if best is None or found.total > best.total:
                best = found
            if setting.in_line and best.clean:
                return best
        if best is not None and best.clean:
            return best
    return best


def _hypotheses(setting: Setting) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Orders of rows, and whether columns run against the order of their heads."""
    for order in _orders(setting.grid):
        yield order, False
        yield order, True


def _orders(grid: Grid) -> tuple[tuple[int, ...], ...]:
    """Rows in the order of statements, and in the order of their names on the slide."""
    text = tuple(range(len(grid.lines)))
    order = [line.order if line.order >= 0 else UNKNOWN_ORDER for line in grid.lines]
    known = all(rank < UNKNOWN_ORDER for rank in order)
    statement = tuple(sorted(text, key=lambda line: (order[line], line)))
    return tuple(dict.fromkeys((statement, text) if known else (text, statement)))
