"""The world: what the deck is known to say so far, as intervals by item, period and measure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from extractor.model.figure import Measure
from extractor.model.interval import Interval, Regime, meet, printed
from extractor.model.period import Period
from extractor.model.scale import SCALES
from extractor.reconcile.known.memo import Memo

CLAIM = "claim"
"""Owners of facts that sentences state begin so."""
MOST_ALIKE = 4
"""Printings of one value beyond these add no proof; a slide printed again and again says it no louder."""


class Slot(NamedTuple):
    """What a figure says: which item, when, and as which measure; `versus` is the base period of a change."""

    key: str
    period: str
    measure: Measure = Measure.AMOUNT
    versus: str = ""
    scenario: str = "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A printing of a slot: its interval in base units (percentages in percent), and where it stands.

    `owner` tells the series or sentence that says it, `source` names the printing in words; `sure` is false
    for facts whose own reading or name is not proven.
    """

    slot: Slot
    interval: Interval
    owner: str
    source: str
    period: Period
    unit: Decimal = Decimal(1)
    figure: str = ""
    sure: bool = True

    def __hash__(self) -> int:
        return hash((self.owner, self.figure, self.slot.key, self.slot.period))


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Facts by slot, in the order in which they became known; and by key, in the order of the slots.

    `owners` are all that say anything; `learnt` keeps what was worked out of items at a period, `rests` what bounds of
    items rest on.
    """

    facts: MappingProxyType[Slot, tuple[Fact, ...]]
    by_key: MappingProxyType[str, tuple[Fact, ...]]
    owners: frozenset[str]
    learnt: dict[tuple[str, str, str], Interval | None] = field(default_factory=dict, compare=False, repr=False)
    rests: dict[str, tuple[tuple[Fact, ...], ...]] = field(default_factory=dict, compare=False, repr=False)

    def at(self, slot: Slot) -> tuple[Fact, ...]:
        return self.facts.get(slot, ())


def build(facts: Iterable[Fact], memo: Memo | None = None) -> World:
    """The world of some facts; with a memo, facts of a key that are equal to the last ones are the same object."""
    by_slot: dict[Slot, list[Fact]] = {}
    for fact in facts:
        by_slot.setdefault(fact.slot, []).append(fact)
    kept = {slot: _few_alike(found) for slot, found in by_slot.items()}
    by_key: dict[str, list[Fact]] = {}
    for slot, few in kept.items():
        by_key.setdefault(slot.key, []).extend(few)
    keyed = {key: tuple(found) for key, found in by_key.items()}
    return World(
        facts=MappingProxyType(kept),
        by_key=MappingProxyType({key: memo.same(key, found) for key, found in keyed.items()} if memo else keyed),
        owners=frozenset(fact.owner for few in kept.values() for fact in few),
    )


def extended(world: World, facts: Iterable[Fact], memo: Memo) -> World:
    """The world with more facts, as `build` would make it of all; only what they touch is made anew."""
    touched: dict[Slot, list[Fact]] = {}
    for fact in facts:
        found = touched.setdefault(fact.slot, list(world.at(fact.slot)))
        if fact not in found:
            found.append(fact)
    kept = {slot: _few_alike(found) for slot, found in touched.items()}
    every, by_key = world.facts.copy(), world.by_key.copy()
    every.update(kept)
    for key in {slot.key for slot in kept}:
        slots = dict.fromkeys((*(f.slot for f in by_key.get(key, ())), *(s for s in kept if s.key == key)))
        by_key[key] = memo.same(key, tuple(fact for slot in slots for fact in every[slot]))
    return World(
        facts=MappingProxyType(every),
        by_key=MappingProxyType(by_key),
        owners=world.owners.union(fact.owner for few in kept.values() for fact in few),
    )


def changed(world: World, slots: Mapping[Slot, Iterable[Fact]]) -> World:
    """The world with other facts at some of its slots; its owners stay, whether or not they still say anything."""
    facts, by_key = world.facts.copy(), world.by_key.copy()
    facts.update((slot, _few_alike(list(found))) for slot, found in slots.items())
    for key in {slot.key for slot in slots}:
        told = dict.fromkeys(fact.slot for fact in world.by_key.get(key, ()))
        by_key[key] = tuple(fact for slot in told for fact in facts[slot])
    return World(facts=MappingProxyType(facts), by_key=MappingProxyType(by_key), owners=world.owners)


def _few_alike(found: list[Fact]) -> tuple[Fact, ...]:
    """Facts of a slot without the printings of one value that come after the first few."""
    if len(found) <= MOST_ALIKE:
        return tuple(found)
    alike = Counter[tuple[tuple[int | bool, ...], bool, bool]]()
    ends = {id(fact.interval): fact.interval for fact in found}
    said_of = {name: _ends(interval) for name, interval in ends.items()}
    kept = []
    for fact in found:
        said = (said_of[id(fact.interval)], fact.sure, _is_claim(fact))
        alike[said] += 1
        if alike[said] <= MOST_ALIKE:
            kept.append(fact)
    return tuple(kept)


def _ends(interval: Interval) -> tuple[int | bool, ...]:
    """The interval as whole numbers, which are hashed faster than fractions."""
    low, high = interval.low, interval.high
    ends = low.numerator, low.denominator, high.numerator, high.denominator
    return (*ends, interval.low_closed, interval.high_closed)


def base_unit(scale: str, decimals: int) -> Decimal:
    """The value of one unit of the last printed digit, in base units."""
    return SCALES[scale].scaleb(-decimals)


@lru_cache(maxsize=65536)
def interval_of(value: Decimal, scale: str, decimals: int, regime: Regime = Regime.UNKNOWN) -> Interval:
    """The true values behind a printed figure, in base units."""
    return printed(value * SCALES[scale], base_unit(scale, decimals), regime)


@lru_cache(maxsize=65536)
def slot_of(key: str, period: str, measure: Measure = Measure.AMOUNT) -> Slot:
    """The slot of what an item was in a period, no forecast and no change."""
    return Slot(key=key, period=period, measure=measure)


def known(world: World, slot: Slot, *, outside: str = "") -> Interval | None:
    """What the world says of a slot, facts of the owner `outside` aside; the finest of agreeing printings.

    Sentences may speak of a part of the company under the name of the whole: where they disagree with figures they do
    not count. None where nothing is known or figures contradict each other.
    """
    found = [fact for fact in world.at(slot) if fact.owner != outside]
    if not found:
        return None
    if len(found) > 1:
        found.sort(key=_is_claim)
    common = found[0].interval
    met = {id(common)}
    for fact in found[1:]:
        if id(fact.interval) in met:
            continue
        met.add(id(fact.interval))
        finer = meet(common, fact.interval)
        if finer.empty and not (_is_claim(fact) and not _is_claim(found[0])):
            return None
        common = common if finer.empty else finer
    return common


def _is_claim(fact: Fact) -> bool:
    return fact.owner.startswith(CLAIM)
