"""Ciphered text layers: glyphs whose characters are not what is drawn."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import regex

from extractor.read.pdf.glyphs import Seen, Stroken

LEAST = 60
UNMAPPED = 0.2
STRANGE = 0.12
WORDLESS = 0.25
LONG = 3
MOST_TURNS = 3
FIGURES, LETTERS = regex.compile(r"\d+"), regex.compile(r"[^\W\d_]+")
LATER = "\u2000"
"""Marks and letters of other scripts stand behind this one."""
PLAIN = frozenset(".,;:%()'’‘“”\"&/-–—+*$€£¥•·!?®™©°§¹²³#")

IN_NUMBERS = ".,-/%()"
NUMERIC = frozenset(IN_NUMBERS + "0123456789")


def is_cipher(seen: Seen) -> bool:
    """Whether a page has no usable map of characters: too many have none, or its words are no words."""
    if seen.glyphs < LEAST:
        return False
    if seen.unmapped > UNMAPPED * seen.glyphs:
        return True
    return _soup(seen.words)


def _soup(words: Sequence[Stroken]) -> bool:
    """Whether words mix letters, figures and marks as no language does."""
    text = "".join(word.text for word in words)
    strange = sum(
        count for glyph, count in Counter(text).items() if not (glyph.isalnum() or glyph in PLAIN or glyph > LATER)
    )
    if len(text) >= LEAST and strange > STRANGE * len(text):
        return True
    long = [word.text for word in words if len(word.text) >= LONG]
    mixed = len({_shape(word) for word in long if _mixed(word)})
    return len(long) * LONG >= LEAST and mixed > WORDLESS * len(long)


def _shape(word: str) -> str:
    """A word with its figures and letters told apart only; labels such as `FY24/Q1` and `FY24/Q2` have one shape."""
    return LETTERS.sub("a", FIGURES.sub("0", word))


def _mixed(word: str) -> bool:
    """Whether marks stand between the glyphs of a word on more than two sides, or letters and figures alternate."""
    if word.isalpha() or NUMERIC.issuperset(word):
        return False
    kinds = ["d" if g.isdigit() else "a" if g.isalpha() else "m" for g in word]
    turns = Counter(a + b for a, b in pairwise(kinds) if a != b)
    return sum(turns.values()) > MOST_TURNS and not all(g in IN_NUMBERS or g.isdigit() for g in word)
