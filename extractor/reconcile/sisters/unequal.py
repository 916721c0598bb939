"""What sister decks print differently: restated by the later one, or misprinted where sums tell which is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractor.model.figure import Check, FigureKind, Finding, Measure
from extractor.model.interval import Interval, Regime, add, meets
from extractor.model.period import PeriodKind
from extractor.model.scale import SCALES
from extractor.reconcile.known.bounds import parts_of
from extractor.reconcile.known.world import Slot, interval_of
from extractor.reconcile.sisters.offers import Offer, Printing
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding

LEAST_AGREEING = 2
AGREE_SHARE = 0.5
RESTATED = Fraction(1, 10)
"""Single figures are compared where they lie this near: names may mean something else in another deck."""
NEAR = Fraction(1, 100)
"""Figures of sentences are compared where they lie this near: others speak of something else by the same name."""
SUMS = "parts-total"
Row = Mapping[Slot, Printing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two decks, the offer of the second in the words of the first; the checks of each, and which is later."""

    ours: Offer
    theirs: Offer
    our_checks: tuple[Check, ...]
    their_checks: tuple[Check, ...]

    @property
    def later(self) -> str:
        """The deck that reports the later period; empty where both report the same."""
        ours, theirs = latest(self.ours), latest(self.theirs)
        return "" if ours == theirs else self.ours.deck if ours > theirs else self.theirs.deck


def latest(offer: Offer) -> str:
    """The last day of which a deck gives an actual figure."""
    actual = (one.reading.period.end for one in offer.printed if one.reading.scenario == "actual")
    return max(actual, default="")


def unequal(pair: Pair, rulebook: Rulebook) -> Iterator[Finding]:
    """Findings on the first deck of the pair, one per item and period."""
    seen: set[tuple[str, str, Measure]] = set()
    for ours, theirs in (*_rows_apart(pair), *_said_apart(pair)):
        place = (ours.fact.slot.key, ours.fact.slot.period, ours.fact.slot.measure)
        if place not in seen:
            seen.add(place)
            yield _finding(pair, ours, theirs, rulebook)
    yield from (_of_parts(pair, *found, rulebook) for found in _sums_apart(pair))


def _by_owner(printed: Iterable[Printing]) -> dict[str, dict[Slot, Printing]]:
    rows: dict[str, dict[Slot, Printing]] = {}
    for one in printed:
        if one.reading.kind is not FigureKind.CALLOUT:
            rows.setdefault(one.fact.owner, {})[one.fact.slot] = one
    return rows


def _rows_apart(pair: Pair) -> Iterator[tuple[Printing, Printing]]:
    """Cells of rows that agree elsewhere, and single cells that both decks prove."""
    theirs: dict[str, list[Row]] = {}
    for row in _by_owner(pair.theirs.printed).values():
        theirs.setdefault(next(iter(row)).key, []).append(row)
    for row in _by_owner(pair.ours.printed).values():
        for other in theirs.get(next(iter(row)).key, ()):
            yield from _cells_apart(row, other)


def _cells_apart(row: Row, other: Row) -> Iterator[tuple[Printing, Printing]]:
    shared = [(row[slot], other[slot]) for slot in row if slot in other]
    unlike = [(ours, theirs) for ours, theirs in shared if _apart(ours, theirs)]
    agreeing = len(shared) - len(unlike)
    alike = agreeing >= LEAST_AGREEING and agreeing >= AGREE_SHARE * len(shared)
    for ours, theirs in unlike if alike or len(shared) == 1 else ():
        if alike or (ours.sure and theirs.sure and _near(ours.fact.interval, theirs.fact.interval, RESTATED)):
            yield ours, theirs


def _apart(ours: Printing, theirs: Printing) -> bool:
    """Whether two printings cannot be one figure: unequal though printed alike, or too far apart for rounding."""
    if form(ours) == form(theirs):
        return ours.reading.value != theirs.reading.value
    return not meets(ours.fact.interval, theirs.fact.interval)


def form(printing: Printing) -> tuple[str, str, int]:
    """The unit, the scale and the decimals in which a figure is printed."""
    return printing.reading.unit, printing.reading.scale, printing.reading.decimals


def _said_apart(pair: Pair) -> Iterator[tuple[Printing, Printing]]:
    """Figures of a sentence that come near a figure of the other deck and miss it."""
    theirs: dict[Slot, list[Printing]] = {}
    for printing in pair.theirs.printed:
        theirs.setdefault(printing.fact.slot, []).append(printing)
    for ours in pair.ours.printed:
        for other in theirs.get(ours.fact.slot, ()):
            said = FigureKind.CALLOUT in {ours.reading.kind, other.reading.kind}
            one, another = exact(ours, pair.ours), exact(other, pair.theirs)
            if said and not meets(one, another) and _near(one, another):
                yield ours, other


