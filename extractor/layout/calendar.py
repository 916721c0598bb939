"""The fiscal calendar of a deck: from labels printed beside the months they cover, or from the deck's own date."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import regex

from extractor.layout.closings import first_month, unsaid_calendar
from extractor.model.deck import RepairedLine
from extractor.model.period import FISCAL, FiscalCalendar, Period, PeriodKind, YearNaming, fiscal, resolve
from extractor.rulebook.calendar import ASSUMED, infer_calendar, shown_on

REPORTED = FISCAL - {PeriodKind.YEAR}
REACH = 4
OFTEN = 3
ENDS = 2
SOONEST, LATEST = timedelta(days=10), timedelta(days=100)
"""Results are shown some weeks after the period that they close."""
FIRST_MONTHS = (4, 1, 7, 10)
CLOSING = regex.compile(r"\byear\s+end(?:ing|ed|s)\s+(?:on\s+)?$", regex.IGNORECASE)
_BESIDE = re.compile(r"\s*[(（\[=/:：、,]\s*")


def find_calendar(lines: tuple[RepairedLine, ...]) -> FiscalCalendar:
    """The calendar that fits every label with explicit months near it, else the one that the deck's date asks.

    Where neither tells, the closing months of years and the days of balance sheets do as far as they go.
    """
    found = infer_calendar(_pairs(lines))
    found = found if found != ASSUMED else _by_date(lines)
    return found if found != ASSUMED else unsaid_calendar(lines)


def _pairs(lines: tuple[RepairedLine, ...]) -> tuple[tuple[Period, Period], ...]:
    """Labels and months on one line, or on two lines close together with equal counts."""
    pairs: list[tuple[Period, Period]] = []
    above: tuple[Period, ...] = ()
    above_line = -REACH
    for line in lines:
        pairs.extend(_renamed(line))
        labels = tuple(m.period for m in line.periods if m.period.kind in FISCAL and m.period.year)
        months = tuple(m.period for m in line.periods if m.period.kind is PeriodKind.MONTHS and m.period.start)
        months = months or _between_days(line)
        pairs.extend(_closing(line))
        if labels and months and len(labels) == len(months):
            pairs.extend(zip(labels, months, strict=True))
        elif months and len(above) == len(months) and line.number - above_line <= REACH:
            pairs.extend(zip(above, months, strict=True))
        if labels:
            above, above_line = labels, line.number
    return tuple(pairs)


def _closing(line: RepairedLine) -> Iterator[tuple[Period, Period]]:
    """The year of a label with the day on which it ends, as in `FY2025 (year ending June 30, 2026)`."""
    named = [m for m in line.periods if m.period.kind in FISCAL and m.period.year and not m.period.start]
    days = [m for m in line.periods if m.period.kind is PeriodKind.INSTANT and m.period.end]
    if len(named) != 1 or len(days) != 1 or named[0].end > days[0].start:
        return
    if CLOSING.search(line.text[named[0].end : days[0].start]):
        yield fiscal(PeriodKind.YEAR, named[0].period.year), replace(days[0].period, start="")


def _renamed(line: RepairedLine) -> Iterator[tuple[Period, Period]]:
    """A label beside another name of the same period that has its own dates: FY25 (2025/3期)."""
    for one, other in zip(line.periods, line.periods[1:], strict=False):
        if one.period.kind not in FISCAL or one.period.kind is not other.period.kind:
            continue
        between = line.text[one.end : other.start]
        open_one, dated = sorted((one.period, other.period), key=lambda period: bool(period.end))
        if _BESIDE.fullmatch(between) and open_one.year and not open_one.end and dated.end:
            yield open_one, replace(dated, kind=PeriodKind.MONTHS)


def _first_months(lines: tuple[RepairedLine, ...]) -> tuple[int, ...]:
    """The first months that years named by their closing month give; the usual ones where the deck has no such year."""
    first = first_month(lines)
    return (first,) if first else FIRST_MONTHS


def _between_days(line: RepairedLine) -> tuple[Period, ...]:
    """The stretch between the only two days of a line, where the first begins a month: from April 1 to September 30."""
    days = [m.period for m in line.periods if m.period.kind is PeriodKind.INSTANT and m.period.end]
    first, last = (days[0], days[-1]) if len(days) == ENDS else (None, None)
    if first is None or last is None or not first.end.endswith("-01") or first.end >= last.end:
        return ()
    months = f"{first.end[:7]}/{last.end[:7]}"
    return (replace(last, kind=PeriodKind.MONTHS, label=months, start=first.end),)


def _by_date(lines: tuple[RepairedLine, ...]) -> FiscalCalendar:
    """The only calendar under which the latest period that the deck reports ended shortly before its date."""
    shown = shown_on(lines)
    labels = Counter(m.period for line in lines for m in line.periods if m.period.kind in REPORTED and m.period.year)
    counts = _counts(labels)
    least = min(OFTEN, max(counts.values(), default=OFTEN))
    often = [period for period, count in counts.items() if count >= least]
    if not shown or not often:
        return ASSUMED
    fitting = [
        FiscalCalendar(first_month=month, naming=naming)
        for month, naming in product(_first_months(lines), YearNaming)
        if (month > 1 or naming is YearNaming.START)
        and _ended(often, FiscalCalendar(first_month=month, naming=naming), shown)
    ]
    if len(fitting) != 1:
        return ASSUMED
    latest = max(often, key=lambda period: resolve(period, fitting[0]).end)
    return replace(fitting[0], because=f"{latest.label} is the latest period of a deck of {shown}")


def _counts(labels: Counter[Period]) -> Counter[Period]:
    """How often periods are named, whatever their print."""
    out: Counter[Period] = Counter()
    for period, count in labels.items():
        out[replace(period, printed="")] += count
    return out


def _ended(periods: list[Period], calendar: FiscalCalendar, shown: str) -> bool:
    ends = [resolve(period, calendar).end for period in periods]
    latest = max(ends)
    day = date.fromisoformat(shown)
    return bool(latest) and SOONEST <= day - date.fromisoformat(latest) <= LATEST
