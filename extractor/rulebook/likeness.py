"""Whether two printed names denote one line, by rule and not by letters alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractor.rulebook.abbreviations import Abbreviations, expand
from extractor.rulebook.book import Rulebook
from extractor.rulebook.lexicon import (
    Entry,
    Lexicon,
    bare_key,
    entries_of,
    key_of,
    lexicon,
    markers,
    one_signed,
)
from extractor.rulebook.names import Name, halves, is_japanese, read_name
from extractor.rulebook.stripping import stripped

SAME = 85
"""From here on two names denote one line; from `CONTAINED` on one name holds the other and more."""
CONTAINED = 60
_EQUAL, _BY_ITEM, _BY_WORDS, _BY_LIGHT, _BY_INITIALS = 100, 95, 96, 90, 88
_HALF = 50
_SMALLEST_STEM = 3
_LONGEST_ENDING = 2


@lru_cache(maxsize=65536)
def same_item(a: str, b: str, rulebook: Rulebook, abbreviations: Abbreviations = ()) -> int:
    """How surely two printed names denote one line, in either order: 100 certainly, below `CONTAINED` not.

    From `SAME` on they do. Abbreviations are those that the deck defines itself.
    """
    pairs = _comparable(*sorted((a, b)))
    return min((_likeness(*pair, lexicon(rulebook), abbreviations) for pair in pairs), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stems:
    """The beginnings of an English name's words and of those that carry its meaning, its words and their initials."""

    key: str
    all: frozenset[str]
    core: frozenset[str]
    words: tuple[str, ...]
    least: int
    initials: str


def could_be_one(a: str, b: str, rulebook: Rulebook, abbreviations: Abbreviations = ()) -> bool:
    """Whether two names need to be compared at all: False where no rule can make `SAME` of them, found at a glance."""
    lex = lexicon(rulebook)
    one, other = _stems(a, lex, abbreviations), _stems(b, lex, abbreviations)
    if one is None or other is None or one.key == other.key or one.all == other.all or one.core == other.core:
        return True
    return _shortened(one, other) or _shortened(other, one)


def _shortened(short: _Stems, long: _Stems) -> bool:
    """Whether a name has a word that the other does not have, whose letters begin words of the other in this order."""
    if short.least > len(long.initials):
        return False
    words = (word for word in short.words if len(word) <= len(long.initials))
    return any(word[:_SMALLEST_STEM] not in long.all and _in_order(word, long.initials) for word in words)


def _in_order(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)


@lru_cache(maxsize=16384)
def _stems(text: str, lex: Lexicon, abbreviations: Abbreviations) -> _Stems | None:
    """The stems of an English name that the rulebook does not know; None for others."""
    name = read_name(expand(text, abbreviations))
    if name.japanese or not name.full or halves(text) or entries_of(read_name(text), lex):
        return None
    key = bare_key(name, lex)
    words = tuple(word for word in key.split() if len(word) > 1)
    content = _content(name, key, lex)
    return _Stems(
        key=key_of(name.full, lex, japanese=False),
        all=_beginnings(key.split()),
        core=_beginnings(content),
        words=words,
        least=min(map(len, words), default=len(key)),
        initials="".join(word[0] for word in key.split()),
    )


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:_SMALLEST_STEM] for word in words)


def _comparable(a: str, b: str) -> list[tuple[str, str]]:
    """The pairs of one language in two names, of which each may be printed in both."""
    ours, theirs = halves(a) or (a,), halves(b) or (b,)
    if len(ours) == len(theirs):
        return list(zip(ours, theirs, strict=True))
    return [(x, y) for x in ours for y in theirs if is_japanese(x) is is_japanese(y)]


