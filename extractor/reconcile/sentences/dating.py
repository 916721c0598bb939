"""Dates for sentences that give none: the reported quarter, or the months it completes, whichever fits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from extractor.model.figure import Measure
from extractor.model.interval import Interval, add, meets, testable_divisor
from extractor.model.period import Period, PeriodKind, a_year_before, fiscal
from extractor.model.proposal import Claim
from extractor.model.scale import SCALES
from extractor.reconcile.known.world import CLAIM, Fact, Slot, World, interval_of, known
from extractor.reconcile.naming.names import Keys

HUNDRED = 100
ARITHMETIC = "arithmetic"
LISTED = "list"
AROUND = frozenset({"slide", "chapter", LISTED})
LEAST_SISTERS = 2
LEAST_DIGITS = 3
CUMULATED = {2: PeriodKind.HALF, 3: PeriodKind.NINE_MONTHS, 4: PeriodKind.YEAR}
Quarters = Mapping[tuple[int, int], Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Quarters from one part of a year to another."""

    year: int
    first: int
    last: int

    def before(self) -> "_Span":
        return replace(self, year=self.year - 1)

    def total(self, quarters: Quarters) -> Interval | None:
        """The sum over the span; None where a quarter is missing."""
        found = [quarters.get((self.year, part)) for part in range(self.first, self.last + 1)]
        known = [interval for interval in found if interval is not None]
        if len(known) < len(found):
            return None
        total = known[0]
        for interval in known[1:]:
            total = add(total, interval)
        return total

    @property
    def period(self) -> Period:
        if self.first == self.last:
            return fiscal(PeriodKind.QUARTER, self.year, self.last)
        kind = CUMULATED[self.last]
        return fiscal(kind, self.year, 1 if kind is PeriodKind.HALF else 0)


def dated(claims: Iterable[Claim], keys: Keys, world: World) -> tuple[Claim, ...]:
    """The claims, those without a period with the one reported period that their figures fit.

    Amounts are compared with the charted quarters of the item and their sums, growth with that of both, and
    amounts with what other sentences say of the item. Figures of one item in one sentence share a period. A
    claim that fits no period, or more than one, stays as it is.
    """
    alone = tuple(_dated(claim, keys, world) for claim in claims)
    fixed = {_sentence(claim): claim.period for claim in alone if claim.found == ARITHMETIC}
    shared = tuple(_with_period(claim, fixed.get(_sentence(claim))) for claim in alone)
    listed = _listed(shared)
    return tuple(_of_list(claim, listed.get(claim.exhibit)) for claim in shared)


def _listed(claims: Iterable[Claim]) -> dict[int, Period]:
    """By slide the period that figures fit, where at least two sentences without a date have the same one."""
    found: dict[int, set[tuple[str, int]]] = {}
    periods: dict[str, Period] = {}
    for claim in claims:
        if claim.found == ARITHMETIC and claim.period is not None:
            found.setdefault(claim.exhibit, set()).add((claim.period.label, claim.line))
            periods[claim.period.label] = claim.period
    return {
        slide: periods[next(iter(told))[0]]
        for slide, told in found.items()
        if len(told) >= LEAST_SISTERS and len({label for label, _ in told}) == 1
    }


def _of_list(claim: Claim, period: Period | None) -> Claim:
    """A flow or a growth without a date takes that of the other sentences of its slide."""
    flow = claim.measure is Measure.AMOUNT or (claim.measure is Measure.CHANGE_PCT and claim.versus == "yoy")
    if claim.period is not None or period is None or not flow:
        return claim
    return replace(_with_period(claim, period), found=LISTED)


def undisputed(claims: Iterable[Claim], keys: Keys, world: World) -> Iterator[Claim]:
    """The claims, those that only their slide or chapter dates without that date where figures say another amount."""
    for claim in claims:
        slot = Slot(key=keys.key(claim.subject), period=claim.period.label if claim.period is not None else "")
        amount = claim.found in AROUND and claim.measure is Measure.AMOUNT and bool(slot.key) and not claim.scope
        stated = known(world, slot) if amount and not _only_said(world, slot) else None
        disputed = stated is not None and not meets(stated, _stated(claim))
        yield replace(claim, period=None, found="") if disputed else claim


