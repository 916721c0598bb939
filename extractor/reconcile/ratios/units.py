"""Units of decided series: what the item counts, where the slide declares another unit for its amounts."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from extractor.model.figure import Measure
from extractor.model.period import FiscalCalendar, Period, PeriodKind
from extractor.reconcile.boards.board import Board, Series
from extractor.rulebook import Rulebook
from extractor.rulebook.calendar import quarter_ending
from extractor.rulebook.items import Item
from extractor.rulebook.units import find_units

COUNTED = MappingProxyType({"employees": "persons"})
MONTHS_APART = 3
LEAST_MONTHS = 2
DECEMBER = 12


def with_units(board: Board, rulebook: Rulebook) -> Board:
    """The board with units that stand in names, and counts told from amounts; parts of a count are counts."""
    items = items_by_id(rulebook)
    counts = {row for row, s in enumerate(board.series) if _is_count(s, items)}
    counts |= {part for rule in board.sums if rule.total in counts for part in rule.parts}
    series = tuple(_with_unit(s, board, rulebook, counted=row in counts) for row, s in enumerate(board.series))
    return replace(board, series=series)


@lru_cache(maxsize=4)
def items_by_id(rulebook: Rulebook) -> MappingProxyType[str, Item]:
    return MappingProxyType({item.id: item for item in rulebook.items})


def _is_count(series: Series, items: MappingProxyType[str, Item]) -> bool:
    item = items.get(series.key)
    return item is not None and item.measure is Measure.COUNT


def _with_unit(series: Series, board: Board, rulebook: Rulebook, *, counted: bool) -> Series:
    if series.row.style.percent:
        return series
    bracketed = [unit for unit in find_units(series.name, rulebook) if unit.bracketed]
    if bracketed:
        return replace(series, unit=bracketed[0].unit, scale=bracketed[0].scale, measure=Measure.OTHER)
    if counted:
        unit = next((COUNTED[s.key] for s in board.series if s.key in COUNTED), "count")
        return replace(series, unit=unit, scale="1", measure=Measure.COUNT)
    return series


def with_days(board: Board, calendar: FiscalCalendar) -> Board:
    """Month labels of a chart: the day on which counts were taken, the quarter that amounts cover."""
    heads = [column.period for column in board.columns]
    months = [p for p in heads if p is not None and p.kind is PeriodKind.MONTH and p.end]
    if len(months) < LEAST_MONTHS or len(months) != len(heads) or _apart(months[0], months[1]) != MONTHS_APART:
        return board
    days, quarters = tuple(map(_day, months)), tuple(quarter_ending(month, calendar) for month in months)
    series = tuple(replace(s, periods=days if s.measure is Measure.COUNT else quarters) for s in board.series)
    return replace(board, series=series)


def _apart(one: Period, other: Period) -> int:
    """Whole months from the end of one period to the end of the other."""
    first, second = date.fromisoformat(one.end), date.fromisoformat(other.end)
    return (second.year - first.year) * DECEMBER + second.month - first.month


def _day(month: Period) -> Period:
    return replace(month, kind=PeriodKind.INSTANT, label=month.end, start="")
