"""Days that hold for what is said below or beside them: of a heading `(as of June 2031)`, of a deed, of two columns."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import regex

from extractor.model.deck import RepairedLine
from extractor.model.exhibit import ColumnKind, Exhibit, Statement
from extractor.model.period import FiscalCalendar, Period, PeriodKind, fiscal, instant_at_end, resolve

HEADING_WORDS = 8
WORD = regex.compile(r"\p{L}{6,}")
SHARED = 2
DEED = regex.compile(
    r"^(?:(?:recording|recognition|write-off|impairment|purchase|acquisition|issuance|repayment)\b"
    r"|[^.:：]{0,60}\b(?:recorded|recogni[sz]ed|booked|taken up|acquired|written off|repaid|issued|purchased)"
    r"\s*(?:[:：]|[A-Z]{3}\s?\d|[¥$€£]))",
    regex.IGNORECASE,
)
SPANS = ((PeriodKind.QUARTER, 4), (PeriodKind.HALF, 2), (PeriodKind.NINE_MONTHS, 0), (PeriodKind.YEAR, 0))
AROUND_YEAR = (-1, 0, 1)
Deed = tuple[Statement, Period]


def headed_day(statement: Statement, lines: Sequence[RepairedLine]) -> Period | None:
    """The day in the bracket of the last short line above a statement that names one and holds no figure."""
    above = (line for line in reversed(lines) if line.number < statement.first and not line.runs)
    days = (day for line in above if len(line.text.split()) <= HEADING_WORDS for day in _bracketed(line))
    return next(days, None)


def _bracketed(line: RepairedLine) -> Iterator[Period]:
    for mention in line.periods:
        before, behind = line.text[: mention.start].rstrip(), line.text[mention.end :].lstrip()
        enclosed = before.endswith(("(", "（")) and behind[:1] in {")", "）"}
        if enclosed and before[:-1].strip() and mention.period.kind is PeriodKind.INSTANT:
            yield mention.period


def deeds_of(exhibit: Exhibit, lines: Mapping[int, RepairedLine]) -> tuple[Deed, ...]:
    """The statements of a slide that name one day, no other period and no figure, with that day."""
    out = []
    for statement in exhibit.statements:
        periods = [mention.period for number in statement.lines for mention in lines[number].periods]
        figures = any(lines[number].runs for number in statement.lines)
        if len(periods) == 1 and periods[0].kind is PeriodKind.INSTANT and not figures:
            out.append((statement, periods[0]))
    return tuple(out)


def deed_day(statement: Statement, deeds: Sequence[Deed]) -> Period | None:
    """The day on which another point of the same box says that was done of which a statement speaks."""
    said = _words(statement.text) if deeds else frozenset()
    for other, day in deeds:
        beside = other is not statement and other.group == statement.group
        if beside and len(said & _words(other.text)) >= SHARED:
            return day
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(text))


def days_of(exhibit: Exhibit) -> tuple[Period, ...]:
    """The days of the columns of a slide whose tables show amounts at days only, the latest last."""
    columns = [column for grid in exhibit.grids for column in grid.columns] or list(exhibit.columns)
    periods = [column.period for column in columns if column.kind is ColumnKind.AMOUNT]
    days = {p.end: p for p in periods if p is not None and p.kind is PeriodKind.INSTANT}
    whole = all(period is not None and period.kind is PeriodKind.INSTANT for period in periods)
    return tuple(days[end] for end in sorted(days)) if whole else ()


def between(days: Sequence[Period], calendar: FiscalCalendar) -> Period | None:
    """The fiscal period that begins behind the first of two days and ends at the second."""
    if len(days) != len(SPANS) // 2:
        return None
    year = int(days[-1].end[:4])
    for kind, parts in SPANS:
        for part in range(1, parts + 1) if parts else (0,):
            for fiscal_year in (year + shift for shift in AROUND_YEAR):
                found = resolve(fiscal(kind, fiscal_year, part), calendar)
                ends = instant_at_end(found, calendar).end
                if ends == days[-1].end and _day_before(found.start) == days[0].end:
                    return fiscal(kind, fiscal_year, part)
    return None


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else ""


def is_deed(text: str) -> bool:
    """Whether a statement opens with what was done, such as `Recording of`, or names it before its amount."""
    return bool(DEED.match(text.lstrip(" -•・●▶➤>*")))
