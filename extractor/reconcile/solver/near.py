"""Answers near text order, found by walking through all assignments up to a cost: exact, and mostly at once.

Most charts are a few moves from text order, so that a low ceiling on the cost leaves few ways to fill a column that
also meet its sum. A walk that takes too many steps is given up; the caller has another solver for the rest.
"""

from dataclasses import dataclass

from extractor.reconcile.solver.ground import ground_of
from extractor.reconcile.solver.model import EMPTY, Picks, Problem, Solution
from extractor.reconcile.solver.swaps import inversions
from extractor.reconcile.solver.walk import Walk

CEILING_STEPS = (1, 2, 3, 5)
MOST_STEPS = 60_000
ANY = 10**8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheapest:
    """The cheapest assignment (none: empty); `floor` is a cost that no other falls below, `ended` says it was sought
    everywhere."""

    picks: Picks
    floor: int
    ended: bool


def cheapest_near(problem: Problem, start: int, last: int) -> Cheapest:
    """The cheapest assignment of a cost from `start` to `last` (−1: any); of equals that nearest to text order.

    Of those equally near the one that fills the first cells with the first tokens.
    """
    ground = ground_of(problem)
    best: list[tuple[tuple[int, int, Picks], Picks]] = []

    def take(walk: Walk, cost: int, picks: Picks) -> None:
        walk.ceiling = min(walk.ceiling, cost)
        place = cost, inversions(problem, picks), tuple(pick if pick >= 0 else ANY for pick in picks)
        if not best or place < best[0][0]:
            best[:] = [(place, picks)]

    steps, floor = MOST_STEPS, start
    for ceiling in _ceilings(problem, start, last):
        walk = Walk(ground, ceiling, steps, take)
        walk.run()
        steps = walk.steps
        if best or not walk.ended:
            return Cheapest(picks=best[0][1] if best and walk.ended else (), floor=floor, ended=walk.ended)
        floor = ceiling + 1
    return Cheapest(picks=(), floor=floor, ended=True)


def _ceilings(problem: Problem, start: int, last: int) -> list[int]:
    step = max(1, problem.order_cost + problem.early_cost)
    rising = [start + step * factor for factor in CEILING_STEPS]
    end = last if last >= 0 else ANY
    return [*(ceiling for ceiling in rising if ceiling < end), end]


def free_near(problem: Problem, solution: Solution, last: int, others: list[tuple[int, ...]]) -> bool:
    """Notes what cells hold in other assignments up to a cost, until every cell that can differ does; true if so."""
    ground = ground_of(problem)

    def take(walk: Walk, _: int, picks: Picks) -> None:
        if picks.count(EMPTY) > solution.chosen.count(EMPTY):
            return
        news: list[tuple[int, ...]] = [()] * len(others)
        note(problem, solution, picks, news)
        others[:] = [known or new for known, new in zip(others, news, strict=True)]
        walk.unlike = _unlike(others)

    walk = Walk(ground, last, MOST_STEPS, take, solution, _unlike(others))
    walk.run()
    return walk.ended


def _unlike(others: list[tuple[int, ...]]) -> int:
    return sum(1 << cell for cell, found in enumerate(others) if not found)


def note(problem: Problem, solution: Solution, picks: Picks, others: list[tuple[int, ...]]) -> None:
    """Adds the tokens by which an assignment differs in value from the solution."""
    for cell, pick in enumerate(picks):
        choice = problem.cells[cell][pick] if pick >= 0 else None
        filled = solution.chosen[cell] >= 0
        if (choice is not None) is filled and (choice is None or choice.value == solution.values[cell]):
            continue
        token = choice.token if choice is not None else EMPTY
        if token not in others[cell]:
            others[cell] = (*others[cell], token)
