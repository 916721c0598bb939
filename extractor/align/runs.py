"""Long runs: a whole row of a chart printed in one glued string, and the ways to cut it."""

from dataclasses import dataclass, replace

from extractor.model.exhibit import Token
from extractor.model.grammar import cut_run
from extractor.model.number import CandidateKind, RunShape
from extractor.model.proposal import Glyphs

LEAST_PARTS = 3
MOST_CUTS = 24
MOST_KEPT = 48
NARROW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRun:
    """A token with its cuts into as many cells as an axis asks for, cheapest first, in printed order."""

    token: Token
    cuts: tuple[tuple[Glyphs, ...], ...]


def is_long(token: Token, least: int) -> bool:
    """Whether a token prints `least` cells or more in one string, and three at least."""
    run = token.run
    if token.prose or token.period is not None or run.shape is not RunShape.NUMBER:
        return False
    if run.best.kind is not CandidateKind.GLUED and not run.best.cost:
        return False
    return max(len(candidate.quantities) for candidate in run.candidates) >= max(LEAST_PARTS, least)


def mostly_long(tokens: tuple[Token, ...], least: int) -> bool:
    """Whether most cells among the tokens stand in glued strings as long as an axis of `least` labels."""
    plain = tuple(token for token in tokens if token.period is None and not token.prose)
    long = sum(is_long(token, least) for token in plain) * least
    cells = sum(len(token.run.best.quantities) for token in plain if not is_long(token, least))
    return least >= LEAST_PARTS and long > 0 and cells <= long


def long_run(token: Token, least: int, most: int) -> LongRun:
    """The cuts of a token into `least` to `most` cells; none where no cut is legal or cells would be tiny."""
    cuts = [
        found
        for count in range(max(LEAST_PARTS, least), most + 1)
        for found in cut_run(token.run.raw, count, MOST_CUTS, token.run.span)
        if sum(sign.isdigit() for sign in token.run.raw) >= NARROW * count
    ]
    cuts.sort(key=lambda found: found.cost)
    kept = tuple(cuts[:MOST_KEPT])
    known = token.run.candidates
    wide = replace(token, run=replace(token.run, candidates=(*known, *kept)))
    return LongRun(
        token=wide,
        cuts=tuple(
            tuple(
                Glyphs(
                    token=wide, quantity=q, candidate=len(known) + at, part=part, parts=len(found.quantities)
                )
                for part, q in enumerate(found.quantities)
            )
            for at, found in enumerate(kept)
        ),
    )
