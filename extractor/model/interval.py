"""Intervals of possible true values behind printed figures, and the arithmetic on them.

The rules are those of XBRL Calculations 1.1: a printed figure stands for a range that follows from its last
printed digit and the issuer's rounding regime. Ends may be open; a negative weight swaps the ends and their
flags.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

Exact = Fraction | Decimal | int


class Regime(StrEnum):
    """How an issuer shortens figures for print."""

    ROUND = "round"
    TRUNCATE = "truncate"
    EXACT = "exact"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Possible true values from `low` to `high`; the flags say whether an end itself is possible."""

    low: Fraction
    high: Fraction
    low_closed: bool = True
    high_closed: bool = True

    @property
    def empty(self) -> bool:
        if self.low == self.high:
            return not (self.low_closed and self.high_closed)
        return self.low > self.high


def point(value: Exact) -> Interval:
    """The interval that holds one exact value."""
    return Interval(low=Fraction(value), high=Fraction(value))


@lru_cache(maxsize=65536)
def printed(value: Exact, unit: Exact = 1, regime: Regime = Regime.UNKNOWN) -> Interval:
    """What a printed value with last-digit unit `unit` says about the true value."""
    v, u = Fraction(value), Fraction(unit)
    if regime is Regime.EXACT:
        return point(v)
    if regime is Regime.ROUND:
        return Interval(low=v - u / 2, high=v + u / 2)
    if v == 0:
        return Interval(low=-u, high=u, low_closed=False, high_closed=False)
    inner = u / 2 if regime is Regime.UNKNOWN else Fraction(0)
    if v > 0:
        return Interval(low=v - inner, high=v + u, high_closed=False)
    return Interval(low=v - u, high=v + inner, low_closed=False)


def add(a: Interval, b: Interval) -> Interval:
    return Interval(
        low=a.low + b.low,
        high=a.high + b.high,
        low_closed=a.low_closed and b.low_closed,
        high_closed=a.high_closed and b.high_closed,
    )


def scale(a: Interval, weight: Exact) -> Interval:
    w = weight if isinstance(weight, Fraction) else Fraction(weight)
    if w == 1:
        return a
    if w == 0:
        return point(0)
    if w > 0:
        return Interval(low=a.low * w, high=a.high * w, low_closed=a.low_closed, high_closed=a.high_closed)
    return Interval(low=a.high * w, high=a.low * w, low_closed=a.high_closed, high_closed=a.low_closed)


def subtract(a: Interval, b: Interval) -> Interval:
    return add(a, scale(b, -1))


def meet(a: Interval, b: Interval) -> Interval:
    """The common part of two intervals; it may be empty."""
    low, high = max(a.low, b.low), min(a.high, b.high)
    return Interval(
        low=low,
        high=high,
        low_closed=all(x.low_closed for x in (a, b) if x.low == low),
        high_closed=all(x.high_closed for x in (a, b) if x.high == high),
    )


def meets(a: Interval, b: Interval) -> bool:
    """Whether two printings may stand for one true value."""
    if _before(a.high, b.low) or _before(b.high, a.low):
        return False
    wide = _before(a.low, a.high) and _before(b.low, b.high)
    if wide and _before(a.low, b.high) and _before(b.low, a.high):
        return True
    return not meet(a, b).empty


def _before(a: Fraction, b: Fraction) -> bool:
    """a < b, without what fractions do for numbers of other kinds."""
    return a.numerator * b.denominator < b.numerator * a.denominator


def _corners(a: Interval, b: Interval) -> list[tuple[Fraction, bool]]:
    ends_a = ((a.low, a.low_closed), (a.high, a.high_closed))
    ends_b = ((b.low, b.low_closed), (b.high, b.high_closed))
    return [(x / y, xc and yc) for x, xc in ends_a for y, yc in ends_b]


def testable_divisor(b: Interval) -> bool:
    """Whether a quotient by `b` can be tested: zero must be impossible."""
    return not b.low <= 0 <= b.high


def divide(a: Interval, b: Interval) -> Interval:
    """The quotient by the four corners; ask `testable_divisor` first.

    Raises ZeroDivisionError where the divisor may be zero.
    """
    if not testable_divisor(b):
        raise ZeroDivisionError
    corners = _corners(a, b)
    low, high = min(v for v, _ in corners), max(v for v, _ in corners)
    return Interval(
        low=low,
        high=high,
        low_closed=any(closed for v, closed in corners if v == low),
        high_closed=any(closed for v, closed in corners if v == high),
    )
