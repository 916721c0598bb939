"""Agreed sentences: amounts that two slides state for one item and time, one of them in fewer digits."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from extractor.model.figure import Measure
from extractor.model.interval import meets
from extractor.model.proposal import Claim
from extractor.model.text import Span
from extractor.reconcile.known.sources import Asked, Sources
from extractor.reconcile.known.strength import bits, coincidence_possible
from extractor.reconcile.known.world import base_unit
from extractor.reconcile.naming.names import Keys
from extractor.reconcile.sentences.checked import stated

LEVELS = frozenset({Measure.AMOUNT, Measure.COUNT})
PRINTED = "clause"
Told = Mapping[str, Claim]
"""By period what a slide states of an item."""


def agreed(claims: tuple[Claim, ...], sources: Sources, keys: Keys) -> frozenset[Span]:
    """The places of amounts that two slides state alike, each with its period beside it and in digits of its own.

    All amounts that both slides state of the item must agree, and none may contradict a proven figure.
    """
    found: set[Span] = set()
    by_key: dict[str, dict[int, dict[str, Claim]]] = {}
    for claim in claims:
        key = keys.key(claim.subject)
        if key and claim.period is not None and _is_level(claim) and not _contradicted(claim, key, sources):
            by_key.setdefault(key, {}).setdefault(claim.exhibit, {}).setdefault(claim.period.label, claim)
    for slides in by_key.values():
        for one, other in combinations(slides.values(), 2):
            found.update(_agreeing(one, other))
    return frozenset(found)


def _is_level(claim: Claim) -> bool:
    """Whether a sentence states an amount exactly, with its period in the same clause."""
    return claim.measure in LEVELS and claim.found == PRINTED and not claim.approximate


def _contradicted(claim: Claim, key: str, sources: Sources) -> bool:
    if claim.period is None:
        return False
    asked = Asked(key=key, period=claim.period, measure=claim.measure, versus="", unit=claim.unit)
    proven = sources.reckoned(asked)
    return proven is not None and not meets(proven, stated(claim))


def _agreeing(one: Told, other: Told) -> Iterator[Span]:
    pairs = [(one[label], other[label]) for label in one if label in other]
    if not pairs or not all(_alike(*pair) for pair in pairs):
        return
    if not coincidence_possible(sum((min(map(_digits, pair)) for pair in pairs), Decimal(0))):
        yield from (claim.glyphs.quantity.span for pair in pairs for claim in pair)


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two amounts are one figure, printed in different digits."""
    return one.unit == other.unit and _step(one) != _step(other) and meets(stated(one), stated(other))


def _step(claim: Claim) -> Decimal:
    return base_unit(claim.scale, claim.glyphs.quantity.decimals)


def _digits(claim: Claim) -> Decimal:
    """What the digits of an amount tell, in bits."""
    quantity = claim.glyphs.quantity
    return bits(int(quantity.magnitude.scaleb(quantity.decimals)), 1)
