"""Bounds: what the world demands of a series of one item, as linear conditions over its columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import log2
from types import MappingProxyType

from extractor.model.figure import Measure
from extractor.model.interval import Interval, divide, scale, testable_divisor
from extractor.model.period import Period, PeriodKind, fiscal
from extractor.reconcile.known.world import CLAIM, Fact, World, known, slot_of
from extractor.rulebook import Rulebook
from extractor.rulebook.identities import At, Identity, IdentityKind, Part, Scope, implied

HUNDRED = 100
USUAL_GROWTHS = 60.0
"""Growth rates of series on one slide lie within about so many percentage points."""
MEASURES = (Measure.AMOUNT, Measure.RATIO, Measure.COUNT)
FAR = Fraction(10) ** 18
ABOVE = Interval(low=Fraction(0), high=FAR)
BELOW = Interval(low=-FAR, high=Fraction(0))
YEARLY = {PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A condition on a series: the weighted sum of its columns lies in an interval, in base units.

    `identity` is the rule behind it, `source` says in words where the other figures stand. A bound is not `sure`
    where it rests on a name that is not proven itself. `proof` is what meeting it proves, in bits, where that does
    not follow from the width of the interval. A bound may come from a sentence on another slide, which may speak
    of a part under the name of the whole: `heard` names that slide's exhibit. It can prove, but not contradict.
    """

    weights: tuple[tuple[int, Fraction], ...]
    interval: Interval
    identity: str
    source: str
    sure: bool = True
    proof: float = 0.0
    heard: str = ""


@lru_cache(maxsize=8192)
def parts_of(period: Period, kind: PeriodKind) -> tuple[str, ...]:
    """Labels of the shorter periods that make up a longer one; empty where they do not."""
    if kind is PeriodKind.QUARTER and period.kind is PeriodKind.HALF:
        first = 2 * period.part - 1
        return tuple(fiscal(kind, period.year, part).label for part in (first, first + 1))
    if kind in YEARLY and period.kind is PeriodKind.YEAR:
        return tuple(fiscal(kind, period.year, part).label for part in range(1, YEARLY[kind] + 1))
    if kind is PeriodKind.QUARTER and period.kind is PeriodKind.NINE_MONTHS:
        return tuple(fiscal(kind, period.year, part).label for part in (1, 2, 3))
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The columns of a series: labels with their places, and the owner whose own facts prove nothing."""

    places: Mapping[str, int]
    kind: PeriodKind
    owner: str

    def spread(self, period: Period) -> tuple[int, ...]:
        """Columns that make up a period: its own, or those of its parts; empty where one is missing."""
        if period.label in self.places:
            return (self.places[period.label],)
        parts = parts_of(period, self.kind)
        return tuple(self.places[p] for p in parts) if parts and all(p in self.places for p in parts) else ()


def printed_bounds(key: str, frame: Frame, world: World, measure: Measure, *, vague: bool = False) -> Iterator[Bound]:
    """Bounds from other printings of the item: the same period, longer periods, and its growth.

    A `vague` item may be another thing on each slide: one that misses the series once is.
    """
    for fact in world.by_key.get(key, ()):
        if fact.slot.scenario == "actual" and fact.owner != frame.owner:
            found = _from_fact(fact, frame, measure)
            yield from (replace(bound, heard=bound.heard or _slide_of(fact)) for bound in found) if vague else found


def _from_fact(fact: Fact, frame: Frame, measure: Measure) -> Iterator[Bound]:
    columns = frame.spread(fact.period)
    if not columns or (len(columns) > 1 and measure is not Measure.AMOUNT):
        return
    if fact.slot.measure is measure:
        weights = tuple((column, Fraction(1)) for column in columns)
        identity = "equal" if len(columns) == 1 else "period_sum"
        yield Bound(
            weights=weights,
            interval=fact.interval,
            identity=identity,
            source=fact.source,
            sure=fact.sure,
            heard=_heard(fact, frame),
        )
    elif fact.slot.measure is Measure.CHANGE_PCT and measure is Measure.AMOUNT:
        yield from _growth(fact, columns, frame)
    elif fact.slot.measure is Measure.CHANGE and measure is Measure.AMOUNT:
        yield from _change(fact, columns, frame)


def _heard(fact: Fact, frame: Frame) -> str:
    """The exhibit of a sentence on another slide than the frame's; owners end and begin with their exhibit."""
    told, _, exhibit = fact.owner.partition("@")
    return exhibit if told.startswith(CLAIM) and not frame.owner.startswith(f"e{exhibit}.") else ""


