"""Names on a slide that could name a series: single lines, wrapped lines joined, glued names cut apart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from extractor.layout.labels import known
from extractor.layout.roles import Placed
from extractor.layout.sketch import clean
from extractor.layout.spoken import Spoken
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Name, Role
from extractor.model.figure import Measure
from extractor.rulebook import Rulebook
from extractor.rulebook.lexicon import entries_of, lexicon
from extractor.rulebook.names import halves, is_japanese, read_name
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms
from extractor.rulebook.units import find_units

GLUED = regex.compile(r"(?<=[a-z)）])(?=[A-Z（][a-z])")
ANEW = regex.compile(r"(?<=[A-Za-z][a-z)）])(?=[\p{Han}\p{Katakana}\p{Hiragana}])")
WIDE = regex.compile(r"\s{3,}")
OPEN_END = regex.compile(r"(?:\b(?:and|of|for|by|to|from|the|in|on|with|related)|[-&/,])$", regex.IGNORECASE)
LINK_ONLY = regex.compile(
    r"[\W\d_]*(?:(?:in|at|of|for|by|as|from|to|end|the|since|until)\b[\W\d_]*)*", regex.IGNORECASE
)
OPEN_START = regex.compile(r"^(?:[a-z(（]|\b(?:for|of|and|to|by|from)\b)")
DECLARES = regex.compile(r"(?:units?|単位)\s*[:：]?\s*[(（]?\s*$", regex.IGNORECASE)
DECLARED = regex.compile(r"^\s*[)）]|^\s*(?:excluding|except)\b.*$|^\s*[、,].*$", regex.IGNORECASE)
COLUMN_TERMS = frozenset({"share", "change", "change_pct", "points", "achievement", "scenario"})
LONGEST_JOIN = 4
LEAST_NAME = 2
LEAST_PAIR = 4
LEAST_UNSPACED = 4
"""Shorter Japanese items also begin and end longer names: その他, 売上高."""
MOST_WORDS = 60
"""Lines of more words are floods; they are not cut into names."""
NARROW = 2
"""A label of more words is not set so narrow that a blank at its end would mean a wrap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lore:
    """What the deck says elsewhere: names, in comparable form, that stand alone, and the phrases of its prose."""

    alone: frozenset[str] = frozenset()
    spoken: Spoken

    def apart(self, left: str, right: str) -> bool:
        """Whether a text is two names: both stand alone, or one does and sentences are about the other."""
        sides = [comparable(side) in self.alone for side in (left, right)]
        told = [alone or self.spoken.tells_of(side) for alone, side in zip(sides, (left, right), strict=True)]
        return any(sides) and all(told) and not self.spoken.says(f"{left} {right}")


def find_names(placed: tuple[Placed, ...], stream: Stream, rulebook: Rulebook, lore: Lore) -> tuple[Name, ...]:
    """Candidate names in text order; joined lines and cuts carry a cost.

    A line that is two names of the deck is cut, lines that are one in its prose are joined.
    """
    names: list[Name] = []
    for box in _boxes(placed):
        pieces = [cut for line in box for piece in _pieces(line, rulebook) for cut in _cut_pair(piece, lore)]
        for first in range(len(pieces)):
            found = _joins(pieces, first, stream, rulebook)
            names.extend(_surer(name, lore.spoken) for name in found)
    return _parts_dearer(names)


def _surer(name: Name, spoken: Spoken) -> Name:
    """A name over several lines without doubt where prose says it as one phrase."""
    joined = name.cost and name.first != name.last and spoken.says(name.text)
    return replace(name, cost=0) if joined else name


def _parts_dearer(names: list[Name]) -> tuple[Name, ...]:
    """Names with a cost where a sure name over more lines holds them."""
    wholes = [name for name in names if name.first != name.last and not name.cost]
    out = []
    for name in names:
        lines = name.last - name.first
        inside = any(
            whole.first <= name.first and name.last <= whole.last and whole.last - whole.first > lines
            for whole in wholes
        )
        out.append(replace(name, cost=1) if inside and not name.cost else name)
    return tuple(out)


def _boxes(placed: tuple[Placed, ...]) -> Iterator[list[Placed]]:
    """Name lines of one text box; a unit line may carry a name behind its declaration."""
    box: list[Placed] = []
    for line in placed:
        takes = line.role in {Role.NAME, Role.UNIT}
        if box and (not takes or line.group != box[-1].group):
            yield box
            box = []
        if takes:
            box.append(line)
    if box:
        yield box


def _pieces(line: Placed, rulebook: Rulebook) -> list[tuple[str, int, bool]]:
    """Texts on a line with its number, and whether the line goes on below."""
    text = line.text
    declaration = line.sketch.declaration
    if declaration is not None:
        text = DECLARES.sub("", text[: declaration.start]) + "   " + DECLARED.sub("", text[declaration.end :])
    parts = [cut for wide in WIDE.split(text) for part in GLUED.split(wide) for cut in _cut_bilingual(part)]
    bare = [clean(_without_periods(part, rulebook)) for part in parts]
    cut = [piece for part in bare for piece in _cut_known(part, rulebook)]
    kept = [piece for piece in cut if len(piece) >= LEAST_NAME and _nameable(piece, rulebook)]
    return [(piece, line.number, text.endswith(" ")) for piece in kept]


def _cut_bilingual(text: str) -> list[str]:
    """Names printed in both languages and glued to each other, cut where the next one begins in Japanese."""
    for found in ANEW.finditer(text):
        left, right = text[: found.start()], text[found.start() :]
        if halves(clean(left)) and halves(clean(right)):
            return [left, *_cut_bilingual(right)]
    return [text]


