"""The walk near text order: as exact as brute force, without a heavy library, and honest where it gives up."""

import subprocess
import sys
from itertools import permutations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.reconcile.solver import near
from extractor.reconcile.solver.ground import suits
from extractor.reconcile.solver.model import (
    Choice,
    Limits,
    Linear,
    Picks,
    Problem,
    Token,
    broken,
    cost_of,
    legal,
    picks_of,
    solution_of,
)
from extractor.reconcile.solver.narrow import narrowed
from extractor.reconcile.solver.order import FAR, least_order
from extractor.reconcile.solver.solve import free_cells, solve
from extractor.reconcile.solver.swaps import inversions

ROOT = Path(__file__).resolve().parents[2]
SOLVER_SETTINGS = settings(max_examples=40, deadline=None)


def price(tokens: Picks, prices: tuple[int, int]) -> int:
    """What the order of tokens costs, as the problem's own cost has it."""
    cells = tuple((Choice(token=token, value=0),) for token in tokens)
    problem = Problem(
        cells=cells,
        tokens=(Token(),) * (max(tokens, default=-1) + 1),
        orders=(tuple(range(len(cells))),),
        order_cost=prices[0],
        early_cost=prices[1],
    )
    return cost_of(problem, (0,) * len(cells))


@SOLVER_SETTINGS
@given(st.data())
def test_the_least_cost_of_an_order_is_that_of_its_best_end(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 6))
    text = data.draw(st.permutations(range(count)))
    begun = data.draw(st.integers(0, count))
    room = data.draw(st.integers(0, count - begun))
    prices = data.draw(st.tuples(st.integers(0, 4), st.integers(0, 2)))
    tokens, rest = tuple(text[:begun]), text[begun:]
    left = sum(1 << token for token in rest)
    ends = [price((*tokens, *end), prices) for end in permutations(rest, room)]
    assert least_order(tokens, left, room, prices) == min(ends)


def test_too_few_tokens_for_the_rest_of_an_order() -> None:
    assert least_order((0,), 0b110, 3, (4, 1)) == FAR


@st.composite
def charts(draw: st.DrawFn) -> Problem:
    """Two or three series over two or three columns with sums of columns, or of other cells, or with empty cells."""
    rows, width = draw(st.integers(2, 3)), 2
    shared = draw(st.booleans()) and rows == 2
    values = draw(st.lists(st.integers(1, 9), min_size=rows * width + 1, max_size=rows * width + 1))
    spare = rows * width

    def cell(row: int) -> tuple[Choice, ...]:
        own = range(rows * width) if shared else range(row * width, row * width + width)
        return tuple(Choice(token=t, value=values[t]) for t in (*own, spare))

    numbers = st.lists(st.integers(0, rows * width - 1), min_size=1, max_size=3, unique=True)
    kind = draw(st.sampled_from(("columns", "others", "empty")))
    columns = tuple(
        Linear(
            terms=tuple((row * width + q, 1 if row else -1) for row in range(rows)), low=-draw(slack), high=draw(slack)
        )
        for q in range(width)
    )
    others = tuple(
        Linear(terms=tuple((n, draw(st.sampled_from((1, -1, 2)))) for n in draw(numbers)), low=-3, high=draw(slack) * 4)
        for _ in range(draw(st.integers(0, 2)))
    )
    return Problem(
        cells=tuple(cell(row) for row in range(rows) for _ in range(width)),
        tokens=(Token(),) * (spare + 1),
        linears={"columns": columns, "others": others, "empty": ()}[kind],
        orders=tuple(tuple(range(row * width, (row + 1) * width)) for row in range(rows)),
        empty_cost=draw(st.integers(0, 9)) if kind == "empty" else -1,
        unused_cost=draw(st.integers(0, 1)),
        order_cost=4,
        early_cost=draw(st.integers(0, 1)),
    )


slack = st.integers(0, 4)


def everything(problem: Problem) -> list[Picks]:
    spans = [range(-1 if problem.empty_cost >= 0 else 0, len(choices)) for choices in problem.cells]
    return [picks for picks in product(*spans) if legal(problem, picks) and not broken(problem, picks)]


@SOLVER_SETTINGS
@given(charts())
def test_the_cheapest_assignment_with_the_fewest_inversions_is_found(problem: Problem) -> None:
    assert suits(problem)
    ranks = [(cost_of(problem, picks), inversions(problem, picks)) for picks in everything(problem)]
    solution = solve(problem, Limits())
    assert (solution is None) == (not ranks)
    if solution is not None:
        assert solution.optimal
        assert (solution.cost, inversions(problem, picks_of(problem, solution))) == min(ranks)


@SOLVER_SETTINGS
@given(charts(), st.sampled_from((0, 1, 5)))
def test_cells_are_free_where_another_assignment_near_by_says_so(problem: Problem, margin: int) -> None:
    solution = solve(problem, Limits())
    if solution is None:
        return
    freedom = free_cells(problem, solution, Limits(margin=margin))
    assert freedom.complete
    empty = solution.chosen.count(-1)
    near = [
        solution_of(problem, picks, optimal=True)
        for picks in everything(problem)
        if picks.count(-1) <= empty and cost_of(problem, picks) <= solution.cost + margin
    ]
    for cell, others in enumerate(freedom.others):
        mine = solution.chosen[cell] >= 0, solution.values[cell]
        assert bool(others) == any((s.chosen[cell] >= 0, s.values[cell]) != mine for s in near)


@SOLVER_SETTINGS
@given(charts())
def test_what_is_left_out_stands_in_no_assignment(problem: Problem) -> None:
    kept = narrowed(problem)
    for picks in everything(problem):
        assert all(pick in kept[cell] for cell, pick in enumerate(picks) if pick >= 0)


def test_a_walk_that_gives_up_leaves_the_answer_to_the_other_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = damaged()
    solution = solve(problem, Limits())
    freedom = free_cells(problem, solution, Limits(margin=5)) if solution else None
    monkeypatch.setattr(near, "MOST_STEPS", 0)
    assert not near.cheapest_near(problem, 0, -1).ended
    assert solve(problem, Limits()) == solution
    again = free_cells(problem, solution, Limits(margin=5)) if solution else None
    assert again == freedom


def damaged() -> Problem:
    """Three series and their total; two labels of the second are drawn last."""
    texts = ((110, 120, 131, 145), (37, 64, 41, 53), (210, 208, 215, 230), (357, 369, 399, 439))
    pools = [tuple(Choice(token=4 * row + k, value=v) for k, v in enumerate(text)) for row, text in enumerate(texts)]
    return Problem(
        cells=tuple(pool for pool in pools for _ in range(4)),
        tokens=(Token(),) * 16,
        linears=tuple(Linear(terms=((q, 1), (4 + q, 1), (8 + q, 1), (12 + q, -1)), low=-1, high=1) for q in range(4)),
        orders=tuple(tuple(range(4 * row, 4 * row + 4)) for row in range(4)),
        order_cost=4,
        early_cost=1,
    )


def test_a_moved_label_loads_no_heavy_library() -> None:
    code = (
        "import sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.reconcile.test_near_text_order import Limits, damaged, free_cells, solve\n"
        "solution = solve(damaged(), Limits())\n"
        "assert solution.values[4:8] == (37, 41, 53, 64)\n"
        "assert free_cells(damaged(), solution, Limits(margin=5)).complete\n"
        "assert 'ortools' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0
