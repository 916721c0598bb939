"""Places: whether what the deck says of a named series would notice two of its values changing places."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from extractor.model.interval import Interval, meets, summed
from extractor.reconcile.boards.board import DECIDED, OPEN, Series, rival, with_cell
from extractor.reconcile.known.bounds import Bound


def with_places(series: Series, met: tuple[Bound, ...], *, closed: bool) -> Series:
    """The series with cells proven that none of its other values could take without breaking a bound.

    Where bounds stand on a cell and still allow another value, the other is listed. A row is `closed` where no loose
    value could be one of its own; else a cell without a bound holds what is left over, as it does beside a gap.
    """
    if not met:
        return series
    told, met = series, _unlike(met)
    closed = closed and series.complete
    for column, codes in enumerate(series.evidence):
        bounded = closed or any(_stands_on(bound, column) for bound in met)
        if series.cells[column] is None or DECIDED.intersection(codes) or not bounded:
            continue
        others = _others(series, column, met)
        if not others:
            kept = (code for code in codes if code not in OPEN)
            told = with_cell(told, column, (*kept, "check-unique"), ())
        elif any(_stands_on(bound, column) for bound in met) and not OPEN.intersection(codes):
            rivals = tuple(rival(cell) for other in others if (cell := series.cells[other]) is not None)
            told = with_cell(told, column, (*codes, "check-allows-others"), rivals)
    return told


def with_denied(series: Series, met: tuple[Bound, ...], missed: tuple[Bound, ...]) -> Series:
    """The series with no proof of place for cells that a bound denies and bounds that are met do not hold in place."""
    told, met = series, _unlike(met)
    for column, codes in enumerate(series.evidence):
        denied = "clean-row" not in codes and any(_stands_on(bound, column) for bound in missed)
        if denied and _others(series, column, met):
            kept = tuple(code for code in codes if code not in DECIDED)
            told = with_cell(told, column, (*kept, "check-denied"), told.rivals[column])
    return told


def _unlike(bounds: Iterable[Bound]) -> tuple[Bound, ...]:
    """The bounds that demand something of their own: a figure that many slides print makes as many equal ones."""
    return tuple({(terms(bound), id(bound.interval)): bound for bound in bounds}.values())


def terms(bound: Bound) -> tuple[tuple[int, int, int], ...]:
    """The weights as whole numbers, which are hashed faster than fractions."""
    return tuple((column, weight.numerator, weight.denominator) for column, weight in bound.weights)


def _stands_on(bound: Bound, column: int) -> bool:
    return any(at == column for at, _ in bound.weights)


def _others(series: Series, column: int, met: tuple[Bound, ...]) -> tuple[int, ...]:
    """Columns whose value one could take unnoticed: by a swap, or else by a round of three or a shift of the row."""
    width = len(series.cells)
    unlike = [other for other in range(width) if series.value(other) != series.value(column)]
    swaps = tuple(other for other in unlike if _unnoticed(series, {column: other, other: column}, met))
    if swaps:
        return swaps
    fits = [other for other in unlike if _takes(series, column, other, met)]
    turns = (moves for other in fits for moves in _turns(width, column, other))
    return tuple(dict.fromkeys(moves[column] for moves in turns if _unnoticed(series, moves, met)))


def _turns(width: int, column: int, other: int) -> Iterator[dict[int, int]]:
    """Rounds of three and shifts of a whole row in which a column takes the value of another."""
    for third in set(range(width)) - {column, other}:
        yield {column: other, other: third, third: column}
    for step in {1, width - 1}:
        if (column + step) % width == other:
            yield {at: (at + step) % width for at in range(width)}


def _takes(series: Series, column: int, other: int, met: tuple[Bound, ...]) -> bool:
    """Whether bounds on a column alone allow it the value of another."""
    alone = (bound for bound in met if len(bound.weights) == 1 and _stands_on(bound, column))
    return not any(_breaks(series, {column: other}, bound) for bound in alone)


def _unnoticed(series: Series, moves: dict[int, int], met: tuple[Bound, ...]) -> bool:
    """Whether columns that hold values could each take that of another column without breaking any of the bounds."""
    if any(series.cells[column] is None for column in moves):
        return False
    touched = (bound for bound in met if any(_stands_on(bound, column) for column in moves))
    return not any(_breaks(series, moves, bound) for bound in touched)


def _breaks(series: Series, moves: dict[int, int], bound: Bound) -> bool:
    terms: list[tuple[Interval, Fraction]] = []
    for column, weight in bound.weights:
        interval = series.interval(moves.get(column, column))
        if interval is None:
            return False
        terms.append((interval, weight))
    return not meets(summed(terms), bound.interval)
