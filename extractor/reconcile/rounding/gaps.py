"""Gaps: how far rounding may put a printed total from the sum of its printed parts, in units of the last digit."""

from enum import IntEnum
from math import ceil, floor, sqrt

from extractor.model.interval import Regime
from extractor.reconcile.told.verdict import SUSPICIOUS_Z


class Gap(IntEnum):
    """How odd a gap may be: one that rounding usually leaves, any that it can leave, or one of a misprint."""

    USUAL = 0
    POSSIBLE = 1
    ODD = 2


def reach_of(parts: int, regime: Regime, gap: Gap) -> tuple[int, int]:
    """The least and greatest gap (total − parts) of a kind; the odd ones are twice as far as the possible."""
    low, high = allowed_gap(parts, regime, soft=gap is Gap.USUAL)
    return (2 * low, 2 * high) if gap is Gap.ODD else (low, high)


def allowed_gap(parts: int, regime: Regime, *, soft: bool) -> tuple[int, int]:
    """Whole gaps (total − parts) that rounding allows, or, softly, those within three standard deviations."""
    if regime is Regime.EXACT:
        return 0, 0
    reach = floor(SUSPICIOUS_Z * sqrt((parts + 1) / 12)) if soft else (parts + 1) // 2
    if regime is Regime.ROUND:
        return -min(reach, (parts + 1) // 2), min(reach, (parts + 1) // 2)
    middle = (parts - 1) / 2
    low = -(parts - 1) if not soft else floor(-SUSPICIOUS_Z * sqrt((parts + 1) / 12))
    high = parts - 1 if not soft else ceil(middle + SUSPICIOUS_Z * sqrt((parts + 1) / 12))
    return max(low, -parts), min(high, parts)
