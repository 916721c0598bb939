"""The constraint model of an assignment problem for CP-SAT, and one run of the solver on it.

Each choice is a boolean. A cell holds exactly one of them, a token is used at most once, and only with its
candidate. A linear over cells that cannot stay empty is written as a table of its few solutions where they
are few: that propagates far better than the sum. The order of a series is written in clauses: `reach[i][t]`
says that the kept tokens of the first i cells reach token t or beyond, and a choice is moved unless it raises
the reach. Linear relaxation, probing and symmetry detection cost more than they bring on problems of this
size and are off; one worker and a deterministic time limit make the answer a function of the problem.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from extractor.reconcile.solver.model import EMPTY, Linear, Picks, Problem, candidate_sizes

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Literal = cp_model.IntVar | cp_model.NotBooleanVariable

MAX_TUPLES = 64
MAX_HALF = 4096
MAX_TERM = 10**15
EFFORT_PER_CONSTRAINT = 3e-5
MAX_BOUND = 10**18


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """Terms of the cost: literals with their prices, and a constant."""

    literals: tuple["Literal", ...] = ()
    prices: tuple[int, ...] = ()
    constant: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A model with, per cell, the literals of the choices on offer by their index, and of its being empty."""

    model: "cp_model.CpModel"
    cells: tuple[Mapping[int, "Literal"], ...]
    empties: tuple["Literal", ...]
    bills: tuple[Bill, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one run of the solver says: picks (empty if none), whether that is proven, its effort."""

    picks: Picks
    proven: bool
    effort: float


def build(problem: Problem, slack: int) -> Built:
    """The model, without choices that cost over `slack` more than the cheapest of their cell (-1: all)."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    cells = tuple({i: model.new_bool_var("") for i in offered} for offered in _offered(problem, slack))
    empties = tuple(model.new_bool_var("") for _ in cells) if problem.empty_cost >= 0 else ()
    built = Built(model=model, cells=cells, empties=empties, bills=())
    for number, literals in enumerate(cells):
        model.add_exactly_one([*literals.values(), *empties[number : number + 1]])
    for linear in problem.linears:
        _add_linear(problem, built, linear)
    bills = (_choice_bill(problem, built), _add_tokens(problem, built), *_add_orders(problem, built))
    return Built(model=model, cells=cells, empties=empties, bills=bills)


def _offered(problem: Problem, slack: int) -> Iterable[list[int]]:
    """Per cell the choices that are not too dear and whose values the solver can add up."""
    weights = [1] * len(problem.cells)
    for linear in problem.linears:
        for cell, weight in linear.terms:
            weights[cell] = max(weights[cell], abs(weight))
    for choices, weight in zip(problem.cells, weights, strict=True):
        ceiling = min((choice.cost for choice in choices), default=0) + slack
        yield [
            i
            for i, choice in enumerate(choices)
            if (slack < 0 or choice.cost <= ceiling) and abs(choice.value) * weight <= MAX_TERM
        ]


def _choice_bill(problem: Problem, built: Built) -> Bill:
    priced = [
        (literal, problem.cells[number][i].cost)
        for number, literals in enumerate(built.cells)
        for i, literal in literals.items()
        if problem.cells[number][i].cost
    ]
    priced += [(literal, problem.empty_cost) for literal in built.empties]
    return Bill(literals=tuple(x for x, _ in priced), prices=tuple(price for _, price in priced))


def _add_tokens(problem: Problem, built: Built) -> Bill:
    """Each token once at most, and only with its candidate; what a chosen candidate has left are strays."""
    users = _users(problem, built)
    free, sizes = candidate_sizes(problem)
    readings = {(run, candidate): built.model.new_bool_var("") for run, of_run in sizes.items() for candidate in of_run}
    for run, of_run in sizes.items():
        built.model.add_exactly_one([readings[run, candidate] for candidate in of_run])
    for token, literals in zip(problem.tokens, users, strict=True):
        reading = readings.get((token.run, token.candidate))
        guard = [] if reading is None else [~reading]
        if len(literals) + len(guard) > 1:
            built.model.add_at_most_one([*literals, *guard])
    if not problem.unused_cost:
        return Bill()
    used = [literal for literals in users for literal in literals]
    offers = [sizes[run][candidate] for run, candidate in readings]
    return Bill(
        literals=(*used, *readings.values()),
        prices=(*[-problem.unused_cost] * len(used), *[problem.unused_cost * offer for offer in offers]),
        constant=problem.unused_cost * free,
    )


def _users(problem: Problem, built: Built) -> list[list["Literal"]]:
    """Per token the literals of the choices that use it."""
    users: list[list[Literal]] = [[] for _ in problem.tokens]
    for choices, literals in zip(problem.cells, built.cells, strict=True):
        for i, literal in literals.items():
            users[choices[i].token].append(literal)
    return users


def _add_linear(problem: Problem, built: Built, linear: Linear) -> None:
    if not built.empties:
        tuples = _solutions(problem, built, linear)
        if len(tuples) <= MAX_TUPLES:
            _add_table(built, linear, tuples)
            return
    from ortools.sat.python import cp_model

    literals, factors = [], []
    for cell, weight in linear.terms:
        for i, literal in built.cells[cell].items():
            literals.append(literal)
            factors.append(weight * problem.cells[cell][i].value)
    total = cp_model.LinearExpr.weighted_sum(literals, factors)
    low, high = max(linear.low, -MAX_BOUND), min(linear.high, MAX_BOUND)
    constraint = built.model.add_linear_constraint(total, low, high)
    if built.empties:
        constraint.only_enforce_if([~built.empties[cell] for cell, _ in linear.terms])


def _solutions(problem: Problem, built: Built, linear: Linear) -> list[tuple[int, ...]]:
    """The picks that satisfy a linear, from the sums of both halves; too many where that would take long."""
    too_many: list[tuple[int, ...]] = [()] * (MAX_TUPLES + 1)
    half = len(linear.terms) // 2
    left, right = linear.terms[:half], linear.terms[half:]
    if any(prod(len(built.cells[cell]) for cell, _ in part) > MAX_HALF for part in (left, right)):
        return too_many
    rights = sorted(_sums(problem, built, right))
    keys = [total for total, _ in rights]
    found: list[tuple[int, ...]] = []
    for total, picks in _sums(problem, built, left):
        start, stop = bisect_left(keys, linear.low - total), bisect_right(keys, linear.high - total)
        if len(found) + stop - start > MAX_TUPLES:
            return too_many
        found.extend((*picks, *rights[k][1]) for k in range(start, stop))
    return found


def _sums(problem: Problem, built: Built, terms: Sequence[tuple[int, int]]) -> list[tuple[int, tuple[int, ...]]]:
    sums: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for cell, weight in terms:
        options = [(weight * problem.cells[cell][i].value, i) for i in built.cells[cell]]
        sums = [(total + value, (*picks, i)) for total, picks in sums for value, i in options]
    return sums


def _add_table(built: Built, linear: Linear, tuples: list[tuple[int, ...]]) -> None:
    """Exactly one of the tuples holds, and each choice exactly with one of its tuples."""
    rows = [built.model.new_bool_var("") for _ in tuples]
    built.model.add_exactly_one(rows)
    for position, (cell, _) in enumerate(linear.terms):
        support: dict[int, list[Literal]] = {i: [] for i in built.cells[cell]}
        for row, picks in zip(rows, tuples, strict=True):
            support[picks[position]].append(row)
        for i, literal in built.cells[cell].items():
            built.model.add_exactly_one([*support[i], ~literal])


def _add_orders(problem: Problem, built: Built) -> Iterable[Bill]:
    if problem.order_cost or problem.early_cost:
        for order in problem.orders:
            yield _add_order(problem, built, order)


def _add_order(problem: Problem, built: Built, order: tuple[int, ...]) -> Bill:
    """Tokens that do not raise the reach of the kept ones before them are moved."""
    model = built.model
    ranked = sorted({problem.cells[cell][i].token for cell in order for i in built.cells[cell]})
    rank = {token: position for position, token in enumerate(ranked)}
    reach: list[Literal] = []
    moved: list[Literal] = []
    places: list[list[tuple[Literal, int]]] = []
    for cell in order:
        before, reach = reach, [model.new_bool_var("") for _ in ranked]
        for low, high in pairwise(reach):
            model.add_implication(high, low)
        for old, new in zip(before, reach, strict=False):
            model.add_implication(old, new)
        moved.append(model.new_bool_var(""))
        places.append([(x, rank[problem.cells[cell][i].token]) for i, x in built.cells[cell].items()])
        for literal, position in places[-1]:
            model.add_bool_or([moved[-1], ~literal, reach[position]])
            if before:
                model.add_bool_or([moved[-1], ~literal, ~before[position]])
    early = _add_early(model, places, moved, reach) if problem.early_cost else []
    prices = [problem.order_cost] * len(moved) + [problem.early_cost] * len(early)
    return Bill(literals=(*moved, *early), prices=tuple(prices))


def _add_early(
    model: "cp_model.CpModel",
    places: list[list[tuple["Literal", int]]],
    moved: list["Literal"],
    reach: list["Literal"],
) -> list["Literal"]:
    """Moved tokens are early where a kept one is printed after them."""
    early: list[Literal] = []
    for choices, away in zip(places, moved, strict=True):
        early.append(model.new_bool_var(""))
        for literal, position in choices:
            if position + 1 < len(reach):
                model.add_bool_or([~away, ~literal, ~reach[position + 1], early[-1]])
    return early


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The bound on the cost of a model (none: no bound); `constant` is the part that no choice bears."""

    constraint: "cp_model.Constraint | None"
    constant: int

    def raise_to(self, ceiling: int) -> None:
        if self.constraint is not None:
            self.constraint.proto.linear.domain[1] = ceiling - self.constant


def add_ceiling(built: Built, ceiling: int, *, minimise: bool) -> Ceiling:
    """Bounds the cost (-1: no bound), and asks for the cheapest solution."""
    from ortools.sat.python import cp_model

    literals = [literal for bill in built.bills for literal in bill.literals]
    prices = [price for bill in built.bills for price in bill.prices]
    constant = sum(bill.constant for bill in built.bills)
    total = cp_model.LinearExpr.weighted_sum(literals, prices)
    bound = built.model.add_linear_constraint(total, -MAX_BOUND, ceiling - constant) if ceiling >= 0 else None
    if minimise:
        built.model.minimize(total)
    return Ceiling(constraint=bound, constant=constant)


def run(built: Built, effort: float) -> Answer:
    """Solves a model; no picks and proven means that there is no solution.

    The effort includes what building and simplifying a model of this size takes, which the solver does not
    count.
    """
    from ortools.sat.python import cp_model

    overhead = EFFORT_PER_CONSTRAINT * len(built.model.proto.constraints)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = effort
    solver.parameters.linearization_level = 0
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_presolve_iterations = 1
    status = solver.solve(built.model)
    found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return Answer(
        picks=_picks(solver, built) if found else (),
        proven=status in {cp_model.OPTIMAL, cp_model.INFEASIBLE},
        effort=solver.response_proto.deterministic_time + overhead,
    )


def _picks(solver: "cp_model.CpSolver", built: Built) -> Picks:
    return tuple(
        next((i for i, literal in literals.items() if solver.boolean_value(literal)), EMPTY) for literals in built.cells
    )
