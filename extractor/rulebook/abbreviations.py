"""Abbreviations that a deck defines itself: Systems Integration ("SI")."""

import re
from collections.abc import Iterable

Abbreviations = tuple[tuple[str, str], ...]

_DEFINED = re.compile(r"""[(（]\s*(?:以下)?\s*["“”'‘’「]?\s*([A-Z][A-Za-z&]{1,7})\s*["“”'‘’」]?\s*[)）]""")
_REACH = 100
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_KANA = re.compile(r"[ァ-ヺー・]{4,}$")
_JOINING = frozenset(("of", "and", "for", "the", "in", "on", "to"))


def find_abbreviations(texts: Iterable[str]) -> Abbreviations:
    """Pairs (short, long) in the order of their first definition; a definition may run over two texts.

    The long form is the words right before the bracket whose initials are the letters of the short one, or a
    katakana word of four letters or more.
    """
    text = " ".join(" ".join(texts).split())
    found: dict[str, str] = {}
    for definition in _DEFINED.finditer(text):
        before = text[max(0, definition.start() - _REACH) : definition.start()].rstrip()
        long = _spelled_out(definition[1], before) or _katakana(before)
        if long:
            found.setdefault(definition[1], long)
    return tuple(found.items())


def expand(text: str, abbreviations: Abbreviations) -> str:
    """The text with short forms written out; a short form in brackets behind its long one is dropped."""
    for short, long in abbreviations:
        if short not in text:
            continue
        text = text.replace(f"({short})", " ") if long.casefold() in text.casefold() else text
        text = long.join(re.split(rf"(?<![A-Za-z&-]){re.escape(short)}(?![A-Za-z&-])", text))
    return text


def _spelled_out(short: str, before: str) -> str:
    """The last words of `before` whose initials are the letters of `short`; joining words may be skipped."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    words = list(_WORD.finditer(before))
    start = len(before)
    while letters and words:
        word = words.pop()
        if word[0][0].lower() == letters[-1]:
            letters.pop()
            start = word.start()
        elif word[0].lower() not in _JOINING:
            return ""
    return "" if letters else before[start:]


def _katakana(before: str) -> str:
    found = _KANA.search(before)
    return found[0].lstrip("・") if found else ""
