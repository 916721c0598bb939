"""Pools: tokens of a panel that look alike, so that they may belong to the same series."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise

from extractor.align.glyphs import glyphs_of, is_dash
from extractor.model.exhibit import Token
from extractor.model.number import CandidateKind
from extractor.model.proposal import Glyphs

PAIR_REACH = 2
BESIDE_DASH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What tokens of a pool share."""

    percent: bool
    bracket: bool
    fraction: bool
    doubled: bool
    paired: bool


def pools(tokens: tuple[Token, ...]) -> tuple[tuple[Look, tuple[Token, ...]], ...]:
    """Pools in order of their first token; rows with a printed label are left to the caller.

    A dash for nothing goes with the numbers of its line; where these are fewer than two, it is left out.
    """
    out: dict[Look, list[Token]] = {}
    paired = paired_orders(tokens)
    numbers = [token for token in tokens if not is_dash(token)]
    lines = {line: tuple(group) for line, group in groupby(numbers, key=lambda token: token.line)}
    beside = {line: _look(row[0], paired, row) for line, row in lines.items()}
    for token in tokens:
        if not is_dash(token):
            out.setdefault(_look(token, paired, lines[token.line]), []).append(token)
        elif len(lines.get(token.line, ())) >= BESIDE_DASH:
            out.setdefault(beside[token.line], []).append(token)
    return tuple((look, tuple(pool)) for look, pool in out.items())


def paired_orders(tokens: tuple[Token, ...]) -> dict[int, int]:
    """Order of an amount → order of the bracketed percentage right under it, each alone on its line."""
    count = Counter(token.line for token in tokens)
    pairs = {}
    for here, below in pairwise(tokens):
        near = below.line - here.line <= PAIR_REACH and count[here.line] == count[below.line] == 1
        if near and not here.style.percent and below.style.percent and below.style.bracket:
            pairs[here.order] = below.order
    return pairs


def _look(token: Token, paired: dict[int, int], row: tuple[Token, ...]) -> Look:
    """The look of a token on its line: a bracket among bare percentages is a minus, some doubled are bold."""
    style = token.style
    bare = any(other.style.percent and not other.style.bracket for other in row)
    return Look(
        percent=style.percent,
        bracket=style.percent and style.bracket and not bare,
        fraction=style.decimals > 0 and not style.percent,
        doubled=all(other.style.doubled for other in row),
        paired=token.order in paired or token.order in set(paired.values()),
    )


def spread(token: Token) -> tuple[tuple[Glyphs, ...], ...]:
    """Groups of glyphs of a token: one group, or one per part where the pen moved back between them."""
    glyphs = glyphs_of(token)
    if token.run.best.kind is CandidateKind.GLUED:
        return tuple((one,) for one in glyphs)
    return (glyphs,) if glyphs else ()
