"""Solving: hypotheses of row and column orders tried until one reading breaks no check and most marks are checked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.model.proposal import SeriesRow
from extractor.reconcile.board import Board
from extractor.reconcile.naming import Scene
from extractor.reconcile.tables.checks import Checks, compile_checks
from extractor.reconcile.tables.frame import head_places
from extractor.reconcile.tables.grid import Grid
from extractor.reconcile.tables.outcome import Solved
from extractor.reconcile.tables.placements import Placer
from extractor.reconcile.tables.proof import Proof, Prover
from extractor.reconcile.tables.search import Search, State
from extractor.reconcile.tables.setting import Setting, set_up

UNKNOWN_ORDER = 10**6
MOST_VARIANTS = 6
VARIANT_COST = 2.0
CONVINCING = 0.85
KEPT = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best reading of one hypothesis."""

    setting: Setting
    checks: Checks
    placer: Placer
    state: State

    @property
    def clean(self) -> bool:
        """Whether every mark has a cell and no check of the table is broken."""
        used = set(self.state.cells)
        marks = self.setting.grid.marks
        if any(n not in used and not mark.nil for n, mark in enumerate(marks)):
            return False
        return not any(
            score < 0 and self.checks.all[check].family != "elsewhere"
            for check, score in self.state.scores.items()
        )

    @property
    def convincing(self) -> bool:
        """Whether it is clean and checks speak for nearly every mark."""
        if not self.clean:
            return False
        scores, marks = self.state.scores, self.setting.grid.marks
        filled = [cell for cell, mark in enumerate(self.state.cells) if mark >= 0 and not marks[mark].nil]
        seen = [c for c in filled if any(scores.get(check, 0.0) > 0 for check in self.checks.by_cell[c])]
        return len(seen) >= CONVINCING * len(filled)


def solve(board: Board, scene: Scene) -> Solved | None:
    """The best reading of a table; None where it has no rows or no figures."""
    best: Found | None = None
    most = 0.0
    for cost, rows in _readings(board):
        found = _best(set_up(board, scene, rows))
        if found is not None and (best is None or found.state.total - cost > most):
            best, most = found, found.state.total - cost
        if best is not None and best.clean:
            break
    if best is None:
        return None
    return Solved(setting=best.setting, state=best.state, proof=_proof(best))


def _proof(found: Found) -> Proof:
    setting = found.setting
    return Prover(
        grid=setting.grid, checks=found.checks, placer=found.placer, state=found.state, in_line=setting.in_line
    ).proof()


def _readings(board: Board) -> Iterator[tuple[float, tuple[SeriesRow, ...]]]:
    """The runs as they are read at first, then with one of them cut in another way."""
    rows = board.proposal.rows
    yield 0.0, rows
    tried = 0
    for number, row in enumerate(rows):
        for variant in row.variants:
            if tried < MOST_VARIANTS:
                tried += 1
                yield VARIANT_COST, (*rows[:number], replace(row, glyphs=variant), *rows[number + 1 :])


@lru_cache(maxsize=KEPT)
def _best(setting: Setting) -> Found | None:
    grid = setting.grid
    if not grid.lines or not grid.marks:
        return None
    best: Found | None = None
    checks = compile_checks(grid)
    for deep in (False, True):
        for order, backwards in _hypotheses(grid):
            places = head_places(
                setting.columns, grid.heads, backwards=backwards, in_line=setting.in_line
            )
            placer = Placer(grid=grid, order=order, places=places, in_line=setting.in_line)
            state = Search(grid=grid, checks=checks, placer=placer, deep=deep).run()[0]
            if best is None or state.total > best.state.total:
                best = Found(setting=setting, checks=checks, placer=placer, state=state)
            if best.convincing:
                return best
        if best is not None and best.clean:
            return best
    return best


def _hypotheses(grid: Grid) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Orders of rows, and whether columns run against the order of their heads."""
    for order in _orders(grid):
        yield order, False
        yield order, True


def _orders(grid: Grid) -> tuple[tuple[int, ...], ...]:
    """Rows in the order of statements, and in the order of their names on the slide."""
    text = tuple(range(len(grid.lines)))
    order = [line.order if line.order >= 0 else UNKNOWN_ORDER for line in grid.lines]
    known = all(rank < UNKNOWN_ORDER for rank in order)
    statement = tuple(sorted(text, key=lambda line: (order[line], line)))
    return tuple(dict.fromkeys((statement, text) if known else (text, statement)))
