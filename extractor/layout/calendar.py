"""The fiscal calendar of a deck, from labels printed beside the months they cover."""

from extractor.model.deck import RepairedLine
from extractor.model.period import FiscalCalendar, Period, PeriodKind
from extractor.rulebook.calendar import infer_calendar

FISCAL = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR, PeriodKind.NINE_MONTHS})
REACH = 4


def find_calendar(lines: tuple[RepairedLine, ...]) -> FiscalCalendar:
    """The calendar that fits every fiscal label with explicit months near it."""
    return infer_calendar(_pairs(lines))


def _pairs(lines: tuple[RepairedLine, ...]) -> tuple[tuple[Period, Period], ...]:
    """Labels and months on one line, or on two lines close together with equal counts."""
    pairs: list[tuple[Period, Period]] = []
    above: tuple[Period, ...] = ()
    above_line = -REACH
    for line in lines:
        labels = tuple(m.period for m in line.periods if m.period.kind in FISCAL and m.period.year)
        months = tuple(m.period for m in line.periods if m.period.kind is PeriodKind.MONTHS and m.period.start)
        if labels and months and len(labels) == len(months):
            pairs.extend(zip(labels, months, strict=True))
        elif months and len(above) == len(months) and line.number - above_line <= REACH:
            pairs.extend(zip(above, months, strict=True))
        if labels:
            above, above_line = labels, line.number
    return tuple(pairs)
