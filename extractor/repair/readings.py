"""Candidate readings of one numeric run: clean, doubled, glued, misread, cheapest first."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.model.grammar import (
    NOWHERE,
    Piece,
    count_cuts,
    cut_run,
    plain,
    quantity,
    whole_number,
)
from extractor.model.number import Candidate, CandidateKind, Quantity, RunShape
from extractor.model.text import Span
from extractor.repair.doubling import decode_half, decode_squares

CAP = 16
_CLEAN = 0
_LONG = 15
_DOUBLED = 5
_EQUAL_CELLS = 12
_UNLIKELY = 20
_HALF = 8
_RANGE_ENDS = 12
_MISREAD = 40
_BROKEN = 80
_MOST_HALF = 3
_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{3}\Z")
_LONG_DIGITS = re.compile(r"(?<![0-9.,])[0-9]{5}")
_FIGURES = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How numbers stand on a slide.

    Thousands are grouped; numbers are rather drawn twice than glued; some numbers are certainly drawn `twice`.
    """

    grouped: bool = True
    doubled: bool = True
    twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The candidates of a run that begins at column 0, and whether legal cuts were left out."""

    candidates: tuple[Candidate, ...]
    capped: bool = False


@lru_cache(maxsize=16384)
def read_run(raw: str, habit: Habit, shape: RunShape = RunShape.NUMBER) -> Reading:
    """All plausible readings of a numeric run, the cheapest first; always at least one."""
    if shape is not RunShape.NUMBER:
        return _read_parts(raw, shape)
    found = _clean(raw, habit) + _doubled(raw, habit)
    if found and found[0].cost == _CLEAN and not _is_long(raw):
        return Reading(candidates=found + _misread(raw))
    cuts = tuple(one for one in cut_run(raw, 0, CAP) if len(one.quantities) > 1)
    found += tuple(_glued(one, found, habit) for one in cuts)
    found += () if found else _half(raw)
    ordered = sorted(found or _misread(raw) or _broken(raw), key=lambda one: one.cost)
    capped = len(cuts) >= CAP - 1 and count_cuts(raw) > len(cuts) + 1
    return Reading(candidates=tuple(ordered), capped=capped)


def as_misread(candidate: Candidate) -> Candidate:
    """A reading of glyphs of which one was misread."""
    return replace(candidate, kind=CandidateKind.OCR, cost=candidate.cost + _MISREAD)


def moved(candidate: Candidate, at: Span) -> Candidate:
    """The same reading at another place."""
    return replace(candidate, quantities=tuple(_at(one, at) for one in candidate.quantities))


def _at(one: Quantity, at: Span) -> Quantity:
    span = Span(line=at.line, start=at.start + one.span.start, end=at.start + one.span.end)
    return replace(one, span=span)


def _read_parts(raw: str, shape: RunShape) -> Reading:
    """Every string of digits of a date, code, range or list mark; the ends of a range may be glued cells."""
    found: tuple[Candidate, ...] = (Candidate(kind=CandidateKind.CLEAN, quantities=_digit_strings(raw)),)
    if shape is RunShape.RANGE:
        found = (Candidate(kind=CandidateKind.CLEAN, quantities=_range_ends(raw)),)
        cuts = cut_run(raw, 2, 1)
        found += tuple(replace(one, cost=_RANGE_ENDS) for one in cuts)
    return Reading(candidates=found)


def _range_ends(raw: str) -> tuple[Quantity, ...]:
    text = plain(raw)
    cut = re.split("[-~]", text, maxsplit=1)[0]
    ends = ((0, len(cut)), (len(cut) + 1, len(text)))
    pieces = [Piece(start=start, end=end, digits=text[start:end].replace(",", "")) for start, end in ends]
    return tuple(quantity(raw, piece) for piece in pieces)


def _digit_strings(raw: str) -> tuple[Quantity, ...]:
    pieces = [Piece(start=one.start(), end=one.end(), digits=one[0]) for one in _FIGURES.finditer(plain(raw))]
    return tuple(quantity(raw, piece) for piece in pieces)


def _clean(raw: str, habit: Habit) -> tuple[Candidate, ...]:
    lead = "0" if raw.startswith(".") else ""
    piece = whole_number(lead + raw)
    if piece is None:
        return ()
    cost = _LONG if habit.grouped and _is_long(raw) else _CLEAN
    return (_one(raw, lead + raw, CandidateKind.CLEAN, cost),)


def _is_long(raw: str) -> bool:
    """More plain digits than a year has: one number only where thousands are not grouped."""
    return bool(_LONG_DIGITS.search(plain(raw)))


def _doubled(raw: str, habit: Habit) -> tuple[Candidate, ...]:
    ungrouped = habit.grouped and habit.twice and _is_long(raw)
    cost = _DOUBLED if habit.doubled and (ungrouped or not whole_number(raw)) else _UNLIKELY
    found = [once for once in decode_squares(plain(raw)) if whole_number(once)]
    return tuple(_one(raw, once, CandidateKind.DOUBLED, cost + i) for i, once in enumerate(found))


def _glued(cut: Candidate, found: tuple[Candidate, ...], habit: Habit) -> Candidate:
    """A cut; beside a doubled reading, equal cells are likely only where numbers are not drawn twice."""
    doubled = any(one.kind is CandidateKind.DOUBLED for one in found)
    base = _EQUAL_CELLS if doubled and habit.doubled else _DOUBLED
    base += 0 if habit.grouped else _UNLIKELY
    return replace(cut, cost=base + cut.cost)


def _half(raw: str) -> tuple[Candidate, ...]:
    """Doubled numbers with one separator or one copy astray; the longest number is the likeliest."""
    text = plain(raw).replace(" ", "")
    once = [one for one in dict.fromkeys((*decode_squares(text), *decode_half(text))) if whole_number(one)]
    once.sort(key=len, reverse=True)
    found = tuple(_one(raw, one, CandidateKind.DOUBLED, _HALF + i) for i, one in enumerate(once[:_MOST_HALF]))
    if not raw.endswith(","):
        return found
    cuts = cut_run(raw[:-1], 0, 1)
    return found + tuple(replace(one, cost=one.cost + _EQUAL_CELLS) for one in cuts)


def _broken(raw: str) -> tuple[Candidate, ...]:
    """No legal reading: every string of digits by itself, so that nothing vanishes."""
    return (Candidate(kind=CandidateKind.OCR, quantities=_digit_strings(raw), cost=_BROKEN),)


def _misread(raw: str) -> tuple[Candidate, ...]:
    """`3.180` may be 3,180 with its comma lost to a point, `O.4` is 0.4."""
    text = plain(raw)
    meant = "0" + text[1:] if text.startswith("O") else text.replace(".", ",")
    if meant == text or not (text.startswith("O") or _THOUSANDS.match(text)) or not whole_number(meant):
        return ()
    return (_one(raw, meant, CandidateKind.OCR, _MISREAD),)


def _one(raw: str, once: str, kind: CandidateKind, cost: int) -> Candidate:
    """A reading of the whole run as the single number `once`."""
    piece = whole_number(once)
    if piece is None:
        raise ValueError(once)
    whole = replace(quantity(once, piece, NOWHERE), raw=raw, span=Span(line=0, start=0, end=len(raw)))
    return Candidate(kind=kind, quantities=(whole,), cost=cost)
