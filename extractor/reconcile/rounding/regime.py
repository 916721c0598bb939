"""Inference of an issuer's rounding regime from sums that foot, per family of measures.

For parts and total printed at one precision the gap d = (total - sum of parts) / unit has a known
distribution: the Eulerian numbers under truncation, the Irwin-Hall distribution under rounding, and all mass
on 0 for exact figures. The posterior over the regimes follows from the gaps of all footing groups of a family
(amounts, percentages, per-share figures and counts are families of their own). A share of the groups may be
misread or no sums at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import comb, erf, exp, factorial, floor, log, sqrt

from extractor.model.interval import Regime
from extractor.reconcile.told.verdict import Part, Printed, exact_value

Posterior = Mapping[Regime, float]

# The first is measured on Japanese earnings statements; the others are starting points.
STATEMENT_PRIOR: Posterior = {Regime.TRUNCATE: 0.67, Regime.EXACT: 0.19, Regime.ROUND: 0.14}
INTERNATIONAL_PRIOR: Posterior = {Regime.ROUND: 0.70, Regime.EXACT: 0.20, Regime.TRUNCATE: 0.10}
PERCENT_PRIOR: Posterior = {Regime.ROUND: 0.90, Regime.EXACT: 0.05, Regime.TRUNCATE: 0.05}

MISFIT_SHARE = 0.02
MISFIT_SPAN = 40
REFUTED_BELOW = 0.01
EXACT_FORMULA_UP_TO = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SumGroup:
    """The gap of one sum with a positive total, and its numbers of printed positive and negative terms.

    Signs count after weights; nil dashes are no terms. Sums with a negative total are mirrored first
    (`sum_group`).
    """

    gap_units: int
    n_positive: int
    n_negative: int = 0

    @property
    def terms(self) -> int:
        return self.n_positive + self.n_negative


def sum_group(total: Printed, parts: tuple[Part, ...]) -> tuple[SumGroup, ...]:
    """The group of a sum, or nothing where its gap has no simple distribution.

    Usable are sums at one precision with weights 1 and -1 and without printed zeros.
    """
    terms = tuple((figure, Fraction(weight)) for figure, weight in parts if not figure.nil)
    if not terms or not _uniform(total, terms):
        return ()
    signed = tuple(exact_value(figure) * weight for figure, weight in terms)
    gap = (exact_value(total) - sum(signed)) / Fraction(total.unit)
    if gap.denominator != 1:
        return ()
    positive = sum(value > 0 for value in signed)
    negative = len(signed) - positive
    if total.value > 0:
        return (SumGroup(gap_units=int(gap), n_positive=positive, n_negative=negative),)
    return (SumGroup(gap_units=-int(gap), n_positive=negative, n_negative=positive),)


def _uniform(total: Printed, terms: tuple[tuple[Printed, Fraction], ...]) -> bool:
    if total.nil or not total.value:
        return False
    return all(figure.unit == total.unit and figure.value and abs(weight) == 1 for figure, weight in terms)


@lru_cache(maxsize=4096)
def eulerian(n: int, k: int) -> int:
    """The Eulerian number A(n, k): permutations of n with k ascents; 0 outside the triangle."""
    if n == 0:
        return int(k == 0)
    if k < 0 or k >= n:
        return 0
    return sum((-1) ** j * comb(n + 1, j) * (k + 1 - j) ** n for j in range(k + 2))


@lru_cache(maxsize=4096)
def irwin_hall_cdf(x: Fraction, n: int) -> Fraction:
    """The probability that n independent uniforms on [0, 1] add up to at most x."""
    if n == 0:
        return Fraction(x >= 0)
    if x <= 0:
        return Fraction(0)
    if x >= n:
        return Fraction(1)
    return sum(((-1) ** k * comb(n, k) * (x - k) ** n for k in range(floor(x) + 1)), Fraction(0)) / factorial(n)


@lru_cache(maxsize=4096)
def gap_probability(group: SumGroup, regime: Regime) -> Fraction:
    """The probability of exactly this gap under a known regime; the total is positive."""
    n, gap = group.terms, group.gap_units
    if regime is Regime.EXACT:
        return Fraction(gap == 0)
    if n > EXACT_FORMULA_UP_TO:
        return _normal_probability(group, regime)
    if regime is Regime.TRUNCATE:
        return Fraction(eulerian(n, gap + group.n_negative), factorial(n))
    middle = gap + Fraction(n, 2)
    return irwin_hall_cdf(middle + Fraction(1, 2), n) - irwin_hall_cdf(middle - Fraction(1, 2), n)


def _normal_probability(group: SumGroup, regime: Regime) -> Fraction:
    """The same for long sums, where both distributions are normal to many digits."""
    truncated = regime is Regime.TRUNCATE
    mean = (group.n_positive - group.n_negative - 1) / 2 if truncated else 0.0
    width = sqrt(2 * (group.terms + 1) / 12)
    offset = group.gap_units - mean
    return Fraction((erf((offset + 0.5) / width) - erf((offset - 0.5) / width)) / 2)


def infer_regime(groups: tuple[SumGroup, ...], prior: Posterior = STATEMENT_PRIOR) -> dict[Regime, float]:
    """The posterior over the regimes of a prior (shares above 0), given one family's groups."""
    logs = {regime: log(share) + sum(_log_likelihood(g, regime) for g in groups) for regime, share in prior.items()}
    top = max(logs.values())
    weights = {regime: exp(value - top) for regime, value in logs.items()}
    total = sum(weights.values())
    return {regime: weight / total for regime, weight in weights.items()}


def _log_likelihood(group: SumGroup, regime: Regime) -> float:
    misfit = MISFIT_SHARE / (2 * MISFIT_SPAN + 1)
    return log((1 - MISFIT_SHARE) * float(gap_probability(group, regime)) + misfit)


def chosen_regime(posterior: Posterior, threshold: float = 0.95, declared: Regime = Regime.UNKNOWN) -> Regime:
    """The regime to work with: the declared one unless refuted, else a leader from the threshold up.

    `declared` is what the deck says in words. `UNKNOWN` below the threshold.
    """
    if declared is not Regime.UNKNOWN and not refuted(posterior, declared):
        return declared
    leader, share = max(posterior.items(), key=lambda item: item[1])
    return leader if share >= threshold else Regime.UNKNOWN


def refuted(posterior: Posterior, declared: Regime) -> bool:
    """Whether the data contradict what the deck says in words."""
    return posterior.get(declared, 0.0) < REFUTED_BELOW


def last_digit_unit(decimals: int, base: Decimal = Decimal(1)) -> Decimal:
    """The value of one unit of the last printed digit; `base` is what a printed 1 is worth."""
    return base * Decimal(1).scaleb(-decimals)
