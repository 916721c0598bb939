"""Growth that placed tables print beside two periods: where it holds, the figures could not change places."""

from collections.abc import Iterator
from fractions import Fraction

from extractor.model.exhibit import ColumnKind
from extractor.model.number import Quantity
from extractor.model.period import a_year_before
from extractor.model.placed import PlacedTable
from extractor.reconcile.placed.cells import Cells, Place, cells_of, digits_of

HUNDRED = Fraction(100)
LEAST_DIGITS = 3


def proven(table: PlacedTable) -> frozenset[Place]:
    """The places of figures, by row and column from 0, whose growth is printed and holds as no swap would."""
    found: set[Place] = set()
    for number, row in enumerate(table.rows):
        cells = cells_of(row)
        found.update((number, column) for column in _beside(table, cells))
        below = table.rows[number + 1] if number + 1 < len(table.rows) else None
        if below is not None and below.ratio and not row.ratio:
            for new, old in _below(table, cells, cells_of(below)):
                found |= {(number, new), (number, old), (number + 1, new)}
    return frozenset(found)


def _beside(table: PlacedTable, cells: Cells) -> Iterator[int]:
    """Columns of a row whose growth stands in a column of changes."""
    for at, rate in cells.items():
        head = table.columns[at].column
        rates = head.kind is ColumnKind.CHANGE_PCT or (head.kind is ColumnKind.CHANGE and rate.percent)
        if not rates or head.period is None:
            continue
        new = _column(table, cells, head.period.label, head.scenario)
        old = _column(table, cells, a_year_before(head.period).label, "actual")
        if new >= 0 and old >= 0 and holds(cells[new], cells[old], rate):
            yield from (at, new, old)


def _below(table: PlacedTable, cells: Cells, rates: Cells) -> Iterator[tuple[int, int]]:
    """Pairs of columns, new and old, whose growth stands on the line below."""
    for new, rate in rates.items():
        head = table.columns[new].column
        if new not in cells or head.period is None:
            continue
        old = _column(table, cells, a_year_before(head.period).label, "actual")
        if old >= 0 and holds(cells[new], cells[old], rate):
            yield new, old


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


def _fits(new: Quantity, old: Quantity, rate: Quantity) -> bool:
    half_new, half_old, half = _half(new), _half(old), _half(rate)
    low = HUNDRED * (Fraction(new.value) - half_new) / (Fraction(old.value) + half_old)
    high = HUNDRED * (Fraction(new.value) + half_new) / (Fraction(old.value) - half_old)
    said = Fraction(rate.value)
    return any(low - base <= said + half and said - half <= high - base for base in (Fraction(0), HUNDRED))


def _half(quantity: Quantity) -> Fraction:
    return Fraction(1, 2 * 10**quantity.decimals)
