"""What a passed test proves: the values it leaves open, and its strength in bits.

An identity, solved for one figure, implies an interval for it from the others; the meet over independent
identities shows how many printable values remain. Strength is log2(R / W) - log2(K): R printable values were
plausible before the test, W would pass it, and K alternative readings, pairings or subsets were tried.
"""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor, log2

from extractor.model.interval import (
    Exact,
    Interval,
    Regime,
    add,
    divide,
    meet,
    meets,
    point,
    printed,
    scale,
    subtract,
    summed,
)
from extractor.reconcile.told.verdict import PERCENT

COINCIDENCE_BELOW_BITS = Decimal(7)


def implied_interval(total: Interval, others: tuple[tuple[Interval, Exact], ...], weight: Exact = 1) -> Interval:
    """The true values of the part that `others` leave over in a sum; `weight` is that part's, not 0.

    The total itself is implied by its parts: `summed`.
    """
    return scale(subtract(total, summed(others)), 1 / Fraction(weight))


def implied_numerator(denominator: Interval, percent: Interval) -> Interval:
    """The true values of a numerator, given its denominator and the ratio in percent."""
    return multiply(denominator, scale(percent, Fraction(1, PERCENT)))


def implied_denominator(numerator: Interval, percent: Interval) -> Interval:
    """The true values of a denominator, given its numerator and the ratio in percent.

    Raises ZeroDivisionError where the ratio may be zero (ask `testable_divisor`).
    """
    return scale(divide(numerator, percent), PERCENT)


def implied_new(old: Interval, growth: Interval) -> Interval:
    """The true values of a figure, given its base and the growth in percent."""
    return implied_numerator(old, add(growth, point(PERCENT)))


def implied_old(new: Interval, growth: Interval) -> Interval:
    """The true values of a base, given the new figure and the growth in percent.

    Raises ZeroDivisionError where the growth may be -100%.
    """
    return implied_denominator(new, add(growth, point(PERCENT)))


def multiply(a: Interval, b: Interval) -> Interval:
    """The product of two intervals; a zero that is reached makes a zero product in any company."""
    reached_zero = (Fraction(0), True)
    corners = [(x[0] * y[0], (x[1] and y[1]) or reached_zero in {x, y}) for x in _ends(a) for y in _ends(b)]
    low, high = min(value for value, _ in corners), max(value for value, _ in corners)
    return Interval(
        low=low,
        high=high,
        low_closed=any(closed for value, closed in corners if value == low),
        high_closed=any(closed for value, closed in corners if value == high),
    )


def _ends(a: Interval) -> tuple[tuple[Fraction, bool], tuple[Fraction, bool]]:
    return (a.low, a.low_closed), (a.high, a.high_closed)


def narrowed(intervals: Iterable[Interval], start: Interval) -> Interval:
    """The meet of `start` and what independent identities imply; empty where they conflict."""
    for interval in intervals:
        start = meet(start, interval)
    return start


def printable_values(implied: Interval, unit: Exact, regime: Regime) -> tuple[int, int]:
    """The first and the last printable value, in units, that may stand for a value in the interval.

    They are in reverse order where there is none.
    """
    step = Fraction(unit)
    low, high = floor(implied.low / step) - 1, ceil(implied.high / step) + 1
    while low <= high and not meets(printed(low * step, step, regime), implied):
        low += 1
    while high >= low and not meets(printed(high * step, step, regime), implied):
        high -= 1
    return low, high


def printable_count(implied: Interval, unit: Exact, regime: Regime) -> int:
    """How many printable values would pass; 1 means verified to the last digit."""
    if implied.empty:
        return 0
    low, high = printable_values(implied, unit, regime)
    return max(0, high - low + 1)


def plausible_range(values: tuple[Exact, ...], unit: Exact) -> int:
    """How many printable values were plausible before a test: a row's spread, a lone value's size."""
    exact = [Fraction(value) for value in values]
    spread = max(exact, default=Fraction(0)) - min(exact, default=Fraction(0))
    size = spread or abs(exact[0] if len(exact) == 1 else Fraction(0))
    return floor(size / Fraction(unit)) + 1


def bits(plausible: int, passing: int, alternatives_tried: int = 1) -> Decimal:
    """The net strength of a passed test in bits, rounded down to a tenth; never below 0."""
    if plausible <= 0 or passing <= 0:
        return Decimal(0)
    net = log2(plausible) - log2(passing) - log2(max(1, alternatives_tried))
    return max(Decimal(0), Decimal(net).quantize(Decimal("0.1"), rounding=ROUND_FLOOR))


def coincidence_possible(net: Decimal) -> bool:
    """Whether a test of this strength may have passed by chance."""
    return net < COINCIDENCE_BELOW_BITS
