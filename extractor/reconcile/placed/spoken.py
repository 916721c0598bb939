"""Sentences beside placed figures: a figure that a sentence repeats from its slide has the period that it has there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.model.exhibit import Exhibit
from extractor.model.figure import Reading
from extractor.model.period import Period, a_year_before
from extractor.model.proposal import Claim

PLACED, LISTED = "placed", "list"
LEAST_SISTERS = 2
Value = tuple[int, Decimal, str, str]
"""A slide, the size of a figure, its unit and its scale."""


def dated_by_place(
    claims: Iterable[Claim], readings: Iterable[Reading], exhibits: tuple[Exhibit, ...]
) -> tuple[Claim, ...]:
    """The claims, those without a period dated by the only period under which their slide prints the same figure.

    Others of a slide take that of at least two such claims, where they all have the same.
    """
    slides = {exhibit.number: exhibit.slide for exhibit in exhibits}
    places: dict[Value, dict[str, Period]] = {}
    for reading in readings:
        key = (reading.slide, abs(reading.value), reading.unit, reading.scale)
        if reading.period.label:
            places.setdefault(key, {})[reading.period.label] = reading.period
    if not places:
        return tuple(claims)
    alone = tuple(_dated(claim, slides[claim.exhibit], places) for claim in claims)
    shared = dict(_shared(alone))
    return tuple(_with(claim, shared.get(claim.exhibit), LISTED) for claim in alone)


def _dated(claim: Claim, slide: int, places: dict[Value, dict[str, Period]]) -> Claim:
    value = abs(claim.glyphs.quantity.value)
    found = places.get((slide, value, claim.unit, claim.scale), {})
    return _with(claim, next(iter(found.values())) if len(found) == 1 else None, PLACED)


def _shared(claims: Iterable[Claim]) -> Iterator[tuple[int, Period]]:
    """Slides with the one period of all their claims that figures dated."""
    found: dict[int, list[Period]] = {}
    for claim in claims:
        if claim.found == PLACED and claim.period is not None:
            found.setdefault(claim.exhibit, []).append(claim.period)
    for exhibit, periods in found.items():
        if len(periods) >= LEAST_SISTERS and len({period.label for period in periods}) == 1:
            yield exhibit, periods[0]


def _with(claim: Claim, period: Period | None, found: str) -> Claim:
    if claim.period is not None or period is None:
        return claim
    versus = a_year_before(period).label if claim.versus == "yoy" else claim.versus
    return replace(claim, period=period, versus=versus, found=found)
