"""What the heads of placed columns say: periods put together from the year above and the part below, changes, units."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.layout.gridheads import ACTUAL, MOVES, RANGES
from extractor.model.exhibit import Column, ColumnKind, Unit
from extractor.model.period import (
    FISCAL,
    FiscalCalendar,
    Period,
    PeriodKind,
    a_year_before,
    fiscal,
    instant_at_end,
    resolve,
)
from extractor.model.placed import PlacedColumn
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_bare_years, find_periods
from extractor.rulebook.terms import find_terms
from extractor.rulebook.units import find_units

LONG = {1: PeriodKind.QUARTER, 2: PeriodKind.HALF, 3: PeriodKind.NINE_MONTHS, 4: PeriodKind.YEAR}
PAIR = 2
HALF_YEAR = "half_year"
PARTS = FISCAL - {PeriodKind.YEAR}
MARKS = regex.compile(r"[\s()（）【】\[\]/:：・*%％]+")
NO_UNIT = Unit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the texts over one column say together."""

    period: Period | None = None
    year: int = 0
    scenario: str = ACTUAL
    told_scenario: bool = False
    move: str = ""
    cumulative: bool = False
    unit: Unit = NO_UNIT
    words: str = ""
    printed: str = ""


def read_head(texts: Sequence[str], rulebook: Rulebook) -> Head:
    """The texts over a column, from the top, read as one."""
    printed = " ".join(texts)
    if not printed:
        return Head()
    terms = find_terms(printed, rulebook)
    period = period_of(printed, rulebook)
    year = next((m.period.year for m in find_periods(printed, rulebook) if m.period.year), 0)
    scenarios = [term.reading for term in terms if term.term == "scenario"]
    return Head(
        period=period,
        year=year,
        scenario=scenarios[0] if scenarios else ACTUAL,
        told_scenario=bool(scenarios),
        move=next((term.term for term in terms if term.term in MOVES), ""),
        cumulative=any(term.term == "span" and term.reading == "cumulative" for term in terms),
        unit=unit_in(printed, rulebook),
        words=_words(printed, rulebook),
        printed=printed,
    )


def unit_in(text: str, rulebook: Rulebook) -> Unit:
    """The first unit that a text names."""
    for unit in find_units(text, rulebook):
        if not unit.attached or unit.unit or unit.scale != "1":
            return Unit(
                unit=unit.unit, scale=unit.scale or "1", excluding=unit.excluding, printed=text[unit.start : unit.end]
            )
    return NO_UNIT


def part_named(label: str, rulebook: Rulebook) -> Period | None:
    """The part of a year that is all a row label says, as `1st half` or `Interim` do."""
    found = find_periods(label, rulebook)
    if len(found) == 1 and not MARKS.sub("", label[: found[0].start] + label[found[0].end :]):
        period = found[0].period
        return period if not period.year and not period.end and period.kind in PARTS else None
    interim = [t for t in find_terms(label, rulebook) if t.term == HALF_YEAR]
    return fiscal(PeriodKind.HALF, 0, 1) if interim and interim[0].end - interim[0].start == len(label) else None


def period_of(text: str, rulebook: Rulebook) -> Period | None:
    """The period that a head names; a year above and a part below make one."""
    found = [mention.period for mention in find_periods(text, rulebook)]
    whole = [p for p in found if (p.year or p.end) and p.kind is not PeriodKind.RELATIVE]
    named = [p for p in whole if p.kind not in RANGES] or whole
    parts = [p for p in found if not p.year and not p.end and p.kind in FISCAL and p.kind is not PeriodKind.YEAR]
    years = [p for p in named if p.kind is PeriodKind.YEAR]
    smaller = [p for p in named if p.kind is not PeriodKind.YEAR]
    if smaller:
        return smaller[-1]
    if not years:
        bare = find_bare_years(text, rulebook)
        years = [fiscal(PeriodKind.YEAR, bare[-1].year, printed=text)] if bare else []
    if years and parts:
        return part_of(years[-1], parts[-1])
    return next(iter((*years[-1:], *parts[-1:], *found)), None)


def part_of(year: Period, part: Period) -> Period:
    """A part of a year; where the year has dates of its own, so has the part."""
    named = fiscal(part.kind, year.year, part.part, f"{year.printed} {part.printed}")
    if not year.start:
        return named
    first = int(year.start[5:7])
    calendar = FiscalCalendar(first_month=first)
    dated = resolve(replace(named, year=int(year.start[:4])), calendar)
    return replace(named, start=dated.start, end=dated.end)


def _words(text: str, rulebook: Rulebook) -> str:
    """What a head says beyond periods, scenarios and units."""
    masked = list(text)
    spans = [(m.start, m.end) for m in find_periods(text, rulebook)]
    spans += [(t.start, t.end) for t in find_terms(text, rulebook) if t.term in {"scenario", "span", *MOVES}]
    spans += [(y.start, y.end) for y in find_bare_years(text, rulebook)]
    for start, end in spans:
        masked[start:end] = " " * (end - start)
    rest = "".join(masked)
    return " ".join(rest.split()) if MARKS.sub("", rest) else ""


