"""The period of a stated figure and the period it is measured against."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from extractor.align.claims.marks import Mark, MarkKind
from extractor.model.exhibit import Exhibit
from extractor.model.period import (
    FISCAL,
    FiscalCalendar,
    Period,
    PeriodKind,
    a_year_before,
    fiscal,
    instant_at_end,
    month_end,
    quarter_before,
    resolve,
)

CURRENCY_LENGTH = 3
NONE = Period(kind=PeriodKind.RELATIVE, label="", printed="")
CUMULATED = MappingProxyType({2: PeriodKind.HALF, 3: PeriodKind.NINE_MONTHS, 4: PeriodKind.YEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """The calendar and currency of a deck, and the periods it reports on."""

    calendar: FiscalCalendar
    currency: str = ""
    current: Mapping[PeriodKind, Period] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def latest(self) -> Period | None:
        """The longest period that the deck reports on."""
        return next(reversed(tuple(self.current.values())), None)

    def is_current(self, period: Period) -> bool:
        reported = self.current.get(period.kind)
        return reported is not None and reported.label == period.label


def reporting_of(exhibits: tuple[Exhibit, ...], calendar: FiscalCalendar, cover: tuple[Period, ...] = ()) -> Reporting:
    """What a deck reports on: the quarter at which most axes of quarters end, and the months it completes.

    Without such axes it is the only quarter that its cover names.
    """
    ends = Counter(
        max((period.year, period.part) for period in periods)
        for exhibit in exhibits
        for periods in (*(axis.periods for axis in exhibit.axes), *(grid.periods for grid in exhibit.grids))
        if all(period.kind is PeriodKind.QUARTER and period.year for period in periods) and periods
    )
    money = Counter(exhibit.unit.unit for exhibit in exhibits if len(exhibit.unit.unit) == CURRENCY_LENGTH)
    currency = money.most_common(1)[0][0] if money else ""
    if not ends and len(cover) == 1:
        ends = Counter((period.year, period.part) for period in cover)
    if not ends:
        return Reporting(calendar=calendar, currency=currency)
    (year, part), _ = max(ends.items(), key=lambda end: (end[1], end[0]))
    current = {PeriodKind.QUARTER: fiscal(PeriodKind.QUARTER, year, part)}
    kind = CUMULATED.get(part)
    if kind is not None:
        current[kind] = fiscal(kind, year, 1 if kind is PeriodKind.HALF else 0)
    return Reporting(calendar=calendar, currency=currency, current=MappingProxyType(current))


def period_of(mark: Mark, around: Period | None, reporting: Reporting) -> Period | None:
    """The period that a mark names; a quarter or half without its year takes that of the period around it."""
    period = mark.period
    if period is None or period.kind is PeriodKind.RELATIVE:
        return _day_in(period, around or reporting.latest, reporting.calendar) if period is not None else None
    if period.kind in FISCAL and not period.year:
        whole = around if around is not None and around.year else None
        whole = whole or reporting.current.get(PeriodKind.QUARTER)
        if whole is None:
            return None
        period = fiscal(period.kind, whole.year, period.part, period.printed)
    return instant_at_end(period, reporting.calendar) if mark.at_end else period


def _day_in(day: Period, around: Period | None, calendar: FiscalCalendar) -> Period | None:
    """A day whose year is understood: the one that ends the period around it or lies in it."""
    whole = resolve(around, calendar) if around is not None and around.year else None
    if whole is None or not whole.start or not day.label.startswith("--"):
        return None
    ends = [month_end(year, int(day.label[2:4])) for year in {int(whole.start[:4]), int(whole.end[:4])}]
    inside = [end for end in ends if whole.start <= end <= whole.end]
    if len(inside) != 1:
        return None
    return replace(day, kind=PeriodKind.INSTANT, label=inside[0], end=inside[0])


def follows(base: Period, reporting: Reporting) -> Period | None:
    """The reported period that a base of comparison belongs to: a year after it, or the quarter after it."""
    return next((period for period in _after(base) if reporting.is_current(period)), None)


def _after(base: Period) -> Iterator[Period]:
    if base.kind in FISCAL and base.year:
        yield fiscal(base.kind, base.year + 1, base.part)
        if base.kind is PeriodKind.QUARTER:
            last = base.part == len(CUMULATED) + 1
            yield fiscal(base.kind, base.year + last, 1 if last else base.part + 1)


def versus_of(growth: Mark, period: Period | None, reporting: Reporting) -> str:
    """What a change is measured against: a canonical label, `target` for a plan, empty where unknown.

    Without a period of its own a growth keeps the word for its base, `yoy` or `qoq`.
    """
    if growth.kind is MarkKind.BASE:
        if growth.period is None:
            return growth.text
        base = period_of(growth, period, reporting)
        return _as(base, period, reporting.calendar).label if base is not None else ""
    if growth.text == "previous":
        return (
            a_year_before(period).label if period is not None and period.kind is PeriodKind.YEAR and period.year else ""
        )
    if period is None or growth.text not in {"yoy", "qoq", "year-end"}:
        return growth.text if growth.text in {"yoy", "qoq"} else ""
    return _before(growth.text, period, reporting.calendar)


def _before(word: str, period: Period, calendar: FiscalCalendar) -> str:
    """The label of what a period or a day is compared with by the word for it."""
    if word == "year-end":
        return _year_end_before(period, calendar)
    if word == "qoq":
        return _quarter_before(period, calendar).label
    before = a_year_before(period)
    return before.label if before.label != period.label else ""


def _year_end_before(period: Period, calendar: FiscalCalendar) -> str:
    """The last day of the fiscal year before that of a period or a day."""
    if period.kind is PeriodKind.INSTANT and period.end:
        year = int(period.end[:4])
        ends = [instant_at_end(fiscal(PeriodKind.YEAR, year + shift), calendar) for shift in (-2, -1, 0)]
        return max((day.label for day in ends if day.end < period.end), default="")
    whole = fiscal(PeriodKind.YEAR, period.year - 1) if period.kind in FISCAL and period.year else None
    return instant_at_end(whole, calendar).label if whole is not None else ""


def _as(base: Period, period: Period | None, calendar: FiscalCalendar) -> Period:
    """A base as an instant where the figure stands at a day."""
    at_day = period is not None and period.kind is PeriodKind.INSTANT and base.kind in FISCAL
    return instant_at_end(base, calendar) if at_day else base


def _quarter_before(period: Period, calendar: FiscalCalendar) -> Period:
    if period.kind is PeriodKind.QUARTER:
        return quarter_before(period)
    if period.kind is not PeriodKind.INSTANT or not period.end:
        return NONE
    year = int(period.end[:4])
    for back in (year - 1, year, year + 1):
        for part in (1, 2, 3, 4):
            quarter = fiscal(PeriodKind.QUARTER, back, part)
            if instant_at_end(quarter, calendar).end == period.end:
                return instant_at_end(quarter_before(quarter), calendar)
    return NONE
