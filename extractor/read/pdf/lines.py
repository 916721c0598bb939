"""Words of a page to strips of text, and strips to lines of text in reading order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from extractor.model.page import Box
from extractor.read.pdf.glyphs import Stroken
from extractor.read.pdf.paragraphs import Part, Strip, goes_on, is_bullet, is_sentence, joint, right_edge

SAME_LINE = 0.3
WIDE = 0.85
NARROW = 0.24
HUNG = 4.0
SPACED = 0.12
CLOSE = 1.75
STEP = 12.0
OPENING, COLONS = "(（", ":："
BETWEEN = "   "
SHORT = 3
NUMBER = regex.compile(r"[(\[]?[-+–−△▲±]?[¥$€£]?\d(?:[\d,.]*\d)?[%％]?[)\]]?|[-–—―－]|\([-–—]\)")
CURRENCY = regex.compile(r"[(]?(?:[A-Z]{1,2})?[$¥￥€£₩\ufffd]")
WIDE_GLYPH = regex.compile(r"[\u3000-\u9fff\uff00-\uffef]")


class Row(NamedTuple):
    """Strips of text on one baseline, left to right, its left and upper end, and whether figures are among them."""

    pieces: tuple[Strip, ...]
    x0: float
    y0: float
    figures: bool


def _row_of(pieces: tuple[Strip, ...]) -> Row:
    figures = any(len(piece.words) <= SHORT and NUMBER.fullmatch(_first(piece)) for piece in pieces)
    return Row(pieces, min(piece.x0 for piece in pieces), min(piece.y0 for piece in pieces), figures)


def _first(piece: Strip) -> str:
    return piece.text[: piece.words[0].end]


def rows_of(words: Sequence[Stroken], down: Sequence[Box]) -> tuple[Row, ...]:
    """Words in rows, cut into pieces at wide gaps, between numbers, and at upright rulings."""
    levels: list[list[Stroken]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        for level in reversed(levels[-4:]):
            if _level(level[0], word):
                level.append(word)
                break
        else:
            levels.append([word])
    return tuple(_row(level, down) for level in levels)


def _level(one: Stroken, other: Stroken) -> bool:
    size = one.size if one.size < other.size else other.size
    return abs(one.baseline - other.baseline) <= SAME_LINE * (size if size > 1 else 1.0)


def _row(level: list[Stroken], down: Sequence[Box]) -> Row:
    level.sort(key=lambda word: word.x0)
    height = level[0].y
    near = [line for line in down if line.y0 <= height <= line.y1]
    runs: list[list[Stroken]] = [[level[0]]]
    for before, word in pairwise(level):
        if _cut(before, word, near) and not _goes_with(runs[-1], word):
            runs.append([word])
        else:
            runs[-1].append(word)
    return _row_of(tuple(_strip(run) for run in runs))


def _goes_with(run: Sequence[Stroken], word: Stroken) -> bool:
    """Whether a word goes with those before it though a gap lies between: behind a bullet, or in open brackets."""
    before = run[-1]
    if word.x0 - before.x1 >= HUNG * word.size:
        return False
    return (len(run) == 1 and is_bullet(before.text)) or _is_open(run)


def _is_open(run: Sequence[Stroken]) -> bool:
    """Whether a declaration in brackets goes on behind a colon, as in `(Unit:   yen)`."""
    text = "".join(word.text for word in run)
    return text[:1] in OPENING and text[-1:] in COLONS


def _cut(before: Stroken, word: Stroken, down: Sequence[Box]) -> bool:
    gap = word.x0 - before.x1
    size = max(before.size, word.size)
    if gap > WIDE * size or gap < -size:
        return True
    if gap > NARROW * size and _apart_as_numbers(before.text, word.text):
        return True
    return any(before.x1 - 1 <= line.x <= word.x0 + 1 for line in down)


def _apart_as_numbers(before: str, word: str) -> bool:
    """Whether a number stands before another, or before its currency; a dash may be the sign of the second."""
    if before in "-–−" or not NUMBER.fullmatch(before):
        return False
    return bool(NUMBER.fullmatch(word) or CURRENCY.fullmatch(word))


def _strip(run: list[Stroken]) -> Strip:
    if len(run) == 1:
        one = run[0]
        part = Part(0, len(one.text), one.x0, one.x1)
        return Strip(one.text, one.x0, one.y0, one.x1, one.y1, one.size, one.colour, one.bold, (part,))
    text, parts = "", []
    for at, word in enumerate(run):
        if at and _blank(run[at - 1], word):
            text += " "
        parts.append(Part(len(text), len(text) + len(word.text), word.x0, word.x1))
        text += word.text
    longest = max(run, key=lambda word: len(word.text))
    x0, x1 = run[0].x0, max([word.x1 for word in run])
    y0, y1 = min([word.y0 for word in run]), max([word.y1 for word in run])
    return Strip(text, x0, y0, x1, y1, longest.size, longest.colour, longest.bold, tuple(parts))


def _blank(before: Stroken, word: Stroken) -> bool:
    """Whether a blank stands between two words; wide glyphs set loosely have none."""
    gap = word.x0 - before.x1
    size = min(before.size, word.size)
    if WIDE_GLYPH.match(before.text[-1]) and WIDE_GLYPH.match(word.text[0]):
        return gap > WIDE * size
    return gap > SPACED * size


def blocks_of(rows: Sequence[Row], number: int) -> Iterator[tuple[Row, ...]]:
    """Rows of page `number` as they are read: those with figures whole, the rest in boxes of text below each other.

    Sentences beside figures, and the number of the page beside text, are no part of their row.
    """
    blocks: list[list[Row]] = []
    for row in rows:
        rest: list[Strip] = []
        for piece in row.pieces:
            if row.figures and NUMBER.fullmatch(piece.text) and piece.text != str(number):
                rest.append(piece)
                continue
            part = _row_of((piece,))
            home = _home(blocks, part)
            if row.figures and not _apart(piece, home, str(number)):
                rest.append(piece)
            else:
                (blocks.append([part]) if home is None else home.append(part))
        if rest:
            blocks.append([_row_of(tuple(rest))])
    blocks.sort(key=lambda block: (round(block[0].y0 / STEP), block[0].x0))
    yield from (tuple(block) for block in blocks)


def _apart(piece: Strip, home: list[Row] | None, number: str) -> bool:
    """Whether a piece is no part of its row: a sentence, the end of one, or the number of the page."""
    if piece.text == number or (is_sentence(piece) and not NUMBER.fullmatch(_first(piece))):
        return True
    return home is not None and goes_on(home[-1].pieces[0], piece, right_edge([row.pieces[0] for row in home]))


def _home(blocks: list[list[Row]], part: Row) -> list[Row] | None:
    """The box of text that a line goes on: right above it, of the same size and with a common side or middle."""
    piece = part.pieces[0]
    size = piece.size
    for block in reversed(blocks[-60:]):
        above = block[-1].pieces[0]
        step = piece.y1 - above.y1
        if not 0.5 * size < step < CLOSE * max(size, above.size) or abs(size - above.size) >= 0.2 * size:
            continue
        sides = min(abs(piece.x0 - above.x0), abs(piece.x - above.x), abs(piece.x1 - above.x1))
        if sides < 1.5 * size and not (block[-1].figures and not is_sentence(above)):
            return block
    return None


def numbered(blocks: Sequence[tuple[Row, ...]], first: int) -> tuple[list[str], list[tuple[Strip, int, int]]]:
    """Lines of text from number `first` on, a blank one between boxes, and the strips with line and column of each."""
    texts: list[str] = []
    placed: list[tuple[Strip, int, int]] = []
    for at, block in enumerate(blocks):
        if at and not (block[0].figures and blocks[at - 1][-1].figures):
            texts.append("")
        right = right_edge([piece for row in block for piece in row.pieces])
        for number, row in enumerate(block):
            before = block[number - 1].pieces[-1] if number else None
            text = ""
            if before is not None and len(row.pieces) == 1 and goes_on(before, row.pieces[0], right):
                text = texts.pop()
                text += joint(text, row.pieces[0].text)
            line = first + len(texts)
            for place, piece in enumerate(row.pieces):
                text += BETWEEN if place else ""
                placed.append((piece, line, len(text)))
                text += piece.text
            texts.append(text)
    return texts, placed
