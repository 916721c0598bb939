"""Margins of parts: a stated gross margin of a part of the business is its revenue less its cost.

Revenue, cost and gross margin of one part share a key, the latter two with a mark behind it.
"""

from collections.abc import Iterator
from fractions import Fraction

from extractor.model.figure import Measure
from extractor.model.interval import Interval, add, scale, summed
from extractor.model.period import Period, PeriodKind
from extractor.reconcile.known.bounds import Bound, Frame, parts_of
from extractor.reconcile.known.world import Fact, World, known, slot_of
from extractor.reconcile.naming.names import COST_OF, MARGIN_OF

IDENTITY = "part-margin"


def part_keys(key: str) -> tuple[str, ...]:
    """The keys of revenue, cost and gross margin of the part that a key belongs to; empty for items of the rulebook."""
    part = key.removesuffix(COST_OF).removesuffix(MARGIN_OF)
    return (part, part + COST_OF, part + MARGIN_OF) if part.startswith("local.") and "@" not in part else ()


def margin_bounds(key: str, frame: Frame, world: World, measure: Measure) -> Iterator[Bound]:
    """Bounds on the revenue, or the cost, of a part from its other side and its stated gross margins.

    They prove, but do not contradict: a margin may be stated of more than the part that has its name.
    """
    keys = part_keys(key)
    if not keys or key == keys[2] or measure is not Measure.AMOUNT:
        return
    costs = key == keys[1]
    for fact in world.by_key.get(keys[2], ()):
        columns = frame.spread(fact.period) if fact.slot.measure is Measure.AMOUNT else ()
        other = flow(keys[0] if costs else keys[1], fact.period, frame, world) if columns else None
        if other is None or fact.slot.scenario != "actual":
            continue
        interval, sure = other
        yield Bound(
            weights=tuple((column, Fraction(1)) for column in columns),
            interval=add(interval, scale(fact.interval, -1 if costs else 1)),
            identity=IDENTITY,
            source=fact.source,
            sure=sure and fact.sure,
            heard=f"{IDENTITY}@{fact.owner.rpartition('@')[2]}",
        )


def margin_of(key: str, period: Period, frame: Frame, world: World) -> Interval | None:
    """The gross margin of a part, where its revenue and its cost are known."""
    keys = part_keys(key)
    if not keys or key != keys[2]:
        return None
    revenue, cost = flow(keys[0], period, frame, world), flow(keys[1], period, frame, world)
    return None if revenue is None or cost is None else add(revenue[0], scale(cost[0], -1))


def flow(key: str, period: Period, frame: Frame, world: World) -> tuple[Interval, bool] | None:
    """An amount of a period, as printed or as the sum of its quarters, and whether all of it is sure."""
    whole = _amount(key, period.label, frame, world)
    if whole is not None:
        return whole
    parts = [_amount(key, label, frame, world) for label in parts_of(period, PeriodKind.QUARTER)]
    found = [part for part in parts if part is not None]
    if not found or len(found) < len(parts):
        return None
    return summed((interval, 1) for interval, _ in found), all(sure for _, sure in found)


def _amount(key: str, label: str, frame: Frame, world: World) -> tuple[Interval, bool] | None:
    slot = slot_of(key, label)
    interval = known(world, slot, outside=frame.owner)
    return None if interval is None else (interval, any(_vouches(fact, frame) for fact in world.at(slot)))


def _vouches(fact: Fact, frame: Frame) -> bool:
    return fact.sure and fact.owner != frame.owner
