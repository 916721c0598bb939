"""Which format a text is in: told by its marks, with the suffix of its file as one sign among others."""

import re
from collections.abc import Sequence
from itertools import pairwise

_TAG = re.compile(r"</?(?:u|b|i|sub|sup|br|strong|em)\s*/?>", re.IGNORECASE)
_BOLD = re.compile(r"(?<!\*)\*\*(?=\S)[^*]+(?<=\S)\*\*(?!\*)")
_HASHES = re.compile(r"#{1,6} +\S")
_POINT = re.compile(r" {0,8}[-+*] +\S")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]+\)")
_RULE = re.compile(r" {0,3}\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:? *)?\s*")
ENOUGH = 2
MANY_POINTS = 5
MANY_LED = 4


def is_markdown(raws: Sequence[str], *, named: bool) -> bool:
    """Whether a text is Markdown; `named` says that its file is called so.

    Marks of one sort may stand in any dump, so a text without the name needs two sorts. A text with the name but
    without marks, whose text boxes begin with a blank, is a plain dump.
    """
    marks = sum(sign(raws) for sign in (_tables, _points, _inline, _headings))
    if named:
        return bool(marks) or sum(map(_led, raws, raws[1:])) < MANY_LED
    return marks >= ENOUGH


def _tables(raws: Sequence[str]) -> bool:
    """Whether cells are marked: a rule of pipes and dashes, or lines with as many tabs one below the other."""
    if any("|" in raw and _RULE.fullmatch(raw) for raw in raws):
        return True
    return any(one.count("\t") == other.count("\t") > 1 for one, other in pairwise(raws))


def _points(raws: Sequence[str]) -> bool:
    return sum(bool(_POINT.match(raw)) for raw in raws) >= MANY_POINTS


def _inline(raws: Sequence[str]) -> bool:
    return any(_TAG.search(raw) or _BOLD.search(raw) or _IMAGE.search(raw) for raw in raws)


def _headings(raws: Sequence[str]) -> bool:
    return sum(bool(_HASHES.match(raw)) for raw in raws) > 1


def _led(above: str, raw: str) -> bool:
    """Whether a line begins with a blank right below another, as pages of plain dumps do."""
    return raw.startswith(" ") and bool(raw.strip()) and bool(above.strip()) and not _POINT.match(raw)
