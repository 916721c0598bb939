"""Sources: what the proven figures of a deck say of an item, as printed or computed from each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from extractor.model.figure import Measure, Reading
from extractor.model.interval import Interval, Regime, add, meet, subtract
from extractor.model.period import Period, PeriodKind, a_year_before, quarter_before
from extractor.reconcile.boards.board import Board
from extractor.reconcile.known.bounds import HUNDRED, Frame, identities_of, implied_at, parts_of
from extractor.reconcile.known.facts import board_facts
from extractor.reconcile.known.world import Fact, Slot, World, build, changed, interval_of, known, slot_of
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.sentences.part_margins import margin_of
from extractor.rulebook import Rulebook
from extractor.rulebook.grading import is_sure

CHANGES = frozenset({Measure.CHANGE, Measure.CHANGE_PCT})
PERCENT = frozenset({"%", "points"})
ANYWHERE = -1
"""Stands for all slides."""


Proven = tuple[Reading, int, Fact]
"""A figure whose three links are sure, the number of its exhibit, and the fact that it tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sentence states: item, period and measure, and what a change is measured against."""

    key: str
    period: Period
    measure: Measure
    versus: str
    unit: str
    scenario: str = "actual"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shelf:
    """Proven figures: all, by slot, and by exhibit."""

    all: tuple[Proven, ...] = ()
    by_slot: Mapping[Slot, list[Proven]] = field(default_factory=dict)
    by_exhibit: Mapping[int, list[Proven]] = field(default_factory=dict)


def shelved(proven: Iterable[Proven]) -> Shelf:
    """Proven figures put in order."""
    found = tuple(proven)
    by_slot: dict[Slot, list[Proven]] = {}
    by_exhibit: dict[int, list[Proven]] = {}
    for one in found:
        by_slot.setdefault(one[2].slot, []).append(one)
        by_exhibit.setdefault(one[1], []).append(one)
    return Shelf(all=found, by_slot=by_slot, by_exhibit=by_exhibit)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sources:
    """Proven figures with their units and exhibits, and `told` beside them by proven sentences.

    Those of the exhibit that is left `aside` are not heard. `worlds` keeps what was built, by unit, exhibit and
    the exhibit left aside.
    """

    figures: Shelf
    rulebook: Rulebook
    told: Shelf = field(default_factory=Shelf)
    aside: int = ANYWHERE
    worlds: dict[tuple[str, int, int], World] = field(default_factory=dict, repr=False)

    def reckoned(self, asked: Asked, exhibit: int = ANYWHERE) -> Interval | None:
        """What figures of one exhibit, or of all, say of an item: as printed, or computed from others."""
        return reckoned(asked, self.world("" if asked.unit in PERCENT else asked.unit, exhibit), self.rulebook)

    def reach(self, key: str, period: Period, exhibit: int = ANYWHERE) -> Fraction:
        """How far from 0 the sum of an item's quarters could lie, whatever their signs; 0 where one is not known."""
        world = self.world("", exhibit)
        parts = parts_of(period, PeriodKind.QUARTER)
        found = [known(world, slot_of(key, label)) for label in parts]
        ends = [max(abs(interval.low), abs(interval.high)) for interval in found if interval is not None]
        return sum(ends, Fraction(0)) if len(ends) == len(parts) else Fraction(0)

    def world(self, unit: str, exhibit: int) -> World:
        """Figures in a unit, and all percentages; of one exhibit, under the plain keys of their items, or of all.

        Sentences speak of the whole company: they are heard where figures of all exhibits are asked for.
        """
        name = (unit, exhibit, self.aside)
        if name not in self.worlds:
            self.worlds[name] = self._whole(unit) if exhibit == ANYWHERE else self._part(unit, exhibit)
        return self.worlds[name]

    def hearing(self, told: Iterable[Proven]) -> "Sources":
        """These sources with what proven sentences tell."""
        return replace(self, told=shelved(told), worlds={})

    def _part(self, unit: str, exhibit: int) -> World:
        facts = _in_unit(self.figures.by_exhibit.get(exhibit, ()), unit)
        return build(replace(fact, slot=fact.slot._replace(key=plain(fact.slot.key))) for fact in facts)

    def _whole(self, unit: str) -> World:
        if self.aside == ANYWHERE:
            return build(_in_unit((*self.figures.all, *self.told.all), unit))
        unheard = dict.fromkeys(fact.slot for _, _, fact in self.told.by_exhibit.get(self.aside, ()))
        kept = {slot: tuple(_in_unit(self._heard(slot), unit)) for slot in unheard}
        return changed(replace(self, aside=ANYWHERE).world(unit, ANYWHERE), kept)

    def _heard(self, slot: Slot) -> Iterator[Proven]:
        yield from self.figures.by_slot.get(slot, ())
        yield from (one for one in self.told.by_slot[slot] if one[1] != self.aside)


