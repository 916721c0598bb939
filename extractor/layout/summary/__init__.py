"""Summary tables of Japanese results reports: items head the columns, units stand below them, the rows are periods.

A line of nothing but units marks such a table. Its names stand above, its rows below; growth has a unit but no name.
Turned round they are placed tables like all others: a row for every item, a column for every period.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.layout.summary.columns import Columns, DatedRow, SummaryHead
from extractor.layout.summary.context import Context, context_over, is_parent_alone, period_in, scenario_in
from extractor.layout.summary.dividends import dividend_heads, spread
from extractor.layout.summary.names import names_over, stands_at_a_day
from extractor.layout.summary.notes import note_of
from extractor.layout.summary.rows import PeriodRow, Units, period_row, rows_below, units_at
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Unit
from extractor.model.figure import FigureKind
from extractor.model.period import FiscalCalendar, PeriodKind
from extractor.model.placed import PlacedRow, PlacedTable
from extractor.rulebook import Rulebook

__all__ = ["Page", "summary_tables"]

MOST_HEADS = 20
REACH = 60
ACTUAL = "actual"
PERCENT = "%"
NO_UNITS = Units(lead="", units=(), end=0)
Heads = tuple[SummaryHead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a deck, with what it and the rules say about periods."""

    lines: tuple[RepairedLine, ...]
    calendar: FiscalCalendar
    rulebook: Rulebook


def summary_tables(page: Page) -> tuple[PlacedTable, ...]:
    """The summary tables of a deck, and the notes that print figures for periods as those below them do."""
    tables: list[PlacedTable] = []
    last = 0
    for at, line in enumerate(page.lines):
        found = units_at(page.lines, at, page.rulebook) if at >= last and line.text.strip() else NO_UNITS
        rows = rows_below(page.lines, found, page.rulebook) if found.units else ()
        table = _table(page, (last, at), found, rows) if rows else None
        last = found.end if rows else last
        if table is not None:
            tables.append(table)
    noted = [table for at in range(len(page.lines)) for table in _note(page, at)] if tables else []
    return (*tables, *noted)


def _table(page: Page, place: tuple[int, int], units: Units, rows: Sequence[PeriodRow]) -> PlacedTable | None:
    """The table whose units stand at a line, its heads between the last table and that line."""
    context = context_over(page.lines[max(0, place[1] - REACH) : place[1]])
    above = _heads_above(page, place, context)
    for count in range(len(above), 0, -1):
        lines = above[-count:]
        heads, sure = _heads([line.text for line in lines], units.units, page.rulebook)
        dated = _dated(page, rows, heads, context) if heads else ()
        if dated:
            own = {line.number for line in (*lines, *page.lines[place[1] : units.end])}
            own |= {number for row in dated for number in row.row.lines}
            whole = sure and count == len(above)
            return _turned(heads, Columns(rows=dated, calendar=page.calendar), page, context, (whole, own))
    return None


def _heads_above(page: Page, place: tuple[int, int], context: Context) -> list[RepairedLine]:
    """The lines right above a line of units that could hold names: no headings, no rows, no sentences."""
    found: list[RepairedLine] = []
    for line in reversed(page.lines[place[0] : place[1]]):
        if not line.text.strip():
            continue
        told = line.number in context.lines or line.text.rstrip().endswith(("。", "."))
        if told or len(found) >= MOST_HEADS or period_row(line, page.rulebook) is not None:
            break
        found.insert(0, line)
    return found


def _heads(lines: Sequence[str], units: Sequence[Unit], rulebook: Rulebook) -> tuple[Heads, bool]:
    """Heads for every printed column; percent without names of their own are growth. Whether their names are sure."""
    paid = dividend_heads(lines, units)
    if paid:
        return paid, True
    amounts = [n for n, unit in enumerate(units) if unit.unit != PERCENT]
    for named in (list(range(len(units))), amounts):
        names = names_over(lines, len(named), rulebook) if named and named[0] == 0 else None
        if names is not None:
            texts = dict(zip(named, names.texts, strict=True))
            at_day = _at_days(names.texts, rulebook)
            heads = (SummaryHead(name=texts.get(n, ""), unit=unit) for n, unit in enumerate(units))
            return tuple(replace(head, at_day=at_day.get(head.name, False)) for head in heads), names.sure
    return (), False


