"""Figures whose comma was misread as a point, told by all other figures of their unit."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.align.claims.measures import COUNTS
from extractor.model.number import CandidateKind
from extractor.model.proposal import Claim

GROUP = 3
ENOUGH = 5
Kind = tuple[str, str]
"""A unit and a scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Units with their scales of which all clean figures of the deck are whole numbers, or those of a line."""

    whole: frozenset[Kind]
    beside: frozenset[tuple[int, Kind]] = frozenset()

    def expects_whole(self, claim: Claim) -> bool:
        kind = (claim.unit, claim.scale)
        return claim.unit in COUNTS or kind in self.whole or (claim.line, kind) in self.beside


def habits_of(claims: Iterable[Claim]) -> Habits:
    """What the figures of a deck have in common; those with three decimals tell nothing."""
    whole: Counter[Kind] = Counter()
    beside: set[tuple[int, Kind]] = set()
    broken: set[Kind] = set()
    for claim in claims:
        decimals = claim.glyphs.quantity.decimals
        if not decimals:
            whole[(claim.unit, claim.scale)] += 1
            beside.add((claim.line, (claim.unit, claim.scale)))
        elif decimals != GROUP:
            broken.add((claim.unit, claim.scale))
    return Habits(
        whole=frozenset(kind for kind, count in whole.items() if count >= ENOUGH and kind not in broken),
        beside=frozenset(place for place in beside if place[1] not in broken),
    )


def reread(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, those whose three decimals can only be a group of digits read as such."""
    known = tuple(claims)
    habits = habits_of(known)
    return tuple(_reread(claim) if habits.expects_whole(claim) else claim for claim in known)


def _reread(claim: Claim) -> Claim:
    glyphs = claim.glyphs
    if glyphs.quantity.decimals != GROUP or glyphs.kind is not CandidateKind.CLEAN:
        return claim
    for number, candidate in enumerate(glyphs.token.run.candidates):
        if candidate.kind is CandidateKind.OCR and len(candidate.quantities) == 1:
            return replace(claim, glyphs=replace(glyphs, quantity=candidate.quantities[0], candidate=number))
    return claim
