"""Implied intervals and the strength of passed tests."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.interval import Interval, Regime, point, printed
from extractor.reconcile.known.strength import (
    bits,
    coincidence_possible,
    implied_denominator,
    implied_interval,
    implied_new,
    implied_numerator,
    implied_old,
    multiply,
    narrowed,
    plausible_range,
    printable_count,
    printable_values,
)
from extractor.reconcile.told.verdict import Printed, sum_verdict

REGIMES = (Regime.ROUND, Regime.TRUNCATE, Regime.EXACT, Regime.UNKNOWN)


@given(
    st.lists(st.tuples(st.integers(-500, 500), st.sampled_from((1, -1))), min_size=1, max_size=4),
    st.sampled_from((1, -1)),
    st.sampled_from(REGIMES),
)
def test_printable_values_are_those_the_sum_test_passes(
    others: list[tuple[int, int]], weight: int, regime: Regime
) -> None:
    """Solving for one part and testing each value of it must agree."""
    total = 321
    known = tuple((printed(value, 1, regime), w) for value, w in others)
    low, high = printable_values(implied_interval(printed(total, 1, regime), known, weight), 1, regime)
    figures = tuple((Printed(value=Decimal(value), unit=Decimal(1)), w) for value, w in others)
    wanted = Printed(value=Decimal(total), unit=Decimal(1))
    for value in range(low - 3, high + 4):
        part = Printed(value=Decimal(value), unit=Decimal(1))
        passes = sum_verdict(wanted, (*figures, (part, weight)), regime).possible
        assert passes == (low <= value <= high)


def test_an_exact_sum_pins_the_last_digit() -> None:
    implied = implied_interval(point(16294), ((point(15903), 1),))
    assert printable_values(implied, 1, Regime.EXACT) == (391, 391)
    rounded = implied_interval(printed(16294, 1, Regime.ROUND), ((printed(15903, 1, Regime.ROUND), 1),))
    assert printable_count(rounded, 1, Regime.ROUND) == 3


def test_growth_pins_a_figure_only_roughly() -> None:
    growth = printed(Decimal("12.3"), Decimal("0.1"), Regime.ROUND)
    implied = implied_new(printed(4004, 1, Regime.ROUND), growth)
    low, high = printable_values(implied, 1, Regime.ROUND)
    assert low <= 4497 <= high
    assert 4 <= high - low <= 7
    whole = implied_new(printed(4004, 1, Regime.ROUND), printed(12, 1, Regime.ROUND))
    assert printable_count(whole, 1, Regime.ROUND) > 40


def test_independent_identities_narrow_the_range() -> None:
    margin = implied_numerator(point(16294), printed(Decimal("6.9"), Decimal("0.1"), Regime.ROUND))
    total = implied_interval(point(1816), ((printed(692, 1, Regime.ROUND), 1),))
    both = narrowed((margin, total), Interval(low=Fraction(0), high=Fraction(10_000)))
    assert printable_count(both, 1, Regime.ROUND) < printable_count(margin, 1, Regime.ROUND)
    low, high = printable_values(both, 1, Regime.ROUND)
    assert low <= 1125 <= high
    assert printable_count(narrowed((point(3),), both), 1, Regime.ROUND) == 0


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_ratio_and_growth_are_solved_both_ways(above: int, below: int) -> None:
    a, b = printed(above, 1, Regime.ROUND), printed(below, 1, Regime.ROUND)
    ratio = Fraction(above, below) * 100
    percent = Interval(low=ratio - Fraction(1, 20), high=ratio + Fraction(1, 20))
    growth = Interval(low=percent.low - 100, high=percent.high - 100)
    assert implied_numerator(b, percent).low <= above <= implied_numerator(b, percent).high
    assert implied_new(b, growth).low <= above <= implied_new(b, growth).high
    if percent.low > 0:
        assert implied_denominator(a, percent).low <= below <= implied_denominator(a, percent).high
        assert implied_old(a, growth) == implied_denominator(a, percent)


def test_quotient_by_a_possible_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        implied_denominator(point(5), Interval(low=Fraction(-1), high=Fraction(1)))


@given(*[st.tuples(st.integers(-5, 5), st.integers(0, 5), st.booleans(), st.booleans())] * 2)
def test_products_hold_every_product(a: tuple[int, int, bool, bool], b: tuple[int, int, bool, bool]) -> None:
    one, two = (
        Interval(
            low=Fraction(low),
            high=Fraction(low + width),
            low_closed=lc or not width,
            high_closed=hc or not width,
        )
        for low, width, lc, hc in (a, b)
    )
    whole = multiply(one, two)
    products = [x * y for x in _members(one) for y in _members(two)]
    assert all(_inside(whole, value) for value in products)
    assert whole.low_closed == (whole.low in products)
    assert whole.high_closed == (whole.high in products)


def _inside(a: Interval, value: Fraction) -> bool:
    above = value > a.low or (a.low_closed and value == a.low)
    return above and (value < a.high or (a.high_closed and value == a.high))


def _members(a: Interval) -> list[Fraction]:
    steps = [a.low + (a.high - a.low) * k / 10 for k in range(11)]
    return [value for value in steps if _inside(a, value)]


def test_bits_of_the_reference_example() -> None:
    assert bits(16000, 3) == Decimal("12.3")
    assert bits(16000, 3, 24) == Decimal("7.7")
    assert not coincidence_possible(bits(16000, 3, 24))
    assert coincidence_possible(bits(16000, 3, 48))


def test_tests_that_prove_nothing_have_no_bits() -> None:
    assert bits(8, 3, 24) == 0
    assert bits(0, 3) == bits(5, 0) == 0
    assert bits(7, 7) == 0
    assert plausible_range((), 1) == 1
    assert bits(plausible_range((55, 55, 55), 1), 1) == 0


def test_plausible_range_is_the_spread_of_the_row() -> None:
    assert plausible_range((273, 1001, 769), 1) == 729
    assert plausible_range((Decimal("5.0"), Decimal("6.9")), Decimal("0.1")) == 20
    assert plausible_range((4497,), 1) == 4498
