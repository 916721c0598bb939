"""Axes: runs of period labels, two-level labels joined, newest-first runs recognised."""

from dataclasses import replace

from extractor.layout.levels import runs_of
from extractor.layout.roles import Placed
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Axis, Role
from extractor.model.period import FiscalCalendar, Period, PeriodKind, fiscal, instant_at_end

BARE = frozenset({PeriodKind.QUARTER, PeriodKind.HALF})
LEVELS_APART = 2
BESIDE_UNIT = 3


def find_axes(placed: tuple[Placed, ...], stream: Stream, calendar: FiscalCalendar) -> tuple[Axis, ...]:
    """Axes of a slide in text order; a lone label is an axis of one period, "end of 1H07" is a day."""
    axes: list[Axis] = []
    for line in placed:
        periods = tuple(
            instant_at_end(mention.period, calendar) if mention.at_end else mention.period
            for mention in line.sketch.line.periods
        )
        if not _is_axis(line):
            continue
        joined = _two_level(axes[-1], periods, line.number) if axes else ()
        if joined:
            axes[-1] = replace(axes[-1], periods=joined, newest_first=False)
        else:
            axes.append(_axis(periods, line.number, stream.orders[line.number]))
    return tuple(axes)


def _is_axis(line: Placed) -> bool:
    """Whether a line is an axis: periods and nothing else, or several of them beside the unit of a table."""
    count = len(line.sketch.line.periods)
    return (line.role is Role.AXIS and count > 0) or (line.role is Role.UNIT and count >= BESIDE_UNIT)


def _axis(periods: tuple[Period, ...], line: int, order: int) -> Axis:
    keys = [sort_key(period) for period in periods]
    one_kind = len({period.kind for period in periods}) == 1
    newest_first = one_kind and len(keys) > 1 and keys == sorted(keys, reverse=True) and keys != sorted(keys)
    return Axis(periods=periods, line=line, order=order, newest_first=newest_first)


def sort_key(period: Period) -> tuple[int, int, str]:
    """Order of periods of one kind in time."""
    return (period.year, period.part, period.end or period.label)


def _two_level(above: Axis, periods: tuple[Period, ...], line: int) -> tuple[Period, ...]:
    """Years over bare quarters or halves, or under them; empty where the two lines do not fit."""
    if line - above.line > LEVELS_APART:
        return ()
    if _are_years(above.periods) and _are_bare(periods):
        return _dated(above.periods, periods)
    if _are_bare(above.periods) and len(above.periods) > 1 and _are_years(periods):
        joined = _dated(periods, above.periods)
        return joined if joined and joined[-1].year == periods[-1].year else ()
    return ()


def _are_years(periods: tuple[Period, ...]) -> bool:
    return all(period.kind is PeriodKind.YEAR and period.year for period in periods)


def _are_bare(periods: tuple[Period, ...]) -> bool:
    """Whether periods are quarters, or halves, without their year."""
    return periods[0].kind in BARE and all(p.kind is periods[0].kind and not p.year for p in periods)


def _dated(years: tuple[Period, ...], parts: tuple[Period, ...]) -> tuple[Period, ...]:
    """Parts with their years: a new one where they begin anew; empty where there are more runs than years."""
    runs = runs_of(parts)
    if runs[-1] >= len(years):
        return ()
    return tuple(fiscal(p.kind, years[run].year, p.part, p.printed) for run, p in zip(runs, parts, strict=True))
