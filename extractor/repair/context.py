"""What stands around a run and belongs to its number: currency, scale, a sign before the currency."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.model.number import Candidate, CandidateKind, Quantity, Sign
from extractor.model.text import Span
from extractor.rulebook.units import UnitMention

_ISO_LETTERS = 3
_SIGNS = {"+": Sign.PLUS, "-": Sign.MINUS, "△": Sign.TRIANGLE, "▲": Sign.TRIANGLE}
_OPEN_BRACKET = 30
_RARE = frozenset((("<", ">"), ("[", "]")))
_LONG = 3
"""Shorter numbers in such brackets are those of notes."""


def is_money(unit: UnitMention) -> bool:
    """Whether a unit is a currency or has a scale, so that digits at it are a number and no name."""
    return unit.scale != "1" or _is_currency(unit)


def unit_at(units: Sequence[UnitMention], end: int) -> UnitMention | None:
    """The unit attached to a number that ends at a column of the text."""
    return next((unit for unit in units if unit.attached and unit.figure_end == end), None)


def dress(candidate: Candidate, unit: UnitMention) -> Candidate:
    """The reading with the currency at its first number and the scale at its last."""
    if not candidate.quantities:
        return candidate
    first, *rest = candidate.quantities
    if _is_currency(unit):
        first = replace(first, currency=unit.unit)
    quantities = [first, *rest]
    if unit.scale != "1":
        quantities[-1] = replace(quantities[-1], scale=unit.scale)
    return replace(candidate, quantities=tuple(quantities))


def sign_before(text: str, unit: UnitMention) -> Sign:
    """The sign in front of a currency (`+JPY 8.86`)."""
    if unit.start >= unit.figure_start or not unit.start:
        return Sign.NONE
    return _SIGNS.get(text[unit.start - 1], Sign.NONE)


def signed(candidate: Candidate, sign: Sign, raw: str, span: Span) -> Candidate:
    """The reading with a sign before its only number, which now begins at the sign: `raw` at `span`."""
    if len(candidate.quantities) != 1 or candidate.quantities[0].sign is not Sign.NONE:
        return candidate
    number: Quantity = replace(candidate.quantities[0], sign=sign, raw=raw, span=span)
    return replace(candidate, quantities=(number,))


def open_bracket(candidate: Candidate, text: str, start: int, end: int) -> tuple[Candidate, ...]:
    """The negative reading of a number that other marks may make a loss; never sure.

    `(1,234` has its closing bracket in another cell; `<1,234>`, `[1,234]` and `1,234-` are rare ways to print a minus.
    """
    if len(candidate.quantities) != 1 or candidate.quantities[0].sign is not Sign.NONE:
        return ()
    around = text[start - 1 : start], text[end : end + 1]
    torn = around[0] == "(" and not text[end:].strip()
    behind = around[1] == "-" and not text[end + 1 : end + 2].strip()
    if not torn and not (end - start >= _LONG and (around in _RARE or behind)):
        return ()
    number = replace(candidate.quantities[0], sign=Sign.BRACKET)
    return (replace(candidate, kind=CandidateKind.OCR, quantities=(number,), cost=candidate.cost + _OPEN_BRACKET),)


def _is_currency(unit: UnitMention) -> bool:
    return len(unit.unit) == _ISO_LETTERS and unit.unit.isupper()
