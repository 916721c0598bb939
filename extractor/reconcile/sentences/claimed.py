"""Readings of the figures that sentences state, with the evidence for each link."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.model.exhibit import Exhibit
from extractor.model.figure import NO_PERIOD, FigureKind, Measure, Reading
from extractor.model.number import Sign
from extractor.model.period import FiscalCalendar, resolve
from extractor.model.proposal import Claim
from extractor.reconcile.naming.names import Keys
from extractor.reconcile.told.readings import ABOUT

CHANGES = frozenset({Measure.CHANGE, Measure.CHANGE_PCT})
PERIOD_CODES = {
    "clause": "claim-period",
    "heading": "claim-heading",
    "base": "claim-base",
    "slide": "claim-slide",
    "chapter": "claim-chapter",
    "arithmetic": "claim-arithmetic",
    "list": "claim-list",
    "placed": "claim-placed",
}


def claim_readings(
    claims: Iterable[Claim], keys: Keys, calendar: FiscalCalendar, exhibits: tuple[Exhibit, ...]
) -> tuple[Reading, ...]:
    """Readings of kind callout, one per claim, in text order; no glyphs are read twice."""
    by_number = {exhibit.number: exhibit for exhibit in exhibits}
    counts: dict[int, int] = {}
    taken: set[tuple[int, int]] = set()
    out: list[Reading] = []
    for claim in claims:
        span = claim.glyphs.quantity.span
        if (span.line, span.start) in taken and not claim.merged:
            continue
        taken.add((span.line, span.start))
        exhibit = by_number[claim.exhibit]
        counts[exhibit.slide] = counts.get(exhibit.slide, 0) + 1
        reading = _reading(claim, exhibit, keys, calendar)
        out.append(replace(reading, figure=f"s{exhibit.slide:03d}.c.{counts[exhibit.slide]}"))
    return tuple(out)


def unread(claims: Iterable[Claim], readings: Iterable[Reading]) -> Iterator[Claim]:
    """Claims whose glyphs stand in no reading yet."""
    used = {(span.line, span.start) for reading in readings for span in reading.spans}
    for claim in claims:
        span = claim.glyphs.quantity.span
        if used.isdisjoint((span.line, column) for column in range(span.start, span.end)):
            yield claim


def beside(stated: Iterable[Reading], claims: Iterable[Claim], readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings of sentences; a change in brackets under a number takes its item, or goes with it."""
    places = {claim.glyphs.quantity.span: claim.beside for claim in claims if claim.beside}
    owners = {span: reading for reading in readings for span in reading.spans}
    out: list[Reading] = []
    for reading in stated:
        above = next((owners.get(span) for span in places.get(reading.spans[0], ())), None)
        if above is not None:
            out.append(_like(reading, above))
        elif reading.item:
            out.append(reading)
    return tuple(out)


def _like(reading: Reading, above: Reading) -> Reading:
    """A reading under the item of another one."""
    return replace(
        reading,
        item=above.item,
        item_id=above.item_id,
        concept=above.concept,
        breadcrumb=above.breadcrumb,
        item_evidence=("claim-beside",),
    )


def _reading(claim: Claim, exhibit: Exhibit, keys: Keys, calendar: FiscalCalendar) -> Reading:
    match = keys.match(claim.subject)
    quantity = claim.glyphs.quantity
    kind = claim.glyphs.kind.value
    return Reading(
        figure="",
        slide=exhibit.slide,
        exhibit=exhibit.title,
        kind=FigureKind.CALLOUT,
        item=claim.subject,
        item_id=match.item_id,
        concept=match.concept,
        breadcrumb=(claim.scope,) if claim.scope else (),
        measure=claim.measure,
        period=resolve(claim.period, calendar) if claim.period is not None else NO_PERIOD,
        versus=claim.versus if claim.period is not None else "",
        scenario=claim.scenario,
        value=_value(claim),
        decimals=quantity.decimals,
        unit=claim.unit,
        scale=claim.scale,
        raw=quantity.raw,
        spans=(quantity.span,),
        edits=() if kind == "clean" else (kind,),
        value_evidence=("ocr-likely" if kind == "ocr" else f"glyphs-{kind}", *([ABOUT] if claim.approximate else [])),
        period_evidence=(PERIOD_CODES.get(claim.found, "claim-slide") if claim.period is not None else "period-none",),
        item_evidence=("claim-scope",) if claim.scope else ("claim-subject",),
    )


def _value(claim: Claim) -> Decimal:
    """The printed value; a decrease said in words is negative, losses and outflows keep their print."""
    quantity = claim.glyphs.quantity
    falls = claim.measure in CHANGES and claim.direction < 0 and quantity.sign is Sign.NONE
    return -quantity.value if falls else quantity.value
