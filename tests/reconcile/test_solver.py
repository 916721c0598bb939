"""Assignments against brute force on small problems, and the rules of the cost."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.reconcile.solver.model import (
    Alternatives,
    Choice,
    Freedom,
    Limits,
    Linear,
    Problem,
    Solution,
    Token,
    broken,
    least_cost,
    legal,
    picks_of,
    solution_of,
)
from extractor.reconcile.solver.solve import alternatives, free_cells, solve, too_large
from extractor.reconcile.solver.swaps import unnoticed_swaps

LIMITS = Limits(solutions=4)
FREE = (Token(),) * 20
SOLVER_SETTINGS = settings(max_examples=60)


def series(values: tuple[int, ...], tokens: tuple[int, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(token=t, value=v) for t, v in zip(tokens, values, strict=True))


def one_series(values: tuple[int, ...], **costs: int) -> Problem:
    """A series that may hold its tokens in any order."""
    tokens = tuple(range(len(values)))
    return Problem(
        cells=(series(values, tokens),) * len(values),
        tokens=FREE[: len(values)],
        orders=(tokens,),
        **costs,
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Two series of two or three cells over a few tokens, some of them in two candidates of one run."""
    width = draw(st.integers(2, 3))
    count = draw(st.integers(width, 5))
    tokens = tuple(
        draw(st.sampled_from((Token(), Token(), Token(run=0, candidate=0), Token(run=0, candidate=1))))
        for _ in range(count)
    )
    cells = tuple(
        tuple(
            Choice(token=t, value=draw(st.integers(-3, 9)), cost=draw(st.integers(0, 2)))
            for t in sorted(draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=3)))
        )
        for _ in range(2 * width if count == 5 else width)
    )
    numbers = st.integers(0, len(cells) - 1)
    linears = tuple(
        Linear(
            terms=tuple(
                (cell, draw(st.sampled_from((1, -1, 2)))) for cell in sorted(draw(st.sets(numbers, min_size=1)))
            ),
            low=draw(st.integers(-4, 6)),
            high=draw(st.integers(4, 12)),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    return Problem(
        cells=cells,
        tokens=tokens,
        linears=linears,
        orders=tuple(tuple(range(k, min(k + width, len(cells)))) for k in range(0, len(cells), width)),
        empty_cost=draw(st.sampled_from((-1, 3))),
        unused_cost=draw(st.integers(0, 2)),
        order_cost=draw(st.integers(0, 3)),
        early_cost=draw(st.integers(0, 1)),
    )


def everything(problem: Problem) -> list[Solution]:
    """All solutions by brute force, cheapest first, one per set of values."""
    found: dict[tuple[tuple[bool, int], ...], Solution] = {}
    spans = [range(-1 if problem.empty_cost >= 0 else 0, len(choices)) for choices in problem.cells]
    for picks in product(*spans):
        if not legal(problem, picks) or broken(problem, picks):
            continue
        solution = solution_of(problem, picks, optimal=True)
        key = signature(solution)
        if key not in found or solution.cost < found[key].cost:
            found[key] = solution
    return sorted(found.values(), key=lambda s: s.cost)


def signature(solution: Solution) -> tuple[tuple[bool, int], ...]:
    return tuple((t >= 0, v) for t, v in zip(solution.chosen, solution.values, strict=True))


def empties(solution: Solution) -> int:
    return sum(token < 0 for token in solution.chosen)


@SOLVER_SETTINGS
@given(problems())
def test_the_cheapest_assignment_is_found(problem: Problem) -> None:
    expected = everything(problem)
    solution = solve(problem, LIMITS)
    if not expected:
        assert solution is None
        return
    assert solution is not None
    assert solution.optimal
    assert solution.cost == expected[0].cost
    picks = picks_of(problem, solution)
    assert legal(problem, picks)
    assert not broken(problem, picks)
    assert least_cost(problem) <= solution.cost


@SOLVER_SETTINGS
@given(problems(), st.sampled_from((-1, 0, 3)))
def test_alternatives_come_cheapest_first_and_completely(problem: Problem, margin: int) -> None:
    solution = solve(problem, LIMITS)
    if solution is None:
        return
    others = [
        s
        for s in everything(problem)
        if signature(s) != signature(solution)
        and empties(s) <= empties(solution)
        and (margin < 0 or s.cost <= solution.cost + margin)
    ]
    found = alternatives(problem, solution, Limits(solutions=4, margin=margin))
    assert [s.cost for s in found.found] == [s.cost for s in others[:4]]
    assert len({signature(s) for s in (*found.found, solution)}) == len(found.found) + 1
    assert found.complete == (len(others) < 4)


@SOLVER_SETTINGS
@given(problems(), st.sampled_from((-1, 0, 3)))
def test_free_cells_are_those_that_vary_over_all_assignments(problem: Problem, margin: int) -> None:
    solution = solve(problem, LIMITS)
    if solution is None:
        return
    freedom = free_cells(problem, solution, Limits(margin=margin))
    assert freedom.complete
    possible: list[set[int]] = [set() for _ in problem.cells]
    for picks in product(*(range(-1 if problem.empty_cost >= 0 else 0, len(c)) for c in problem.cells)):
        if not legal(problem, picks) or broken(problem, picks):
            continue
        other = solution_of(problem, picks, optimal=True)
        if empties(other) > empties(solution) or (margin >= 0 and other.cost > solution.cost + margin):
            continue
        for cell, (mine, theirs) in enumerate(zip(signature(solution), signature(other), strict=True)):
            if mine != theirs:
                possible[cell].add(other.chosen[cell])
    for others, allowed in zip(freedom.others, possible, strict=True):
        assert set(others) <= allowed
        assert bool(others) == bool(allowed)


def test_equal_values_are_no_alternatives() -> None:
    problem = one_series((5, 5, 5))
    solution = solve(problem, LIMITS)
    assert solution is not None
    assert alternatives(problem, solution, LIMITS) == Alternatives()
    assert free_cells(problem, solution, LIMITS) == Freedom(others=((), (), ()))


def test_both_of_two_solutions_are_listed() -> None:
    base = one_series((1, 2, 3, 4))
    problem = Problem(
        cells=base.cells,
        tokens=base.tokens,
        orders=base.orders,
        linears=(
            Linear(terms=((0, 1), (3, 1)), low=5, high=5),
            Linear(terms=((0, 1),), low=1, high=1),
        ),
    )
    solution = solve(problem, LIMITS)
    assert solution is not None
    assert solution.values == (1, 2, 3, 4)
    found = alternatives(problem, solution, LIMITS)
    assert [s.values for s in found.found] == [(1, 3, 2, 4)]
    assert found.complete
    assert free_cells(problem, solution, LIMITS).others == ((), (2,), (1,), ())
    assert unnoticed_swaps(problem, solution) == ((1, 2),)


def test_an_impossible_problem_has_no_solution() -> None:
    base = one_series((1, 2, 3))
    problem = Problem(cells=base.cells, tokens=base.tokens, linears=(Linear(terms=((0, 1), (1, 1)), low=6, high=9),))
    assert solve(problem, LIMITS) is None
    assert solve(Problem(cells=((),), tokens=()), LIMITS) is None


def test_no_cells_is_a_solved_problem() -> None:
    assert solve(Problem(cells=(), tokens=FREE[:2], unused_cost=3), LIMITS) == Solution(chosen=(), values=(), cost=6)


def test_numbers_beyond_the_solver_are_not_chosen() -> None:
    problem = Problem(
        cells=((Choice(token=0, value=10**40), Choice(token=1, value=7)),),
        tokens=FREE[:2],
        linears=(Linear(terms=((0, 1),), low=-(10**50), high=10**39),),
    )
    solution = solve(problem, LIMITS)
    assert solution is not None
    assert solution.values == (7,)


def test_oversized_problems_are_not_attempted() -> None:
    cell = tuple(Choice(token=t, value=t) for t in range(601))
    problem = Problem(cells=(cell,) * 100, tokens=(Token(),) * 601)
    assert too_large(problem)
    assert solve(problem, LIMITS) is None


def test_a_token_with_two_readings_of_its_sign() -> None:
    """A bracket may mean a minus or nothing; the sum decides."""
    cell = (Choice(token=0, value=7), Choice(token=0, value=-7, cost=1))
    problem = Problem(
        cells=(cell, (Choice(token=1, value=20),)),
        tokens=FREE[:2],
        linears=(Linear(terms=((0, 1), (1, 1)), low=13, high=13),),
    )
    solution = solve(problem, LIMITS)
    assert solution == Solution(chosen=(0, 1), values=(-7, 20), cost=1)


def test_same_problem_same_answer() -> None:
    base = one_series(tuple(range(100, 108)))
    problem = Problem(
        cells=base.cells,
        tokens=base.tokens,
        orders=base.orders,
        linears=(Linear(terms=tuple((c, c) for c in range(8)), low=2890, high=2895),),
    )
    answers = {
        (solve(problem, LIMITS), alternatives(problem, solve(problem, LIMITS) or _none(), LIMITS)) for _ in range(3)
    }
    assert len(answers) == 1


def _none() -> Solution:
    raise AssertionError
