"""Pools: tokens of a panel that look alike, so that they may belong to the same series."""

from dataclasses import dataclass
from itertools import pairwise

from extractor.model.exhibit import Token
from extractor.model.number import CandidateKind
from extractor.model.proposal import Glyphs

PAIR_REACH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What tokens of a pool share."""

    percent: bool
    bracket: bool
    fraction: bool
    doubled: bool
    paired: bool


def pools(tokens: tuple[Token, ...]) -> tuple[tuple[Look, tuple[Token, ...]], ...]:
    """Pools in order of their first token; rows with a printed label are left to the caller."""
    out: dict[Look, list[Token]] = {}
    paired = paired_orders(tokens)
    for token in tokens:
        out.setdefault(_look(token, paired), []).append(token)
    return tuple((look, tuple(pool)) for look, pool in out.items())


def paired_orders(tokens: tuple[Token, ...]) -> dict[int, int]:
    """Order of an amount → order of the bracketed percentage printed right under it."""
    pairs = {}
    for here, below in pairwise(tokens):
        near = below.line - here.line <= PAIR_REACH and here.line != below.line
        if near and not here.style.percent and below.style.percent and below.style.bracket:
            pairs[here.order] = below.order
    return pairs


def _look(token: Token, paired: dict[int, int]) -> Look:
    style = token.style
    return Look(
        percent=style.percent,
        bracket=style.percent and style.bracket,
        fraction=style.decimals > 0 and not style.percent,
        doubled=style.doubled,
        paired=token.order in paired or token.order in set(paired.values()),
    )


def spread(token: Token) -> tuple[tuple[Glyphs, ...], ...]:
    """Groups of glyphs of a token: one group, or one per part where the pen moved back between them."""
    candidate = token.run.best
    glyphs = tuple(
        Glyphs(token=token, quantity=quantity, part=part, parts=len(candidate.quantities))
        for part, quantity in enumerate(candidate.quantities)
    )
    if candidate.kind is CandidateKind.GLUED:
        return tuple((one,) for one in glyphs)
    return (glyphs,) if glyphs else ()
