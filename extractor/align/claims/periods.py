"""The period of a stated figure and the period it is measured against."""

from extractor.align.claims.passage import Mark, MarkKind
from extractor.model.period import (
    FiscalCalendar,
    Period,
    PeriodKind,
    a_year_before,
    fiscal,
    instant_at_end,
    quarter_before,
)

FISCAL = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR})
WITHOUT_YEAR = 0
NONE = Period(kind=PeriodKind.RELATIVE, label="", printed="")


def period_of(mark: Mark, around: Period | None, calendar: FiscalCalendar) -> Period | None:
    """The period that a mark names; a quarter or half without its year takes that of the period around it."""
    period = mark.period
    if period is None or period.kind is PeriodKind.RELATIVE:
        return None
    if period.kind in FISCAL and not period.year:
        if around is None or not around.year or around.kind is period.kind:
            return None
        period = fiscal(period.kind, around.year, period.part, period.printed)
    return instant_at_end(period, calendar) if mark.at_end else period


def versus_of(growth: Mark, period: Period, calendar: FiscalCalendar) -> str:
    """What a change is measured against, as a canonical label; `target` for a plan, empty where unknown."""
    if growth.kind is MarkKind.BASE:
        if growth.period is None:
            return growth.text
        base = period_of(growth, period, calendar)
        return _as(base, period, calendar).label if base is not None else ""
    if growth.text == "yoy":
        return a_year_before(period).label
    if growth.text == "qoq":
        return _quarter_before(period, calendar).label
    return ""


def _as(base: Period, period: Period, calendar: FiscalCalendar) -> Period:
    """A base as an instant where the figure stands at a day."""
    return (
        instant_at_end(base, calendar) if period.kind is PeriodKind.INSTANT and base.kind in FISCAL else base
    )


def _quarter_before(period: Period, calendar: FiscalCalendar) -> Period:
    if period.kind is PeriodKind.QUARTER:
        return quarter_before(period)
    if period.kind is not PeriodKind.INSTANT or not period.end:
        return NONE
    year, month = int(period.end[:4]), int(period.end[5:7])
    for back in (year - 1, year, year + 1):
        for part in (1, 2, 3, 4):
            quarter = fiscal(PeriodKind.QUARTER, back, part)
            if instant_at_end(quarter, calendar).end[:7] == f"{year:04d}-{month:02d}":
                return instant_at_end(quarter_before(quarter), calendar)
    return NONE
