"""What it costs to leave the order in which tokens are printed."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.reconcile.solver.model import (
    Alternatives,
    Choice,
    Limits,
    Linear,
    Picks,
    Problem,
    Solution,
    Token,
    cost_of,
)
from extractor.reconcile.solver.solve import alternatives, solve
from extractor.reconcile.solver.swaps import text_order

LIMITS = Limits(solutions=4)


def a_series(values: tuple[int, ...], **costs: int) -> Problem:
    """A series that may hold its tokens in any order."""
    cell = tuple(Choice(token=t, value=v) for t, v in enumerate(values))
    size = len(values)
    return Problem(cells=(cell,) * size, tokens=(Token(),) * size, orders=(tuple(range(size)),), **costs)


@pytest.mark.parametrize(
    ("text", "order_cost", "early_cost", "cost"),
    [
        ((0, 1, 2, 3), 5, 1, 0),
        ((0, 1, 3, 2), 5, 0, 5),  # one swap at the end is one move
        ((0, 1, 3, 2), 5, 1, 5),  # and its moved token is the last one printed
        ((3, 0, 1, 2), 5, 1, 5),  # printed last, belongs first
        ((1, 2, 3, 0), 5, 1, 6),  # printed first, belongs last: one move, but an early one
        ((3, 2, 1, 0), 5, 0, 15),
        ((3, 2, 1, 0), 5, 1, 15),
        ((1, 0, 3, 2), 5, 0, 10),
    ],
)
def test_moves_from_text_order(text: tuple[int, ...], order_cost: int, early_cost: int, cost: int) -> None:
    problem = a_series((10, 20, 30, 40), order_cost=order_cost, early_cost=early_cost)
    assert cost_of(problem, text) == cost


@settings(max_examples=60)
@given(st.permutations(range(6)), st.integers(0, 3), st.integers(0, 2))
def test_the_solver_counts_moves_as_the_cost_does(order: list[int], order_cost: int, early_cost: int) -> None:
    """With every value pinned the solver has no choice left but which tokens to call kept."""
    base = a_series(tuple(range(1, 7)), order_cost=order_cost, early_cost=early_cost)
    pinned = tuple(Linear(terms=((cell, 1),), low=t + 1, high=t + 1) for cell, t in enumerate(order))
    problem = Problem(
        cells=base.cells,
        tokens=base.tokens,
        linears=pinned,
        orders=base.orders,
        order_cost=order_cost,
        early_cost=early_cost,
    )
    solution = solve(problem, LIMITS)
    assert solution is not None
    assert solution.chosen == tuple(order)
    best = min(
        order_cost * (6 - len(kept)) + early_cost * sum(t < kept[-1] for t in order if t not in kept)
        for kept in _increasing(tuple(order))
        if kept
    )
    assert solution.cost == min(best, order_cost * 6)
    ceiling = Limits(margin=0)
    assert alternatives(problem, solution, ceiling) == Alternatives()


def _increasing(order: Picks) -> list[Picks]:
    subsets = (tuple(t for t, keep in zip(order, mask, strict=True) if keep) for mask in product((0, 1), repeat=6))
    return [kept for kept in subsets if list(kept) == sorted(kept)]


def test_text_order_needs_no_solver() -> None:
    problem = a_series((5, 6, 7))
    assert text_order(problem) == (Solution(chosen=(0, 1, 2), values=(5, 6, 7), cost=0),)
    pinned = Problem(
        cells=problem.cells,
        tokens=problem.tokens,
        orders=problem.orders,
        linears=(Linear(terms=((0, 1),), low=6, high=6),),
    )
    assert text_order(pinned) == ()
