"""The ground of a search near text order: cells in groups that sums tie, what each may hold, what ties the groups.

Cells of one column are a group where a linear adds up columns; elsewhere every cell is one of its own, rows with
the fewest choices first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.reconcile.solver.model import EMPTY, Linear, Picks, Problem
from extractor.reconcile.solver.narrow import Kept, narrowed

Option = tuple[int, int, int, int, int]
"""A choice of a cell: its value, the bit of its token, the rank of that in its order, its cost, its index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A linear as a group sees it: the weights of the group's cells, and the reach that the groups after it leave.

    `place` is that of its running sum, −1 where all its cells are in this group.
    """

    weights: tuple[int, ...]
    low: int
    high: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cells filled together, what ties them, the least cost of the groups after, and all cells from here on."""

    cells: tuple[int, ...]
    ties: tuple[Tie, ...]
    due: int
    ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """All groups; per cell its options, its order (−1: none) and how many cells of that come after it.

    `offered` are the tokens of every order as ranks, `shared` says of a bit in which orders it has which rank, `prices`
    are those of a moved and of an early token, `base` is the cost that no choice bears.
    """

    groups: tuple[Group, ...]
    options: tuple[tuple[Option, ...], ...]
    order: tuple[int, ...]
    room: tuple[int, ...]
    offered: tuple[int, ...]
    shared: dict[int, tuple[tuple[int, int], ...]]
    running: int
    prices: tuple[int, int]
    base: int

    @property
    def fillable(self) -> bool:
        """Whether every cell has an option."""
        return all(self.options)

    def picks(self, taken: Sequence[int]) -> Picks:
        """Picks by cell of those taken group by group."""
        placed = [EMPTY] * len(self.order)
        for cell, pick in zip((cell for group in self.groups for cell in group.cells), taken, strict=True):
            placed[cell] = pick
        return tuple(placed)


def suits(problem: Problem) -> bool:
    """Whether a problem can be searched near text order: tokens are free, and linears mind no empty cells."""
    return all(token.run < 0 for token in problem.tokens) and (problem.empty_cost < 0 or not problem.linears)


def ground_of(problem: Problem) -> Ground:
    """The ground of a problem, without the choices that can stand in no solution."""
    kept = narrowed(problem)
    order = [EMPTY] * len(problem.cells)
    room = [0] * len(problem.cells)
    for number, cells in enumerate(problem.orders):
        for place, cell in enumerate(cells):
            order[cell] = number
            room[cell] = len(cells) - place - 1 if problem.empty_cost < 0 else 0
    ranks = [_ranks(kept, cells) for cells in problem.orders]
    groups = _grouped(problem, kept, order)
    running = _running(problem, groups)
    return Ground(
        groups=tuple(_group(problem, kept, (groups[:at], groups[at:]), running) for at in range(len(groups))),
        options=tuple(_options(problem, kept[cell], ranks[n] if n >= 0 else {}) for cell, n in enumerate(order)),
        order=tuple(order),
        room=tuple(room),
        offered=tuple((1 << len(of_order)) - 1 for of_order in ranks),
        shared=_shared(ranks),
        running=len(running),
        prices=(problem.order_cost, problem.early_cost),
        base=problem.unused_cost * (len(problem.tokens) - len(problem.cells)),
    )


def _ranks(kept: tuple[Kept, ...], cells: Iterable[int]) -> dict[int, int]:
    tokens = sorted({choice.token for cell in cells for choice in kept[cell].values()})
    return {token: rank for rank, token in enumerate(tokens)}


def _shared(ranks: list[dict[int, int]]) -> dict[int, tuple[tuple[int, int], ...]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for number, of_order in enumerate(ranks):
        for token, rank in of_order.items():
            found.setdefault(1 << token, []).append((number, rank))
    return {bit: tuple(places) for bit, places in found.items()}


def _options(problem: Problem, kept: Kept, ranks: dict[int, int]) -> tuple[Option, ...]:
    found = [
        (choice.value, 1 << choice.token, ranks.get(choice.token, EMPTY), choice.cost, index)
        for index, choice in kept.items()
    ]
    empty = [(0, 0, EMPTY, problem.empty_cost + problem.unused_cost, EMPTY)] if problem.empty_cost >= 0 else []
    return (*found, *empty)


def _grouped(problem: Problem, kept: tuple[Kept, ...], order: list[int]) -> list[tuple[int, ...]]:
    """Columns where a linear ties cells of several orders at one place; else single cells."""
    place = {cell: at for cells in problem.orders for at, cell in enumerate(cells)}
    for linear in problem.linears:
        at = {place[cell] for cell, _ in linear.terms if cell in place}
        if len(at) == 1:
            place |= {cell: min(at) for cell, _ in linear.terms if cell not in place}
    columns: dict[int, list[int]] = {}
    for cell in range(len(problem.cells)):
        columns.setdefault(place.get(cell, 0), []).append(cell)
    if any(_within(linear, place) for linear in problem.linears):
        return [tuple(columns[at]) for at in sorted(columns)]
    sizes = [sum(len(kept[cell]) for cell in cells) for cells in problem.orders]
    rows = sorted(range(len(sizes)), key=lambda number: (sizes[number], number))
    loose = [cell for cell, number in enumerate(order) if number < 0]
    return [(cell,) for cell in (*loose, *(cell for number in rows for cell in problem.orders[number]))]


def _within(linear: Linear, place: dict[int, int]) -> bool:
    return len(linear.terms) > 1 and len({place.get(cell, 0) for cell, _ in linear.terms}) == 1


def _running(problem: Problem, groups: list[tuple[int, ...]]) -> dict[Linear, int]:
    """Linears over several groups, with the places of their running sums."""
    home = {cell: at for at, cells in enumerate(groups) for cell in cells}
    spanning = [linear for linear in problem.linears if len({home[cell] for cell, _ in linear.terms}) > 1]
    return {linear: place for place, linear in enumerate(dict.fromkeys(spanning))}


def _group(
    problem: Problem,
    kept: tuple[Kept, ...],
    split: tuple[list[tuple[int, ...]], list[tuple[int, ...]]],
    running: dict[Linear, int],
) -> Group:
    """The first group behind the split."""
    cells, *later = split[1]
    after = {cell for group in later for cell in group}
    ties = [
        _tie(kept, linear, (cells, after), running.get(linear, EMPTY))
        for linear in dict.fromkeys(problem.linears)
        if any(cell in cells for cell, _ in linear.terms)
    ]
    ties.sort(key=lambda tie: -sum(map(bool, tie.weights)))
    due = sum(_least(problem, kept[cell]) for cell in after)
    return Group(cells=cells, ties=tuple(ties), due=due, ahead=sum(1 << cell for cell in (*cells, *after)))


def _tie(kept: tuple[Kept, ...], linear: Linear, around: tuple[tuple[int, ...], set[int]], place: int) -> Tie:
    cells, after = around
    weight = dict.fromkeys(cells, 0)
    low, high = linear.low, linear.high
    for cell, factor in linear.terms:
        if cell in weight:
            weight[cell] += factor
        elif cell in after:
            ends = [factor * choice.value for choice in kept[cell].values()] or [0]
            low, high = low - max(ends), high - min(ends)
    return Tie(weights=tuple(weight[cell] for cell in cells), low=low, high=high, place=place)


def _least(problem: Problem, kept: Kept) -> int:
    """What a cell costs at least, its order aside."""
    prices = [choice.cost for choice in kept.values()]
    if problem.empty_cost >= 0:
        prices.append(problem.empty_cost + problem.unused_cost)
    return min(prices, default=0)
