"""Walk: every assignment up to a cost, group by group, by arithmetic on whole numbers alone.

Most charts are a few moves from text order, so that a low ceiling on the cost leaves few ways to fill a column that
also meet its sum. They are found by joining the sums of two halves of the column. `least_order` tells what a series
costs at least however it goes on. A search that takes too many steps says that it did not end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from operator import itemgetter

from extractor.reconcile.solver.ground import Ground, Group, Option, Tie
from extractor.reconcile.solver.model import Picks, Solution
from extractor.reconcile.solver.order import least_order

Chosen = tuple[int, int, int, int, int, int, int]
"""An option at a step: its value, the cost it adds, bit, rank and index, the least cost of its order now, and the bit
of its cell where that is to differ from a solution and does."""
Way = tuple[int, int, int, tuple[Chosen, ...]]
"""Options of some cells of a group: their weighted sum, their cost, their bits."""
STEPS_PER_NODE = 20
STEPS_PER_PRICE = 12


@dataclass(frozen=True, slots=True)
class _At:
    """Where a walk stands: the cost so far; tokens, rest and least cost of every order; bits used, cells unlike."""

    cost: int
    tokens: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]
    least: tuple[int, ...]
    used: int
    differs: int
    sums: tuple[int, ...]
    picks: tuple[int, ...]


@dataclass(slots=True)
class Walk:
    """A search for assignments up to a ceiling on the cost, within so many steps; `ended` says whether it saw all.

    `take` is told of every assignment found, and may lower the ceiling. With `like` only assignments are wanted that
    differ from that solution in one of the cells of `unlike`, as bits; `take` may take cells out.
    """

    ground: Ground
    ceiling: int
    steps: int
    take: Callable[["Walk", int, Picks], None]
    like: Solution | None = None
    unlike: int = 0
    ended: bool = True
    options: dict[tuple[int, tuple[int, ...], int], list[Chosen]] = field(default_factory=dict)

    def run(self) -> None:
        ground = self.ground
        count = len(ground.offered)
        if ground.fillable:
            nothing = (0,) * count
            self._down(0, _At(ground.base, ((),) * count, ground.offered, nothing, 0, 0, (0,) * ground.running, ()))

    def _down(self, depth: int, at: _At) -> None:
        if depth == len(self.ground.groups):
            self.take(self, at.cost, self.ground.picks(at.picks))
            return
        group = self.ground.groups[depth]
        for way in self._ways(group, at):
            if at.cost + way[1] + group.due > self.ceiling or (self.like and not self._could_differ(group, at)):
                return
            if self.steps < 0:
                self.ended = False
                return
            self._down(depth + 1, self._after(group, at, way))

    def _could_differ(self, group: Group, at: _At) -> bool:
        return bool((at.differs | group.ahead) & self.unlike)

    def _ways(self, group: Group, at: _At) -> list[Way]:
        """Ways to fill a group that meet what ties it, cheapest first."""
        spare = self.ceiling - at.cost - group.due
        options = [self._offered(cell, at, spare) for cell in group.cells]
        if not all(options):
            return []
        weights = group.ties[0].weights if group.ties else (0,) * len(options)
        half = len(options) // 2
        left = self._joined(options[:half], weights[:half], spare, at.used)
        right = self._joined(options[half:], weights[half:], spare, at.used)
        if group.ties:
            pairs: Iterable[tuple[Way, Way]] = _meeting(left, right, _reach(group.ties[0], at))
        else:
            pairs = product(left, right)
        ways = [
            _both(one, other) for one, other in pairs if one[1] + other[1] <= spare and one[2] & other[2] == at.used
        ]
        ways = [way for way in ways if all(_holds(tie, way, at) for tie in group.ties[1:])]
        self.steps -= STEPS_PER_NODE + len(left) + len(right) + len(ways)
        ways.sort(key=itemgetter(1))
        return ways

    def _offered(self, cell: int, at: _At, spare: int) -> list[Chosen]:
        """What a cell may hold, and what that adds to the cost."""
        order = self.ground.order[cell]
        if order < 0:
            return [self._chosen(option, cell, 0) for option in self.ground.options[cell]]
        tokens, left = at.tokens[order], at.left[order]
        key = (cell, tokens, left)
        known = self.options.get(key)
        if known is None:
            known = self.options[key] = [
                self._priced(option, cell, tokens, left)
                for option in self.ground.options[cell]
                if option[2] < 0 or left >> option[2] & 1
            ]
            self.steps -= STEPS_PER_PRICE * len(known)
        before = at.least[order]
        return [
            (value, cost - before, bit, rank, i, least, differs)
            for value, cost, bit, rank, i, least, differs in known
            if cost - before <= spare
        ]

    def _priced(self, option: Option, cell: int, tokens: tuple[int, ...], left: int) -> Chosen:
        rank, room, prices = option[2], self.ground.room[cell], self.ground.prices
        if rank >= 0:
            tokens, left = (*tokens, rank), left & ~(1 << rank)
        return self._chosen(option, cell, least_order(tokens, left, room, prices))

    def _chosen(self, option: Option, cell: int, least: int) -> Chosen:
        value, bit, rank, cost, index = option
        differs = 0
        if self.like:
            filled = self.like.chosen[cell] >= 0
            differs = int(filled is not bool(bit) or (filled and value != self.like.values[cell])) << cell
        return value, cost + least, bit, rank, index, least, differs

    def _joined(self, options: list[list[Chosen]], weights: tuple[int, ...], spare: int, used: int) -> list[Way]:
        ways: list[Way] = [(0, 0, used, ())]
        for choices, weight in zip(options, weights, strict=True):
            ways = [
                (total + weight * chosen[0], cost + chosen[1], bits | chosen[2], (*before, chosen))
                for total, cost, bits, before in ways
                for chosen in choices
                if cost + chosen[1] <= spare and not bits & chosen[2]
            ]
        return ways

    def _after(self, group: Group, at: _At, way: Way) -> _At:
        _, cost, bits, chosen = way
        tokens, left, least, differs = list(at.tokens), list(at.left), list(at.least), 0
        for cell, choice in zip(group.cells, chosen, strict=True):
            order = self.ground.order[cell]
            differs |= choice[6]
            if order >= 0:
                least[order] = choice[5]
                if choice[3] >= 0:
                    tokens[order] = (*tokens[order], choice[3])
            for other, rank in self.ground.shared.get(choice[2], ()):
                left[other] &= ~(1 << rank)
        return _At(
            at.cost + cost,
            tuple(tokens),
            tuple(left),
            tuple(least),
            bits,
            at.differs | differs,
            _sums(group, at, way),
            (*at.picks, *(choice[4] for choice in chosen)),
        )


def _reach(tie: Tie, at: _At) -> tuple[int, int]:
    so_far = at.sums[tie.place] if tie.place >= 0 else 0
    return tie.low - so_far, tie.high - so_far


def _sums(group: Group, at: _At, way: Way) -> tuple[int, ...]:
    sums = list(at.sums)
    for tie in group.ties:
        if tie.place >= 0:
            sums[tie.place] += _sum(tie, way)
    return tuple(sums)


def _sum(tie: Tie, way: Way) -> int:
    return sum(weight * choice[0] for weight, choice in zip(tie.weights, way[3], strict=True))


def _holds(tie: Tie, way: Way, at: _At) -> bool:
    low, high = _reach(tie, at)
    return low <= _sum(tie, way) <= high


def _both(one: Way, other: Way) -> Way:
    return one[0] + other[0], one[1] + other[1], one[2] | other[2], one[3] + other[3]


def _meeting(left: list[Way], right: list[Way], reach: tuple[int, int]) -> Iterator[tuple[Way, Way]]:
    """Pairs whose sums add up to what is wanted."""
    low, high = reach
    right = sorted(right, key=itemgetter(0))
    totals = [way[0] for way in right]
    for one in left:
        for at in range(bisect_left(totals, low - one[0]), bisect_right(totals, high - one[0])):
            yield one, right[at]
