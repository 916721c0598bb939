"""Rows: a pool's tokens cut into series as long as the axis, by dynamic programming over printed lines."""

from dataclasses import dataclass

from extractor.align.pools import pools, spread
from extractor.model.exhibit import Token
from extractor.model.proposal import Glyphs

Group = tuple[Glyphs, ...]
GAP_COST = 2
SHORT_COST = 2
LOOSE_COST = 3
BREAK_COST = 2
INSIDE_COST = 1
"""A row that begins inside a printed line: of two cuts that cost the same, the one at line ends is meant."""
UNIT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Rows as lists of groups, and groups that fit no row."""

    rows: tuple[tuple[Group, ...], ...]
    loose: tuple[Group, ...]
    cost: int


def line_groups(tokens: tuple[Token, ...]) -> tuple[Group, ...]:
    """Glyphs printed in one stroke, left to right: those of a line, cut where the pen moved back."""
    groups: list[Group] = []
    for index, token in enumerate(tokens):
        parts = spread(token)
        if index > 0 and tokens[index - 1].line == token.line and groups and parts:
            groups[-1] = groups[-1] + parts[0]
            parts = parts[1:]
        groups.extend(parts)
    return tuple(groups)


def cut(groups: tuple[Group, ...], length: int) -> Cut:
    """The cheapest partition into rows of at most `length` glyphs, in text order.

    Where lines leave a row's worth of glyphs over, though there are enough for whole rows, count alone cuts.
    """
    count = len(groups)
    best: list[tuple[int, int]] = [(0, 0)] * (count + 1)
    for at in range(count - 1, -1, -1):
        loose = LOOSE_COST * UNIT * len(groups[at]) + UNIT + best[at + 1][0]
        best[at] = min([(loose, at), *_row_options(groups, at, length, best)])
    traced = _trace(groups, best)
    over = sum(len(group) for group in traced.loose)
    return _by_count(groups, length) if over >= length and not sum(map(len, groups)) % length else traced


def _by_count(groups: tuple[Group, ...], length: int) -> Cut:
    """Rows of `length` glyphs each, whatever lines they stand on."""
    glyphs = tuple((glyph,) for group in groups for glyph in group)
    rows = tuple(glyphs[at : at + length] for at in range(0, len(glyphs), length))
    return Cut(rows=rows, loose=(), cost=UNIT * SHORT_COST * len(rows))


def _row_options(groups: tuple[Group, ...], at: int, length: int, best: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Costs of rows that start at a group, with their ends."""
    options: list[tuple[int, int]] = []
    inside = INSIDE_COST if at and groups[at][0].token.line == groups[at - 1][0].token.line else 0
    size = breaks = 0
    for end in range(at, len(groups)):
        size += len(groups[end])
        breaks += end > at and groups[end][0].token.block != groups[end - 1][0].token.block
        if size > length:
            break
        if 5 * size >= 3 * length:
            missing = length - size
            cost = UNIT * (SHORT_COST + GAP_COST * missing) if missing else 0
            options.append((cost + inside + BREAK_COST * breaks + best[end + 1][0], end + 1))
    return options


def _trace(groups: tuple[Group, ...], best: list[tuple[int, int]]) -> Cut:
    rows: list[tuple[Group, ...]] = []
    loose: list[Group] = []
    at = 0
    while at < len(groups):
        end = best[at][1]
        if end == at:
            loose.append(groups[at])
            at += 1
        else:
            rows.append(groups[at:end])
            at = end
    return Cut(rows=tuple(rows), loose=tuple(loose), cost=best[0][0])


def misfit(tokens: tuple[Token, ...], length: int) -> int:
    """What it costs to read tokens as rows of a length, over all their pools."""
    plain = tuple(token for token in tokens if token.period is None)
    return sum(cut(line_groups(pool), length).cost for _, pool in pools(plain))
