"""When fiscal years close, where no label stands beside its months: by years so named, and by balance sheets."""

from collections import Counter
from dataclasses import replace
from datetime import date

from extractor.model.deck import RepairedLine
from extractor.model.period import FISCAL, FiscalCalendar, Period, PeriodKind, YearNaming
from extractor.rulebook.calendar import ASSUMED

CALENDAR_YEAR = "CY"
PAIR = 2
PARTS_OF_YEAR = frozenset({3, 6, 9})
"""A quarter's balance sheet shows the last year end beside it, so many months before."""
MONTHS = 12
LONG = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6}


def first_month(lines: tuple[RepairedLine, ...]) -> int:
    """The month in which years named by their closing month begin; 0 where the deck has no such year."""
    named = (m.period for line in lines for m in line.periods)
    dated = [p for p in named if p.kind in FISCAL and p.start and not p.label.startswith(CALENDAR_YEAR)]
    closes = Counter(_first(period) for period in dated)
    return closes.most_common(1)[0][0] if closes else 0


def _first(period: Period) -> int:
    """The month in which the year of a period begins."""
    before = LONG.get(period.kind, 0) * (max(period.part, 1) - 1)
    return (date.fromisoformat(period.start).month - before - 1) % MONTHS + 1


def unsaid_calendar(lines: tuple[RepairedLine, ...]) -> FiscalCalendar:
    """The calendar of a deck that prints no label beside its months.

    Where all its years are named by their closing month, so are they all; a year that ends in December has one name.
    Else the naming is assumed, and the months too where no balance sheet tells them.
    """
    first = first_month(lines)
    if first and (first == 1 or not _has_open_labels(lines)):
        because = f"years are named by their last month, {_closing(first)}"
        return FiscalCalendar(
            first_month=first, naming=YearNaming.START if first == 1 else YearNaming.END, because=because
        )
    first = first or _balanced(lines)
    if not first or first == ASSUMED.first_month:
        return ASSUMED
    because = f"assumed: years end in month {_closing(first)}; no label stands beside its months"
    return replace(ASSUMED, first_month=first, because=because)


def _closing(first: int) -> int:
    return (first - 2) % MONTHS + 1


def _has_open_labels(lines: tuple[RepairedLine, ...]) -> bool:
    """Whether some fiscal label has a year and no dates of its own."""
    periods = (m.period for line in lines for m in line.periods)
    return any(p.kind in FISCAL and p.year and not p.end for p in periods)


def _balanced(lines: tuple[RepairedLine, ...]) -> int:
    """The first month of years that end on the earlier of two days side by side, a quarter or more apart; 0 if open."""
    found = {date.fromisoformat(days[0]).month for line in lines for days in (_pair(line),) if days}
    return found.pop() % MONTHS + 1 if len(found) == 1 else 0


def _pair(line: RepairedLine) -> tuple[str, ...]:
    """The two days of a line in time, where they are the ends of months that a part of a year lies between."""
    ends = sorted({m.period.end for m in line.periods if m.period.kind is PeriodKind.INSTANT and m.period.end})
    if len(ends) != PAIR:
        return ()
    old, new = (date.fromisoformat(end) for end in ends)
    apart = (new.year - old.year) * MONTHS + new.month - old.month
    return tuple(ends) if apart in PARTS_OF_YEAR else ()