def placed_columns(
    heads: Sequence[Head], filled: Sequence[bool], calendar: FiscalCalendar, fallback: Period | None
) -> tuple[PlacedColumn, ...]:
    """Columns with periods: of their heads, of the year to date, of what stands left of changes, or of the title."""
    periods = _at_ends([_to_date(head, heads, filled) for head in heads], heads, calendar)
    told = any(period is not None for period in periods)
    out: list[PlacedColumn] = []
    for number, head in enumerate(heads):
        period = periods[number]
        own = period is not None
        if head.move or (period is not None and head.words and _ratio(head)):
            base = _beside(number, heads, periods, calendar)
            period = base if base is not None else period
        if period is None and not told:
            period = fallback
        out.append(_column(number, head, period, heads, (own, fallback)))
    return _with_bases(out)


def _at_ends(periods: list[Period | None], heads: Sequence[Head], calendar: FiscalCalendar) -> list[Period | None]:
    """The periods; where a whole year is compared with a part of the next, what stands at their ends is meant.

    What flows in a year is never compared with what flows in a part of another.
    """
    compared = [p for p, head in zip(periods, heads, strict=True) if p is not None and not head.move]
    if len(compared) != PAIR or not any(head.move for head in heads):
        return periods
    old, new = compared
    if old.kind is not PeriodKind.YEAR or new.kind is PeriodKind.YEAR or new.kind not in FISCAL:
        return periods
    if new.year != old.year + 1:
        return periods
    return [instant_at_end(p, calendar) if p is not None and p in compared else p for p in periods]


def _with_bases(columns: list[PlacedColumn]) -> tuple[PlacedColumn, ...]:
    """The columns; changes between two days are measured against the first of them."""
    days = [c.column.period for c in columns if c.column.kind is ColumnKind.AMOUNT and c.column.period is not None]
    if len(days) != PAIR or any(day.kind is not PeriodKind.INSTANT for day in days):
        return tuple(columns)
    base = days[0].label
    return tuple(
        replace(c, column=replace(c.column, versus=base)) if c.column.versus and c.column.period == days[1] else c
        for c in columns
    )


def _ratio(head: Head) -> bool:
    return head.unit.unit == "%"


def _column(
    number: int,
    head: Head,
    period: Period | None,
    heads: Sequence[Head],
    told: tuple[bool, Period | None],
) -> PlacedColumn:
    scenario = head.scenario
    if head.move and not head.told_scenario:
        left = [h for h in heads[:number] if not h.move]
        scenario = left[-1].scenario if left else ACTUAL
    kind = {"change": ColumnKind.CHANGE, "change_pct": ColumnKind.CHANGE_PCT}.get(head.move, ColumnKind.AMOUNT)
    versus = _versus(period, scenario, heads[:number]) if head.move else ""
    column = Column(kind=kind, period=period, versus=versus, scenario=scenario, printed=head.printed)
    return PlacedColumn(column=column, unit=head.unit, words=head.words, told=told[0] or head.move != "")


def _versus(period: Period | None, scenario: str, left: Sequence[Head]) -> str:
    """What changes are measured against: an older plan of the same year, the year before else."""
    plans = [head.scenario for head in left if head.told_scenario]
    years = {head.period.year for head in left if head.told_scenario and head.period is not None}
    if scenario != ACTUAL and len(set(plans)) > 1 and len(years) <= 1:
        return plans[0]
    return a_year_before(period).label if period is not None else ""


def _to_date(head: Head, heads: Sequence[Head], filled: Sequence[bool]) -> Period | None:
    """The period of a head; the year to date runs to the last quarter that has figures."""
    period = head.period
    if period is None or not head.cumulative:
        return period
    if period.kind is PeriodKind.QUARTER and period.part in LONG:
        kind = LONG[period.part]
        return part_of(_year_of(period), fiscal(kind, period.year, 1 if kind is PeriodKind.HALF else 0))
    if period.kind is not PeriodKind.YEAR:
        return period
    quarters = [
        other.period.part
        for other, full in zip(heads, filled, strict=True)
        if full and other.period is not None and _quarter_in(other, period)
    ]
    last = max(quarters, default=0)
    if last not in LONG or last == len(LONG):
        return period
    kind = LONG[last]
    return part_of(period, fiscal(kind, period.year, last if last == 1 else 1 if kind is PeriodKind.HALF else 0))


def _quarter_in(head: Head, year: Period) -> bool:
    period = head.period
    return period is not None and period.kind is PeriodKind.QUARTER and period.year == year.year and not head.cumulative


def _year_of(period: Period) -> Period:
    return fiscal(PeriodKind.YEAR, period.year, printed=period.printed)


def _beside(
    number: int, heads: Sequence[Head], periods: Sequence[Period | None], calendar: FiscalCalendar
) -> Period | None:
    """The amounts that a change or a ratio belongs to: those left of it, the latest where none is of its own year."""
    year = heads[number].year
    left: list[Period] = []
    for at in range(number - 1, -1, -1):
        period = periods[at]
        if heads[at].move:
            if left:
                break
            continue
        if period is not None and (not year or period.year in {0, year}):
            left.append(period)
    if not left:
        return periods[number]
    if year:
        return left[0]
    latest = max(left, key=lambda period: resolve(period, calendar).end)
    nearest = left[0]
    return nearest if resolve(nearest, calendar).end == resolve(latest, calendar).end else latest