def _only_said(world: World, slot: Slot) -> bool:
    return all(fact.owner.startswith(CLAIM) for fact in world.at(slot))


def _sentence(claim: Claim) -> tuple[int, int, str]:
    return claim.exhibit, claim.line, claim.subject


def _with_period(claim: Claim, period: Period | None) -> Claim:
    if claim.period is not None or period is None:
        return claim
    versus = a_year_before(period).label if claim.versus == "yoy" else claim.versus
    return replace(claim, period=period, versus=versus, found=ARITHMETIC)


def _dated(claim: Claim, keys: Keys, world: World) -> Claim:
    key = keys.key(claim.subject)
    if claim.period is not None or not key or claim.scope or claim.approximate:
        return claim
    quarters = _quarters(key, world)
    fitting = {span.period.label: span.period for span in _spans(quarters) if _fits(claim, span, quarters)}
    fitting |= {period.label: period for period in (*_said(claim, key, world), *_in_year(claim, key, world))}
    return _with_period(claim, next(iter(fitting.values()))) if len(fitting) == 1 else claim


def _said(claim: Claim, key: str, world: World) -> Iterator[Period]:
    """Periods for which another sentence gives the very same amount."""
    if claim.measure is not Measure.AMOUNT or not _telling(claim):
        return
    for slot, facts in world.facts.items():
        if slot.key == key and slot.measure is Measure.AMOUNT:
            own = f"line {claim.glyphs.token.line}"
            others = (f for f in facts if f.owner.startswith(CLAIM) and f.source != own)
            yield from (fact.period for fact in others if fact.interval == _stated(claim))


def _in_year(claim: Claim, key: str, world: World) -> Iterator[Period]:
    """Years for which tables give the amount, perhaps in fewer digits."""
    if claim.measure is not Measure.AMOUNT or not _telling(claim):
        return
    for slot, facts in world.facts.items():
        if slot.key == key and slot.measure is Measure.AMOUNT and slot.scenario == "actual":
            years = (f for f in facts if f.period.kind is PeriodKind.YEAR and not f.owner.startswith(CLAIM))
            yield from (f.period for f in years if meets(f.interval, _stated(claim)))


def _quarters(key: str, world: World) -> Quarters:
    """What tables and charts say of the quarters of an item."""
    facts = (fact for slot, found in world.facts.items() if slot.key == key for fact in found)
    return {(f.period.year, f.period.part): f.interval for f in facts if _charted(f)}


def _charted(fact: Fact) -> bool:
    actual = fact.slot.measure is Measure.AMOUNT and fact.slot.scenario == "actual"
    return actual and fact.period.kind is PeriodKind.QUARTER and not fact.owner.startswith(CLAIM)


def _spans(quarters: Quarters) -> Iterator[_Span]:
    """The last quarter, and the year up to it."""
    if not quarters:
        return
    year, last = max(quarters)
    yield _Span(year=year, first=last, last=last)
    if last > 1:
        yield _Span(year=year, first=1, last=last)


def _fits(claim: Claim, span: _Span, quarters: Quarters) -> bool:
    now = span.total(quarters)
    if now is None:
        return False
    if claim.measure is Measure.AMOUNT:
        return _telling(claim) and meets(now, _stated(claim))
    before = span.before().total(quarters)
    if claim.measure is not Measure.CHANGE_PCT or claim.versus != "yoy" or before is None:
        return False
    return before.low > 0 and testable_divisor(before) and meets(_growth(now, before), _stated(claim))


def _telling(claim: Claim) -> bool:
    """Whether a figure has digits enough to tell periods apart."""
    return len(claim.glyphs.quantity.magnitude.as_tuple().digits) >= LEAST_DIGITS


def _stated(claim: Claim) -> Interval:
    quantity = claim.glyphs.quantity
    value = -quantity.value if claim.direction < 0 else quantity.value
    return interval_of(value, claim.scale if claim.scale in SCALES else "1", quantity.decimals)


def _growth(now: Interval, before: Interval) -> Interval:
    """Growth in percent, from the least to the most that rounding allows."""
    low, high = now.low / before.high, now.high / before.low
    return Interval(low=HUNDRED * (low - Fraction(1)), high=HUNDRED * (high - Fraction(1)))
