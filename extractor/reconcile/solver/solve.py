"""Assignment of printed numbers to cells under identities, with OR-Tools CP-SAT.

The nouns are in `model`. `solve` finds the cheapest assignment that breaks no linear. It raises the
ceiling on the cost step by step: near text order there are few assignments, so that the few moves of a
natural repair are found, and proven to be the fewest, long before a search of the whole space would end.
`alternatives` forbids the solutions found and asks again. `free_cells` asks until no cell is left that could
still hold another value. An alternative leaves no more cells empty than the solution.

Answers are a function of the problem: one worker, a fixed seed, and limits in deterministic time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.reconcile.solver.cp import Built, Ceiling, add_ceiling, build, run
from extractor.reconcile.solver.ground import suits
from extractor.reconcile.solver.model import (
    EMPTY,
    Alternatives,
    Freedom,
    Limits,
    Picks,
    Problem,
    Solution,
    cost_of,
    least_cost,
    solution_of,
)
from extractor.reconcile.solver.near import Cheapest, cheapest_near, free_near, note
from extractor.reconcile.solver.swaps import can_fill, nearest, swapped_picks, text_order

if TYPE_CHECKING:
    from extractor.reconcile.solver.cp import Literal

CEILING_STEPS = (1, 2, 4, 7, 15)
RUNG_SHARE = 0.75
MAX_SIZE = 60_000
MAX_ROUNDS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What to look for: an assignment unlike the known ones, of a cost from `start` to `last` (-1: any)."""

    problem: Problem
    start: int
    last: int = EMPTY
    known: tuple[Solution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The cheapest assignment of a search (none: empty), whether that is proven, and the effort left."""

    picks: Picks
    proven: bool
    effort: float


def solve(problem: Problem, limits: Limits, *, below: int = -1) -> Solution | None:
    """The cheapest assignment that breaks no linear and costs less than `below` (-1: any cost).

    None where there is none or none was found.

    Oversized problems are not attempted (`too_large`).
    """
    if too_large(problem):
        return None
    for solution in text_order(problem):
        return solution
    start = least_cost(problem)
    if not can_fill(problem) or 0 <= below <= start:
        return None
    last = below - 1 if below >= 0 else EMPTY
    near = cheapest_near(problem, start, last) if suits(problem) else Cheapest(picks=(), floor=start, ended=False)
    if near.ended:
        return solution_of(problem, near.picks, optimal=True) if near.picks else None
    found = _cheapest(_Search(problem=problem, start=near.floor, last=last), limits.effort)
    return nearest(problem, solution_of(problem, found.picks, optimal=found.proven)) if found.picks else None


def too_large(problem: Problem) -> bool:
    """Whether a model would have more clauses than a search may take on."""
    size = sum(map(len, problem.cells))
    for order in problem.orders:
        offered = [choice.token for cell in order for choice in problem.cells[cell]]
        size += 3 * len(offered) + 2 * len(order) * len(set(offered))
    return size > MAX_SIZE


def alternatives(problem: Problem, solution: Solution, limits: Limits) -> Alternatives:
    """Other assignments that break no linear and differ in values, cheapest first.

    At most `limits.solutions` of them, at most `limits.margin` dearer than the solution.
    """
    if too_large(problem):
        return Alternatives(complete=False)
    last = solution.cost + limits.margin if limits.margin >= 0 else EMPTY
    known = [solution]
    effort = limits.effort
    while len(known) <= limits.solutions:
        start = max(least_cost(problem), known[-1].cost if known[-1].optimal else 0)
        search = _Search(problem=problem, start=start, last=last, known=tuple(known))
        found = _cheapest(search, effort)
        if not found.picks:
            return Alternatives(found=tuple(known[1:]), complete=found.proven)
        known.append(solution_of(problem, found.picks, optimal=found.proven))
        effort = found.effort
    return Alternatives(found=tuple(known[1:]), complete=False)


def free_cells(problem: Problem, solution: Solution, limits: Limits) -> Freedom:
    """Which cells could hold another value in an assignment that breaks no linear, within `limits.margin`."""
    last = solution.cost + limits.margin if limits.margin >= 0 else EMPTY
    others: list[tuple[int, ...]] = [()] * len(problem.cells)
    for _, picks in swapped_picks(problem, solution):
        if last < 0 or cost_of(problem, picks) <= last:
            note(problem, solution, picks, others)
    if last >= 0 and suits(problem) and free_near(problem, solution, last, others):
        return Freedom(others=tuple(others))
    if too_large(problem):
        return Freedom(others=tuple(others), complete=False)
    complete = _search_free(problem, solution, last, limits.effort, others)
    return Freedom(others=tuple(others), complete=complete)


def _search_free(problem: Problem, solution: Solution, last: int, effort: float, others: list[tuple[int, ...]]) -> bool:
    """Asks for assignments that change a cell not yet known to be free, until there is none; true if so."""
    priced = problem if last >= 0 else replace(problem, orders=(), unused_cost=0)
    built = _built(priced, last)
    _keep_filled(built, solution)
    if last >= 0:
        add_ceiling(built, last, minimise=False)
    for _ in range(MAX_ROUNDS):
        fixed = [cell for cell, found in enumerate(others) if not found]
        built.model.add_bool_or(_differing(problem, built, solution, fixed))
        answer = run(built, effort)
        effort -= answer.effort
        if not answer.picks:
            return answer.proven
        note(problem, solution, answer.picks, others)
        if effort <= 0:
            break
    return False


def _cheapest(search: _Search, effort: float) -> _Found:
    """The cheapest new assignment: first among the cheapest choices of every cell, then among all."""
    problem = search.problem
    if not _dear(problem):
        return _climb(search, effort, home=False)
    near = _climb(search, effort / 2, home=True)
    effort += near.effort - effort / 2
    if not near.picks:
        return _climb(search, effort, home=False)
    cost = cost_of(problem, near.picks)
    if cost <= search.start or effort <= 0:
        return replace(near, proven=cost <= search.start, effort=effort)
    built = _built(problem, cost - 1)
    _asked(search, built, cost - 1)
    answer = run(built, effort)
    return _Found(picks=answer.picks or near.picks, proven=answer.proven, effort=effort - answer.effort)


def _climb(search: _Search, effort: float, *, home: bool) -> _Found:
    """Raises the ceiling on the cost until there is an assignment; `home` keeps to the cheapest choices.

    Where the ceiling leaves out no choice, the model of the step before serves with its ceiling raised.
    """
    proven = False
    same = home or not _dear(search.problem)
    models: list[tuple[Built, Ceiling]] = []
    for ceiling in _ceilings(search):
        if effort <= 0:
            return _Found(picks=(), proven=False, effort=0.0)
        if same and models and ceiling >= 0:
            models[-1][1].raise_to(ceiling)
        else:
            built = build(search.problem, 0) if home else _built(search.problem, ceiling)
            models.append((built, _asked(search, built, ceiling)))
        built = models[-1][0]
        answer = run(built, effort if ceiling < 0 else effort * RUNG_SHARE)
        effort -= answer.effort
        proven = answer.proven
        if answer.picks:
            return _Found(picks=answer.picks, proven=proven, effort=effort)
    return _Found(picks=(), proven=proven, effort=effort)


def _ceilings(search: _Search) -> Iterator[int]:
    """Costs to search below, rising from `start` to `last` (-1: no bound)."""
    problem = search.problem
    step = max(1, problem.order_cost if problem.orders else max(problem.empty_cost, problem.unused_cost))
    for factor in CEILING_STEPS:
        ceiling = search.start + step * factor
        if 0 <= search.last <= ceiling:
            break
        yield ceiling
    yield search.last


def _dear(problem: Problem) -> bool:
    """Whether some cell has choices of unequal cost."""
    return any(len({choice.cost for choice in choices}) > 1 for choices in problem.cells)


def _asked(search: _Search, built: Built, ceiling: int) -> Ceiling:
    """The model asked for the cheapest assignment below a ceiling that differs from all known ones."""
    cells = range(len(search.problem.cells))
    for solution in search.known:
        built.model.add_bool_or(_differing(search.problem, built, solution, cells))
    for solution in search.known[:1]:
        _keep_filled(built, solution)
    return add_ceiling(built, ceiling, minimise=True)


def _built(problem: Problem, ceiling: int) -> Built:
    return build(problem, ceiling - least_cost(problem) if ceiling >= 0 else EMPTY)


def _keep_filled(built: Built, solution: Solution) -> None:
    """No more empty cells than in the solution."""
    if built.empties:
        spare = sum(token < 0 for token in solution.chosen)
        built.model.add_linear_constraint(sum(built.empties), 0, spare)


def _differing(problem: Problem, built: Built, solution: Solution, cells: Sequence[int]) -> list["Literal"]:
    """Literals that say of one of the cells that it holds another value than in the solution."""
    literals: list[Literal] = []
    for cell in cells:
        filled = solution.chosen[cell] >= 0
        for i, literal in built.cells[cell].items():
            if not filled or problem.cells[cell][i].value != solution.values[cell]:
                literals.append(literal)
        if filled:
            literals.extend(built.empties[cell : cell + 1])
    return literals
