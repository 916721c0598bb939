"""Folds the many shapes of a character into one, column by column."""

from functools import lru_cache

from extractor.rulebook.book import Rulebook
from extractor.rulebook.rules import WidthRule

_RADICALS = (0x2E80, 0x2FDF)


def fold(text: str, rulebook: Rulebook) -> str:
    """The text with blanks, dashes, quotation marks, widths and radicals folded; as long as before."""
    return text if text.isascii() else text.translate(_table(rulebook))


def ideographs(text: str, rulebook: Rulebook) -> str:
    """The text with radicals read as the ideographs that they look like, and nothing else changed."""
    return text if text.isascii() else text.translate(_radicals(rulebook))


def is_bullet(mark: str, rulebook: Rulebook) -> bool:
    """Whether a character opens a point of a list."""
    return mark in _bullets(rulebook)


@lru_cache(maxsize=4)
def _table(rulebook: Rulebook) -> dict[int, str]:
    table: dict[int, str] = {}
    for rule in rulebook.widths:
        table.update(_pairs(rule))
    return table


@lru_cache(maxsize=4)
def _radicals(rulebook: Rulebook) -> dict[int, str]:
    return {code: new for code, new in _table(rulebook).items() if _RADICALS[0] <= code <= _RADICALS[1]}


def _pairs(rule: WidthRule) -> dict[int, str]:
    if rule.first:
        codes = range(int(rule.first, 16), int(rule.last, 16) + 1)
        given = ord(rule.give) - codes.start
        return {code: chr(code + given) for code in codes}
    give = rule.give if len(rule.give) > 1 else rule.give * len(rule.take)
    return {ord(old): new for old, new in zip(rule.take, give, strict=True)}


@lru_cache(maxsize=4)
def _bullets(rulebook: Rulebook) -> frozenset[str]:
    marks: set[str] = set()
    for rule in rulebook.bullets:
        marks.update(rule.marks)
        if rule.first:
            marks.update(chr(code) for code in range(int(rule.first, 16), int(rule.last, 16) + 1))
    return frozenset(marks)
