"""Derived facts: what two printed figures imply for an item that is not printed itself."""

from collections.abc import Iterator
from functools import partial

from extractor.model.figure import Measure
from extractor.model.interval import Interval
from extractor.model.period import Period, PeriodKind
from extractor.reconcile.known.bounds import Frame, identities_of, implied_at, told_of
from extractor.reconcile.known.memo import Memo
from extractor.reconcile.known.world import Fact, World, build, slot_of
from extractor.rulebook import Rulebook

DATED = "periods of all facts"


def derive(world: World, rulebook: Rulebook, memo: Memo) -> World:
    """The world with facts that identities imply of printed ones; printed facts stay what they are."""
    new = tuple(_implied_facts(world, rulebook, memo))
    return build([*(fact for facts in world.facts.values() for fact in facts), *new]) if new else world


def _implied_facts(world: World, rulebook: Rulebook, memo: Memo) -> Iterator[Fact]:
    periods: dict[str, Period] = {}
    for slot, facts in world.facts.items():
        if slot.scenario == "actual":
            periods.setdefault(slot.period, facts[0].period)
    dated = memo.same(DATED, tuple(periods.items()))
    for key in identities_of(rulebook):
        implied = partial(_implied_of, key, dated, world, rulebook)
        yield from memo.once(implied, (dated, *told_of(key, world, rulebook)), "implied", key)


def _implied_of(key: str, dated: tuple[tuple[str, Period], ...], world: World, rulebook: Rulebook) -> tuple[Fact, ...]:
    """What is implied of an item in every period in which it is not printed."""
    out: list[Fact] = []
    for label, period in dated:
        slot = slot_of(key, label)
        if world.at(slot) or world.at(slot_of(key, label, Measure.RATIO)):
            continue
        interval = _first_implied(key, label, world, rulebook)
        if interval is not None:
            out.append(Fact(slot=slot, interval=interval, owner="derived", source="derived", period=period, sure=False))
    return tuple(out)


def _first_implied(key: str, label: str, world: World, rulebook: Rulebook) -> Interval | None:
    frame = Frame(places={label: 0}, kind=PeriodKind.QUARTER, owner="derived")
    for identity in identities_of(rulebook).get(key, ()):
        if identity.percent and identity.target.item == key:
            continue
        interval = implied_at(identity, key, label, frame, world)
        if interval is not None and not interval.empty:
            return interval
    return None
