"""Places: whether what the deck says of a named series would notice two of its values changing places."""

from fractions import Fraction

from extractor.model.interval import Interval, add, meets, point, scale
from extractor.reconcile.boards.board import DECIDED, OPEN, Series, rival, with_cell
from extractor.reconcile.known.bounds import Bound


def with_places(series: Series, met: tuple[Bound, ...], *, closed: bool) -> Series:
    """The series with cells proven that none of its other values could take without breaking a bound.

    Where bounds stand on a cell and still allow another value, the other is listed. A row is `closed` where no loose
    value could be one of its own; else a cell without a bound holds what is left over, as it does beside a gap.
    """
    if not met:
        return series
    told = series
    closed = closed and series.complete
    for column, codes in enumerate(series.evidence):
        bounded = closed or any(_stands_on(bound, column) for bound in met)
        if series.cells[column] is None or DECIDED.intersection(codes) or not bounded:
            continue
        others = [other for other in range(len(series.cells)) if _unnoticed(series, column, other, met)]
        if not others:
            kept = (code for code in codes if code not in OPEN)
            told = with_cell(told, column, (*kept, "check-unique"), ())
        elif any(_stands_on(bound, column) for bound in met) and not OPEN.intersection(codes):
            rivals = tuple(rival(cell) for other in others if (cell := series.cells[other]) is not None)
            told = with_cell(told, column, (*codes, "check-allows-others"), rivals)
    return told


def _stands_on(bound: Bound, column: int) -> bool:
    return any(at == column for at, _ in bound.weights)


def _unnoticed(series: Series, one: int, other: int, met: tuple[Bound, ...]) -> bool:
    """Whether the values of two columns differ and could change places without breaking any of the bounds."""
    if one == other or series.cells[other] is None or series.value(one) == series.value(other):
        return False
    touched = [
        bound for bound in met if _stands_on(bound, one) != _stands_on(bound, other) or _unlike(bound, one, other)
    ]
    return not any(_breaks(series, one, other, bound) for bound in touched)


def _unlike(bound: Bound, one: int, other: int) -> bool:
    """Whether a bound weighs two columns differently, so that their swap changes its sum."""
    weights = dict(bound.weights)
    return weights.get(one, Fraction(0)) != weights.get(other, Fraction(0))


def _breaks(series: Series, one: int, other: int, bound: Bound) -> bool:
    swapped = {one: other, other: one}
    total: Interval = point(0)
    for column, weight in bound.weights:
        interval = series.interval(swapped.get(column, column))
        if interval is None:
            return False
        total = add(total, scale(interval, weight))
    return not meets(total, bound.interval)
