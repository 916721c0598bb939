"""Where slides begin in Markdown: at headings, told by their number, their wording and the blank lines around them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.read.markdown.blocks import Blocks, Text
from extractor.read.signs import is_heading, is_unit_line
from extractor.rulebook import Rulebook
from extractor.rulebook.titles import title_weight

MARKED = 6
NUMBERED = 8
BEFORE_UNIT = 6
PADDED = 3
BEFORE_SECTION = 2
BEFORE_TABLE = 3
CONTINUED = 4
TITLE = 3
LEAST_PADDING = 3
FEW = 2
TOP_LEVELS = 2
Start = tuple[int, tuple[str, ...]]
"""A line counted from 0, and the reasons why a slide begins there."""
_CHAPTER = re.compile(r"\s*(?:([IVXⅠ-Ⅻ]{1,4})[-–]([0-9]{1,2})|([0-9]{1,2})[-–]([0-9]{1,2}))\s*[.．] *\S")
_SECTION = re.compile(r"\s*[<＜【\[［]")
_COUNTED = re.compile(r"\s*[(（]?[0-9]{1,2}(?:/[0-9]{1,2})?[)）]?\s*$")
_SUB = re.compile(r"\s*(?:[(（][0-9]{1,2}[)）]|[<＜【\[(（])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The raw lines, their texts by first line, and where tables stand."""

    raws: Sequence[str]
    texts: Mapping[int, Text]
    cells: frozenset[int]
    rulebook: Rulebook

    def below(self, at: int) -> int:
        """The next line with text, the number of lines where there is none."""
        return next((n for n in range(at + 1, len(self.raws)) if self.raws[n].strip()), len(self.raws))

    def above(self, at: int) -> int:
        return next((n for n in range(at - 1, -1, -1) if self.raws[n].strip()), -1)


def find_heads(raws: Sequence[str], blocks: Blocks, rulebook: Rulebook) -> tuple[Start, ...]:
    """The headings at which slides begin, in order."""
    cells = frozenset(at for table in blocks.tables for at in range(table.first - 1, table.last))
    page = _Page(raws=raws, texts={text.first: text for text in blocks.texts}, cells=cells, rulebook=rulebook)
    told = dict(_told(page))
    closed = _closed(raws, told)
    starts = {at: why for at, why in told.items() if _CHAPTER.match(raws[at]) or at not in closed}
    return tuple(sorted(starts.items()))


def _told(page: _Page) -> Iterator[Start]:
    """Lines that say enough to be titles, but for one right below another."""
    stems: set[str] = set()
    last = -1
    for at, text in page.texts.items():
        if text.kind == "point" or text.last - text.first > 1 or not _alone(page, at):
            continue
        weight, why = _weight(page, at, text, stems)
        if weight < TITLE or (last >= 0 and _right_below(page, at, last)):
            continue
        stems.add(_stem(page.raws[at]))
        last = at
        yield at, why


def _right_below(page: _Page, at: int, last: int) -> bool:
    """Whether a line stands below a title with nothing between but its unit, and does not begin a chapter itself."""
    above = page.above(at)
    if above > last and is_unit_line(page.raws[above], page.rulebook):
        above = page.above(above)
    return above == last and not _CHAPTER.match(page.raws[at])


def _alone(page: _Page, at: int) -> bool:
    """Whether a blank line stands above, and the line could be a heading."""
    raw = page.raws[at]
    if at and page.raws[at - 1].strip():
        return False
    return bool(_CHAPTER.match(raw)) or (is_heading(raw, 1) and not is_unit_line(raw, page.rulebook))


def _weight(page: _Page, at: int, text: Text, stems: set[str]) -> Start:
    raw, below = page.raws[at], page.below(at)
    if text.kind == "heading" and text.level <= TOP_LEVELS:
        return MARKED, ("a marked heading",)
    if _CHAPTER.match(raw):
        return NUMBERED, ("a numbered heading",)
    if _SUB.match(raw):
        return 0, ()
    told = list(_signs(page, at, below))
    if _stem(raw) in stems and _COUNTED.search(raw):
        told.append((CONTINUED, "a title goes on"))
    weight = title_weight(raw.strip(), page.rulebook) + sum(weight for weight, _ in told)
    return weight, ("a heading", *(why for _, why in told))


def _signs(page: _Page, at: int, below: int) -> Iterator[tuple[int, str]]:
    """What stands around a line that may be a heading, and what it weighs."""
    gap, before = below - at - 1, at - page.above(at) - 1
    following = page.raws[below] if below < len(page.raws) else ""
    if is_unit_line(following, page.rulebook) and below not in page.cells:
        yield BEFORE_UNIT, "above a unit"
    if gap >= LEAST_PADDING and before <= FEW and len(page.raws[at].split()) > 1:
        yield PADDED, "set apart"
    if gap >= LEAST_PADDING and _SECTION.match(following):
        yield PADDED + BEFORE_SECTION * (before > FEW), "above a section"
    if before >= LEAST_PADDING and below in page.cells:
        yield BEFORE_TABLE, "above a table"


def _stem(raw: str) -> str:
    return _COUNTED.sub("", raw.strip())


def _closed(raws: Sequence[str], told: Mapping[int, tuple[str, ...]]) -> frozenset[int]:
    """Lines between headings whose numbers follow each other: no other slide begins there."""
    numbered = [(at, _number(raws[at])) for at in told if _CHAPTER.match(raws[at])]
    closed: set[int] = set()
    for (first, one), (last, other) in pairwise(numbered):
        if one[0] == other[0] and other[1] - one[1] in {0, 1}:
            closed.update(range(first + 1, last))
    return frozenset(closed)


def _number(raw: str) -> tuple[str, int]:
    found = _CHAPTER.match(raw)
    if found is None:
        return "", 0
    chapter, part = (found[1], found[2]) if found[1] else (found[3], found[4])
    return chapter, int(part)
