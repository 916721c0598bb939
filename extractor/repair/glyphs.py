"""One width for every glyph: a line's text with the columns it came from, and the edits that made it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.model.text import Edit, Line
from extractor.rulebook import Rulebook
from extractor.rulebook.glyphs import fold

_DASHES = frozenset("‐‑‒–—―−﹣⁻－")
_GONE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_NARROW = frozenset("\u2009\u202f")
_FOLDED = ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0xFF66, 0xFF9F))
_PRIVATE = (0xE000, 0xF8FF)
_BULLET = "•"
_LAST_ASCII = 0x7F
_MONEY = "¥$€£￥"
_VOICED = "\uff9e\uff9f"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_GROUP = re.compile(r"\d{3}(?!\d)")
_SPREAD = re.compile(
    r"(?<!\S)(?:[一-鿿] {1,3})*\d(?: {1,3}\d){0,3} {1,3}[年月日期]"
    r"(?: {1,3}(?:\d(?: {1,3}\d)? {1,3})?[年月日期末])*(?!\S)"
    r"|(?<!\S)[一-鿿々](?: {1,3}[一-鿿々])+(?!\S)"
    r"|(?<!\S)[一-鿿々ぁ-ゖァ-ヺ](?: {1,3}[一-鿿々ぁ-ゖァ-ヺー]){3,}(?!\S)"
    r"|(?<!\S)\d(?: \d){0,2}(?: , \d \d \d)+(?!\S)"
)
"""Characters set apart one by one: a date, ideographs, four or more kana, a number with its commas."""
_BLANKS = re.compile(r" +")
_FOLDABLE = frozenset({"Nd", "Lu", "Ll", "Lo", "So", "Po", "Ps", "Pe", "Sm", "Sc", "Zs", "Pd"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Columns [start, end) of a text that are read as `after`, by the rule named."""

    start: int
    end: int
    after: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Patched:
    """A text, the raw column each of its glyphs came from (and one past the end), and the patches made."""

    text: str
    columns: Sequence[int]
    patches: tuple[Patch, ...] = ()


def patch(raw: str, patches: Iterable[Patch]) -> Patched:
    """Apply patches, in order and apart from each other, to a raw text."""
    made: list[str] = []
    columns: list[int] = []
    at = 0
    patches = tuple(patches)
    for one in patches:
        made.append(raw[at : one.start] + one.after)
        columns += range(at, one.start)
        columns += [min(one.start + i, max(one.end - 1, one.start)) for i in range(len(one.after))]
        at = one.end
    made.append(raw[at:])
    columns += range(at, len(raw) + 1)
    return Patched(text="".join(made), columns=columns, patches=patches)


def edits_of(number: int, raw: str, patches: Iterable[Patch]) -> tuple[Edit, ...]:
    """The edits of a line that its patches are."""
    return tuple(
        Edit(line=number, start=p.start, end=p.end, before=raw[p.start : p.end], after=p.after, rule=p.rule)
        for p in patches
    )


def without_markup(line: Line, even: Patched) -> Patched:
    """A line of even widths without the markup that its format set."""
    if not line.edits:
        return even
    marks = [Patch(start=e.start, end=e.end, after=e.after, rule=e.rule) for e in line.edits]
    kept = [p for p in even.patches if not any(m.start <= p.start < m.end for m in marks)]
    return patch(line.raw, sorted([*kept, *marks], key=lambda one: one.start))


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The raw line: every edit of a repaired text taken back."""
    made, at, shift = [], 0, 0
    for edit in edits:
        start = edit.start + shift
        made += [text[at:start], edit.before]
        at = start + len(edit.after)
        shift += len(edit.after) - len(edit.before)
    return "".join([*made, text[at:]])


def even_widths(raw: str, rulebook: Rulebook) -> Patched:
    """A line with its glyphs in one width: digits, dashes before digits, bullets, spread-out ideographs."""
    if raw.isascii() and not _CONTROL.search(raw) and " , " not in raw:
        return Patched(text=raw, columns=range(len(raw) + 1))
    folded = fold(raw, rulebook)
    spread = [Patch(start=s, end=e, after="", rule="glyph.spread") for s, e in _spread(folded)]
    inside = {at for one in spread for at in range(one.start, one.end)}
    found = [one for one in _patches(raw, folded) if one.start not in inside]
    if not found and not spread:
        return Patched(text=raw, columns=range(len(raw) + 1))
    return patch(raw, sorted([*found, *spread], key=lambda one: one.start))


def _spread(folded: str) -> Iterator[tuple[int, int]]:
    """The blanks inside words, dates and numbers whose characters were set apart (`売 上 高`, `9 , 8 8 0`)."""
    for word in _SPREAD.finditer(folded):
        for blank in _BLANKS.finditer(folded, *word.span()):
            yield blank.span()


def _patches(raw: str, folded: str) -> Iterator[Patch]:
    at = 0
    while at < len(raw):
        if " " <= raw[at] <= "~":
            at += 1
            continue
        size, after, rule = _reading(raw, at, folded[at])
        if after != raw[at : at + size]:
            yield Patch(start=at, end=at + size, after=after, rule=rule)
        at += size


def _reading(raw: str, at: int, fold_as: str) -> tuple[int, str, str]:
    """How many glyphs are read as one, what they are read as, and by which rule."""
    glyph, following = raw[at], raw[at + 1 : at + 2]
    if glyph in _DASHES:
        signs = following.isdecimal() or (following in _MONEY and following)
        return 1, "-" if signs else glyph, "glyph.minus"
    if glyph in _GONE or _CONTROL.match(glyph):
        return 1, "", "glyph.invisible"
    if glyph in _NARROW and _GROUP.match(raw, at + 1) and raw[at - 1 : at].isdecimal():
        return 1, "", "glyph.narrow-blank"
    if following in _VOICED and following:
        return 2, unicodedata.normalize("NFKC", glyph + following), "glyph.width"
    bullet = _PRIVATE[0] <= ord(glyph) <= _PRIVATE[1]
    return (1, _BULLET, "glyph.bullet") if bullet else (1, _folded(glyph, fold_as), "glyph.width")


@lru_cache(maxsize=4096)
def _folded(glyph: str, fold_as: str) -> str:
    """The plain form of a glyph. Marks such as ① ² Ⅱ are left, they are no digits; so are quotation marks."""
    code, category = ord(glyph), unicodedata.category(glyph)
    if code <= _LAST_ASCII:
        return glyph
    if fold_as != glyph:
        return fold_as if category in _FOLDABLE and not (fold_as.isdecimal() and category != "Nd") else glyph
    if any(first <= code <= last for first, last in _FOLDED):
        return unicodedata.normalize("NFKC", glyph)
    return " " if category == "Zs" else glyph
