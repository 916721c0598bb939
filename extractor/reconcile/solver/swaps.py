"""What can be said about an assignment without a search: text order, and swaps that no check notices."""

from collections.abc import Iterator
from itertools import combinations, permutations

from extractor.reconcile.solver.model import (
    EMPTY,
    Choice,
    Picks,
    Problem,
    Solution,
    broken,
    cost_of,
    holds,
    least_cost,
    legal,
    picks_of,
    solution_of,
)


def text_order(problem: Problem) -> tuple[Solution, ...]:
    """The assignment in text order, where it breaks nothing and no other can cost less; else nothing."""
    picks = _first_fit(problem)
    if not legal(problem, picks) or broken(problem, picks) or cost_of(problem, picks) > least_cost(problem):
        return ()
    return (solution_of(problem, picks, optimal=True),)


def can_fill(problem: Problem) -> bool:
    """Whether every cell that may not stay empty can have a token of its own, all linears aside."""
    if problem.empty_cost >= 0:
        return True
    holder: dict[int, int] = {}
    return all(_finds_token(problem, cell, holder, set()) for cell in range(len(problem.cells)))


def _finds_token(problem: Problem, cell: int, holder: dict[int, int], seen: set[int]) -> bool:
    """Gives a cell a token, moving cells that hold theirs already to others where that takes it."""
    tokens = [choice.token for choice in problem.cells[cell] if choice.token not in seen]
    free = next((token for token in tokens if token not in holder), None)
    if free is not None:
        holder[free] = cell
        return True
    for token in tokens:
        if token not in seen:
            seen.add(token)
            if _finds_token(problem, holder[token], holder, seen):
                holder[token] = cell
                return True
    return False


def _first_fit(problem: Problem) -> Picks:
    """Per cell the cheapest and first token that is free and printed after the last one of its series."""
    used: set[int] = set()
    last: dict[int, int] = {}
    series = {cell: number for number, order in enumerate(problem.orders) for cell in order}
    picks = [EMPTY] * len(problem.cells)
    ordered = [cell for order in problem.orders for cell in order]
    for cell in dict.fromkeys((*ordered, *range(len(problem.cells)))):
        after = last.get(series.get(cell, EMPTY), EMPTY)
        picks[cell] = pick = _first(problem.cells[cell], used, after)
        if pick >= 0:
            token = problem.cells[cell][pick].token
            used.add(token)
            if cell in series:
                last[series[cell]] = token
    return tuple(picks)


def _first(choices: tuple[Choice, ...], used: set[int], after: int) -> int:
    fitting = (i for i, choice in enumerate(choices) if choice.token > after and choice.token not in used)
    return min(fitting, key=lambda i: (choices[i].cost, choices[i].token), default=EMPTY)


def unnoticed_swaps(problem: Problem, solution: Solution) -> tuple[tuple[int, int], ...]:
    """Pairs of cells that could change tokens, and so values, without breaking any linear."""
    return tuple(cells for cells, _ in swapped_picks(problem, solution))


def swapped_picks(problem: Problem, solution: Solution) -> tuple[tuple[tuple[int, int], Picks], ...]:
    """The same, each with the assignment after the swap."""
    picks = picks_of(problem, solution)
    by_token = [{choice.token: i for i, choice in reversed(tuple(enumerate(choices)))} for choices in problem.cells]
    touched: list[list[int]] = [[] for _ in problem.cells]
    for number, linear in enumerate(problem.linears):
        for cell, _ in linear.terms:
            touched[cell].append(number)
    found = []
    for one, two in combinations(range(len(picks)), 2):
        swap = (
            by_token[one].get(solution.chosen[two], EMPTY),
            by_token[two].get(solution.chosen[one], EMPTY),
        )
        if min(swap) < 0 or solution.values[one] == solution.values[two]:
            continue
        after = (*picks[:one], swap[0], *picks[one + 1 : two], swap[1], *picks[two + 1 :])
        if all(holds(problem, problem.linears[n], after) for n in {*touched[one], *touched[two]}):
            found.append(((one, two), after))
    return tuple(found)


def nearest(problem: Problem, solution: Solution) -> Solution:
    """Of equally cheap assignments the one with the fewest pairs out of text order, as far as single steps find it.

    Steps are swaps of two cells, and one token moved from text order to another place of its series.
    """
    best = picks_of(problem, solution)
    fewest = inversions(problem, best)
    for picks in _moves(problem):
        if legal(problem, picks) and cost_of(problem, picks) <= solution.cost and not broken(problem, picks):
            best, fewest = min((best, fewest), (picks, inversions(problem, picks)), key=lambda found: found[1])
    now = solution_of(problem, best, optimal=solution.optimal)
    for _ in problem.cells:
        steps = [
            (inversions(problem, picks), picks)
            for _, picks in swapped_picks(problem, now)
            if cost_of(problem, picks) <= solution.cost
        ]
        if not steps or min(steps)[0] >= fewest:
            break
        fewest, best = min(steps)
        now = solution_of(problem, best, optimal=solution.optimal)
    return now


def _moves(problem: Problem) -> Iterator[Picks]:
    """Text order with one token of a series at another place of it."""
    text = _first_fit(problem)
    by_token = [{choice.token: i for i, choice in reversed(tuple(enumerate(choices)))} for choices in problem.cells]
    for order in problem.orders if min(text, default=EMPTY) >= 0 else ():
        tokens = [problem.cells[cell][text[cell]].token for cell in order]
        for one, other in permutations(range(len(order)), 2):
            rest = [*tokens[:one], *tokens[one + 1 :]]
            moved = [*rest[:other], tokens[one], *rest[other:]]
            picks = dict(enumerate(text))
            picks |= {cell: by_token[cell].get(token, EMPTY) for cell, token in zip(order, moved, strict=True)}
            yield tuple(picks.values())


def inversions(problem: Problem, picks: Picks) -> int:
    """Pairs of one series that stand in the order opposite to the text."""
    out = 0
    for order in problem.orders:
        tokens = [problem.cells[cell][picks[cell]].token for cell in order if picks[cell] >= 0]
        out += sum(a > b for a, b in combinations(tokens, 2))
    return out