def _slide_of(fact: Fact) -> str:
    """The exhibit of a fact, by its owner."""
    told, _, exhibit = fact.owner.partition("@")
    return exhibit or told.partition(".")[0].removeprefix("e")


def _change(fact: Fact, columns: tuple[int, ...], frame: Frame) -> Iterator[Bound]:
    """new − old, as stated."""
    base = _base_columns(fact, frame)
    if base and not set(base) & set(columns):
        weights = [(column, Fraction(1)) for column in columns] + [(column, Fraction(-1)) for column in base]
        yield Bound(
            weights=tuple(weights),
            interval=fact.interval,
            identity="change",
            source=fact.source,
            sure=fact.sure,
            heard=_heard(fact, frame),
        )


def _growth(fact: Fact, columns: tuple[int, ...], frame: Frame) -> Iterator[Bound]:
    """new − (1+g)·old, at both ends of the printed growth; rounding of the columns is added by the caller."""
    base = _base_columns(fact, frame)
    if not base or set(base) & set(columns):
        return
    low, high = 1 + fact.interval.low / HUNDRED, 1 + fact.interval.high / HUNDRED
    proof = log2(max(1.0, USUAL_GROWTHS / float(high - low) / HUNDRED)) / 2
    for factor, interval in (
        (low, ABOVE),
        (high, BELOW),
    ):
        weights = [(column, Fraction(1)) for column in columns] + [(column, -factor) for column in base]
        yield Bound(
            weights=tuple(weights),
            interval=interval,
            identity="growth",
            source=fact.source,
            sure=fact.sure,
            proof=proof,
            heard=_heard(fact, frame),
        )


def _base_columns(fact: Fact, frame: Frame) -> tuple[int, ...]:
    if fact.slot.versus in frame.places:
        return (frame.places[fact.slot.versus],)
    for kind, count in ((PeriodKind.HALF, 2), (PeriodKind.YEAR, 1)):
        for part in range(1, count + 1):
            year = fact.period.year - 1
            period = fiscal(kind, year, part if kind is PeriodKind.HALF else 0)
            if period.label == fact.slot.versus:
                return frame.spread(period)
    return ()


def identity_bounds(key: str, frame: Frame, world: World, rulebook: Rulebook) -> Iterator[Bound]:
    """Bounds from the identities of the rulebook in which the item is the target or the first operand."""
    for identity in identities_of(rulebook).get(key, ()):
        for label, column in frame.places.items():
            interval = implied_at(identity, key, label, frame, world)
            if interval is not None and not interval.empty:
                yield Bound(
                    weights=((column, Fraction(1)),),
                    interval=interval,
                    identity=identity.id,
                    source=identity.id,
                )


@lru_cache(maxsize=4)
def identities_of(rulebook: Rulebook) -> Mapping[str, tuple[Identity, ...]]:
    """Identities of the whole company at one time, by the items that stand in them."""
    found: dict[str, dict[str, Identity]] = {}
    for identity in rulebook.identities:
        if identity.scope is Scope.COMPANY and _company_wide(identity):
            for part in (identity.target, *identity.operands):
                found.setdefault(part.item, {})[identity.id] = identity
    return MappingProxyType({item: tuple(of_item.values()) for item, of_item in found.items()})


