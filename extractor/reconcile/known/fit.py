"""Fit: how well the figures of a series meet bounds, in bits of proof and in misfits."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import log2

from extractor.model.interval import Interval, meets, summed
from extractor.reconcile.boards.board import Series
from extractor.reconcile.known.bounds import HUNDRED, USUAL_GROWTHS, Bound

MOST_BITS = 12.0
UNKNOWN_WIDTH = Fraction(3, 2)
"""Units that a printed digit may be off where it is not known how the deck rounds; usually it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Bounds that a series meets and misses; `bits` is what those met prove beyond chance."""

    met: tuple[Bound, ...] = ()
    missed: tuple[Bound, ...] = ()
    clashes: tuple[Bound, ...] = ()
    bits: float = 0.0

    @property
    def contradicted(self) -> bool:
        return len(self.missed) > len(self.met) / 4

    @property
    def weight(self) -> float:
        return self.bits - MOST_BITS * len(self.missed)


def fit(series: Series, bounds: Iterable[Bound]) -> Fit:
    """The fit of a series as it stands; bounds on empty cells do not count.

    A slide whose sentences miss the series once speaks of something else by that name: nothing it says counts.
    """
    met: list[Bound] = []
    missed: list[Bound] = []
    clashes: list[Bound] = []
    weights: list[tuple[Bound, Interval]] = []
    tested = [(bound, total) for bound in bounds if (total := weighted(series, bound)) is not None]
    seen = _Seen()
    holds = [seen.meets(total, bound.interval) for bound, total in tested]
    strangers = {bound.heard for (bound, _), held in zip(tested, holds, strict=True) if not held}
    for (bound, total), held in zip(tested, holds, strict=True):
        if bound.heard and bound.heard in strangers:
            continue
        if not held:
            (missed if bound.sure else clashes).append(bound)
        elif bound.sure:
            met.append(bound)
            weights.append((bound, total))
    spread = value_spread(series) if weights else Fraction(1)
    halves = Counter(_pair(bound) for bound, _ in weights if bound.proof)
    bits = sum(
        seen.bits(bound, total, spread) for bound, total in weights if not bound.proof or halves[_pair(bound)] > 1
    )
    return Fit(met=tuple(met), missed=tuple(missed), clashes=tuple(clashes), bits=bits)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Seen:
    """What the same two intervals gave before: many slides print one figure, which makes as many equal bounds."""

    met: dict[tuple[int, int], bool] = field(default_factory=dict)
    proven: dict[tuple[int, int, float], float] = field(default_factory=dict)

    def meets(self, total: Interval, interval: Interval) -> bool:
        name = id(total), id(interval)
        if name not in self.met:
            self.met[name] = meets(total, interval)
        return self.met[name]

    def bits(self, bound: Bound, total: Interval, spread: Fraction) -> float:
        name = id(total), id(bound.interval), bound.proof
        if name not in self.proven:
            self.proven[name] = _bits(bound, total, spread)
        return self.proven[name]


def held(series: Series, bounds: Iterable[Bound]) -> tuple[Bound, ...]:
    """The bounds that a series meets, whoever says them."""
    tested = ((bound, weighted(series, bound)) for bound in bounds)
    return tuple(bound for bound, total in tested if total is not None and meets(total, bound.interval))


def _pair(bound: Bound) -> tuple[str, str, tuple[int, ...]]:
    """What the two ends of one stated growth have in common: met alone, an end proves nothing."""
    return bound.identity, bound.source, tuple(column for column, _ in bound.weights)


def weighted(series: Series, bound: Bound) -> Interval | None:
    """The interval of a bound's weighted sum over the series; None where a cell is empty."""
    if len(bound.weights) == 1 and bound.weights[0][1] == 1:
        return series.interval(bound.weights[0][0])
    terms: list[tuple[Interval, Fraction]] = []
    for column, weight in bound.weights:
        interval = series.interval(column)
        if interval is None:
            return None
        terms.append((interval, weight))
    return summed(terms)


def value_spread(series: Series) -> Fraction:
    """How far apart plausible values lie: about the largest printed magnitude, in base units."""
    ends = [
        max(abs(interval.low), abs(interval.high))
        for column in range(len(series.cells))
        if (interval := series.interval(column)) is not None
    ]
    return max(ends, default=Fraction(1))


def _bits(bound: Bound, total: Interval, spread: Fraction) -> float:
    """log2 of plausible range over passing range."""
    if bound.proof:
        return min(bound.proof, growth_bits(total, spread))
    width = min(bound.interval.high - bound.interval.low, spread * 2) + (total.high - total.low)
    return min(MOST_BITS, max(0.0, log2(max(1.0, float(2 * spread / width))))) if width > 0 else MOST_BITS


def growth_bits(total: Interval, spread: Fraction) -> float:
    """What half a growth can prove of figures rounded as coarsely as these, in bits."""
    coarse = HUNDRED * float((total.high - total.low) / spread / UNKNOWN_WIDTH) if spread else USUAL_GROWTHS
    return log2(max(1.0, USUAL_GROWTHS / coarse)) / 2 if coarse else MOST_BITS
