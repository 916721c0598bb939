"""Verdicts on identities between printed figures: could they all be true at once?

Every printed figure is an interval of true values (`model.interval`). An identity is possible as read where
the interval of the printed total meets the interval that its parts imply. A possible identity may still be
unlikely: `z` counts standard deviations of the gap from what the rounding of its figures lets expect, each
error taken as uniform in its interval. All values and units are in one base unit; percentages are in percent
(12.3 for 12.3%) and bring a regime of their own, because issuers that truncate amounts round percentages.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor, inf, sqrt

from extractor.model.interval import (
    Exact,
    Interval,
    Regime,
    add,
    divide,
    point,
    printed,
    scale,
    subtract,
    summed,
    testable_divisor,
)

SUSPICIOUS_Z = 3.0
PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A figure as printed: its value and the value of one unit of its last digit (above 0).

    A nil dash (`nil`) is an exact zero. A zero with a minus sign is `Decimal("-0")`: below zero by less
    than a unit.
    """

    value: Decimal
    unit: Decimal
    nil: bool = False


Part = tuple[Printed, Exact]


class Tier(StrEnum):
    """The two-tier answer of a test."""

    CONSISTENT = "consistent"
    SUSPICIOUS = "suspicious"
    IMPOSSIBLE = "impossible"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a test says.

    `gap` is printed total minus computed total in units of the total's last digit. Whole gaps from
    `allowed_low` to `allowed_high` are exactly the possible ones; for a fractional gap the range is rounded
    outward. `tested` is false where the identity cannot be tested (a divisor that may be zero, growth from a
    loss).
    """

    possible: bool
    gap: Fraction
    allowed_low: int
    allowed_high: int
    z: float
    tested: bool = True

    @property
    def tier(self) -> Tier:
        if not self.tested:
            return Tier.UNTESTED
        if not self.possible:
            return Tier.IMPOSSIBLE
        return Tier.SUSPICIOUS if abs(self.z) > SUSPICIOUS_Z else Tier.CONSISTENT

    @property
    def allowed(self) -> str:
        return f"{self.allowed_low}..{self.allowed_high}"


UNTESTED = Verdict(possible=True, gap=Fraction(0), allowed_low=0, allowed_high=0, z=0.0, tested=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A figure whose rounding error moves the gap by `weight` per unit."""

    figure: Printed
    weight: Fraction
    regime: Regime


def interval_of(figure: Printed, regime: Regime) -> Interval:
    """The true values that a printed figure may stand for."""
    if figure.nil:
        return point(0)
    minus_zero = figure.value.is_zero() and figure.value.is_signed()
    if minus_zero and regime in {Regime.TRUNCATE, Regime.UNKNOWN}:
        return Interval(low=-Fraction(figure.unit), high=Fraction(0), low_closed=False, high_closed=False)
    return printed(figure.value, figure.unit, regime)


def exact_value(figure: Printed) -> Fraction:
    """The printed value as a fraction; 0 for a nil dash."""
    return Fraction(0) if figure.nil else Fraction(figure.value)


def sum_verdict(total: Printed, parts: tuple[Part, ...], regime: Regime) -> Verdict:
    """Whether the weighted parts can add up to the total; all amounts share one regime."""
    truth = summed((interval_of(figure, regime), weight) for figure, weight in parts)
    computed = sum((exact_value(figure) * Fraction(weight) for figure, weight in parts), Fraction(0))
    errors = tuple(_Term(figure=figure, weight=Fraction(weight), regime=regime) for figure, weight in parts)
    return _judge(_shown(total, regime), computed, truth, errors)


def period_sum(total: Printed, parts: tuple[Printed, ...], regime: Regime) -> Verdict:
    """Whether the flows of consecutive periods (quarters, halves) can add up to that of the whole period."""
    return sum_verdict(total, tuple((part, 1) for part in parts), regime)


def change_verdict(new: Printed, old: Printed, shown: Printed, regime: Regime) -> Verdict:
    """Whether a printed change can be `new` minus `old`, computed from the books or from the printed figures.

    A gap of 0 is the habit "from printed figures"; for issuers known to have it ask again with
    `Regime.EXACT`.
    """
    return sum_verdict(shown, ((new, 1), (old, -1)), regime)


def equal_verdict(first: Printed, second: Printed, regime: Regime) -> Verdict:
    """Whether two printings can be one figure; the gap is first minus second in units of the coarser one."""
    return twin_verdict(first, second, regime, regime)


