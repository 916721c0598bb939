"""Nouns of the assignment problem, and what an assignment costs.

Cells (a series at a period) are filled from tokens (printed numbers in text order). A choice of a cell is a
token with the value it has there, scaled to an integer, and a cost of its own: what the reading of the glyphs
costs, or what it costs to take the token from outside the block of the series. An assignment is a tuple of
picks: per cell the index of a choice, or -1 for an empty cell.

The cost of an assignment is the sum of

- the costs of its choices,
- `empty_cost` per empty cell and `unused_cost` per token of a chosen candidate that stands in no cell (a
  stray),
- per order (the cells of one series, in the order in which their tokens are expected): the cheapest way to
  call some of its tokens kept, in increasing text order, and the others moved. A moved token costs
  `order_cost`, and `early_cost` more where it is printed before the last kept one. Labels that were moved by
  hand are drawn after the rest of their series, so that the natural repair of a series moves few tokens and
  finds them at its end.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Picks = tuple[int, ...]

EMPTY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A token that a cell may hold, its value there, and what it costs."""

    token: int
    value: int
    cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A printed number in text order; tokens of different candidates of one run exclude each other.

    `run` is -1 for a number that stands free. One candidate of every run is chosen.
    """

    run: int = -1
    candidate: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """low <= sum of weight * value over (cell, weight) <= high, wherever all its cells are filled."""

    terms: tuple[tuple[int, int], ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What may stand where, what must hold, and what deviations cost; costs are not negative.

    `empty_cost` -1 means that no cell may stay empty.
    """

    cells: tuple[tuple[Choice, ...], ...]
    tokens: tuple[Token, ...]
    linears: tuple[Linear, ...] = ()
    orders: tuple[tuple[int, ...], ...] = ()
    empty_cost: int = -1
    unused_cost: int = 0
    order_cost: int = 1
    early_cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far to search: how many solutions, how dear, how long.

    `margin` is the highest extra cost of an alternative over the solution, -1 for any. Without a margin a
    chart of many series is seldom unique: among all its arrangements a few meet every sum by chance. `effort`
    is the solver's deterministic time per call, not a clock's: the same problem gives the same answer on
    every machine. One unit takes a third of a second to a second.
    """

    solutions: int = 8
    margin: int = -1
    effort: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Token and value per cell (-1 and 0 where it is empty); `optimal` is false where the effort ran out."""

    chosen: tuple[int, ...]
    values: tuple[int, ...]
    cost: int
    optimal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatives:
    """Other solutions, cheapest first; `complete` means that there are no others within the margin."""

    found: tuple[Solution, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Freedom:
    """Per cell other tokens that it holds in some solution with another value there (-1: it may be empty).

    An empty tuple means that the value of the cell is the only possible one, provided that `complete` is
    true. A tuple names some of the others, not all of them.
    """

    others: tuple[tuple[int, ...], ...]
    complete: bool = True


def solution_of(problem: Problem, picks: Picks, *, optimal: bool) -> Solution:
    """The solution that picks stand for."""
    choices = [problem.cells[cell][pick] if pick >= 0 else None for cell, pick in enumerate(picks)]
    return Solution(
        chosen=tuple(choice.token if choice else EMPTY for choice in choices),
        values=tuple(choice.value if choice else 0 for choice in choices),
        cost=cost_of(problem, picks),
        optimal=optimal,
    )


def picks_of(problem: Problem, solution: Solution) -> Picks:
    """The cheapest picks that stand for a solution."""
    return tuple(
        _pick(choices, token, value)
        for choices, token, value in zip(problem.cells, solution.chosen, solution.values, strict=True)
    )


def _pick(choices: tuple[Choice, ...], token: int, value: int) -> int:
    fitting = (i for i, choice in enumerate(choices) if (choice.token, choice.value) == (token, value))
    return min(fitting, key=lambda i: choices[i].cost, default=EMPTY)


def cost_of(problem: Problem, picks: Picks) -> int:
    """The cost of an assignment as the module describes it."""
    picked = [problem.cells[cell][pick] for cell, pick in enumerate(picks) if pick >= 0]
    empties = (len(picks) - len(picked)) * max(0, problem.empty_cost)
    strays = _available(problem, {choice.token for choice in picked}) - len(picked)
    orders = sum(_order_cost(problem, _tokens(problem, picks, order)) for order in problem.orders)
    return sum(choice.cost for choice in picked) + empties + problem.unused_cost * strays + orders


def _available(problem: Problem, used: set[int]) -> int:
    """How many tokens the chosen candidates offer; an unused run counts with its shortest candidate."""
    chosen = {problem.tokens[token].run: problem.tokens[token].candidate for token in used}
    free, sizes = candidate_sizes(problem)
    return free + sum(of_run[chosen[run]] if run in chosen else min(of_run.values()) for run, of_run in sizes.items())


def candidate_sizes(problem: Problem) -> tuple[int, dict[int, dict[int, int]]]:
    """The number of free tokens, and per run the number of tokens of each candidate."""
    free = 0
    sizes: dict[int, dict[int, int]] = {}
    for token in problem.tokens:
        if token.run < 0:
            free += 1
            continue
        of_run = sizes.setdefault(token.run, {})
        of_run[token.candidate] = of_run.get(token.candidate, 0) + 1
    return free, sizes


def _tokens(problem: Problem, picks: Picks, cells: Iterable[int]) -> tuple[int, ...]:
    return tuple(problem.cells[cell][picks[cell]].token for cell in cells if picks[cell] >= 0)


def _order_cost(problem: Problem, tokens: tuple[int, ...]) -> int:
    """The cheapest split into kept and moved tokens, by the kept token that is printed last."""
    best = problem.order_cost * len(tokens)
    kept: list[int] = []
    for position, token in enumerate(tokens):
        before = (kept[i] for i in range(position) if tokens[i] < token)
        kept.append(1 + max(before, default=0))
        early = sum(other <= token for other in tokens) - kept[-1]
        moved = len(tokens) - kept[-1]
        best = min(best, problem.order_cost * moved + problem.early_cost * early)
    return best


def broken(problem: Problem, picks: Picks) -> tuple[int, ...]:
    """The linears that an assignment breaks, as indices."""
    return tuple(i for i, linear in enumerate(problem.linears) if not holds(problem, linear, picks))


def holds(problem: Problem, linear: Linear, picks: Picks) -> bool:
    """Whether a linear holds, or does not apply because a cell of it is empty."""
    if any(picks[cell] < 0 for cell, _ in linear.terms):
        return True
    total = sum(weight * problem.cells[cell][picks[cell]].value for cell, weight in linear.terms)
    return linear.low <= total <= linear.high


def legal(problem: Problem, picks: Picks) -> bool:
    """Whether each token is used once at most, of one candidate per run, and no cell is empty unduly."""
    used = _tokens(problem, picks, range(len(picks)))
    if len(set(used)) < len(used) or (problem.empty_cost < 0 and len(used) < len(picks)):
        return False
    pairs = {(problem.tokens[token].run, problem.tokens[token].candidate) for token in used}
    runs = [run for run, _ in pairs if run >= 0]
    return len(set(runs)) == len(runs)


def least_cost(problem: Problem) -> int:
    """A cost that no assignment falls below: what cells cannot avoid, and tokens that find no cell."""
    cheapest = sum(min((choice.cost for choice in choices), default=0) for choices in problem.cells)
    if problem.empty_cost >= 0:
        cheapest = 0
    free, sizes = candidate_sizes(problem)
    fewest = free + sum(min(of_run.values()) for of_run in sizes.values())
    most = free + sum(max(of_run.values()) for of_run in sizes.values())
    strays = max(0, fewest - len(problem.cells)) * problem.unused_cost
    return cheapest + strays + max(0, len(problem.cells) - most) * max(0, problem.empty_cost)
