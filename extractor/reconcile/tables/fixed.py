"""Grids whose cells the source marks: every mark stands where its cell is, and the checks say how well."""

from functools import lru_cache

from extractor.model.proposal import SeriesRow
from extractor.reconcile.boards.board import Board
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.tables.checks import compile_checks
from extractor.reconcile.tables.grid import FREE, Grid
from extractor.reconcile.tables.outcome import Solved
from extractor.reconcile.tables.outside import side
from extractor.reconcile.tables.placements import NEVER, Placer
from extractor.reconcile.tables.proof import Prover
from extractor.reconcile.tables.reader import Checks
from extractor.reconcile.tables.search import State
from extractor.reconcile.tables.setting import Setting, set_cells

KEPT = 64


def settled_grid(board: Board, scene: Scene) -> Solved | None:
    """The reading of a marked grid; None where it has no figures."""
    rows = board.proposal.rows
    setting = set_cells(board, scene, rows)
    return _solved(setting, rows) if setting.grid.marks else None


@lru_cache(maxsize=KEPT)
def _solved(setting: Setting, rows: tuple[SeriesRow, ...]) -> Solved:
    grid = setting.grid
    checks = compile_checks(grid)
    placer = Placer(grid=grid, order=tuple(range(len(grid.lines))), places=setting.table.places[0], in_line=True)
    placer.costs = _costs(grid, placer, _allowed(rows))
    state = _state(grid, checks, _cells(grid, placer))
    prover = Prover(grid=grid, checks=checks, placer=placer, state=state, in_line=True, fixed=True)
    return Solved(setting=setting, state=state, proof=prover.proof())


def _allowed(rows: tuple[SeriesRow, ...]) -> list[tuple[int, frozenset[int]]]:
    """For every mark its row, and the columns of its cell."""
    return [(number, frozenset(place)) for number, row in enumerate(rows) for place in row.places]


def _costs(grid: Grid, placer: Placer, allowed: list[tuple[int, frozenset[int]]]) -> tuple[tuple[float, ...], ...]:
    """What a mark costs in the cells that its printed cell may be; it can be in no other."""
    width = grid.width
    return tuple(
        tuple(
            costs[cell]
            if cell // width == row and side(grid.heads[cell % width], grid.lines[row]) in columns
            else NEVER
            for cell in range(grid.size)
        )
        for costs, (row, columns) in zip(placer.costs, allowed, strict=True)
    )


def _cells(grid: Grid, placer: Placer) -> list[int]:
    """Marks in their cells; where a printed cell holds several, each in the first that suits it best."""
    cells = [FREE] * grid.size
    for mark, costs in enumerate(placer.costs):
        options = [(cost, cell) for cell, cost in enumerate(costs) if cost < NEVER and cells[cell] == FREE]
        if options:
            cells[min(options)[1]] = mark
    return cells


def _state(grid: Grid, checks: Checks, cells: list[int]) -> State:
    scores = [checks.score(number, cells) for number in range(len(checks.all))]
    turns = ((0, 0),) * grid.width
    return State(cells=cells, scores=scores, total=sum(scores), turns=turns)