def _likeness(a: str, b: str, lex: Lexicon, abbreviations: Abbreviations) -> int:
    ours, theirs = entries_of(read_name(a), lex), entries_of(read_name(b), lex)
    if ours and theirs:
        return _known(ours, theirs)
    one, other = (read_name(expand(text, abbreviations)) for text in (a, b))
    if not one.full or not other.full or one.japanese is not other.japanese:
        return 0
    if key_of(one.full, lex, japanese=one.japanese) == key_of(other.full, lex, japanese=other.japanese):
        return _EQUAL
    return _like_japanese(one, other, lex) if one.japanese else _like_english(one, other, lex)


def _known(ours: tuple[Entry, ...], theirs: tuple[Entry, ...]) -> int:
    """Two names of the rulebook: a near line is not the item's own, a name of several stays open."""
    if ours == theirs:
        return _EQUAL
    common = {entry.item.id for entry in ours} & {entry.item.id for entry in theirs}
    if not common:
        return 0
    if len(ours) > 1 or len(theirs) > 1 or ours[0].kin or theirs[0].kin:
        return _HALF
    return _BY_ITEM


def _like_english(one: Name, other: Name, lex: Lexicon) -> int:
    ours, theirs = (bare_key(name, lex) for name in (one, other))
    left, right = unpaired(ours.split(), theirs.split())
    if _initials_agree(left, right):
        return _BY_INITIALS
    if markers(ours, lex, japanese=False) != markers(theirs, lex, japanese=False):
        return 0
    if not left and not right:
        return _BY_WORDS
    return _by_leftovers(_content(one, ours, lex), _content(other, theirs, lex))


def _by_leftovers(one: list[str], other: list[str]) -> int:
    left, right = unpaired(one, other)
    if not left and not right:
        return _BY_LIGHT
    if _initials_agree(left, right):
        return _BY_INITIALS
    longest = max(len(one), len(other))
    common = longest - max(len(left), len(right))
    if not left or not right:
        return CONTAINED + 20 * common // longest
    return _HALF * common // longest


def unpaired(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """The words of each name that have no counterpart in the other, equal or with another ending."""
    left, right = [], list(other)
    for word in one:
        if word in right:
            right.remove(word)
        else:
            left.append(word)
    for word in tuple(left):
        partner = next((rival for rival in right if _one_stem(word, rival)), "")
        if partner:
            left.remove(word)
            right.remove(partner)
    return left, right


def _one_stem(a: str, b: str) -> bool:
    if a[:_SMALLEST_STEM] != b[:_SMALLEST_STEM]:
        return False
    stem = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return stem >= _SMALLEST_STEM and max(len(a), len(b)) - stem <= _LONGEST_ENDING and not (a + b).isdigit()


def _initials_agree(left: list[str], right: list[str]) -> bool:
    """Whether one side is a single short word made of the initials of the other side."""
    for short, long in ((left, right), (right, left)):
        if len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long):
            return True
    return False


def _content(name: Name, key: str, lex: Lexicon) -> list[str]:
    """The words that carry the meaning: no light words, no revenue at either end; never empty."""
    words, english = key.split(), lex.english
    if " ".join(name.words[:2]) in english.head:
        words = words[1:] or words
    if words[-1] in english.head:
        words = words[:-1] or words
    return [word for word in words if word not in english.light | english.part] or words


def _like_japanese(one: Name, other: Name, lex: Lexicon) -> int:
    a, b = (next(iter(one_signed(name, lex)), bare_key(name, lex)) for name in (one, other))
    if a == b:
        return _BY_WORDS
    if markers(a, lex, japanese=True) != markers(b, lex, japanese=True):
        return 0
    weak = lex.japanese.light | lex.japanese.part | lex.japanese.head
    a, b = stripped(a, weak), stripped(b, weak)
    if a == b:
        return _BY_LIGHT
    if a in b or b in a:
        return CONTAINED + 20 * min(len(a), len(b)) // max(len(a), len(b))
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (a, b)]
    return 2 * _HALF * len(pairs[0] & pairs[1]) // max(1, len(pairs[0]) + len(pairs[1]))
