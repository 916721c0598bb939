"""Paragraphs of a page: sentences broken by the width of their box are put together again as one line of text."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from extractor.model.page import Colour

WIDE_GLYPH = regex.compile(r"[\u3000-\u9fff\uff00-\uffef]")
BULLET = regex.compile(r"[•·・◆◇■□●○◎➤►▶▸▪▫◦‣∙*※]$")
STOPS = (".", "。", "!", "?", "．")
LEAST_WIDTH = 16.0
LEAST_WORDS = 6
LEAST_WIDE = 14
HANGING = 3.5
EVEN = 0.6
KINSOKU = 2.2
BLANK = 0.25


class Part(NamedTuple):
    """A word of a strip: its columns in the text [start, end), and from where to where it stands."""

    start: int
    end: int
    x0: float
    x1: float


class Strip(NamedTuple):
    """Words of one stroke, apart from others by a wide gap; a page has hundreds, so that they are kept light."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    colour: Colour
    bold: bool
    words: tuple[Part, ...]

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2


def is_sentence(piece: Strip) -> bool:
    """Whether a piece is long enough to be part of a sentence, and no name of a row."""
    letters = sum(map(str.isalpha, piece.text))
    if len(WIDE_GLYPH.findall(piece.text)) >= LEAST_WIDE:
        return True
    return len(piece.words) >= LEAST_WORDS and 2 * letters > len(piece.text)


def goes_on(above: Strip, piece: Strip, right: float) -> bool:
    """Whether a line broke only because its box ends at `right`: the first word of the next had no room there."""
    if (above.x1 - above.x0) < LEAST_WIDTH * above.size or above.text.rstrip().endswith(STOPS) or is_bulleted(piece):
        return False
    indent = abs(above.x0 - piece.x0)
    starts = [indent, abs(_text_start(above) - piece.x0)]
    if min(starts) > EVEN * piece.size and indent > HANGING * piece.size:
        return False
    first = piece.words[0]
    wide = WIDE_GLYPH.match(piece.text) is not None
    need = KINSOKU * piece.size if wide else first.x1 - first.x0 + BLANK * piece.size
    return is_sentence(above) and above.x1 + need > max(right, piece.x1)


def is_bulleted(piece: Strip) -> bool:
    """Whether a piece opens with the mark of a point."""
    return BULLET.match(piece.text[: piece.words[0].end - piece.words[0].start][:1] or " ") is not None


def is_bullet(text: str) -> bool:
    """Whether a word is nothing but the mark of a point."""
    return BULLET.match(text) is not None


def _text_start(piece: Strip) -> float:
    """Where the text of a piece begins behind its bullet."""
    marked = len(piece.words) > 1 and is_bulleted(piece) and piece.words[0].end - piece.words[0].start == 1
    return piece.words[1].x0 if marked else piece.x0


def joint(above: str, below: str) -> str:
    """What stands between two lines of a paragraph: nothing between wide glyphs and behind a hyphen."""
    if above.endswith("-") and above[-2:-1].isalpha():
        return ""
    return "" if WIDE_GLYPH.match(above[-1:]) and WIDE_GLYPH.match(below[:1]) else " "


def right_edge(pieces: Sequence[Strip]) -> float:
    """Where the box of text ends at the right."""
    return max(piece.x1 for piece in pieces)
