"""Whether printed numbers agree within what rounding allows; rows of plain numbers, no frames."""

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import reduce

from extractor.model.interval import (
    Interval,
    Regime,
    add,
    divide,
    meets,
    point,
    printed,
    scale,
    subtract,
    testable_divisor,
)


def _printed(value: float, unit: float, regime: Regime) -> Interval:
    return printed(Fraction(str(value)), Fraction(str(unit)), regime)


def missing(value: object) -> bool:
    """Whether a cell is empty: None or NaN."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def sum_fits(parts: Iterable[float | None], total: float | None, unit: float, regime: Regime) -> bool:
    """Whether parts printed in steps of `unit` can sum to the printed total. Empty parts count as nothing.

    A row without a total, or without any part, says nothing and fits.
    """
    given = [part for part in parts if not missing(part)]
    if missing(total) or not given or total is None:
        return True
    whole = reduce(add, (_printed(part, unit, regime) for part in given if part is not None))
    return meets(whole, _printed(total, unit, regime))


def growth_fits(value: float, base: float, growth: float, units: tuple[float, float], regime: Regime) -> bool:
    """Whether a printed growth in percent can be that from `base` to `value`.

    `units` are the steps in which amounts and growth are printed. Percentages are rounded also by issuers who
    truncate amounts. An empty cell, a base that may be zero, and one that may be negative say nothing and fit.
    """
    if any(map(missing, (value, base, growth))):
        return True
    amount_unit, growth_unit = units
    under = _printed(base, amount_unit, regime)
    if not testable_divisor(under) or under.low < 0:
        return True
    ratio = divide(_printed(value, amount_unit, regime), under)
    change = scale(subtract(ratio, point(1)), 100)
    return meets(change, _printed(growth, growth_unit, Regime.UNKNOWN))
