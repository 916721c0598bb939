"""Columns of a summary table turned round: one for every period and day, and one for the growth to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.layout.summary.rows import PeriodRow
from extractor.model.exhibit import Column, ColumnKind, Unit
from extractor.model.number import Run
from extractor.model.period import FiscalCalendar, Period, PeriodKind, a_year_before, fiscal, instant_at_end
from extractor.model.placed import PlacedCell, PlacedColumn
from extractor.rulebook.calendar import fiscal_label

QUARTERS_IN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryHead:
    """What stands over one printed column: a name and its unit; growth has the unit of percent and no name.

    `at_day` marks what stands at the end of a period. `quarter` is the part of the year at whose end it is paid,
    0 for the whole.
    """

    name: str
    unit: Unit
    at_day: bool = False
    quarter: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRow:
    """A row with the period and the scenario that it means, and its figures by printed column."""

    row: PeriodRow
    period: Period
    scenario: str
    cells: Mapping[int, Run]
    loose: bool = False


@dataclass(slots=True, kw_only=True)
class Columns:
    """The columns of the turned table in the order in which they are first used."""

    rows: Sequence[DatedRow]
    calendar: FiscalCalendar
    found: dict[tuple[str, str, bool], PlacedColumn] = field(default_factory=dict)

    def cells_of(self, at: int, head: SummaryHead, growth: int) -> list[PlacedCell]:
        """The figures of a printed column, and of the growth behind it (−1 for none)."""
        cells: list[PlacedCell] = []
        for row in self.rows:
            period = self._when(row, head)
            if at in row.cells:
                column = self._column(row, period, moved=False)
                cells.append(PlacedCell(run=row.cells[at], column=column, unit=head.unit, loose=row.loose))
            if growth in row.cells:
                column = self._column(row, period, moved=True)
                cells.append(PlacedCell(run=row.cells[growth], column=column, unit=Unit(unit="%"), loose=row.loose))
        return cells

    def _when(self, row: DatedRow, head: SummaryHead) -> Period:
        if head.at_day and row.period.kind is not PeriodKind.INSTANT:
            return instant_at_end(row.period, self.calendar)
        if head.quarter:
            return quarter_end(row.period, head.quarter, self.calendar)
        return fiscal_label(row.period, self.calendar)

    def _column(self, row: DatedRow, period: Period, *, moved: bool) -> int:
        key = (period.label, row.scenario, moved)
        if key not in self.found:
            column = Column(period=period, scenario=row.scenario, printed=row.row.label)
            if moved:
                column = Column(
                    kind=ColumnKind.CHANGE_PCT,
                    period=period,
                    versus=a_year_before(period).label,
                    scenario=row.scenario,
                    printed=row.row.label,
                )
            self.found[key] = PlacedColumn(column=column)
        return list(self.found).index(key)


def quarter_end(year: Period, quarter: int, calendar: FiscalCalendar) -> Period:
    """The last day of a quarter of a year."""
    if quarter == QUARTERS_IN:
        return instant_at_end(year, calendar)
    part = fiscal(PeriodKind.QUARTER, year.year, quarter, year.printed)
    if year.start:
        first = FiscalCalendar(first_month=int(year.start[5:7]))
        part = fiscal(PeriodKind.QUARTER, int(year.start[:4]), quarter, year.printed)
        return instant_at_end(part, first)
    return instant_at_end(part, calendar)
