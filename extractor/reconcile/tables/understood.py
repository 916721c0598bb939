"""Understood: where checks of a table fail, what the others prove of numbers without a label.

A number that stands beside no name was placed by the checks alone. Where much fails, what holds may hold by chance;
where anything fails, a line that runs against the columns may have been turned to please a check.
"""

from extractor.reconcile.tables.grid import Grid, Stroke
from extractor.reconcile.tables.search import State

MOST_FAILING = 0.1
"""The weight of failing checks in that of holding ones up to which a table is understood."""


def proves(grid: Grid, state: State, stroke: Stroke) -> bool:
    """Whether checks that hold prove the places of what was printed in one go.

    Where numbers of one line went to several rows, chance may have taken one of them from its own.
    """
    if not stroke.upright and len(_rows(grid, state, stroke)) > 1:
        return False
    failing = -sum(score for score in state.scores if score < 0)
    if stroke.lines or not failing:
        return True
    holding = sum(score for score in state.scores if score > 0)
    return failing <= MOST_FAILING * holding and not _turned(grid, state, stroke)


def _rows(grid: Grid, state: State, stroke: Stroke) -> set[int]:
    return {cell // grid.width for cell, mark in enumerate(state.cells) if mark in stroke.marks}


def _turned(grid: Grid, state: State, stroke: Stroke) -> bool:
    """Whether a line runs against the order of the columns where more lines run along it."""
    lines = [other for other in grid.strokes if not other.upright and not other.lines and len(other.marks) > 1]
    along = sum(_along(grid, state, other) for other in lines)
    return stroke in lines and not _along(grid, state, stroke) and 2 * along > len(lines)


def _along(grid: Grid, state: State, stroke: Stroke) -> bool:
    """Whether the marks of a line stand in columns from left to right; those that stand nowhere do not."""
    places = [state.cells.index(mark) % grid.width for mark in stroke.marks if mark in state.cells]
    orders = [(grid.heads[place].order, place) for place in places]
    return len(places) == len(stroke.marks) and orders == sorted(orders)
