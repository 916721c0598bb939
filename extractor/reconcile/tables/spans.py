"""Arithmetic of spans in ordinary numbers, quick enough to try thousands of readings; verdicts use exact intervals."""

from math import log2

from extractor.reconcile.tables.grid import Span

SLACK = 1e-9
MOST_BITS = 8.0


def meets(one: Span, other: Span) -> bool:
    slack = SLACK * (1.0 + abs(one[0]) + abs(other[0]))
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def minus(one: Span, other: Span) -> Span:
    return (one[0] - other[1], one[1] - other[0])


def quotient(one: Span, other: Span) -> Span | None:
    """The quotient in percent; None where the divisor may not be positive."""
    low, high = other
    if low <= 0:
        return None
    return (
        100.0 * (one[0] / high if one[0] >= 0 else one[0] / low),
        100.0 * (one[1] / low if one[1] >= 0 else one[1] / high),
    )


def bits(wanted: Span, printed: Span, reach: float) -> float:
    """What it proves that a printed span meets a wanted one: log2 of plausible over passing range."""
    width = (wanted[1] - wanted[0]) + (printed[1] - printed[0])
    if width <= 0:
        return MOST_BITS
    ratio = 2.0 * reach / width
    return min(MOST_BITS, log2(ratio)) if ratio > 1.0 else 0.0
