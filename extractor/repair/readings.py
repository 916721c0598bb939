"""Candidate readings of one numeric run: clean, doubled, glued, misread, cheapest first."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extractor.model.grammar import NOWHERE, count_cuts, cut_run, plain, quantity, whole_number
from extractor.model.number import Candidate, CandidateKind, Quantity
from extractor.model.text import Span
from extractor.repair.doubling import decode_half, decode_squares

CAP = 16
_CLEAN = 0
_LONG = 15
_DOUBLED = 5
_EQUAL_CELLS = 12
_UNLIKELY = 20
_HALF = 8
_MISREAD = 40
_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{3}\Z")
_FIGURES = re.compile(r"[0-9]+")
_GROUPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How numbers stand on a slide: are thousands grouped, and are numbers drawn twice more often than glued."""

    grouped: bool = True
    doubled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The candidates of a run at column 0, and whether legal cuts were left out."""

    candidates: tuple[Candidate, ...]
    capped: bool = False


@lru_cache(maxsize=16384)
def read_run(raw: str, habit: Habit) -> Reading:
    """All plausible readings of a numeric run, the cheapest first; always at least one."""
    found = _clean(raw, habit) + _doubled(raw, habit)
    if found and found[0].cost == _CLEAN:
        return Reading(candidates=found + _misread(raw))
    cuts = tuple(one for one in cut_run(raw, 0, CAP) if len(one.quantities) > 1)
    found += tuple(_glued(one, found, habit) for one in cuts)
    if not found:
        found = _half(raw) or _broken(raw)
    ordered = sorted(found + _misread(raw), key=lambda one: one.cost)
    return Reading(candidates=tuple(ordered), capped=len(cuts) + 1 < count_cuts(raw))


def moved(candidate: Candidate, at: Span) -> Candidate:
    """The same reading at another place."""
    return replace(candidate, quantities=tuple(_at(one, at) for one in candidate.quantities))


def _at(one: Quantity, at: Span) -> Quantity:
    span = Span(line=at.line, start=at.start + one.span.start, end=at.start + one.span.end)
    return replace(one, span=span)


def _clean(raw: str, habit: Habit) -> tuple[Candidate, ...]:
    piece = whole_number(raw)
    if piece is None:
        return ()
    size = len(piece.digits.partition(".")[0])
    bare = size > _GROUPS and "," not in raw and habit.grouped
    return (_one(raw, raw, CandidateKind.CLEAN, _LONG if bare else _CLEAN),)


def _doubled(raw: str, habit: Habit) -> tuple[Candidate, ...]:
    if whole_number(raw):
        cost = _UNLIKELY
    elif habit.doubled:
        cost = _DOUBLED
    else:
        cost = _UNLIKELY
    found = [once for once in decode_squares(plain(raw)) if whole_number(once)]
    return tuple(_one(raw, once, CandidateKind.DOUBLED, cost + i) for i, once in enumerate(found))


def _glued(cut: Candidate, found: tuple[Candidate, ...], habit: Habit) -> Candidate:
    """A cut; where the run also reads as doubled or clean, equal cells are the less likely."""
    rivals = {one.kind for one in found if one.cost < _LONG}
    base = _EQUAL_CELLS if rivals and habit.doubled else _DOUBLED
    if CandidateKind.CLEAN in rivals:
        base = _UNLIKELY + 2
    return replace(cut, cost=base + cut.cost)


def _half(raw: str) -> tuple[Candidate, ...]:
    text = plain(raw).replace(" ", "")
    once = [one for one in (*decode_squares(text), *decode_half(text)) if whole_number(one)]
    most = max((len(one) for one in once), default=0)
    kept = [one for one in dict.fromkeys(once) if len(one) == most]
    kept += [one for one in dict.fromkeys(once) if len(one) < most]
    return tuple(_one(raw, one, CandidateKind.DOUBLED, _HALF + i) for i, one in enumerate(kept[:3]))


def _broken(raw: str) -> tuple[Candidate, ...]:
    """No legal reading: every string of digits by itself, so that nothing vanishes."""
    text = plain(raw)
    found = tuple(
        Quantity(
            magnitude=Decimal(one[0]),
            decimals=0,
            raw=raw[one.start() : one.end()],
            span=Span(line=0, start=one.start(), end=one.end()),
        )
        for one in _FIGURES.finditer(text)
    )
    return (Candidate(kind=CandidateKind.OCR, quantities=found, cost=2 * _MISREAD),)


def _misread(raw: str) -> tuple[Candidate, ...]:
    """`3.180` may be 3,180 with its comma lost to a point."""
    if not _THOUSANDS.match(plain(raw)):
        return ()
    return (_one(raw, plain(raw).replace(".", ","), CandidateKind.OCR, _MISREAD),)


def _one(raw: str, once: str, kind: CandidateKind, cost: int) -> Candidate:
    """A reading of the whole run as the single number `once`."""
    piece = whole_number(once)
    if piece is None:
        raise ValueError(once)
    number = quantity(once, piece, NOWHERE)
    whole = replace(number, raw=raw, span=Span(line=0, start=0, end=len(raw)))
    return Candidate(kind=kind, quantities=(whole,), cost=cost)
