"""Nouns for periods: what a deck calls them, canonical labels, and the calendar that gives them dates."""

import calendar as _calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class PeriodKind(StrEnum):
    """What stretch of time a label names; an instant is one day."""

    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    MONTH = "month"
    MONTHS = "months"
    INSTANT = "instant"
    RELATIVE = "relative"


FISCAL = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR})
"""Kinds whose dates hang on the fiscal calendar."""


class YearNaming(StrEnum):
    """Whether FY2007 starts or ends in 2007."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period as a deck names it.

    `label` is canonical: `2Q07`, `1H07`, `9M07`, `FY2007`, an ISO date for an instant, `2011-06` for a month,
    `start/end` months for an explicit range. `year` is the fiscal year as printed (four digits), 0 where none
    is printed; `part` counts within the year (quarter 1 to 4, half 1 to 2). `start` and `end` are ISO dates,
    empty until a calendar resolved them; an instant has only the end.
    """

    kind: PeriodKind
    label: str
    printed: str
    year: int = 0
    part: int = 0
    start: str = ""
    end: str = ""

    def __hash__(self) -> int:
        return hash((self.label, self.printed, self.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodMention:
    """A period found in a text, at columns [start, end) of that text. `at_end` marks "end of 1H07"."""

    period: Period
    start: int
    end: int
    at_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalCalendar:
    """How an issuer's fiscal years lie: first month 1 to 12, and which year names them."""

    first_month: int = 4
    naming: YearNaming = YearNaming.START
    because: str = "assumed"

    @property
    def assumed(self) -> bool:
        """Whether nothing in the deck tells it, or not all of it."""
        return self.because.startswith("assumed")


_YEARS = range(1901, 2200)
_MONTHS_IN = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}


def _first_day(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _fiscal_start(period: Period, cal: FiscalCalendar) -> date:
    year = period.year
    if cal.naming is YearNaming.END and cal.first_month > 1:
        year -= 1
    months = _MONTHS_IN[period.kind]
    return _first_day(year, cal.first_month + months * (max(period.part, 1) - 1))


@lru_cache(maxsize=8192)
@lru_cache(maxsize=8192)
def resolve(period: Period, cal: FiscalCalendar) -> Period:
    """The same period with ISO dates, where its kind and year allow them; others come back as they are."""
    if period.end or period.kind not in _MONTHS_IN or period.year not in _YEARS:
        return period
    start = _fiscal_start(period, cal)
    end = _first_day(start.year, start.month + _MONTHS_IN[period.kind]) - timedelta(days=1)
    return replace(period, start=start.isoformat(), end=end.isoformat())


def instant_at_end(period: Period, cal: FiscalCalendar) -> Period:
    """The last day of a period, as an instant ("end of 1H07" is 2007-09-30 for an April year)."""
    end = resolve(period, cal).end
    return replace(period, kind=PeriodKind.INSTANT, label=end, start="", end=end) if end else period


def month_end(year: int, month: int) -> str:
    """ISO date of a month's last day."""
    return date(year, month, _calendar.monthrange(year, month)[1]).isoformat()


def short_label(kind: PeriodKind, part: int, year: int) -> str:
    """Canonical label of a fiscal period: 2Q07, 1H07, 9M07, FY2007."""
    if kind is PeriodKind.YEAR:
        return f"FY{year}"
    letter = {PeriodKind.QUARTER: f"{part}Q", PeriodKind.HALF: f"{part}H", PeriodKind.NINE_MONTHS: "9M"}[kind]
    return f"{letter}{year % 100:02d}"


@lru_cache(maxsize=8192)
def fiscal(kind: PeriodKind, year: int, part: int = 0, printed: str = "") -> Period:
    """A fiscal period with its canonical label."""
    label = short_label(kind, part, year)
    return Period(kind=kind, label=label, printed=printed or label, year=year, part=part)


def a_year_before(period: Period) -> Period:
    """The same part of the fiscal year before; instants and months move by their date."""
    if period.kind in _MONTHS_IN and period.year:
        return fiscal(period.kind, period.year - 1, period.part)
    if period.kind is PeriodKind.INSTANT and period.end:
        day = date.fromisoformat(period.end)
        end = month_end(day.year - 1, day.month)
        return replace(period, label=end, end=end, year=0)
    return period


def quarter_before(period: Period) -> Period:
    """The preceding quarter, or the preceding half for a half."""
    parts = {PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}.get(period.kind, 0)
    if not parts or not period.year:
        return period
    if period.part > 1:
        return fiscal(period.kind, period.year, period.part - 1)
    return fiscal(period.kind, period.year - 1, parts)