def twin_verdict(first: Printed, second: Printed, regime: Regime, second_regime: Regime) -> Verdict:
    """The same where the two printings follow different regimes, as twin decks in two languages may."""
    truth = interval_of(second, second_regime)
    errors = (_Term(figure=second, weight=Fraction(1), regime=second_regime),)
    unit = max(Fraction(first.unit), Fraction(second.unit))
    return _judge(_shown(first, regime), exact_value(second), truth, errors, unit)


def ratio_verdict(
    numerator: Printed,
    denominator: Printed,
    shown: Printed,
    regime: Regime,
    shown_regime: Regime = Regime.ROUND,
) -> Verdict:
    """Whether `shown` percent can be the ratio; untested where the denominator may be zero."""
    below = interval_of(denominator, regime)
    if not testable_divisor(below):
        return UNTESTED
    truth = scale(divide(interval_of(numerator, regime), below), PERCENT)
    computed = PERCENT * exact_value(numerator) / exact_value(denominator)
    errors = _quotient_errors(numerator, denominator, regime)
    return _judge(_shown(shown, shown_regime), computed, truth, errors)


def growth_verdict(
    new: Printed, old: Printed, shown: Printed, regime: Regime, shown_regime: Regime = Regime.ROUND
) -> Verdict:
    """Whether `shown` percent can be the growth; untested where the base may not be positive."""
    base = interval_of(old, regime)
    if base.low <= 0:
        return UNTESTED
    truth = scale(add(divide(interval_of(new, regime), base), point(-1)), PERCENT)
    computed = PERCENT * (exact_value(new) / exact_value(old) - 1)
    return _judge(_shown(shown, shown_regime), computed, truth, _quotient_errors(new, old, regime))


def _shown(figure: Printed, regime: Regime) -> _Term:
    return _Term(figure=figure, weight=Fraction(-1), regime=regime)


def _quotient_errors(numerator: Printed, denominator: Printed, regime: Regime) -> tuple[_Term, ...]:
    """How errors of the two move a percentage, to first order."""
    above, below = exact_value(numerator), exact_value(denominator)
    return (
        _Term(figure=numerator, weight=PERCENT / below, regime=regime),
        _Term(figure=denominator, weight=-PERCENT * above / below**2, regime=regime),
    )


def _judge(
    shown: _Term, computed: Fraction, truth: Interval, errors: tuple[_Term, ...], unit: Fraction = Fraction(0)
) -> Verdict:
    """Compares the printed figure with the interval of its true value; `unit` 0 means its own."""
    step = unit or Fraction(shown.figure.unit)
    value = exact_value(shown.figure)
    own_error = add(interval_of(shown.figure, shown.regime), point(-value))
    allowed = scale(subtract(add(truth, point(-computed)), own_error), 1 / step)
    gap = (value - computed) / step
    low, high = _whole_range(allowed) if gap.denominator == 1 else (floor(allowed.low), ceil(allowed.high))
    return Verdict(
        possible=_contains(allowed, gap),
        gap=gap,
        allowed_low=low,
        allowed_high=high,
        z=_least_z(value - computed, (shown, *errors)),
    )


def _contains(interval: Interval, value: Fraction) -> bool:
    above = value > interval.low or (interval.low_closed and value == interval.low)
    below = value < interval.high or (interval.high_closed and value == interval.high)
    return above and below


def _whole_range(interval: Interval) -> tuple[int, int]:
    """The smallest and the largest whole number inside; the first exceeds the second where there is none."""
    low, high = ceil(interval.low), floor(interval.high)
    low += low == interval.low and not interval.low_closed
    high -= high == interval.high and not interval.high_closed
    return low, high


def _least_z(gap: Fraction, terms: tuple[_Term, ...]) -> float:
    """The z of the gap; an unknown regime gets the benefit of the doubt between rounding and truncation."""
    unknown = any(term.regime is Regime.UNKNOWN for term in terms)
    guesses = (Regime.ROUND, Regime.TRUNCATE) if unknown else (Regime.UNKNOWN,)
    return min((_z(gap, terms, guess) for guess in guesses), key=abs)


def _z(gap: Fraction, terms: tuple[_Term, ...], guess: Regime) -> float:
    mean, squares = Fraction(0), Fraction(0)
    for term in terms:
        interval = interval_of(term.figure, guess if term.regime is Regime.UNKNOWN else term.regime)
        mean += term.weight * ((interval.low + interval.high) / 2 - exact_value(term.figure))
        squares += (term.weight * (interval.high - interval.low)) ** 2
    variance = squares / 12
    if variance:
        return float(gap - mean) / sqrt(variance)
    return 0.0 if gap == mean else inf
