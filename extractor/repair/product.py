"""Tells the digits of names (`IPv6`, `1Gbps`, `TSE1`) from numbers glued to a label or a currency."""

import re

_CJK = 0x2E80
_HEAD = 24
_LABEL_LETTERS = 4
_NAME_DIGITS = 2
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"[A-Z][a-z]{3}|[A-Z]{4}|[A-Z]+&")
_LOWER = re.compile(r"[a-z]")


def is_product(text: str, start: int, end: int, *, measured: bool = False) -> bool:
    """Whether plain digits at columns [start, end) belong to a word; numbers with marks never do.

    `measured` says that the letters after the digits are a unit of measure.
    """
    bare = text[start:end]
    if not bare.isdigit():
        return False
    return _ends_word(text, start, bare) or _begins_word(text, end, bare, measured=measured)


def _ends_word(text: str, start: int, bare: str) -> bool:
    """A word before the digits makes them its own, unless it is a label or a currency."""
    before = text[max(0, start - _HEAD) : start]
    if before.endswith(("-", "_")) and before[:-1] and before[-2].isalnum():
        return not before[-2].isdigit() and len(bare) <= _NAME_DIGITS + 1
    word = _WORD_BEFORE.search(before)
    if not word or ord(word[0][-1]) >= _CJK:
        return False
    label = len(word[0]) >= _LABEL_LETTERS and _LOWER.search(word[0])
    return not (label and len(bare) > _NAME_DIGITS)


def _begins_word(text: str, end: int, bare: str, *, measured: bool) -> bool:
    """A word after the digits makes one or two of them its own, unless it begins like a label."""
    if len(bare) > _NAME_DIGITS:
        return False
    if text[end : end + 1] == "-":
        return text[end + 1 : end + 2].isupper()
    word = _WORD_AFTER.match(text, end)
    if not word or ord(word[0][0]) >= _CJK:
        return False
    return measured or not _LABEL.match(text, end)
