"""Verdicts on identities: never refuse a true statement, refuse every impossible one."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.interval import Regime
from extractor.reconcile.told.verdict import (
    Printed,
    Tier,
    change_verdict,
    equal_verdict,
    growth_verdict,
    interval_of,
    period_sum,
    ratio_verdict,
    sum_verdict,
    twin_verdict,
)

SHORTENING = (Regime.ROUND, Regime.TRUNCATE)


def fig(value: object, unit: object = 1) -> Printed:
    return Printed(value=Decimal(str(value)), unit=Decimal(str(unit)))


def nil() -> Printed:
    return Printed(value=Decimal(0), unit=Decimal(1), nil=True)


def shown(true: Fraction, regime: Regime, unit: Fraction = Fraction(1)) -> Printed:
    """How an issuer prints a true value."""
    ratio = true / unit
    count = int(ratio) if regime is Regime.TRUNCATE else floor(ratio + Fraction(1, 2))
    value = count * unit
    negative_zero = count == 0 and true < 0
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return Printed(
        value=decimal.copy_negate() if negative_zero else decimal,
        unit=Decimal(unit.numerator) / Decimal(unit.denominator),
    )


@pytest.mark.parametrize(("total", "possible"), [(-61, False), (-60, True), (-59, True), (-58, False)])
def test_negative_weights_swap_the_open_ends(total: int, possible: bool) -> None:
    verdict = sum_verdict(fig(total), ((fig(40), 1), (fig(100), -1)), Regime.TRUNCATE)
    assert verdict.possible is possible
    assert verdict.allowed == "0..1"


@pytest.mark.parametrize("regime", SHORTENING)
def test_no_true_sum_is_refused(regime: Regime) -> None:
    source = random.Random(11)
    for _ in range(3000):
        true = [Fraction(source.randint(-9000, 9000), 1000) for _ in range(source.randint(1, 5))]
        weights = [source.choice((1, -1)) for _ in true]
        total = sum((x * w for x, w in zip(true, weights, strict=True)), Fraction(0))
        parts = tuple((shown(x, regime), w) for x, w in zip(true, weights, strict=True))
        for known in (regime, Regime.UNKNOWN):
            verdict = sum_verdict(shown(total, regime), parts, known)
            assert verdict.possible
            assert verdict.allowed_low <= verdict.gap <= verdict.allowed_high


def prints(true: Fraction, regime: Regime) -> set[int]:
    """The integers an issuer may print for a true value; a tie may go either way."""
    if regime is Regime.TRUNCATE:
        return {int(true)}
    return {floor(true + Fraction(1, 2)), ceil(true - Fraction(1, 2))}


@pytest.mark.parametrize("regime", SHORTENING)
@pytest.mark.parametrize("weights", [(1, 1), (1, -1), (-1, -1), (1, 1, -1)])
@pytest.mark.parametrize("values", [(4, 7, 2), (4, -7, 3), (-4, -7, 9), (5, 5, 9)])
def test_possible_totals_are_exactly_those_some_hidden_values_give(
    regime: Regime, weights: tuple[int, ...], values: tuple[int, ...]
) -> None:
    """Brute force over all hidden values on a grid of eighths, which reaches every total."""
    grid = [Fraction(k, 8) for k in range(-80, 81)]
    hidden = [[x for x in grid if value in prints(x, regime)] for value in values[: len(weights)]]
    reached: set[int] = set()
    for true in product(*hidden):
        reached |= prints(sum((x * w for x, w in zip(true, weights, strict=True)), Fraction(0)), regime)
    parts = tuple((fig(value), weight) for value, weight in zip(values, weights, strict=False))
    possible = {total for total in range(-40, 41) if sum_verdict(fig(total), parts, regime).possible}
    assert possible == reached


@pytest.mark.parametrize(
    ("total", "positive", "negative"),
    [(30, 2, 0), (30, 5, 0), (30, 3, 2), (30, 1, 1), (-30, 0, 3), (-30, 3, 2), (-30, 1, 1)],
)
def test_allowed_gaps_follow_the_table(total: int, positive: int, negative: int) -> None:
    parts = ((fig(50), 1),) * positive + ((fig(50), -1),) * negative
    truncated = sum_verdict(fig(total), parts, Regime.TRUNCATE)
    low, high = (-negative, positive - 1) if total > 0 else (1 - negative, positive)
    assert (truncated.allowed_low, truncated.allowed_high) == (low, high)
    rounded = sum_verdict(fig(total), parts, Regime.ROUND)
    reach = (positive + negative + 1) // 2
    assert (rounded.allowed_low, rounded.allowed_high) == (-reach, reach)
    exact = sum_verdict(fig(total), parts, Regime.EXACT)
    assert (exact.allowed_low, exact.allowed_high) == (0, 0)


def test_nil_dashes_are_exact_zeros() -> None:
    parts = ((fig(3), 1), (fig(4), 1))
    with_dash = (*parts, (nil(), 1))
    assert sum_verdict(fig(8), with_dash, Regime.TRUNCATE) == sum_verdict(fig(8), parts, Regime.TRUNCATE)
    assert sum_verdict(nil(), ((fig(3), 1), (fig(3), -1)), Regime.ROUND).possible
    assert not sum_verdict(nil(), ((fig(3), 1),), Regime.TRUNCATE).possible
    printed_zero = (*parts, (fig(0), 1))
    assert sum_verdict(fig(8), printed_zero, Regime.TRUNCATE).allowed != "0..1"


def test_a_minus_zero_is_below_zero() -> None:
    interval = interval_of(fig("-0"), Regime.TRUNCATE)
    assert (interval.low, interval.high, interval.high_closed) == (-1, 0, False)
    assert interval_of(fig("-0"), Regime.EXACT).low == 0


def test_weight_zero_does_not_open_an_end() -> None:
    assert sum_verdict(fig(0), ((fig(5), 0),), Regime.EXACT).possible
    assert sum_verdict(fig(6), ((fig(6), 1), (fig(5), 0)), Regime.TRUNCATE).allowed == "0..0"


def test_parts_of_finer_precision() -> None:
    parts = ((fig(1250), 1), (fig(1090), 1))
    close = sum_verdict(fig(2300, 100), parts, Regime.TRUNCATE)
    assert close.possible
    assert close.gap == Fraction(-40, 100)
    assert close.allowed_low <= close.gap <= close.allowed_high
    assert not sum_verdict(fig(2400, 100), parts, Regime.TRUNCATE).possible


def test_deck_sums_that_are_off_by_one_are_consistent() -> None:
    column = tuple((fig(v), 1) for v in (3446, 2321, 2647, 1193, 273))
    assert sum_verdict(fig(9880), column, Regime.ROUND).tier is Tier.CONSISTENT
    swapped = tuple((fig(v), 1) for v in (4497, 3439, 3799, 4168, 491))
    right = tuple((fig(v), 1) for v in (4497, 3439, 3799, 4168, 391))
    assert sum_verdict(fig(16294), swapped, Regime.UNKNOWN).tier is Tier.IMPOSSIBLE
    assert sum_verdict(fig(16294), right, Regime.UNKNOWN).tier is Tier.CONSISTENT


def test_possible_but_far_gaps_are_suspicious() -> None:
    parts = ((fig(100), 1),) * 20
    worst = sum_verdict(fig(2010), parts, Regime.ROUND)
    assert worst.possible
    assert worst.tier is Tier.SUSPICIOUS
    usual = sum_verdict(fig(2010), parts, Regime.TRUNCATE)
    assert usual.tier is Tier.CONSISTENT
    assert sum_verdict(fig(2010), parts, Regime.UNKNOWN).z == usual.z


def test_z_has_mean_zero_and_unit_spread() -> None:
    source = random.Random(5)
    for regime in SHORTENING:
        scores = []
        for _ in range(2000):
            true = [Fraction(source.randint(50_000, 99_999), 1000) for _ in range(4)]
            parts = tuple((shown(x, regime), 1) for x in true)
            scores.append(sum_verdict(shown(sum(true, Fraction(0)), regime), parts, regime).z)
        mean = sum(scores) / len(scores)
        spread = sum((z - mean) ** 2 for z in scores) / len(scores)
        assert abs(mean) < 0.1
        assert abs(spread - 1) < 0.1


@given(
    st.integers(1000, 90_000),
    st.integers(1000, 90_000),
    st.sampled_from(SHORTENING),
    st.sampled_from((Fraction(1, 10), Fraction(1))),
)
def test_no_true_ratio_growth_or_change_is_refused(first: int, second: int, regime: Regime, unit: Fraction) -> None:
    a, b = Fraction(first, 1000), Fraction(second, 1000)
    new, old = shown(a, regime), shown(b, regime)
    percent = shown(a / b * 100, Regime.ROUND, unit)
    growth = shown((a / b - 1) * 100, Regime.ROUND, unit)
    for known in (regime, Regime.UNKNOWN):
        assert ratio_verdict(new, old, percent, known).possible
        assert growth_verdict(new, old, growth, known).possible
        assert change_verdict(new, old, shown(a - b, regime), known).possible
        assert equal_verdict(new, shown(a, regime, Fraction(1, 10)), known).possible


@given(st.integers(100, 9000), st.integers(100, 9000), st.integers(-400, 400))
def test_ratio_is_refused_only_where_no_hidden_values_give_it(a: int, b: int, tenths: int) -> None:
    """The extreme quotients of the corners decide; both sides are recomputed here in plain fractions."""
    shift = Fraction(tenths, 10)
    base = floor(Fraction(1000 * a, b)) * Fraction(1, 10)
    percent = base + shift
    verdict = ratio_verdict(fig(a), fig(b), fig(Decimal(percent.numerator) / percent.denominator, "0.1"), Regime.ROUND)
    half = Fraction(1, 2)
    lowest, highest = 100 * (a - half) / (b + half), 100 * (a + half) / (b - half)
    assert verdict.possible == (percent + Fraction(1, 20) >= lowest and percent - Fraction(1, 20) <= highest)


def test_untested_quotients() -> None:
    assert ratio_verdict(fig(5), fig(0), fig("12.3", "0.1"), Regime.ROUND).tier is Tier.UNTESTED
    assert ratio_verdict(fig(5), nil(), fig("12.3", "0.1"), Regime.ROUND).tier is Tier.UNTESTED
    assert growth_verdict(fig(5), fig(-7), fig("12.3", "0.1"), Regime.ROUND).tier is Tier.UNTESTED


def test_ratios_and_growth_of_a_deck() -> None:
    assert growth_verdict(fig(3871), fig(2778), fig("39.3", "0.1"), Regime.ROUND).tier is Tier.CONSISTENT
    assert growth_verdict(fig(3871), fig(2778), fig("37.3", "0.1"), Regime.ROUND).tier is Tier.IMPOSSIBLE
    margin = ratio_verdict(fig(1125), fig(16294), fig("6.9", "0.1"), Regime.ROUND)
    assert margin.tier is Tier.CONSISTENT
    assert abs(margin.z) < 1
    assert ratio_verdict(fig(1151), fig(16294), fig("6.9", "0.1"), Regime.ROUND).tier is Tier.IMPOSSIBLE


def test_changes_of_both_habits() -> None:
    new, old = fig(1043), fig(1310)
    from_print = change_verdict(new, old, fig(-267), Regime.TRUNCATE)
    from_books = change_verdict(new, old, fig(-266), Regime.TRUNCATE)
    assert (from_print.gap, from_books.gap) == (0, 1)
    assert from_print.possible
    assert from_books.possible
    assert not change_verdict(new, old, fig(-266), Regime.EXACT).possible


def test_period_sums_and_equalities() -> None:
    assert period_sum(fig(29990), (fig(13696), fig(16294)), Regime.ROUND).gap == 0
    assert not period_sum(fig(29990), (fig(13696), fig(16924)), Regime.ROUND).possible
    coarse = equal_verdict(fig(2340, 10), fig(2345), Regime.TRUNCATE)
    assert coarse.possible
    assert coarse.gap == Fraction(-1, 2)
    assert equal_verdict(fig(2345), fig(2340, 10), Regime.TRUNCATE).gap == Fraction(1, 2)
    assert not equal_verdict(fig(2350, 10), fig(2345), Regime.TRUNCATE).possible
    assert twin_verdict(fig(2350, 10), fig(2345), Regime.ROUND, Regime.TRUNCATE).possible