def _in_unit(proven: Iterable[Proven], unit: str) -> Iterator[Fact]:
    return (fact for reading, _, fact in proven if not unit or reading.unit in {unit, "%"})


def plain(key: str) -> str:
    """A key without the exhibit that it is limited to."""
    return key.partition("@")[0]


def proven_figures(
    boards: Iterable[Board], readings: Iterable[Reading], scene: Scene, regime: Regime
) -> tuple[Proven, ...]:
    """The figures of boards whose three links are sure, as narrow as the deck's way of rounding makes them."""
    sure = {reading.figure: reading for reading in readings if is_sure(reading, scene.rulebook)}
    return tuple(
        (sure[fact.figure], board.exhibit.number, _as_read(fact, sure[fact.figure], regime))
        for board in boards
        for fact in board_facts(board, scene.calendar, scene.memo)
        if fact.figure in sure
    )


def _as_read(fact: Fact, reading: Reading, regime: Regime) -> Fact:
    percent = reading.unit == "%"
    kept = Regime.ROUND if percent else regime
    return replace(
        fact,
        slot=fact.slot._replace(measure=reading.measure),
        interval=interval_of(reading.value, "1" if percent else reading.scale, reading.decimals, kept),
    )


def reckoned(asked: Asked, world: World, rulebook: Rulebook) -> Interval | None:
    """What a world says of an item: as printed, or computed from figures of other periods or items."""
    slot = Slot(
        key=asked.key,
        period=asked.period.label,
        measure=asked.measure,
        versus=asked.versus,
        scenario=asked.scenario,
    )
    printed = known(world, slot)
    if asked.scenario != "actual" or (printed is not None and asked.measure in CHANGES):
        return printed
    if asked.measure in CHANGES:
        return _change(asked, world, rulebook)
    return _level(replace(asked, versus=""), world, rulebook)


def _change(asked: Asked, world: World, rulebook: Rulebook) -> Interval | None:
    """The change from the year or the quarter before; growth from a loss is none."""
    bases = (a_year_before(asked.period), quarter_before(asked.period))
    base = next((period for period in bases if period.label == asked.versus), None)
    if base is None:
        return None
    measure = Measure.RATIO if asked.unit == "points" else Measure.AMOUNT
    level = replace(asked, measure=measure, versus="")
    now, before = _level(level, world, rulebook), _level(replace(level, period=base), world, rulebook)
    if now is None or before is None:
        return None
    if asked.measure is Measure.CHANGE:
        return subtract(now, before)
    if before.low <= 0:
        return None
    return Interval(low=HUNDRED * (now.low / before.high - 1), high=HUNDRED * (now.high / before.low - 1))


def _level(asked: Asked, world: World, rulebook: Rulebook) -> Interval | None:
    """An amount or ratio: as printed, as the sum of its quarters, and by identities, where these agree."""
    common: Interval | None = None
    for found in _levels(asked, world, rulebook):
        both = found if common is None else meet(common, found)
        common = common if both.empty else both
    return common


def _levels(asked: Asked, world: World, rulebook: Rulebook) -> Iterator[Interval]:
    level = asked.measure is not Measure.RATIO
    measures = (asked.measure, Measure.AMOUNT, Measure.COUNT) if level else (Measure.RATIO,)
    for measure in dict.fromkeys(measures):
        printed = known(world, slot_of(asked.key, asked.period.label, measure))
        if printed is not None:
            yield printed
    total = _total(asked, world) if level else None
    if total is not None:
        yield total
    yield from _by_identities(asked, world, rulebook)
    margin = margin_of(asked.key, asked.period, Frame(places={}, kind=asked.period.kind, owner=""), world)
    if margin is not None and level:
        yield margin


def _total(asked: Asked, world: World) -> Interval | None:
    parts = parts_of(asked.period, PeriodKind.QUARTER)
    found = [known(world, slot_of(asked.key, label)) for label in parts]
    intervals = [interval for interval in found if interval is not None]
    if not parts or len(intervals) < len(parts):
        return None
    total = intervals[0]
    for interval in intervals[1:]:
        total = add(total, interval)
    return total


def _by_identities(asked: Asked, world: World, rulebook: Rulebook) -> Iterator[Interval]:
    frame = Frame(places={asked.period.label: 0}, kind=asked.period.kind, owner="")
    for identity in identities_of(rulebook).get(asked.key, ()):
        if identity.target.item == asked.key:
            found = implied_at(identity, asked.key, asked.period.label, frame, world)
            if found is not None and not found.empty:
                yield found