@lru_cache(maxsize=4)
def _relations(rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: _related(key, of_key) for key, of_key in identities_of(rulebook).items()})


def _related(key: str, identities: Iterable[Identity]) -> tuple[str, ...]:
    parts = (part for i in identities for part in (i.target, *i.operands, *i.over))
    return tuple(dict.fromkeys((key, *(part.item for part in parts))))


def told_of(key: str, world: World, rulebook: Rulebook) -> tuple[tuple[Fact, ...], ...]:
    """All facts that bounds of an item can rest on."""
    return tuple(world.by_key.get(other, ()) for other in _relations(rulebook).get(key, (key,)))


def _company_wide(identity: Identity) -> bool:
    parts = (identity.target, *identity.operands, *identity.over)
    return all(part.at is At.SAME and not part.item.startswith("*") for part in parts)


def implied_at(identity: Identity, key: str, label: str, frame: Frame, world: World) -> Interval | None:
    """What an identity leaves to one of its items at a period; None where another figure is missing."""
    if identity.target.item == key:
        return _implied_target(identity, label, frame, world)
    numerators = identity.operands
    if identity.kind is IdentityKind.RATIO and len(numerators) == 1 and numerators[0].item == key:
        return _implied_numerator(identity, label, frame, world)
    if identity.kind is IdentityKind.SUM and any(part.item == key for part in numerators):
        return _implied_operand(identity, key, label, frame, world)
    return None


def _fact(part: Part, label: str, frame: Frame, world: World) -> Interval | None:
    if part.item not in world.by_key:
        return None
    owner = frame.owner if frame.owner in world.owners else ""
    name = (part.item, label, owner)
    if name not in world.learnt:
        slots = (slot_of(part.item, label, measure) for measure in MEASURES)
        found = (known(world, slot, outside=owner) for slot in slots)
        world.learnt[name] = next((interval for interval in found if interval is not None), None)
    return world.learnt[name]


def _implied_target(identity: Identity, label: str, frame: Frame, world: World) -> Interval | None:
    operands = [_fact(part, label, frame, world) for part in identity.operands if not part.optional]
    over = [_fact(part, label, frame, world) for part in identity.over]
    if any(x is None for x in (*operands, *over)) or len(operands) != len(identity.operands):
        return None
    try:
        return implied(identity, [x for x in operands if x], [x for x in over if x])
    except ZeroDivisionError:
        return None


def _implied_numerator(identity: Identity, label: str, frame: Frame, world: World) -> Interval | None:
    ratio = _fact(identity.target, label, frame, world)
    over = _fact(identity.over[0], label, frame, world) if len(identity.over) == 1 else None
    if ratio is None or over is None or not testable_divisor(over) or over.low <= 0:
        return None
    one = Interval(low=Fraction(1), high=Fraction(1))
    inverse = divide(one, over)
    ends = [a / b for a in (ratio.low, ratio.high) for b in (inverse.low, inverse.high)]
    product = Interval(low=min(ends), high=max(ends))
    return scale(product, Fraction(1, HUNDRED if identity.percent else 1))


def _implied_operand(identity: Identity, key: str, label: str, frame: Frame, world: World) -> Interval | None:
    total = _fact(identity.target, label, frame, world)
    if total is None:
        return None
    rest, weight = total, Fraction(1)
    for part in identity.operands:
        if part.item == key:
            weight = Fraction(part.weight)
            continue
        found = _fact(part, label, frame, world)
        if found is None:
            return None
        rest = _minus(rest, found, Fraction(part.weight))
    return scale(rest, 1 / weight)


def _minus(a: Interval, b: Interval, weight: Fraction) -> Interval:
    scaled = scale(b, -weight)
    return Interval(
        low=a.low + scaled.low,
        high=a.high + scaled.high,
        low_closed=a.low_closed and scaled.low_closed,
        high_closed=a.high_closed and scaled.high_closed,
    )
