"""What the checks of a table prove of numbers that stand beside no name."""

from dataclasses import replace

import pytest

from extractor.model.exhibit import ColumnKind
from extractor.reconcile.tables.grid import FREE, Grid, Head, Line, Mark, Stroke
from extractor.reconcile.tables.search import State
from extractor.reconcile.tables.understood import proves

BESIDE = Stroke(marks=(2, 3), upright=False)
GRID = Grid(
    lines=tuple(Line(name=name, key=name, order=at, place=at) for at, name in enumerate(("sales", "costs", "income"))),
    heads=tuple(Head(kind=ColumnKind.AMOUNT, order=at) for at in range(2)),
    marks=tuple(
        Mark(value=at, span=(at, at), percent=False, plus=False, nil=False, own=False, order=at, block=0)
        for at in range(6)
    ),
    strokes=(Stroke(marks=(0, 1), upright=False), BESIDE, Stroke(marks=(4, 5), upright=False)),
)
IN_PLACE = [0, 1, 2, 3, 4, 5]
HOLDING, FAILING = [90.0, 30.0], [-8.0]


def proven(cells, scores, stroke=BESIDE):
    return proves(GRID, State(cells=cells, scores=scores, total=0.0), stroke)


def test_checks_that_hold_prove_a_line():
    assert proven(IN_PLACE, HOLDING)
    assert proven(IN_PLACE, HOLDING + FAILING)


def test_where_much_fails_nothing_beside_no_name_is_proven():
    assert not proven(IN_PLACE, [20.0, *FAILING])
    assert proven(IN_PLACE, [20.0, *FAILING], replace(BESIDE, lines=(1,)))


def test_numbers_of_one_line_in_two_rows_are_not_proven():
    assert not proven([0, 1, 2, FREE, 3, FREE], HOLDING)
    upright = replace(BESIDE, upright=True)
    assert proven([0, 1, 2, FREE, 3, FREE], HOLDING, upright)


@pytest.mark.parametrize(("scores", "expected"), [(HOLDING, True), (HOLDING + FAILING, False)])
def test_a_line_against_the_columns_is_proven_only_where_nothing_fails(scores, expected):
    assert proven([0, 1, 3, 2, 4, 5], scores) is expected
