"""Dates for amounts that name neither part nor time, where charts print them for a part that their slide names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product

from extractor.model.deck import Deck
from extractor.model.figure import FigureKind, Measure, Reading
from extractor.model.interval import meets
from extractor.model.period import FISCAL, Period
from extractor.model.proposal import Claim
from extractor.reconcile.known.world import interval_of
from extractor.reconcile.sentences.checked import stated
from extractor.rulebook import Rulebook
from extractor.rulebook.names import read_name
from extractor.rulebook.phrases import is_general

ARITHMETIC = "arithmetic"
LEAST_WORDS = 2
MOST_CLAIMS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A part that a slide names, and a period that it names."""

    part: str
    period: Period


def with_printed_parts(
    claims: Iterable[Claim], readings: Sequence[Reading], deck: Deck, rulebook: Rulebook
) -> tuple[Claim, ...]:
    """The claims; those without a period with their part, and the one period that all of a name on their slide share.

    Boxes of parts may say `Revenues JPY 4.2 billion` and no more; other slides print the rows of the parts.
    """
    known = tuple(claims)
    loose = [number for number, claim in enumerate(known) if _is_loose(claim, rulebook)]
    found: dict[int, Claim] = {}
    for (exhibit, name), group in groupby(sorted(loose, key=lambda n: _name(known[n])), key=lambda n: _name(known[n])):
        numbers = list(group)
        rows = list(_rows(exhibit, name, readings, deck))
        for number, place in zip(numbers, _shared_places([known[n] for n in numbers], rows), strict=False):
            found[number] = replace(known[number], scope=place.part, period=place.period, found=ARITHMETIC)
    return tuple(found.get(number, claim) for number, claim in enumerate(known))


def _is_loose(claim: Claim, rulebook: Rulebook) -> bool:
    amount = claim.measure is Measure.AMOUNT and not claim.approximate and bool(claim.unit)
    return amount and claim.period is None and bool(claim.subject) and is_general(claim.subject, rulebook)


def _name(claim: Claim) -> tuple[int, str]:
    return claim.exhibit, read_name(claim.subject).full


def _rows(exhibit: int, name: str, readings: Sequence[Reading], deck: Deck) -> Iterator[tuple[Place, Reading]]:
    """Figures of other slides for the parts and quarters that a slide names, on slides that speak of the item."""
    here = next(other for other in deck.layout.exhibits if other.number == exhibit)
    lines = [line for line in deck.repair.lines if line.slide == here.slide]
    periods = {m.period.label: m.period for line in lines for m in line.periods if m.period.kind in FISCAL}
    parts = {read_name(part.text).words: part.text for part in here.names}
    for reading in readings:
        part = next((text for words, text in parts.items() if _opens(words, read_name(reading.item).words)), "")
        charted = reading.kind is not FigureKind.CALLOUT and reading.measure is Measure.AMOUNT and not reading.versus
        spoken = name in read_name(" ".join((reading.exhibit, *reading.breadcrumb, reading.item))).full
        if part and charted and spoken and reading.slide != here.slide and reading.period.label in periods:
            yield Place(part=part, period=periods[reading.period.label]), reading


def _opens(words: Sequence[str], name: Sequence[str]) -> bool:
    return len(words) >= LEAST_WORDS and tuple(name[: len(words)]) == tuple(words)


def _shared_places(claims: Sequence[Claim], rows: Sequence[tuple[Place, Reading]]) -> tuple[Place, ...]:
    """The one way to give every claim a part of its own in one period; nothing where there is none, or another."""
    options = [{place.part + place.period.label: place for place, row in rows if _fits(claim, row)} for claim in claims]
    if not options or len(options) > MOST_CLAIMS:
        return ()
    ways = {
        tuple((place.part, place.period.label) for place in way): way
        for way in product(*(found.values() for found in options))
        if len({place.period.label for place in way}) == 1 and len({place.part for place in way}) == len(way)
    }
    return next(iter(ways.values())) if len(ways) == 1 else ()


def _fits(claim: Claim, row: Reading) -> bool:
    printed = interval_of(row.value, row.scale, row.decimals)
    finer = row.scale != claim.scale
    return claim.unit == row.unit and finer and meets(printed, stated(claim))
