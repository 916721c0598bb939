"""Inference of rounding regimes from the gaps of sums."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations
from math import factorial, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.interval import Regime
from extractor.reconcile.rounding.regime import (
    PERCENT_PRIOR,
    STATEMENT_PRIOR,
    SumGroup,
    chosen_regime,
    eulerian,
    gap_probability,
    infer_regime,
    irwin_hall_cdf,
    last_digit_unit,
    refuted,
    sum_group,
)
from extractor.reconcile.told.verdict import Printed

GROUPS = (
    SumGroup(gap_units=2, n_positive=5),
    SumGroup(gap_units=1, n_positive=4),
    SumGroup(gap_units=3, n_positive=7),
    SumGroup(gap_units=0, n_positive=2),
)


def fig(value: int, unit: str = "1") -> Printed:
    return Printed(value=Decimal(value), unit=Decimal(unit))


@pytest.mark.parametrize(
    ("n", "row"),
    [(0, [1]), (1, [1]), (2, [1, 1]), (3, [1, 4, 1]), (4, [1, 11, 11, 1]), (5, [1, 26, 66, 26, 1])],
)
def test_eulerian_triangle(n: int, row: list[int]) -> None:
    assert [eulerian(n, k) for k in range(len(row))] == row
    assert eulerian(n, -1) == eulerian(n, len(row)) == 0


def test_eulerian_numbers_count_ascents() -> None:
    counts = [0] * 6
    for order in permutations(range(6)):
        counts[sum(a < b for a, b in pairwise(order))] += 1
    assert counts == [eulerian(6, k) for k in range(6)]


@pytest.mark.parametrize(
    ("n", "groups", "predicted"),
    [
        (2, 50, [25.0, 25.0]),
        (3, 56, [9.3, 37.3, 9.3]),
        (4, 52, [2.2, 23.8, 23.8, 2.2]),
        (5, 46, [0.4, 10.0, 25.3, 10.0, 0.4]),
        (6, 44, [0.1, 3.5, 18.5, 18.5, 3.5]),
    ],
)
def test_truncated_sums_follow_the_measured_table(n: int, groups: int, predicted: list[float]) -> None:
    expected = [
        round(groups * float(gap_probability(SumGroup(gap_units=d, n_positive=n), Regime.TRUNCATE)), 1)
        for d in range(len(predicted))
    ]
    assert expected == pytest.approx(predicted, abs=0.11)


@given(st.integers(0, 12), st.integers(0, 12), st.sampled_from(list(STATEMENT_PRIOR)))
def test_probabilities_add_up_to_one(positive: int, negative: int, regime: Regime) -> None:
    span = positive + negative + 1
    groups = [SumGroup(gap_units=d, n_positive=positive, n_negative=negative) for d in range(-span, span + 1)]
    assert sum(gap_probability(group, regime) for group in groups) == 1


def test_irwin_hall_ends_and_middle() -> None:
    assert irwin_hall_cdf(Fraction(0), 3) == 0
    assert irwin_hall_cdf(Fraction(3), 3) == 1
    assert irwin_hall_cdf(Fraction(3, 2), 3) == Fraction(1, 2)
    assert irwin_hall_cdf(Fraction(1), 3) == Fraction(1, factorial(3))


@pytest.mark.parametrize("regime", [Regime.TRUNCATE, Regime.ROUND])
@pytest.mark.parametrize(("positive", "negative"), [(3, 0), (2, 1), (5, 1)])
def test_distributions_against_simulation(regime: Regime, positive: int, negative: int) -> None:
    source = random.Random(3)
    draws, hits = 6000, dict.fromkeys(range(-8, 9), 0)
    shorten = int if regime is Regime.TRUNCATE else (lambda x: floor(x + 0.5))
    for _ in range(draws):
        up = [source.randint(50, 99) + source.random() for _ in range(positive)]
        down = [source.randint(1, 9) + source.random() for _ in range(negative)]
        hits[shorten(sum(up) - sum(down)) - sum(map(shorten, up)) + sum(map(shorten, down))] += 1
    for gap, count in hits.items():
        group = SumGroup(gap_units=gap, n_positive=positive, n_negative=negative)
        assert count / draws == pytest.approx(float(gap_probability(group, regime)), abs=0.03)


def test_long_sums_join_the_exact_formula_smoothly() -> None:
    for regime in (Regime.TRUNCATE, Regime.ROUND):
        at = [
            float(gap_probability(SumGroup(gap_units=n // 2 if regime is Regime.TRUNCATE else 0, n_positive=n), regime))
            for n in (38, 40, 42, 44)
        ]
        assert at == sorted(at, reverse=True)
        assert at[1] / at[2] == pytest.approx(at[0] / at[1], abs=0.01)
    assert gap_probability(SumGroup(gap_units=2500, n_positive=5000), Regime.TRUNCATE) > 0


def test_inference_finds_the_regime() -> None:
    posterior = infer_regime(GROUPS)
    assert chosen_regime(posterior) is Regime.TRUNCATE
    assert sum(posterior.values()) == pytest.approx(1)
    exact = tuple(SumGroup(gap_units=0, n_positive=5) for _ in range(6))
    assert chosen_regime(infer_regime(exact)) is Regime.EXACT
    rounded = tuple(SumGroup(gap_units=d, n_positive=5) for d in (0, -1, 0, 1, -1, 0))
    assert chosen_regime(infer_regime(rounded)) is Regime.ROUND


def test_one_misread_sum_does_not_decide() -> None:
    exact = tuple(SumGroup(gap_units=0, n_positive=4) for _ in range(9))
    assert chosen_regime(infer_regime((*exact, SumGroup(gap_units=-37, n_positive=4)))) is Regime.EXACT


def test_without_sums_the_prior_stands() -> None:
    assert infer_regime(()) == pytest.approx(dict(STATEMENT_PRIOR))
    assert chosen_regime(infer_regime(())) is Regime.UNKNOWN
    assert infer_regime((), PERCENT_PRIOR) == pytest.approx(dict(PERCENT_PRIOR))


def test_declared_regime_wins_until_refuted() -> None:
    weak = infer_regime(GROUPS[3:])
    assert chosen_regime(weak, declared=Regime.ROUND) is Regime.ROUND
    strong = infer_regime(GROUPS * 3)
    assert refuted(strong, Regime.ROUND)
    assert chosen_regime(strong, declared=Regime.ROUND) is Regime.TRUNCATE
    assert chosen_regime({Regime.ROUND: 0.9, Regime.EXACT: 0.1}) is Regime.UNKNOWN


@given(st.lists(st.tuples(st.integers(-60, 60), st.integers(0, 60), st.integers(0, 60)), max_size=30))
def test_posteriors_are_shares(rows: list[tuple[int, int, int]]) -> None:
    groups = tuple(SumGroup(gap_units=d, n_positive=p, n_negative=n) for d, p, n in rows)
    posterior = infer_regime(groups)
    assert sum(posterior.values()) == pytest.approx(1)
    assert list(posterior) == list(STATEMENT_PRIOR)


def test_sum_groups_mirror_negative_totals_and_skip_dashes() -> None:
    parts = ((fig(50), 1), (fig(80), -1), (fig(9), -1))
    dash = Printed(value=Decimal(0), unit=Decimal(1), nil=True)
    expected = SumGroup(gap_units=-1, n_positive=2, n_negative=1)
    assert sum_group(fig(-38), (*parts, (dash, 1))) == (expected,)
    assert sum_group(fig(58), ((fig(50), 1), (fig(-7), -1))) == (SumGroup(gap_units=1, n_positive=2),)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (fig(0), ((fig(5), 1), (fig(5), -1))),
        (fig(5), ((fig(5), 1), (fig(0), 1))),
        (fig(50, "10"), ((fig(23), 1), (fig(24), 1))),
        (fig(10), ((fig(5), 2),)),
        (fig(10), ()),
    ],
)
def test_sums_without_a_simple_distribution_are_left_out(
    total: Printed, parts: tuple[tuple[Printed, int], ...]
) -> None:
    assert sum_group(total, parts) == ()


def test_units_of_the_last_digit() -> None:
    assert last_digit_unit(1) == Decimal("0.1")
    assert last_digit_unit(0, Decimal(1_000_000)) == 1_000_000
    assert last_digit_unit(1, Decimal(100_000_000)) == 10_000_000
