"""Numbers whose decimals stand behind a comma: a deck that prints them so says it in many places."""

from collections.abc import Iterable

import regex

from extractor.model.text import Line
from extractor.repair.glyphs import Patch, Patched, patch

RULE = "glyph.decimal-comma"
LEAST = 4
MOST_OTHERS = 0.1
SWAPPED = {".": ",", ",": "."}
START, END = r"(?<![\w.,])", r"(?!\d)(?![.,]\d)"
COMMAS = regex.compile(
    rf"{START}\p{{Sc}}?(?:Rp\.?\s?)?[-(△▲+]?(?:\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d+)?|\d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}|\d{{1,3}},\d{{1,2}}){END}"
)
POINTS = regex.compile(
    rf"{START}\p{{Sc}}?[-(△▲+]?(?:\d{{1,3}}(?:,\d{{3}}){{2,}}(?:\.\d+)?|\d{{1,3}}(?:,\d{{3}})+\.\d{{1,2}}|\d{{1,3}}\.\d{{1,2}}){END}"
)
NUMBER = regex.compile(r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3})+(?:,\d+)?|\d*,\d{1,2})(?![\d]|[.,]\d)")


def has_decimal_commas(lines: Iterable[Line]) -> bool:
    """Whether the numbers of a deck tell that commas part decimals and points part thousands."""
    commas = points = 0
    for raw in (line.raw for line in lines if "," in line.raw or "." in line.raw):
        commas += len(COMMAS.findall(raw))
        points += len(POINTS.findall(raw))
    return commas >= LEAST and points <= MOST_OTHERS * commas


def with_points(raw: str, even: Patched) -> Patched:
    """A line of such a deck with its numbers as others print them."""
    made = [
        Patch(start=at, end=at + 1, after=SWAPPED[raw[at]], rule=RULE)
        for number in NUMBER.finditer(raw)
        for at in range(*number.span())
        if raw[at] in SWAPPED
    ]
    if not made:
        return even
    starts = {one.start for one in made}
    kept = [one for one in even.patches if one.start not in starts]
    return patch(raw, sorted([*kept, *made], key=lambda one: one.start))
