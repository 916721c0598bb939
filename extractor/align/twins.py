"""Twins: two equal numbers side by side look like one number drawn twice; the labels of the axis tell."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, islice, product

from extractor.model.exhibit import Token
from extractor.model.number import Candidate, CandidateKind

MOST_READINGS = 64


def told_by_count(tokens: tuple[Token, ...], length: int) -> tuple[Token, ...]:
    """The tokens, doubled ones read as equal neighbours where that fills every line they stand on.

    One line that it does not fill shows that numbers are drawn twice here; then all stay as they are.
    """
    lines = {line: tuple(group) for line, group in groupby(tokens, key=lambda token: token.line)}
    doubtful = {line: _told(row, length) for line, row in lines.items() if any(map(_doubled, row))}
    if not all(doubtful.values()):
        return tokens
    return tuple(token for line, row in lines.items() for token in doubtful.get(line, row))


def _doubled(token: Token) -> bool:
    return token.run.best.kind is CandidateKind.DOUBLED


def _told(row: tuple[Token, ...], length: int) -> tuple[Token, ...]:
    """The tokens of a line, read as many numbers as the axis has labels; none where no cheapest way is."""
    plain = _count(token.run.best for token in row)
    options = [token.run.candidates if _doubled(token) else token.run.candidates[:1] for token in row]
    readings = list(islice(product(*options), MOST_READINGS)) if plain < length else []
    fitting = sorted((reading for reading in readings if _count(reading) == length), key=_cost)
    if not fitting or [_cost(reading) for reading in fitting[:2]].count(_cost(fitting[0])) > 1:
        return ()
    return tuple(_read(token, candidate) for token, candidate in zip(row, fitting[0], strict=True))


def _count(reading: Iterable[Candidate]) -> int:
    return sum(len(candidate.quantities) for candidate in reading)


def _cost(reading: tuple[Candidate, ...]) -> int:
    return sum(candidate.cost for candidate in reading)


def _read(token: Token, first: Candidate) -> Token:
    rest = tuple(other for other in token.run.candidates if other is not first)
    doubled = first.kind is CandidateKind.DOUBLED
    run = replace(token.run, candidates=(first, *rest))
    return replace(token, run=run, style=replace(token.style, doubled=doubled))
