"""Finds every numeric run of a repaired line, with what stands around it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

_MASK = "\x01"
_CJK = 0x2E80
_RUN = re.compile(
    r",?(?:\( ?)?(?:[+\-△▲▵▴](?:(?<=[△▲▵▴]) )?)?(?:\( ?)?[0-9]"
    r"(?:[0-9]|[.,](?=[0-9.,])| ?%| ?\)|[+\-△▲▵▴](?=[0-9(.])|\((?= ?[+\-△▲▵▴]?[0-9]))*"
)
_SLASHED = re.compile(r"[0-9]{1,4}(?:/ ?[0-9]{1,4}){1,2}")
_CODE = re.compile(r"[0-9]+(?:[-‐–][0-9]+){2,}|0[0-9]+-[0-9]+|[0-9]+(?:\.[0-9]+){2,}|[0-9]+(?::[0-9]+)+")
_RANGE = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)[-~]([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)")
_LIST = re.compile(r" *[•]? *(?:\([0-9]{1,2}\)|[0-9]{1,2}[.)](?![0-9])) *(?=[^\W\d_]{2})")
_NOTE = re.compile(r"[*※#†](?=[0-9]{1,2}(?![0-9.,%]))|\(?注 ?(?=[0-9]{1,2}(?![0-9.,%]))")
_CURRENCY = re.compile(r"(?:\b[A-Z]{3}|US\$|[¥$€£￥]) ?\Z")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_GLUED_LABEL = re.compile(r"[A-Z][a-z]{3}|[A-Z]{4}")
_SCALE = re.compile(
    r"(?:billion|million|trillion|thousand|mn|bn|persons?|employees|times|points?|yen)\b", re.I
)
_UNIT = re.compile(r"[GMTKk]?(?:bps|Hz|B|W|Wh)\b")
_LOWER = re.compile(r"[a-z]")


class Shape(StrEnum):
    """What a run looks like besides a number."""

    NUMBER = ""
    SLASHED = "slashed"
    CODE = "code"
    RANGE = "range"
    LIST = "list"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A numeric run at columns [start, end) of the text."""

    start: int
    end: int
    shape: Shape = Shape.NUMBER


def find_runs(text: str, masked: Iterable[tuple[int, int]]) -> tuple[Found, ...]:
    """Numeric runs of a text in order; what lies in the masked columns is no number, nor are words with digits."""
    for start, end in masked:
        text = text[:start] + _MASK * (end - start) + text[end:]
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Found]:
    at, listed = 0, _LIST.match(text)
    while match := _RUN.search(text, at):
        found = _shaped(text, match)
        if listed and found.start < listed.end():
            found = Found(start=found.start, end=found.end, shape=Shape.LIST)
        at = max(found.end, match.start() + 1)
        if not _is_word(text, found):
            yield found


def _shaped(text: str, match: re.Match[str]) -> Found:
    start, end = match.span()
    for pattern, shape in ((_SLASHED, Shape.SLASHED), (_CODE, Shape.CODE), (_RANGE, Shape.RANGE)):
        digits = _first_digit(text, start)
        other = pattern.match(text, digits)
        if other and _stands(text, digits, other, shape):
            return Found(start=digits, end=other.end(), shape=shape)
    start, end = _trim(text, start, end)
    note = _NOTE.search(text[max(0, start - 3) : start + 3])
    return Found(start=start, end=end, shape=Shape.NOTE if note and end - start < 3 else Shape.NUMBER)


def _first_digit(text: str, start: int) -> int:
    while not "0" <= text[start] <= "9":
        start += 1
    return start


def _stands(text: str, digits: int, other: re.Match[str], shape: Shape) -> bool:
    """A date, code or range ends where its digits end; in a range both ends are of one kind and rise."""
    after = text[other.end() : other.end() + 1]
    if after in "0123456789%" and after:
        return False
    if shape is not Shape.RANGE:
        return not (after in ",." and text[other.end() + 1 : other.end() + 2].isdigit())
    if after in ",." and text[other.end() + 1 : other.end() + 2].isdigit():
        return False
    low, high = (part.replace(",", "") for part in other.groups())
    return int(low[:30]) < int(high[:30]) and not (high.startswith("0"))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a bracket that does not belong to the number, a sign that is a hyphen, and a comma of the sentence."""
    raw = text[start:end]
    if raw[0] == ",":
        start += 1
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1
        start += text[start] == " "
    if text[start] in "+-" and start and (text[start - 1].isalnum() or text[start - 1] == _MASK):
        start += 1
    opens = text[start:end].count("(")
    while text[end - 1] in ") " and text[start:end].count(")") > opens:
        end -= 1
    while text[end - 1] == " ":
        end -= 1
    return start, end


def _is_word(text: str, found: Found) -> bool:
    """Whether the digits belong to a word such as a product name."""
    if found.shape in {Shape.SLASHED, Shape.LIST}:
        return False
    bare = text[found.start : found.end]
    if not bare.isdigit():
        return False
    return _grows_from(text, found, bare) or _grows_into(text, found, bare)


def _grows_from(text: str, found: Found, bare: str) -> bool:
    before = text[: found.start]
    if before.endswith(("-", "_")) and len(before) > 1 and before[-2].isalnum():
        return not before[-2].isdigit() and len(bare) < 4
    word = _WORD_BEFORE.search(before[-24:])
    if not word or ord(word[0][-1]) >= _CJK or _CURRENCY.search(before[-5:]):
        return False
    return not (len(bare) >= 3 and len(word[0]) >= 4 and _LOWER.search(word[0]))


def _grows_into(text: str, found: Found, bare: str) -> bool:
    if text[found.end : found.end + 1] == "-" and text[found.end + 1 : found.end + 2].isupper():
        return len(bare) < 3
    word = _WORD_AFTER.match(text, found.end)
    if not word or ord(word[0][0]) >= _CJK or _SCALE.match(word[0]):
        return False
    if _UNIT.match(word[0]) or not _GLUED_LABEL.match(word[0]):
        return len(bare) < 3
    return False
