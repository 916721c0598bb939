"""Solving: hypotheses of row and column orders tried until one reading breaks no check and most marks are checked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.model.proposal import SeriesRow
from extractor.reconcile.boards.board import Board
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.tables.checks import SOFT, compile_checks
from extractor.reconcile.tables.grid import Grid
from extractor.reconcile.tables.outcome import Solved
from extractor.reconcile.tables.placements import Placer
from extractor.reconcile.tables.polish import polish
from extractor.reconcile.tables.proof import Proof, Prover
from extractor.reconcile.tables.reader import Checks
from extractor.reconcile.tables.search import MOST_TRIALS, Effort, Search, State
from extractor.reconcile.tables.setting import Table, set_up

UNKNOWN_ORDER = 10**6
MOST_VARIANTS = 6
VARIANT_COST = 2.0
CONVINCING = 0.85
HELD_PER_BROKEN = 12
MOST_UNPLACED = 0.5
"""Where more of the marks than this find no cell, one run read in another way mends nothing."""
KEPT = 128
MOST_STROKES = 40
"""Numbers strewn in more strokes than this have too many arrangements; they stay unplaced, and are told."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """The best reading of one hypothesis."""

    table: Table
    checks: Checks
    placer: Placer
    state: State
    spent: int = 0

    @property
    def unplaced(self) -> tuple[int, ...]:
        """Marks without a cell; dashes for nothing need none."""
        used = set(self.state.cells)
        return tuple(n for n, m in enumerate(self.table.grid.marks) if n not in used and not m.nil)

    @property
    def broken(self) -> tuple[int, ...]:
        """Checks of the table itself that the reading breaks."""
        checks = self.checks.all
        return tuple(c for c, score in enumerate(self.state.scores) if score < 0 and checks[c].family not in SOFT)

    @property
    def sound(self) -> bool:
        """Whether every mark has a cell and few checks are broken, as misprints or rounding may break them."""
        held = sum(score > 0 for score in self.state.scores)
        return not self.unplaced and len(self.broken) * HELD_PER_BROKEN <= held

    @property
    def convincing(self) -> bool:
        """Whether it breaks nothing, or very little of much, and checks speak for nearly every mark."""
        if not self.sound:
            return False
        scores, marks = self.state.scores, self.table.grid.marks
        filled = [cell for cell, mark in enumerate(self.state.cells) if mark >= 0 and not marks[mark].nil]
        seen = [c for c in filled if any(scores[check] > 0 for check in self.checks.by_need[c])]
        return len(seen) >= CONVINCING * len(filled)

    @property
    def mendable(self) -> bool:
        """Whether the trouble is little enough to come from one run that was read wrongly."""
        return not self.sound and len(self.unplaced) <= MOST_UNPLACED * len(self.table.grid.marks)

    @property
    def troubled(self) -> frozenset[int]:
        """Marks that found no cell or break a check."""
        cells = {cell for check in self.broken for cell in self.checks.all[check].cells}
        marks = {self.state.cells[cell] for cell in cells if self.state.cells[cell] >= 0}
        return frozenset((*self.unplaced, *marks))


def solve(board: Board, scene: Scene) -> Solved | None:
    """The best reading of a table; None where it has no rows or no figures.

    Other ways to read a run are tried with what effort the first has left.
    """
    setting = set_up(board, scene, board.proposal.rows)
    best = _best(setting.table, MOST_TRIALS)
    if best is None:
        return None
    left = MOST_TRIALS - best.spent
    troubled = frozenset(setting.glyphs[mark].token.order for mark in best.troubled)
    for rows in _other_cuts(board, troubled) if best.mendable else ():
        other = set_up(board, scene, rows)
        found = _best(other.table, left) if left > 0 else None
        if found is None:
            continue
        left -= found.spent
        if found.state.total - VARIANT_COST > best.state.total:
            setting, best = other, found
    return Solved(setting=setting, state=best.state, proof=_proof(best))


@lru_cache(maxsize=KEPT)
def _proof(found: Found) -> Proof:
    return _prover(found).proof()


def _prover(found: Found) -> Prover:
    return Prover(
        grid=found.table.grid,
        checks=found.checks,
        placer=found.placer,
        state=found.state,
        in_line=found.table.in_line,
    )


def _other_cuts(board: Board, troubled: frozenset[int]) -> Iterator[tuple[SeriesRow, ...]]:
    """The runs with one of those that hold troubled tokens read in another way, the cheapest ways first."""
    rows = board.proposal.rows
    ways = [
        (number, variant)
        for number, row in enumerate(rows)
        if any(glyph.token.order in troubled for glyph in row.glyphs)
        for variant in row.variants
    ]
    for number, variant in ways[:MOST_VARIANTS]:
        yield (*rows[:number], replace(rows[number], glyphs=variant), *rows[number + 1 :])


@lru_cache(maxsize=KEPT)
def _best(table: Table, left: int) -> Found | None:
    """The best reading of a table within so many trials; tables printed alike share it."""
    grid = table.grid
    if not grid.lines or not grid.marks or len(grid.strokes) > MOST_STROKES:
        return None
    effort = Effort(left)
    best = _searched(table, effort)
    best.checks.forget()
    return replace(best, spent=left - effort.left)


def _searched(table: Table, effort: Effort) -> Found:
    grid, checks = table.grid, compile_checks(table.grid)
    tried: list[Found] = []
    for deep in (False, True):
        for order, backwards in _hypotheses(grid):
            placer = Placer(grid=grid, order=order, places=table.places[backwards], in_line=table.in_line)
            state = Search(grid=grid, checks=checks, placer=placer, deep=deep, effort=effort).run()[0]
            tried.append(Found(table=table, checks=checks, placer=placer, state=state))
            polish(_prover(tried[-1]))
            best = max(tried, key=lambda found: found.state.total)
            if best.convincing or effort.spent:
                return best
        if best.sound:
            break
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