def _cut_pair(piece: tuple[str, int, bool], lore: Lore) -> list[tuple[str, int, bool]]:
    """A piece cut where both sides are names of the deck."""
    text, line, wraps = piece
    words = text.split(" ")
    if not LEAST_PAIR - 1 <= len(words) <= MOST_WORDS:
        return [piece]
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        open_cut = OPEN_END.search(left) or OPEN_START.match(right)
        if not open_cut and lore.apart(left, right):
            return [(left, line, wraps), *_cut_pair((right, line, wraps), lore)]
    return [piece]


def comparable(text: str) -> str:
    """The form in which names of the deck are compared."""
    return read_name(text).full


def _nameable(text: str, rulebook: Rulebook) -> bool:
    """Whether a text can name a line: it has letters, defines nothing, and is no mere column term."""
    bare = _without_periods(text, rulebook)
    if not any(sign.isalpha() for sign in bare) or "=" in text or LINK_ONLY.fullmatch(bare):
        return False
    if any(unit.start == 0 and unit.end >= len(text) for unit in find_units(text, rulebook)):
        return False
    terms = [term for term in find_terms(text, rulebook) if term.term in COLUMN_TERMS]
    return sum(term.end - term.start for term in terms) * 2 < len(text) and not any(
        term.term == "share" for term in terms
    )


def _without_periods(text: str, rulebook: Rulebook) -> str:
    for mention in reversed(find_periods(text, rulebook)):
        text = text[: mention.start] + " " + text[mention.end :]
    return text


def _cut_known(text: str, rulebook: Rulebook) -> list[str]:
    """Two names side by side: one is an item of the rulebook, the whole is not."""
    words = text.split(" ")
    if len(words) == 1 and is_japanese(text):
        return _cut_unspaced(text, rulebook)
    if not LEAST_NAME <= len(words) <= MOST_WORDS or known(text, rulebook) or _in_two_languages(text, rulebook):
        return [text]
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        open_cut = OPEN_END.search(left) or OPEN_START.match(right)
        if len(words) - at > 1 and not open_cut and known_item(right, rulebook):
            return [*_cut_known(left, rulebook), right]
    return [text]


def _cut_unspaced(text: str, rulebook: Rulebook) -> list[str]:
    """Two Japanese items run together without a blank; a ratio behind an item is one name: 自己資本経常利益率."""
    if known_item(text, rulebook):
        return [text]
    for at in range(LEAST_UNSPACED, len(text) - LEAST_UNSPACED + 1):
        owners = [entries_of(read_name(side), lexicon(rulebook)) for side in (text[:at], text[at:])]
        if all(owners) and all(entry.item.measure != Measure.RATIO for entry in owners[1]):
            return [text[:at], text[at:]]
    return [text]


def _in_two_languages(text: str, rulebook: Rulebook) -> bool:
    """Whether a text is one name printed in Japanese and English: no half is another item than the other."""
    owners = [entries_of(read_name(half), lexicon(rulebook)) for half in halves(text)]
    known_ids = [{entry.item.id for entry in entries} for entries in owners if entries]
    return bool(owners) and (len(known_ids) < len(owners) or bool(set.intersection(*known_ids)))


def _joins(pieces: list[tuple[str, int, bool]], first: int, stream: Stream, rulebook: Rulebook) -> Iterator[Name]:
    """A line and what follows it as one name; items of the rulebook one under the other are no guess at a new one."""
    text, line, _ = pieces[first]
    doubtful = OPEN_END.search(text) or OPEN_START.match(text) or text.startswith("[")
    yield _name(text, line, line, 1 if doubtful else 0, stream)
    wraps = _goes_on(pieces, first) and not doubtful and _is_narrow(text)
    last, guessed, items = line, False, known_item(text, rulebook)
    for index in range(first + 1, min(first + LONGEST_JOIN, len(pieces))):
        piece, number, _ = pieces[index]
        if number == last:
            return
        sure = OPEN_END.search(text) or OPEN_START.match(piece) or wraps
        text, last, wraps = f"{text} {piece}", number, False
        guessed, items = guessed or not sure, items and known_item(piece, rulebook)
        doubted = guessed and (_begins_anew(piece, rulebook) or not known_item(text, rulebook))
        if not (doubted and items):
            yield _name(text, line, last, int(doubted), stream)


def _begins_anew(piece: str, rulebook: Rulebook) -> bool:
    """Whether a Japanese line is an item of its own: 一般管理費 under 販売費 does not make the two one name."""
    return is_japanese(piece) and known_item(piece, rulebook)


def _is_narrow(text: str) -> bool:
    """Whether a label may be set so narrow that it wraps at a blank; Japanese ones have no blanks to wrap at."""
    return len(text.split()) <= NARROW and not is_japanese(text)


def _goes_on(pieces: list[tuple[str, int, bool]], at: int) -> bool:
    """Whether a line goes on below: a blank at its end, and the next piece on the line under it."""
    inside = 0 <= at < len(pieces) - 1
    return inside and pieces[at][2] and pieces[at + 1][1] == pieces[at][1] + 1


def _name(text: str, first: int, last: int, cost: int, stream: Stream) -> Name:
    return Name(text=text, first=first, last=last, order=stream.orders[first], cost=cost)


def known_item(text: str, rulebook: Rulebook) -> bool:
    """Whether the rulebook has an item of exactly this name."""
    return bool(entries_of(read_name(text), lexicon(rulebook)))
