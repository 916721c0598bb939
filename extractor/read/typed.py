"""Typed pages: where a dump keeps the blanks between columns, a place in its lines is a place on the page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.model.page import Box, Piece, PrintedPage, Word
from extractor.model.text import Slide, Span

ADVANCE = 5.0
LINE = 12.0
SIZE = 10.0
"""Points that a glyph is wide, a line and a glyph are high; no dump tells them, only their proportion matters."""
APART = 2
"""So many blanks set columns apart."""
STRETCH = 60
"""So many lines are looked at together."""
LEAST_ROWS = 3
LEAST_SHARED = 2
GAP = regex.compile(rf"\S {{{APART},}}\S")
WORD = regex.compile(r"\S+")
NUMBER = regex.compile(r"[(\[]?[-+–−△▲±]?[¥$€£]?\d(?:[\d,.]*\d)?[%％]?[)\]]?|[-–—―－]|\([-–—]\)|#{3,}")
CELL = regex.compile(r"[\d–—―－#-]")
"""Every number has one of these."""
WIDE = regex.compile(r"[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]")
NOTE = regex.compile(r"\([1-9]\d?\)|[*※＊]\d{0,2}")
NOTE_NEAR = 5
GARBLED = "!"
"""What fonts without a map make of the dollar sign."""
MINUS = "-–−"
YEAR = regex.compile(r"(?:19|20)\d\d")
PART_OF_YEAR = regex.compile(r"[QHM]\d{1,2}|\d{1,2}[QHM]|[FC]Y")
"""What a year goes with over one column: `Q2 2025`, `FY 2024`."""
SIGNS = frozenset("!$¥￥€£")
FORM_FEED = "\f"
Place = tuple[int, int]


def keeps_columns(raws: Sequence[str]) -> bool:
    """Whether the lines of a dump keep columns: numbers end below each other, far apart, on several lines."""
    return any(_share_ends(raws[at : at + STRETCH]) for at in range(0, len(raws), STRETCH))


def whole_tables(slides: Sequence[Slide], raws: Sequence[str]) -> tuple[Slide, ...]:
    """The slides of a dump that keeps columns; no slide begins with a line of columns right below another line."""
    kept: list[Slide] = []
    for slide in slides:
        raw = raws[slide.first - 1]
        inside = bool(kept) and FORM_FEED not in raw and bool(raws[slide.first - 2].strip()) and GAP.search(raw)
        if inside:
            kept[-1] = replace(kept[-1], last=slide.last)
        else:
            kept.append(replace(slide, number=len(kept) + 1))
    return tuple(kept)


def typed_pages(raws: Sequence[str], slides: Sequence[Slide]) -> tuple[PrintedPage, ...]:
    """The slides of a dump that keeps columns as pages whose glyphs all are as wide."""
    wide = _width(raws)
    return tuple(_page(slide, raws[slide.first - 1 : slide.last], wide) for slide in slides)


def _share_ends(lines: Sequence[str]) -> bool:
    ends = [_number_ends(line, 1) for line in lines]
    rows = [row for row in ends if len(row) >= LEAST_SHARED]
    near = [{end + off for end in row for off in (-1, 0, 1)} for row in rows]
    shared = sum(
        any(number != other and len(set(row) & near[other]) >= LEAST_SHARED for other in range(len(rows)))
        for number, row in enumerate(rows)
    )
    return shared >= LEAST_ROWS


def _number_ends(line: str, wide: int) -> list[int]:
    """The columns where numbers end that stand apart from what is left of them."""
    if not CELL.search(line):
        return []
    places = _places(line, wide)
    found = [match for match in WORD.finditer(line) if NUMBER.fullmatch(match.group())]
    return [places[m.end()] for m in found if m.start() < APART or not line[m.start() - APART : m.start()].strip()]


def _places(line: str, wide: int) -> Sequence[int]:
    """The column of the page at which every glyph of a line begins, and that behind the last."""
    if FORM_FEED not in line and (wide == 1 or line.isascii()):
        return range(len(line) + 1)
    at, places = 0, [0]
    for sign in line:
        at += 0 if sign == FORM_FEED else wide if WIDE.match(sign) else 1
        places.append(at)
    return places


def _width(lines: Sequence[str]) -> int:
    """How many columns a wide glyph takes: as many as let more numbers end below each other."""
    if not any(WIDE.search(line) for line in lines):
        return 1
    return max((1, 2), key=lambda wide: (_agreement(lines, wide), -wide))


def _agreement(lines: Sequence[str], wide: int) -> int:
    ends = Counter(end for line in lines for end in _number_ends(line, wide))
    return sum(count * count for count in ends.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line with the columns of its glyphs, and the columns of the page where numbers end below each other."""

    text: str
    number: int
    row: int
    places: Sequence[int]
    ends: frozenset[int]

    def word(self, place: Place) -> str:
        return self.text[place[0] : place[1]]

    def ends_column(self, place: Place) -> bool:
        """Whether a word ends where numbers do, apart from what follows."""
        follows = self.text[place[1] : place[1] + APART]
        return self.places[place[1]] in self.ends and not follows.strip()


