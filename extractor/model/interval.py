"""Intervals of possible true values behind printed figures, and the arithmetic on them.

The rules are those of XBRL Calculations 1.1: a printed figure stands for a range that follows from its last
printed digit and the issuer's rounding regime. Ends may be open; a negative weight swaps the ends and their
flags.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

Exact = Fraction | Decimal | int
Ratio = tuple[int, int]
"""Numerator and denominator, not reduced: what fractions are while they are added up."""


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
        width = _compared(self.low, self.high)
        return width > 0 or (width == 0 and not (self.low_closed and self.high_closed))


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
        low=_of(_sum(a.low.as_integer_ratio(), b.low.as_integer_ratio())),
        high=_of(_sum(a.high.as_integer_ratio(), b.high.as_integer_ratio())),
        low_closed=a.low_closed and b.low_closed,
        high_closed=a.high_closed and b.high_closed,
    )


def summed(terms: Iterable[tuple[Interval, Exact]]) -> Interval:
    """The interval of a weighted sum; the empty sum is exactly 0, and terms of weight 0 do not count."""
    low, high = (0, 1), (0, 1)
    low_closed = high_closed = True
    for a, weight in terms:
        n, d = weight.as_integer_ratio()
        if not n:
            continue
        bottom, top = (a.low, a.high) if n > 0 else (a.high, a.low)
        low = _sum(low, _product(bottom, n, d))
        high = _sum(high, _product(top, n, d))
        low_closed = low_closed and (a.low_closed if n > 0 else a.high_closed)
        high_closed = high_closed and (a.high_closed if n > 0 else a.low_closed)
    return Interval(low=_of(low), high=_of(high), low_closed=low_closed, high_closed=high_closed)


def scale(a: Interval, weight: Exact) -> Interval:
    n, d = weight.as_integer_ratio()
    if n == d:
        return a
    if n == 0:
        return point(0)
    low, high = _of(_product(a.low, n, d)), _of(_product(a.high, n, d))
    if n > 0:
        return Interval(low=low, high=high, low_closed=a.low_closed, high_closed=a.high_closed)
    return Interval(low=high, high=low, low_closed=a.high_closed, high_closed=a.low_closed)


def _sum(a: Ratio, b: Ratio) -> Ratio:
    (n, d), (m, e) = a, b
    return (n + m, d) if d == e else (n * e + m * d, d * e)


def _product(a: Fraction, n: int, d: int) -> Ratio:
    m, e = a.as_integer_ratio()
    return m * n, e * d


def _of(ratio: Ratio) -> Fraction:
    return Fraction(ratio[0]) if ratio[1] == 1 else Fraction(*ratio)


def subtract(a: Interval, b: Interval) -> Interval:
    return add(a, scale(b, -1))


def meet(a: Interval, b: Interval) -> Interval:
    """The common part of two intervals; it may be empty."""
    below, above = _compared(a.low, b.low), _compared(a.high, b.high)
    return Interval(
        low=b.low if below < 0 else a.low,
        high=b.high if above > 0 else a.high,
        low_closed=(a.low_closed or below < 0) and (b.low_closed or below > 0),
        high_closed=(a.high_closed or above > 0) and (b.high_closed or above < 0),
    )


def meets(a: Interval, b: Interval) -> bool:
    """Whether two printings may stand for one true value."""
    (low, low_of), (high, high_of) = a.low.as_integer_ratio(), a.high.as_integer_ratio()
    (bottom, bottom_of), (top, top_of) = b.low.as_integer_ratio(), b.high.as_integer_ratio()
    first, second = high * bottom_of - bottom * high_of, top * low_of - low * top_of
    if first < 0 or second < 0:
        return False
    if first and second and low * high_of < high * low_of and bottom * top_of < top * bottom_of:
        return True
    return not meet(a, b).empty


def _compared(a: Fraction, b: Fraction) -> int:
    """Below 0 where a < b, 0 where they are equal; without what fractions do for numbers of other kinds."""
    (n, d), (m, e) = a.as_integer_ratio(), b.as_integer_ratio()
    return n - m if d == e else n * e - m * d


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
