"""Growth that placed tables print beside two periods: where it holds, the figures could not change places."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extractor.model.exhibit import ColumnKind
from extractor.model.number import Quantity
from extractor.model.period import a_year_before
from extractor.model.placed import PlacedTable
from extractor.reconcile.placed.cells import Cells, Place, cells_of, digits_of, half_of

HUNDRED = Fraction(100)
LEAST_DIGITS = 3
LEAST_CHANGE = 2
CHANGES = frozenset({ColumnKind.CHANGE, ColumnKind.CHANGE_PCT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A printed change with the two figures that it lies between; `rate` is false for changes as amounts.

    What neither holds nor is `broken` says nothing: the figures could change places, or are too short to tell.
    """

    change: Place
    new: Place
    old: Place
    rate: bool
    holds: bool
    broken: bool = False


def proven(table: PlacedTable) -> frozenset[Place]:
    """The places of figures, by row and column from 0, whose growth is printed and holds as no swap would."""
    return frozenset(place for one in growths(table) if one.holds for place in (one.change, one.new, one.old))


def growths(table: PlacedTable) -> Iterator[Growth]:
    """Every printed change of a table whose two figures stand in it."""
    for number, row in enumerate(table.rows):
        cells = cells_of(row)
        yield from _beside(table, number, cells)
        below = table.rows[number + 1] if number + 1 < len(table.rows) else None
        if below is not None and below.ratio and not row.ratio:
            yield from _below(table, number, cells, cells_of(below))


def _beside(table: PlacedTable, number: int, cells: Cells) -> Iterator[Growth]:
    """Changes that stand in columns of their own."""
    for at, change in cells.items():
        head = table.columns[at].column
        if head.kind not in CHANGES or head.period is None:
            continue
        rate = head.kind is ColumnKind.CHANGE_PCT or change.percent
        new = _column(table, cells, head.period.label, head.scenario)
        old = _column(table, cells, head.versus or a_year_before(head.period).label, "actual")
        if new >= 0 and old >= 0 and new != old and not (cells[new].percent or cells[old].percent):
            fits, fails = (holds, misfits) if rate else (differ, strays)
            figures = cells[new], cells[old], change
            yield Growth(
                change=(number, at),
                new=(number, new),
                old=(number, old),
                rate=rate,
                holds=fits(*figures),
                broken=fails(*figures),
            )


def _below(table: PlacedTable, number: int, cells: Cells, rates: Cells) -> Iterator[Growth]:
    """Rates that stand on the line below their figures."""
    for new, rate in rates.items():
        head = table.columns[new].column
        if new not in cells or head.period is None:
            continue
        old = _column(table, cells, a_year_before(head.period).label, "actual")
        if old >= 0 and not (cells[new].percent or cells[old].percent):
            yield Growth(
                change=(number + 1, new),
                new=(number, new),
                old=(number, old),
                rate=True,
                holds=holds(cells[new], cells[old], rate),
                broken=misfits(cells[new], cells[old], rate),
            )


def _column(table: PlacedTable, cells: Cells, label: str, scenario: str) -> int:
    """The only column of amounts for a period and scenario, −1 where there is none or several."""
    found = [
        at
        for at in cells
        for head in (table.columns[at].column,)
        if head.kind is ColumnKind.AMOUNT and not table.columns[at].words
        if head.period is not None and head.period.label == label and head.scenario == scenario
    ]
    return found[0] if len(found) == 1 else -1


def holds(new: Quantity, old: Quantity, rate: Quantity) -> bool:
    """Whether a rate is the growth, or the new in percent of the old, and would not be the other way round."""
    if min(digits_of(new), digits_of(old)) < LEAST_DIGITS or old.value <= 0 or new.value <= 0:
        return False
    return _fits(new, old, rate) and not _fits(old, new, rate)


def misfits(new: Quantity, old: Quantity, rate: Quantity) -> bool:
    """Whether a rate is not the growth between two figures, whatever was rounded."""
    if min(digits_of(new), digits_of(old)) < LEAST_DIGITS or old.value <= 0 or new.value <= 0:
        return False
    return not _fits(new, old, rate)


def strays(new: Quantity, old: Quantity, change: Quantity) -> bool:
    """Whether a change is not what lies between two figures, whatever was rounded."""
    if min(digits_of(new), digits_of(old)) < LEAST_DIGITS:
        return False
    allowed = half_of(new) + half_of(old) + half_of(change)
    return abs(Fraction(new.value) - Fraction(old.value) - Fraction(change.value)) > allowed


def differ(new: Quantity, old: Quantity, change: Quantity) -> bool:
    """Whether a change is what lies between two figures, within rounding, and would not be the other way round."""
    if min(digits_of(new), digits_of(old)) < LEAST_DIGITS or digits_of(change) < LEAST_CHANGE:
        return False
    allowed = half_of(new) + half_of(old) + half_of(change)
    between = Fraction(new.value) - Fraction(old.value)
    said = Fraction(change.value)
    return abs(between - said) < allowed and abs(between + said) > 2 * allowed


def _fits(new: Quantity, old: Quantity, rate: Quantity) -> bool:
    low, high = rate_between(new, old)
    said, half = Fraction(rate.value), half_of(rate)
    return any(low - base <= said + half and said - half <= high - base for base in (Fraction(0), HUNDRED))


def rate_between(new: Quantity, old: Quantity) -> tuple[Fraction, Fraction]:
    """The new in percent of the old, the lowest and the highest that their rounding leaves open."""
    low = HUNDRED * (Fraction(new.value) - half_of(new)) / (Fraction(old.value) + half_of(old))
    high = HUNDRED * (Fraction(new.value) + half_of(new)) / (Fraction(old.value) - half_of(old))
    return low, high
