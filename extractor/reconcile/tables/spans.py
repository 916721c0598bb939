"""Arithmetic of spans in ordinary numbers, quick enough to try thousands of readings; verdicts use exact intervals."""

from math import log2

from extractor.reconcile.tables.grid import Span

SLACK = 1e-9
MOST_BITS = 8.0


def meets(one: Span, other: Span) -> bool:
    slack = SLACK * max(1.0, abs(one[0]), abs(other[0]))
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def meet(one: Span, other: Span) -> Span:
    """The common part; the first where there is none."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else one


def minus(one: Span, other: Span) -> Span:
    return (one[0] - other[1], one[1] - other[0])


def times(one: Span, factor: float) -> Span:
    return (one[0] * factor, one[1] * factor) if factor >= 0 else (one[1] * factor, one[0] * factor)


def product(one: Span, other: Span) -> Span:
    corners = (one[0] * other[0], one[0] * other[1], one[1] * other[0], one[1] * other[1])
    return (min(corners), max(corners))


def quotient(one: Span, other: Span) -> Span | None:
    """The quotient in percent; None where the divisor may not be positive."""
    if other[0] <= 0:
        return None
    corners = (one[0] / other[0], one[0] / other[1], one[1] / other[0], one[1] / other[1])
    return (100 * min(corners), 100 * max(corners))


def bits(wanted: Span, printed: Span, reach: float) -> float:
    """What it proves that a printed span meets a wanted one: log2 of plausible over passing range."""
    width = (wanted[1] - wanted[0]) + (printed[1] - printed[0])
    if width <= 0:
        return MOST_BITS
    return min(MOST_BITS, max(0.0, log2(max(1.0, 2 * reach / width))))
