"""Words of a page to pieces, and pieces to lines of text in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.model.page import Box, Piece, Word, around
from extractor.model.text import Span
from extractor.read.pdf.glyphs import Stroken
from extractor.read.pdf.paragraphs import goes_on, is_bullet, is_sentence, joint, right_edge

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Pieces on one baseline, left to right, and whether figures are among them."""

    pieces: tuple[Piece, ...]
    box: Box
    figures: bool


def _row_of(pieces: tuple[Piece, ...]) -> Row:
    figures = any(len(piece.words) <= SHORT and NUMBER.fullmatch(_first(piece)) for piece in pieces)
    box = pieces[0].box if len(pieces) == 1 else around([piece.box for piece in pieces])
    return Row(pieces=pieces, box=box, figures=figures)


def _first(piece: Piece) -> str:
    return piece.text[: piece.words[0].end]


def rows_of(words: Sequence[Stroken], down: Sequence[Box]) -> tuple[Row, ...]:
    """Words in rows, cut into pieces at wide gaps, between numbers, and at upright rulings."""
    levels: list[list[Stroken]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.box.x0)):
        near = next((level for level in reversed(levels[-4:]) if _level(level[0], word)), None)
        if near is None:
            levels.append([word])
        else:
            near.append(word)
    return tuple(_row(level, down) for level in levels)


def _level(one: Stroken, other: Stroken) -> bool:
    return abs(one.baseline - other.baseline) <= SAME_LINE * max(min(one.size, other.size), 1.0)


def _row(level: list[Stroken], down: Sequence[Box]) -> Row:
    level.sort(key=lambda word: word.box.x0)
    near = [line for line in down if line.y0 <= level[0].box.y <= line.y1]
    runs: list[list[Stroken]] = [[level[0]]]
    for before, word in pairwise(level):
        marked = len(runs[-1]) == 1 and is_bullet(before.text) and word.box.x0 - before.box.x1 < HUNG * word.size
        marked = marked or (_is_open(runs[-1]) and word.box.x0 - before.box.x1 < HUNG * word.size)
        (runs.append([word]) if _cut(before, word, near) and not marked else runs[-1].append(word))
    pieces = tuple(_piece(run) for run in runs)
    return _row_of(pieces)


def _is_open(run: Sequence[Stroken]) -> bool:
    """Whether a declaration in brackets goes on behind a colon, as in `(Unit:   yen)`."""
    text = "".join(word.text for word in run)
    return text[:1] in OPENING and text[-1:] in COLONS


def _cut(before: Stroken, word: Stroken, down: Sequence[Box]) -> bool:
    gap = word.box.x0 - before.box.x1
    size = max(before.size, word.size)
    if gap > WIDE * size or gap < -size:
        return True
    numbers = NUMBER.fullmatch(before.text) and (NUMBER.fullmatch(word.text) or CURRENCY.fullmatch(word.text))
    if numbers and gap > NARROW * size and before.text not in "-–−":
        return True
    return any(before.box.x1 - 1 <= line.x <= word.box.x0 + 1 for line in down)


def _piece(run: list[Stroken]) -> Piece:
    text, words = "", []
    for at, word in enumerate(run):
        if at and _blank(run[at - 1], word):
            text += " "
        words.append(Word(start=len(text), end=len(text) + len(word.text), x0=word.box.x0, x1=word.box.x1))
        text += word.text
    longest = max(run, key=lambda word: len(word.text))
    return Piece(
        text=text,
        box=run[0].box if len(run) == 1 else around([word.box for word in run]),
        span=Span(line=0, start=0, end=len(text)),
        size=longest.size,
        colour=longest.colour,
        bold=longest.bold,
        words=tuple(words),
    )


def _blank(before: Stroken, word: Stroken) -> bool:
    """Whether a blank stands between two words; wide glyphs set loosely have none."""
    gap = word.box.x0 - before.box.x1
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
        rest: list[Piece] = []
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
    blocks.sort(key=lambda block: (round(block[0].box.y0 / STEP), block[0].box.x0))
    yield from (tuple(block) for block in blocks)


def _apart(piece: Piece, home: list[Row] | None, number: str) -> bool:
    """Whether a piece is no part of its row: a sentence, the end of one, or the number of the page."""
    if piece.text == number or (is_sentence(piece) and not NUMBER.fullmatch(_first(piece))):
        return True
    return home is not None and goes_on(home[-1].pieces[0], piece, right_edge([row.pieces[0] for row in home]))


def _home(blocks: list[list[Row]], part: Row) -> list[Row] | None:
    """The box of text that a line goes on: right above it, of the same size and with a common side or middle."""
    piece = part.pieces[0]
    box, size = piece.box, piece.size
    for block in reversed(blocks[-60:]):
        above = block[-1].pieces[0]
        step = box.y1 - above.box.y1
        if not 0.5 * size < step < CLOSE * max(size, above.size) or abs(size - above.size) >= 0.2 * size:
            continue
        sides = min(abs(box.x0 - above.box.x0), abs(box.x - above.box.x), abs(box.x1 - above.box.x1))
        if sides < 1.5 * size and not (block[-1].figures and not is_sentence(above)):
            return block
    return None


def numbered(blocks: Sequence[tuple[Row, ...]], first: int) -> tuple[list[str], tuple[Piece, ...]]:
    """Lines of text from number `first` on, a blank one between boxes, and the pieces with their places in them."""
    texts: list[str] = []
    pieces: list[Piece] = []
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
                pieces.append(_placed(piece, line, len(text)))
                text += piece.text
            texts.append(text)
    return texts, tuple(pieces)


def _placed(piece: Piece, line: int, start: int) -> Piece:
    words = piece.words
    if start:
        words = tuple(Word(start=w.start + start, end=w.end + start, x0=w.x0, x1=w.x1) for w in words)
    return Piece(
        text=piece.text,
        box=piece.box,
        span=Span(line=line, start=start, end=start + len(piece.text)),
        size=piece.size,
        colour=piece.colour,
        bold=piece.bold,
        words=words,
    )
