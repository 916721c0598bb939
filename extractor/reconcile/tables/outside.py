"""What the deck says, elsewhere than on a table, of its cells and of the bases of its changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extractor.model.exhibit import Column, ColumnKind
from extractor.model.figure import Measure
from extractor.model.interval import Interval, add, meet, point
from extractor.model.period import FiscalCalendar, Period, PeriodKind, instant_at_end, resolve
from extractor.model.scale import SCALES
from extractor.reconcile.boards.board import Board
from extractor.reconcile.known.bounds import parts_of
from extractor.reconcile.known.world import Slot, World
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.tables.grid import Grid, Head, Line, Span
from extractor.reconcile.tables.lines import at_day, scope_of

MEASURES = {
    ColumnKind.AMOUNT: Measure.AMOUNT,
    ColumnKind.SHARE: Measure.RATIO,
    ColumnKind.CHANGE: Measure.CHANGE,
    ColumnKind.CHANGE_PCT: Measure.CHANGE_PCT,
    ColumnKind.ACHIEVEMENT: Measure.RATIO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the deck says, elsewhere than on this table, of its cells and of the bases of its changes."""

    board: Board
    scene: Scene
    columns: tuple[Column, ...]

    def spans(self, grid: Grid) -> tuple[dict[int, Span], dict[tuple[int, int], Span]]:
        known: dict[int, Span] = {}
        bases: dict[tuple[int, int], Span] = {}
        for number, line in enumerate(grid.lines):
            if not line.key:
                continue
            for at, head in enumerate(grid.heads):
                column = self.columns[side(head, line)] if side(head, line) >= 0 else None
                if column is None or column.period is None:
                    continue
                found = self._known(line, column, column.period, head.kind)
                if found is not None:
                    known[grid.cell(number, at)] = found
                if head.kind in {ColumnKind.CHANGE, ColumnKind.CHANGE_PCT} and head.old < 0:
                    base = self._amount(line, Slot(key=self._key(line), period=column.versus), None)
                    if base is not None:
                        bases[(number, at)] = base
        return known, bases

    def _known(self, line: Line, column: Column, printed: Period, kind: ColumnKind) -> Span | None:
        period = self._period(line, printed)
        slot = Slot(
            key=self._key(line),
            period=period.label,
            measure=MEASURES[kind],
            versus=column.versus,
            scenario=column.scenario,
        )
        if kind is ColumnKind.AMOUNT:
            return self._amount(line, slot, period)
        if kind in {ColumnKind.SHARE, ColumnKind.ACHIEVEMENT}:
            return None
        return _floats(known_outside(self.scene.world, slot, self._owner), Fraction(self._factor(line, kind)))

    def _key(self, line: Line) -> str:
        return line.key + scope_of(self.board, self.scene.rulebook)

    def _period(self, line: Line, period: Period) -> Period:
        calendar: FiscalCalendar = self.scene.calendar
        if period.kind is not PeriodKind.INSTANT and at_day(line):
            return instant_at_end(period, calendar)
        return resolve(period, calendar)

    def _amount(self, line: Line, slot: Slot, period: Period | None) -> Span | None:
        """An amount printed elsewhere, or the sum of the quarters or halves printed elsewhere."""
        world = self.scene.world
        found = known_outside(world, slot, self._owner)
        if found is None and period is not None and slot.scenario == "actual":
            found = _from_parts(world, slot, period, self._owner)
        return _floats(found, Fraction(self._factor(line, ColumnKind.AMOUNT)))

    def _factor(self, line: Line, kind: ColumnKind) -> int:
        if kind is ColumnKind.CHANGE_PCT or line.own or line.ratio:
            return 1
        return int(SCALES[self.board.exhibit.unit.scale])

    @property
    def _owner(self) -> str:
        return f"e{self.board.exhibit.number}."


def side(head: Head, line: Line) -> int:
    """The column of the proposal that a head is for a row."""
    side = head.at_day if line.stock else head.at_flow
    return side if side >= 0 else max(head.at_day, head.at_flow)


def _floats(interval: Interval | None, factor: Fraction) -> Span | None:
    return None if interval is None else (float(interval.low / factor), float(interval.high / factor))


def known_outside(world: World, slot: Slot, owner: str) -> Interval | None:
    """What facts of other exhibits and of sentences say of a slot; None where they disagree or say nothing."""
    found = [fact.interval for fact in world.at(slot) if not fact.owner.startswith(owner)]
    if not found:
        return None
    common = found[0]
    for interval in found[1:]:
        common = meet(common, interval)
    return None if common.empty else common


def _from_parts(world: World, slot: Slot, period: Period, owner: str) -> Interval | None:
    for kind in (PeriodKind.QUARTER, PeriodKind.HALF):
        labels = parts_of(period, kind)
        parts = list(_parts(world, slot, labels, owner))
        if labels and len(parts) == len(labels):
            total = point(0)
            for part in parts:
                total = add(total, part)
            return total
    return None


def _parts(world: World, slot: Slot, labels: tuple[str, ...], owner: str) -> Iterator[Interval]:
    for label in labels:
        found = known_outside(world, slot._replace(period=label), owner)
        if found is None:
            return
        yield found
