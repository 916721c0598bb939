"""Doubled numbers that a blank cut apart: `2,2,062 062`, `16, 16,133 133`, `55,7    ,76677`."""

import re
from collections.abc import Iterator

from extractor.model.grammar import whole_number
from extractor.repair.doubling import decode_squares

_HINT = re.compile(r"[0-9], +[0-9]|[0-9] +,[0-9]|[0-9] 0[0-9]{2}(?![0-9.,])|,[0-9]{1,2},[0-9]{3} ")
_PARTS = re.compile(r"[0-9.,]+(?: +[0-9.,]+)+")
_PART = re.compile(r"[0-9.,]+")
_MOST = 6
_LONGEST = 60


def find_astray(text: str) -> Iterator[tuple[int, int]]:
    """Columns [start, end) of numbers printed twice whose copies lost their place, in order.

    At least one of the parts must be no number by itself: equal cells side by side are left alone.
    """
    if not _HINT.search(text):
        return
    for row in _PARTS.finditer(text):
        parts = [part.span() for part in _PART.finditer(text, *row.span())]
        yield from _in_row(text, parts)


def _in_row(text: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(parts):
        size = _size(text, parts[at : at + _MOST])
        if size:
            yield parts[at][0], parts[at + size - 1][1]
        at += size or 1


def _size(text: str, parts: list[tuple[int, int]]) -> int:
    for size in range(len(parts), 1, -1):
        raws = [text[start:end] for start, end in parts[:size]]
        joined = "".join(raws)
        if len(joined) > _LONGEST or all(whole_number(raw) for raw in raws):
            continue
        if any("," in once and whole_number(once) for once in decode_squares(joined)):
            return size
    return 0
