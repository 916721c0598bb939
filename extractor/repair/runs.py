"""Finds every numeric run of a repaired line, and tells numbers from dates, codes and list marks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from extractor.model.number import RunShape
from extractor.repair.astray import find_astray
from extractor.repair.product import is_product

NO_UNITS: Mapping[int, bool] = MappingProxyType({})
_MASK = "\x01"
_SIGN = "+\\-△▲▵▴"
_RUN = re.compile(
    rf"[.,]?(?:\( ?)?(?:[+\-]|[△▲▵▴] ?)?(?:\( ?)?[0-9]"
    rf"(?:[0-9]|[.,](?=[0-9.,])| ?%| ?\)|[{_SIGN}](?=[0-9(.])|[△▲▵▴] (?=[0-9])|\((?= ?[{_SIGN}]?[0-9]))*"
)
_DATE = re.compile(r"[0-9]{1,4}(?:/ ?[0-9]{1,4}){1,2}(?![0-9%])")
_CODE = re.compile(r"(?:[0-9]+(?:-[0-9]+){2,}|0[0-9]+-[0-9]+|[0-9]+-0[0-9]+|[0-9]+(?::[0-9]+)+)(?![0-9.,%])")
_RANGE = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)[-~]([0-9]{1,3}(?:,[0-9]{3})+|[1-9][0-9]*)(?![0-9%])(?![.,][0-9])"
)
_LIST = re.compile(r" *(?:• *)?(?:\([0-9]\)|[0-9]{1,2}[.)](?![0-9])) *(?=[^\W\d_]{2})")
_LIST_MARK = re.compile(r"\([0-9]\)(?=[^\W\d_])")
_NOTE = re.compile(r"[*※†]\Z|注 ?\Z|[Nn]ote ?\Z")
_LETTER_O = re.compile(r"(?:(?<![^\W_])|(?<=\b[A-Z]{3}))O\Z")
_HEAD = 8
_SHORT_NOTE = 2
_LONGEST_END = 18
_SHAPES = ((_DATE, RunShape.SLASHED), (_CODE, RunShape.CODE), (_RANGE, RunShape.RANGE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A numeric run at columns [start, end) of the text."""

    start: int
    end: int
    shape: RunShape = RunShape.NUMBER


def find_runs(text: str, masked: Iterable[tuple[int, int]], units: Mapping[int, bool] = NO_UNITS) -> tuple[Found, ...]:
    """Numeric runs of a text in order.

    What lies in the masked columns is no number. Digits of words are none either. `units` says where numbers
    with a unit end, and whether that unit is money: `JPY20` is a number, `1Gbps` reads as a name.
    """
    glyphs = list(text)
    for start, end in masked:
        glyphs[start:end] = _MASK * (end - start)
    return tuple(_scan("".join(glyphs), units))


def _scan(text: str, units: Mapping[int, bool]) -> Iterator[Found]:
    listed = _LIST.match(text)
    astray = dict(find_astray(text))
    at = 0
    while match := _RUN.search(text, at):
        found = _shaped(text, match)
        if found.start in astray:
            found = Found(start=found.start, end=astray[found.start])
        elif (listed and found.start < listed.end()) or _LIST_MARK.match(text, found.start):
            found = replace(found, shape=RunShape.LIST)
        at = max(found.end, match.start() + 1)
        if found.shape is not RunShape.NUMBER or not _is_name(text, found, units):
            yield found


def _is_name(text: str, found: Found, units: Mapping[int, bool]) -> bool:
    if units.get(found.end):
        return False
    return is_product(text, found.start, found.end, measured=found.end in units)


def _shaped(text: str, match: re.Match[str]) -> Found:
    digits = match.start()
    while not "0" <= text[digits] <= "9":
        digits += 1
    for pattern, shape in _SHAPES:
        other = pattern.match(text, digits)
        if other and (shape is not RunShape.RANGE or _rises(other)):
            return Found(start=digits, end=other.end(), shape=shape)
    start, end = _trim(text, *match.span())
    noted = end - start <= _SHORT_NOTE and text[start:end].isdigit() and _NOTE.search(text[max(0, start - 5) : start])
    return Found(start=start, end=end, shape=RunShape.NOTE if noted else RunShape.NUMBER)


def _rises(found: re.Match[str]) -> bool:
    low, high = (end.replace(",", "")[:_LONGEST_END] for end in found.groups())
    return int(low) < int(high)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what belongs to the sentence: point, comma, hyphen, a bracket that opens elsewhere."""
    start = _start(text, start, end)
    spare = text[start:end].count(")") - text[start:end].count("(")
    while text[end - 1] == " " or (spare > 0 and text[end - 1] == ")"):
        spare -= text[end - 1] == ")"
        end -= 1
    return start, _broken_copy(text, start, end)


def _start(text: str, start: int, end: int) -> int:
    """Where the number begins. The letter O before a point is a zero misread (`JPYO.4`)."""
    if text[start] == "." and _LETTER_O.search(text[max(0, start - _HEAD) : start]):
        return start - 1
    if text[start] in ".," and start and (text[start - 1].isalnum() or text[start] == ","):
        start += 1
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1 + (text[start + 1] == " ")
    if text[start] in "+-" and start and (text[start - 1].isalnum() or text[start - 1] == _MASK):
        start += 1
    return start


def _broken_copy(text: str, start: int, end: int) -> int:
    """The end of the run, with the comma on which a second printing of it broke off (`1,5161,`)."""
    raw = text[start:end]
    comma = text[end : end + 1] == "," and not text[end + 1 : end + 2].isdigit()
    return end + 1 if comma and "," in raw and raw.startswith(_tail(raw) + ",") and _tail(raw) else end


def _tail(raw: str) -> str:
    """What the last group of a run has beyond three digits."""
    return raw[raw.rindex(",") + 4 :]
