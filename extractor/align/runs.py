"""Row strings: a whole row of a chart printed in one glued string, or on one line behind its name."""

from dataclasses import dataclass, replace
from itertools import groupby

from extractor.model.exhibit import Token
from extractor.model.grammar import cut_between
from extractor.model.number import Candidate, CandidateKind, RunShape
from extractor.model.proposal import Glyphs

LEAST_PARTS = 3
MOST_CUTS = 60
MOST_KEPT = 120
NARROW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RowString:
    """Tokens that print a row, with its cuts into as many cells as an axis asks for, cheapest first."""

    tokens: tuple[Token, ...]
    cuts: tuple[tuple[Glyphs, ...], ...]

    @property
    def glued(self) -> bool:
        """Whether one token holds the whole row."""
        return len(self.tokens) == 1

    @property
    def plain(self) -> bool:
        """Whether every token is one number, so that nothing was cut."""
        return len(self.tokens) > 1 and all(len(token.run.best.quantities) == 1 for token in self.tokens)


def row_strings(tokens: tuple[Token, ...], least: int, most: int) -> tuple[RowString, ...]:
    """The strings among tokens that may be rows of `least` to `most` cells, in text order."""
    if least < LEAST_PARTS:
        return ()
    lines = (tuple(found) for _, found in groupby(tokens, key=lambda token: token.line))
    strings = (_glued(line[0], least, most) if len(line) == 1 else _named(line, least, most) for line in lines)
    return tuple(string for string in strings if string.cuts)


def _is_string(line: tuple[Token, ...], least: int, most: int) -> bool:
    """Whether the tokens of a line are a row string."""
    return bool(_kept(line[0], least, most)) if len(line) == 1 else _is_row(line, least, most)


def mostly_strings(tokens: tuple[Token, ...], least: int) -> bool:
    """Whether most cells among the tokens stand in strings as long as an axis of `least` labels."""
    if least < LEAST_PARTS:
        return False
    lines = [tuple(found) for _, found in groupby(tokens, key=lambda token: token.line)]
    strings = [line for line in lines if _is_string(line, least, least + LEAST_PARTS)]
    held = {token.order for string in strings for token in string}
    rest = sum(len(token.run.best.quantities) for token in tokens if token.order not in held)
    return bool(strings) and rest <= len(strings) * least


def is_long(token: Token, least: int) -> bool:
    """Whether a token prints `least` cells or more in one string, and three at least."""
    run = token.run
    if token.prose or token.period is not None or run.shape is not RunShape.NUMBER:
        return False
    if run.best.kind is not CandidateKind.GLUED and not run.best.cost:
        return False
    return max(len(candidate.quantities) for candidate in run.candidates) >= max(LEAST_PARTS, least)


def _named(line: tuple[Token, ...], least: int, most: int) -> RowString:
    """A line of values, with its cuts where some of them are glued to their neighbours."""
    return RowString(tokens=line, cuts=_line_cuts(line, least, most) if _is_row(line, least, most) else ())


def _is_row(line: tuple[Token, ...], least: int, most: int) -> bool:
    """Whether the best readings of the tokens of a line are as many cells as a row may have."""
    cells = sum(len(token.run.best.quantities) for token in line)
    return all(token.period is None for token in line) and least <= cells <= most


def _line_cuts(line: tuple[Token, ...], least: int, most: int) -> tuple[tuple[Glyphs, ...], ...]:
    """The readings of a line, token by token, that have as many cells as a row may have, cheapest first."""
    partial: list[tuple[int, tuple[Glyphs, ...]]] = [(0, ())]
    for token in line:
        longer = [
            (cost + candidate.cost, cells + _cells(token, number))
            for cost, cells in partial
            for number, candidate in enumerate(token.run.candidates)
        ]
        longer.sort(key=lambda reading: reading[0])
        partial = [reading for reading in longer if len(reading[1]) <= most][:MOST_KEPT]
    return tuple(cells for _, cells in partial if len(cells) >= least)


def _kept(token: Token, least: int, most: int) -> tuple[Candidate, ...]:
    """The cuts of a token; none where no cut is legal or cells would be tiny."""
    if not is_long(token, least):
        return ()
    widest = min(most, sum(sign.isdigit() for sign in token.run.raw) // NARROW)
    return cut_between(token.run.raw, (least, widest), (MOST_CUTS, MOST_KEPT), token.run.span)


def _glued(token: Token, least: int, most: int) -> RowString:
    """A token that prints a whole row, with its cuts among its readings."""
    kept = _kept(token, least, most)
    if not kept:
        return RowString(tokens=(token,), cuts=())
    known = token.run.candidates
    wide = replace(token, run=replace(token.run, candidates=(*known, *kept)))
    readings = tuple(_cells(wide, len(known) + at) for at in range(len(kept)))
    return RowString(tokens=(wide,), cuts=readings)


def _cells(token: Token, candidate: int) -> tuple[Glyphs, ...]:
    parts = token.run.candidates[candidate].quantities
    return tuple(
        Glyphs(token=token, quantity=q, candidate=candidate, part=part, parts=len(parts))
        for part, q in enumerate(parts)
    )