def _page(slide: Slide, lines: Sequence[str], wide: int) -> PrintedPage:
    counted = Counter(end for line in lines for end in _number_ends(line, wide))
    ends = frozenset(end for end, count in counted.items() if count >= LEAST_ROWS)
    made = [
        _Line(text=text, number=slide.first + row, row=row, places=_places(text, wide), ends=ends)
        for row, text in enumerate(lines)
        if "\t" not in text and not NOTE.fullmatch(text.strip())
    ]
    pieces = tuple(piece for line in made for piece in _pieces(line))
    width = max((piece.box.x1 for piece in pieces), default=0.0)
    return PrintedPage(number=slide.number, width=width, height=LINE * len(lines), pieces=pieces, typed=True)


def _pieces(line: _Line) -> Iterator[Piece]:
    """The words of a line in pieces: cut at wide gaps, between numbers, and before a number that ends a column."""
    part: list[Place] = []
    for match in WORD.finditer(line.text):
        word = match.span()
        if part and _cut(line, part[-1], word):
            yield _piece(line, part)
            part = []
        part.append(word)
    if part:
        yield _piece(line, part)


def _cut(line: _Line, last: Place, word: Place) -> bool:
    before, after = line.word(last), line.word(word)
    if _notes(line, last, word):
        return False
    if word[0] - last[1] >= APART or before == GARBLED or after in SIGNS:
        return True
    if not NUMBER.fullmatch(after):
        return False
    if NUMBER.fullmatch(before):
        return before not in MINUS
    dates = YEAR.fullmatch(after) and PART_OF_YEAR.fullmatch(before)
    return not dates and line.ends_column(word) and any(map(str.isalpha, before))


def _notes(line: _Line, last: Place, word: Place) -> bool:
    """Whether a word is the mark of a footnote right behind a label."""
    mark = NOTE.fullmatch(line.word(word)) is not None and not line.ends_column(word)
    return mark and word[0] - last[1] < NOTE_NEAR and line.text[last[1] - 1].isalpha()


def _piece(line: _Line, part: Sequence[Place]) -> Piece:
    start, end = part[0][0], part[-1][1]
    places, top = line.places, line.row * LINE
    words = tuple(
        Word(start=low - start, end=high - start, x0=places[low] * ADVANCE, x1=places[high] * ADVANCE)
        for low, high in part
    )
    box = Box(x0=places[start] * ADVANCE, y0=top, x1=places[end] * ADVANCE, y1=top + SIZE)
    span = Span(line=line.number, start=start, end=end)
    return Piece(text=line.text[start:end], box=box, span=span, size=SIZE, words=words)