def _near(one: Interval, other: Interval, share: Fraction = NEAR) -> bool:
    middle, there = (one.low + one.high) / 2, (other.low + other.high) / 2
    return abs(middle - there) <= share * abs(middle)


def _sums_apart(pair: Pair) -> Iterator[tuple[Printing, tuple[Printing, ...]]]:
    """Amounts of a year or a half that come near the sum of the other deck's quarters and miss it."""
    theirs = {p.fact.slot: p for p in pair.theirs.printed}
    ours = {p.fact.slot for p in pair.ours.printed}
    for printing in pair.ours.printed:
        slot, labels = printing.fact.slot, parts_of(printing.fact.period, PeriodKind.QUARTER)
        slots = [Slot(key=slot.key, period=label) for label in labels]
        parts = tuple(theirs[one] for one in slots if one in theirs)
        if slot != Slot(key=slot.key, period=slot.period) or len(parts) < len(labels) or not labels:
            continue
        whole, total = exact(printing, pair.ours), exact(parts[0], pair.theirs)
        for part in parts[1:]:
            total = add(total, exact(part, pair.theirs))
        known = slot in theirs or ours.issuperset(slots)
        if not known and not meets(total, whole) and _near(whole, total):
            yield printing, parts


def exact(printing: Printing, offer: Offer) -> Interval:
    """The true values behind a printing, as narrow as its deck's way of rounding makes them."""
    reading = printing.reading
    percent = reading.unit == "%"
    return interval_of(
        reading.value, "1" if percent else reading.scale, reading.decimals, Regime.ROUND if percent else offer.regime
    )


def _finding(pair: Pair, ours: Printing, theirs: Printing, rulebook: Rulebook) -> Finding:
    holding = [
        printing
        for printing, checks in ((ours, pair.our_checks), (theirs, pair.their_checks))
        if _is_exact(printing, checks)
    ]
    wrong = ours if holding == [theirs] else theirs
    checks = pair.our_checks if wrong is ours else pair.their_checks
    code = "misprinted" if len(holding) == 1 and _off(wrong, checks, _gap(ours, theirs)) else "restated"
    return finding(
        rulebook,
        code if code == "misprinted" or pair.later else "printed-unequal",
        _where((ours, theirs), pair),
        figures=(ours.reading.figure,),
        item=ours.reading.item,
        period=ours.fact.slot.period,
        first=f"{shown(ours)} (L{ours.reading.spans[0].line})",
        second=f"{shown(theirs)} ({pair.theirs.deck} L{theirs.reading.spans[0].line})",
        gap=f"{abs(_gap(ours, theirs)):,}",
        later=pair.later,
        right=shown(theirs if wrong is ours else ours),
    )


def shown(printing: Printing) -> str:
    """The value of a figure with its unit, as a reader writes it."""
    reading = printing.reading
    return f"{reading.value:,}{'%' if reading.unit == '%' else ''}"


def _where(printings: tuple[Printing, ...], pair: Pair) -> str:
    ours, *theirs = printings
    places = [f"{pair.theirs.deck} L{one.reading.spans[0].line}" for one in theirs]
    return ", ".join((f"L{ours.reading.spans[0].line}", *places))


def _gap(ours: Printing, theirs: Printing) -> Decimal:
    """Theirs minus ours, in our unit."""
    scales = (SCALES[one.reading.scale] for one in (ours, theirs))
    own, other = scales
    return theirs.reading.value * other / own - ours.reading.value


def _sums_with(printing: Printing, checks: Iterable[Check]) -> list[Check]:
    figure = printing.reading.figure
    return [c for c in checks if c.identity == SUMS and (c.total == figure or figure in {o.figure for o in c.operands})]


def _is_exact(printing: Printing, checks: Iterable[Check]) -> bool:
    sums = _sums_with(printing, checks)
    return bool(sums) and all(check.gap == 0 for check in sums)


def _off(printing: Printing, checks: Iterable[Check], gap: Decimal) -> bool:
    """Whether every sum with a figure misses by just the difference of the two printings."""
    sums = _sums_with(printing, checks)
    return bool(sums) and all(abs(check.gap) == abs(gap) for check in sums)


def _of_parts(pair: Pair, ours: Printing, parts: tuple[Printing, ...], rulebook: Rulebook) -> Finding:
    total = sum((part.reading.value * SCALES[part.reading.scale] for part in parts), Decimal(0))
    total /= SCALES[ours.reading.scale]
    return finding(
        rulebook,
        "restated" if pair.later else "printed-unequal",
        _where((ours, *parts), pair),
        figures=(ours.reading.figure,),
        item=ours.reading.item,
        period=ours.fact.slot.period,
        first=f"{shown(ours)} (L{ours.reading.spans[0].line})",
        second=f"{' + '.join(map(shown, parts))} = {total.normalize():,f} ({pair.theirs.deck})",
        gap=f"{abs(total - ours.reading.value).normalize():,f}",
        later=pair.later,
    )
