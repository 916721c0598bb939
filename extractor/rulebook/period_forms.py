"""Builds periods from the named groups of a period pattern."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from extractor.model.period import FiscalCalendar, Period, PeriodKind, YearNaming, fiscal, month_end, resolve
from extractor.rulebook.rules import PeriodForm, PeriodRule

Groups = Mapping[str, str]
LONGEST_RANGE = 18
_COMMON_YEAR = 2001
_CENTURY_TURN = 90
_FIRST_YEAR = "元"
_CUMULATIVE = {
    1: (PeriodKind.QUARTER, 1),
    2: (PeriodKind.HALF, 1),
    3: (PeriodKind.NINE_MONTHS, 0),
    4: (PeriodKind.YEAR, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """Words of dates with their numbers."""

    months: Mapping[str, int]
    parts: Mapping[str, int]
    lengths: Mapping[str, int]
    eras: Mapping[str, int]


def build(rule: PeriodRule, groups: Groups, printed: str, words: Vocabulary) -> tuple[Period, ...]:
    """The period that the groups give, or none where they name no real date."""
    try:
        built = _BUILDERS[rule.form](rule, groups, words)
    except ValueError:
        return ()
    return tuple(replace(period, printed=printed) for period in built)


def read_year(groups: Groups, words: Vocabulary, suffix: str = "") -> int:
    """Four digits of a year: 90 to 99 are 19xx, era years count from the era; 0 where none is printed."""
    text = groups.get(f"year{suffix}", "")
    if not text:
        return 0
    number = 1 if text == _FIRST_YEAR else int(text)
    if "era" in groups and number < 100:  # noqa: PLR2004
        return words.eras.get(groups["era"], 0) + number
    if len(text) > 2 or text == _FIRST_YEAR:  # noqa: PLR2004
        return number
    return number + (1900 if number >= _CENTURY_TURN else 2000)


def read_month(groups: Groups, words: Vocabulary, suffix: str = "") -> int:
    """The month as a number, from digits or its name; 0 where none is printed."""
    if f"month{suffix}" in groups:
        return int(groups[f"month{suffix}"])
    return words.months.get(groups.get(f"name{suffix}", ""), 0)


def _part(groups: Groups, words: Vocabulary) -> int:
    text = groups.get("part") or groups.get("word") or ""
    return int(text) if text.isdigit() else words.parts.get(text, 1)


def _length(groups: Groups, words: Vocabulary) -> int:
    """For how many months a period runs."""
    return words.lengths.get(groups["length"], 0) if "length" in groups else _part(groups, words)


def _named(kind: PeriodKind, year: int, part: int) -> Period:
    if year:
        return fiscal(kind, year, part)
    label = {PeriodKind.QUARTER: f"{part}Q", PeriodKind.HALF: f"{part}H", PeriodKind.NINE_MONTHS: "9M"}
    return Period(kind=kind, label=label.get(kind, "FY"), printed="", part=part)


def _closed(period: Period, close: int) -> Period:
    """Dates of a period of the year that ends in month `close` of its year."""
    cal = FiscalCalendar(first_month=close % 12 + 1, naming=YearNaming.END)
    return resolve(period, cal) if close and period.year else period


def _close(groups: Groups, words: Vocabulary) -> int:
    return int(groups["close"]) if "close" in groups else words.months.get(groups.get("name", ""), 0)


def _quarter(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    kind, part = PeriodKind.QUARTER, _part(groups, words)
    if not 1 <= part <= 4:  # noqa: PLR2004
        return ()
    if "cum" in groups:
        kind, part = _CUMULATIVE[part]
    return (_closed(_named(kind, read_year(groups, words), part), _close(groups, words)),)


def _half(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    part = _part(groups, words)
    if part not in {1, 2}:
        return ()
    return (_closed(_named(PeriodKind.HALF, read_year(groups, words), part), _close(groups, words)),)


def _nine_months(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    return (_named(PeriodKind.NINE_MONTHS, read_year(groups, words), 0),)


def _year(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    return (_closed(_named(PeriodKind.YEAR, read_year(groups, words), 0), _close(groups, words)),)


def _calendar_year(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    year = read_year(groups, words)
    start, end = f"{year}-01-01", f"{year}-12-31"
    return (Period(kind=PeriodKind.YEAR, label=f"CY{year}", printed="", year=year, start=start, end=end),)


def _month(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    year, month = read_year(groups, words), read_month(groups, words)
    label = f"{year:04}-{month:02}"
    return (Period(kind=PeriodKind.MONTH, label=label, printed="", start=f"{label}-01", end=month_end(year, month)),)


def _months(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    first, last = read_month(groups, words), read_month(groups, words, "2")
    year, year2 = read_year(groups, words), read_year(groups, words, "2")
    if not year and not year2:
        return (Period(kind=PeriodKind.MONTHS, label=f"--{first:02}/--{last:02}", printed=""),)
    year, year2 = year or year2, year2 or year
    if "year" not in groups and first > last:
        year -= 1
    length = (year2 - year) * 12 + last - first + 1
    doubtful = len(groups.get("year", "")) == 2 and "year2" not in groups and "month" in groups  # noqa: PLR2004
    if not 1 <= length <= LONGEST_RANGE or (doubtful and length % 3):
        return ()
    return (months(date(year, first, 1), year2, last),)


def months(first: date, year: int, month: int) -> Period:
    """The explicit range from a first day to the end of a month."""
    label = f"{first:%Y-%m}/{year:04}-{month:02}"
    return Period(kind=PeriodKind.MONTHS, label=label, printed="", start=first.isoformat(), end=month_end(year, month))


LATEST_WEEK = 7
"""Years of whole weeks may end in the first days of the month after."""


def _ended(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    year, month, length = read_year(groups, words), read_month(groups, words), _length(groups, words)
    if length not in {3, 6, 9, 12}:
        return ()
    last = year * 12 + month - 1 - (int(groups.get("day", "31")) <= LATEST_WEEK)
    index = last - length + 1
    return (months(date(index // 12, index % 12 + 1, 1), last // 12, last % 12 + 1),)


def _weeks(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    last = date(read_year(groups, words), read_month(groups, words), int(groups["day"]))
    start, end = (last - timedelta(weeks=int(groups["weeks"])) + timedelta(days=1)).isoformat(), last.isoformat()
    return (Period(kind=PeriodKind.MONTHS, label=f"{start}/{end}", printed="", start=start, end=end),)


def _instant(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    year, month = read_year(groups, words), read_month(groups, words)
    last = calendar.monthrange(year, month)[1]
    day = int(groups.get("day", last))
    if day > last:
        return ()
    iso = date(year, month, day).isoformat()
    return (Period(kind=PeriodKind.INSTANT, label=iso, printed="", end=iso),)


def _relative(rule: PeriodRule, groups: Groups, words: Vocabulary) -> tuple[Period, ...]:
    """What has no date of its own; the end of a month without its year keeps its day, as `--09-30`."""
    month = read_month(groups, words)
    label = f"--{month:02}-{calendar.monthrange(_COMMON_YEAR, month)[1]}" if month else rule.label
    return (Period(kind=PeriodKind.RELATIVE, label=label, printed=""),)


Builder = Callable[[PeriodRule, Groups, Vocabulary], tuple[Period, ...]]
_BUILDERS: Mapping[PeriodForm, Builder] = MappingProxyType(
    {
        PeriodForm.QUARTER: _quarter,
        PeriodForm.HALF: _half,
        PeriodForm.NINE_MONTHS: _nine_months,
        PeriodForm.YEAR: _year,
        PeriodForm.CALENDAR_YEAR: _calendar_year,
        PeriodForm.MONTH: _month,
        PeriodForm.MONTHS: _months,
        PeriodForm.ENDED: _ended,
        PeriodForm.WEEKS: _weeks,
        PeriodForm.INSTANT: _instant,
        PeriodForm.RELATIVE: _relative,
    }
)
BUILT = frozenset(_BUILDERS)
