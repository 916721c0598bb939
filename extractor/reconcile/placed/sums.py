"""Sums of placed tables: parts of a year that make the whole prove heads, rows that make a total carry that on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from extractor.model.exhibit import ColumnKind
from extractor.model.number import Quantity
from extractor.model.period import Period, PeriodKind
from extractor.model.placed import PlacedTable
from extractor.reconcile.placed.cells import Cells, Place, cells_of, digits_of, half_of

LEAST_DIGITS = 3
LEAST_ROWS = 2
MOST_PARTS = 14
WHOLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("FY", ("1Q", "2Q", "3Q", "4Q")),
    ("FY", ("1H", "2H")),
    ("FY", ("9M", "4Q")),
    ("9M", ("1Q", "2Q", "3Q")),
    ("9M", ("1H", "3Q")),
    ("1H", ("1Q", "2Q")),
    ("2H", ("3Q", "4Q")),
)
NAMES = {PeriodKind.QUARTER: "{}Q", PeriodKind.HALF: "{}H", PeriodKind.NINE_MONTHS: "9M", PeriodKind.YEAR: "FY"}
Columns = Mapping[tuple[int, str, str], int]
"""Columns of amounts by year, scenario and part of the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Figures that make up another: parts of its year in its row, or rows in its column."""

    identity: str
    total: Place
    parts: tuple[Place, ...]


def summed(table: PlacedTable, known: frozenset[Place]) -> frozenset[Place]:
    """The places of figures that sums prove, beside those that are `known`."""
    return known | frozenset(place for one in sums(table, known) for place in (one.total, *one.parts))


def sums(table: PlacedTable, known: frozenset[Place]) -> tuple[Sum, ...]:
    """The sums that prove figures of a table.

    A head read one column off would break the sums of parts to years in every row. Where at least two rows prove a
    column, rows that make up a total in it and in another column stand in it, too; `known` rows are proven otherwise.
    """
    rows = [{} if row.ratio else _amounts(table, cells_of(row)) for row in table.rows]
    in_time = tuple(_in_time(table, rows))
    found = known | {place for one in in_time for place in (one.total, *one.parts)}
    proven = {column for column, count in Counter(c for _, c in found).items() if count >= LEAST_ROWS}
    return (*in_time, *_down(rows, proven))


def _amounts(table: PlacedTable, cells: Cells) -> Cells:
    amount = {n for n, c in enumerate(table.columns) if c.column.kind is ColumnKind.AMOUNT and not c.words}
    return {at: quantity for at, quantity in cells.items() if at in amount and not quantity.percent}


def _in_time(table: PlacedTable, rows: Sequence[Cells]) -> Iterator[Sum]:
    """Figures of rows whose parts of a year make up the whole; at least two rows must, and more than do not."""
    columns = _columns(table)
    for year, scenario in dict.fromkeys((year, scenario) for year, scenario, _ in columns):
        for whole, parts in WHOLES:
            places = [columns.get((year, scenario, name), -1) for name in (whole, *parts)]
            if -1 in places:
                continue
            full = [n for n, row in enumerate(rows) if all(at in row for at in places)]
            right = [n for n in full if _adds_up([rows[n][at] for at in places])]
            telling = [n for n in right if digits_of(rows[n][places[0]]) >= LEAST_DIGITS]
            if len(telling) >= LEAST_ROWS and 2 * len(right) > len(full):
                for n in telling:
                    whole_at, *parts_at = places
                    yield Sum(identity="period_sum", total=(n, whole_at), parts=tuple((n, at) for at in parts_at))


def _columns(table: PlacedTable) -> Columns:
    """The only column of each part of a year and scenario."""
    found: dict[tuple[int, str, str], list[int]] = {}
    for at, placed in enumerate(table.columns):
        head, period = placed.column, placed.column.period
        if head.kind is ColumnKind.AMOUNT and not placed.words and period is not None and period.kind in NAMES:
            found.setdefault((period.year, head.scenario, _name(period)), []).append(at)
    return {key: places[0] for key, places in found.items() if len(places) == 1 and key[0]}


def _name(period: Period) -> str:
    return NAMES[period.kind].format(period.part)


def _down(rows: Sequence[Cells], proven: set[int]) -> Iterator[Sum]:
    """Figures in proven columns of rows next to each other that make up the row behind or before them."""
    for total in range(len(rows)):
        for parts in _runs(total, len(rows)):
            columns = [at for at in rows[total] if all(at in rows[n] for n in parts)]
            if len(columns) < LEAST_ROWS or not proven.intersection(columns):
                continue
            telling = [at for at in columns if digits_of(rows[total][at]) >= LEAST_DIGITS]
            if len(telling) < LEAST_ROWS or not all(
                _adds_up([rows[total][at], *(rows[n][at] for n in parts)]) for at in columns
            ):
                continue
            for at in telling:
                if at in proven:
                    yield Sum(identity="parts-total", total=(total, at), parts=tuple((n, at) for n in parts))


def _runs(total: int, count: int) -> Iterator[range]:
    """Rows right above or right below a total, at least two."""
    for length in range(LEAST_ROWS, MOST_PARTS):
        if total - length >= 0:
            yield range(total - length, total)
        if total + length < count:
            yield range(total + 1, total + 1 + length)


def _adds_up(quantities: Sequence[Quantity]) -> bool:
    """Whether the first is the sum of the others, within the rounding of all of them."""
    whole, *parts = quantities
    allowed = sum((half_of(quantity) for quantity in quantities), Fraction(0))
    gap = Fraction(whole.value) - sum((Fraction(part.value) for part in parts), Fraction(0))
    return abs(gap) <= allowed and sum(bool(part.value) for part in parts) >= LEAST_ROWS
