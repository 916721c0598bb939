"""One width for every glyph: a line's text with the columns it came from, and the edits that made it."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.model.text import Edit
from extractor.rulebook import Rulebook
from extractor.rulebook.glyphs import fold

_DASHES = frozenset("‐‑‒–—―−﹣⁻－")
_GONE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_NARROW = frozenset("\u2009\u202f")
_FOLDED = ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0xFF66, 0xFF9F))
_PRIVATE = (0xE000, 0xF8FF)
_BULLET = "•"
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
    """A line with its glyphs in one width: full-width digits, dashes before digits, bullets, lost blanks."""
    if raw.isascii():
        return Patched(text=raw, columns=range(len(raw) + 1))
    folded = fold(raw, rulebook)
    found = []
    for at, glyph in enumerate(raw):
        if glyph < "\x80":
            continue
        after, rule = _reading(raw, at, folded[at])
        if after != glyph:
            found.append(Patch(start=at, end=at + 1, after=after, rule=rule))
    return patch(raw, found) if found else Patched(text=raw, columns=range(len(raw) + 1))


def _reading(raw: str, at: int, fold_as: str) -> tuple[str, str]:
    glyph = raw[at]
    following = raw[at + 1 : at + 2]
    if glyph in _DASHES:
        return ("-" if following.isdecimal() else glyph), "glyph.minus"
    if glyph in _GONE:
        return "", "glyph.invisible"
    if glyph in _NARROW and following.isdecimal() and raw[at - 1 : at].isdecimal():
        return "", "glyph.narrow-blank"
    if _PRIVATE[0] <= ord(glyph) <= _PRIVATE[1]:
        return _BULLET, "glyph.bullet"
    return _folded(glyph, fold_as), "glyph.width"


@lru_cache(maxsize=4096)
def _folded(glyph: str, fold_as: str) -> str:
    """The plain form of a glyph. Marks such as ① ² Ⅱ are left, they are no digits; so are quotation marks."""
    code, category = ord(glyph), unicodedata.category(glyph)
    if fold_as != glyph:
        return fold_as if category in _FOLDABLE and not (fold_as.isdecimal() and category != "Nd") else glyph
    if any(first <= code <= last for first, last in _FOLDED):
        return unicodedata.normalize("NFKC", glyph)
    return " " if category == "Zs" else glyph
