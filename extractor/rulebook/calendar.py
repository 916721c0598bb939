"""The fiscal calendar of a deck, from labels printed beside the months they cover."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from extractor.model.deck import RepairedLine
from extractor.model.period import FiscalCalendar, Period, PeriodKind, YearNaming, fiscal, resolve

ASSUMED = FiscalCalendar(
    because="assumed: April to March, named by the year it starts in; no label stands beside its months"
)
_PARTS = ((PeriodKind.QUARTER, 4), (PeriodKind.HALF, 2), (PeriodKind.NINE_MONTHS, 1), (PeriodKind.YEAR, 1))
_YEAR, _QUARTER = 12, 3
COVER_LINES = 25
_LABELLED = frozenset(kind for kind, _ in _PARTS)
_ALL = tuple(
    FiscalCalendar(first_month=month, naming=naming, because="")
    for month in (4, *(m for m in range(1, 13) if m != ASSUMED.first_month))
    for naming in YearNaming
)


def infer_calendar(pairs: tuple[tuple[Period, Period], ...]) -> FiscalCalendar:
    """The calendar that most pairs of (fiscal label, dated period) fit.

    `because` names an anchor and the count.

    The dated period is an explicit range, or an instant that ends the label's period. A label that
    carries its own dates (a year named by its closing month) may be paired with itself. Without a usable
    pair the April year named by its start is assumed, and says so.
    """
    anchors = tuple(pair for pair in pairs if _usable(pair))
    votes = Counter({n: sum(_fits(pair, cal) for pair in anchors) for n, cal in enumerate(_ALL)})
    best, count = max(votes.items(), key=lambda vote: (vote[1], -vote[0]))
    if not count:
        return ASSUMED
    label, dated = next(pair for pair in anchors if _fits(pair, _ALL[best]))
    because = f"{label.label} stands beside {dated.label} ({count} of {len(anchors)} anchors)"
    return replace(_ALL[best], because=because)


def fiscal_label(period: Period, cal: FiscalCalendar) -> Period:
    """The fiscal period that an explicit range is in this calendar; other periods as they are."""
    if period.kind is not PeriodKind.MONTHS or not period.start:
        return period
    first = date.fromisoformat(period.start)
    for year in (first.year - 1, first.year, first.year + 1):
        for kind, parts in _PARTS:
            for part in range(1, parts + 1):
                named = resolve(fiscal(kind, year, part if parts > 1 else 0, period.printed), cal)
                if (named.start, named.end) == (period.start, period.end):
                    return named
    return period


def quarter_ending(month: Period, cal: FiscalCalendar) -> Period:
    """The quarter that ends with a dated month; an explicit range where no fiscal quarter ends so."""
    last = date.fromisoformat(month.end)
    first = last.year * _YEAR + last.month - _QUARTER
    start = date(first // _YEAR, first % _YEAR + 1, 1).isoformat()
    return fiscal_label(replace(month, kind=PeriodKind.MONTHS, start=start), cal)


def ends_before(period: Period, cal: FiscalCalendar, day: str) -> bool:
    """Whether a period ends before an ISO day, as every actual does before the deck's own date."""
    end = resolve(period, cal).end
    return bool(end) and date.fromisoformat(end) <= date.fromisoformat(day) - timedelta(days=1)


def shown_on(lines: Iterable[RepairedLine]) -> str:
    """The day that the cover of a deck prints, as an ISO date; empty where it prints none or several."""
    cover = islice((line for line in lines if line.text.strip()), COVER_LINES)
    days = {
        m.period.end for line in cover for m in line.periods if m.period.kind is PeriodKind.INSTANT and not m.at_end
    }
    return days.pop() if len(days) == 1 else ""


def _usable(pair: tuple[Period, Period]) -> bool:
    label, dated = pair
    return label.kind in _LABELLED and label.year > 0 and bool(dated.end) and not label.label.startswith("CY")


def _fits(pair: tuple[Period, Period], cal: FiscalCalendar) -> bool:
    label, dated = pair
    named = resolve(replace(label, start="", end=""), cal)
    return named.end == dated.end and dated.start in {"", named.start}