def _at_days(names: Sequence[str], rulebook: Rulebook) -> dict[str, bool]:
    """Which names stand at a day; ratios follow the others of their table."""
    told = {name: stands_at_a_day(name, rulebook) for name in names}
    others = {at_day for at_day in told.values() if at_day is not None}
    return {name: others == {True} if at_day is None else at_day for name, at_day in told.items()}


def _dated(page: Page, rows: Sequence[PeriodRow], heads: Heads, context: Context) -> tuple[DatedRow, ...]:
    """Rows with what they mean; none where one means no period, a stretch never told, or the same as another."""
    over = scenario_in(context.title, page.rulebook)
    stocks = all(head.at_day for head in heads if head.name)
    periods = [period_in(row.label, context, page.rulebook, stocks=stocks) for row in rows]
    plans = [scenario_in(row.label, page.rulebook) or over or ACTUAL for row in rows]
    parted = {
        n: m
        for n, one in enumerate(periods)
        for m, other in enumerate(periods)
        if n != m and one is not None and one == other and plans[n] != plans[m]
    }
    out: list[DatedRow] = []
    for row, cells, loose in spread(rows, heads, parted):
        at = rows.index(row)
        period = periods[at]
        if period is None:
            return ()
        out.append(DatedRow(row=row, period=period, scenario=plans[at], cells=cells, loose=loose))
    told = {(row.period.label, row.scenario) for row in out}
    return tuple(out) if len(told) == len(out) else ()


def _turned(
    heads: Heads, columns: Columns, page: Page, context: Context, told: tuple[bool, set[int]]
) -> PlacedTable | None:
    """The table turned round: a row for every name, with the growth printed behind it."""
    sure, lines = told
    over = (context.texts[0],) if is_parent_alone(context, page.rulebook) else ()
    cells: dict[str, PlacedRow] = {}
    for at, head in enumerate(heads):
        if not head.name:
            continue
        growth = at + 1 if at + 1 < len(heads) and not heads[at + 1].name else -1
        before = cells[head.name].cells if head.name in cells else ()
        found = (*before, *columns.cells_of(at, head, growth))
        cells[head.name] = PlacedRow(label=head.name, over=over, cells=found, loose=not sure)
    rows = tuple(row for row in cells.values() if row.cells)
    if not rows:
        return None
    return PlacedTable(
        number=0,
        slide=next(line.slide for line in page.lines if line.number == min(lines)),
        title=context.title,
        kind=FigureKind.TABLE,
        columns=tuple(columns.found.values()),
        rows=rows,
        lines=tuple(sorted(lines)),
    )


def _note(page: Page, at: int) -> Iterator[PlacedTable]:
    """The table that a note is, where it prints nothing but a name with figures for periods."""
    line = page.lines[at]
    note = note_of(line, page.rulebook)
    if note is None:
        return
    context = context_over(page.lines[max(0, at - REACH) : at])
    at_day = stands_at_a_day(note.name, page.rulebook) is True
    rows: list[DatedRow] = []
    for row in note.rows:
        period = period_in(row.label, context, page.rulebook, stocks=at_day)
        if period is None or period.kind is PeriodKind.INSTANT:
            return
        cells = dict(enumerate(row.cells))
        rows.append(DatedRow(row=row, period=period, scenario=ACTUAL, cells=cells))
    heads = (SummaryHead(name=note.name, unit=note.unit, at_day=at_day), SummaryHead(name="", unit=Unit(unit=PERCENT)))
    table = _turned(heads, Columns(rows=rows, calendar=page.calendar), page, context, (True, {line.number}))
    if table is not None:
        yield table
