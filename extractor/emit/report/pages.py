"""Pages of a PDF beside their tables: the page as a reader sees it, with a box around every figure."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.emit.grid import Grid
from extractor.errors import UnreadableError
from extractor.model.deck import Deck
from extractor.model.figure import Figure
from extractor.model.page import Box, Piece, PrintedPage, place_of
from extractor.model.text import Span

MOST_BYTES = 12_000_000
MOST_DRAWN = 30_000
"""Most pieces, shapes and strokes of a page that is drawn for the report."""
_BESIDE, _AROUND = 1.5, 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A box on a page in points: the figures made from what it holds, and the weakest grade of these."""

    box: Box
    grade: str
    ids: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The part of a page that an exhibit shows, in points, with its boxes."""

    number: int
    page: PrintedPage
    top: float
    height: float
    framed: tuple[Framed, ...]


def pictures(deck: Deck, grids: Sequence[Grid], source: bytes | None) -> dict[int, str]:
    """Pages that hold exhibits, by number, as pictures in data URLs; none where `source` is not what was read."""
    if source is None or not deck.read.pages or hashlib.sha256(source).hexdigest() != deck.source.digest:
        return {}
    from extractor.read.pdf.pictures import page_pictures

    light = {page.number for page in deck.read.pages if _strokes(page) <= MOST_DRAWN}
    try:
        drawn = page_pictures(source, deck.source.name, light & {grid.slide for grid in grids}, MOST_BYTES)
    except UnreadableError:
        return {}
    return {each.number: f"data:{each.kind};base64,{base64.b64encode(each.data).decode('ascii')}" for each in drawn}


def _strokes(page: PrintedPage) -> int:
    return len(page.pieces) + len(page.shapes) + len(page.strokes) + len(page.across) + len(page.down)


def page_view(deck: Deck, grid: Grid, drawn: Mapping[int, str]) -> PageView | None:
    """Where the figures of an exhibit stand on its page; None where there is no picture of it or no place."""
    page = next((page for page in deck.read.pages if page.number == grid.slide and page.number in drawn), None)
    if page is None:
        return None
    framed = _framed(page, grid.figures)
    if not framed:
        return None
    top, height = _window(page, [one.box for one in framed])
    return PageView(number=page.number, page=page, top=top, height=height, framed=framed)


def _framed(page: PrintedPage, figures: Iterable[Figure]) -> tuple[Framed, ...]:
    lines: dict[int, list[Piece]] = {}
    for piece in page.pieces:
        lines.setdefault(piece.span.line, []).append(piece)
    spans: dict[Span, list[Figure]] = {}
    for figure in figures:
        for span in figure.reading.spans:
            spans.setdefault(span, []).append(figure)
    placed = ((place_of(lines.get(span.line, ()), span), own) for span, own in spans.items())
    return tuple(_frame(box, own) for box, own in placed if box is not None)


def _frame(box: Box, figures: Sequence[Figure]) -> Framed:
    return Framed(
        box=Box(x0=box.x0 - _BESIDE, y0=box.y0 - _BESIDE, x1=box.x1 + _BESIDE, y1=box.y1 + _BESIDE),
        grade=min(figure.grade for figure in figures).word,
        ids=" ".join(dict.fromkeys(figure.reading.figure for figure in figures)),
    )


def _window(page: PrintedPage, boxes: Sequence[Box]) -> tuple[float, float]:
    """Slides are shown whole; of an upright page the part around the figures is, as wide as the page."""
    if page.width >= page.height:
        return 0.0, page.height
    space = _AROUND * page.height
    top = max(0.0, min(box.y0 for box in boxes) - space)
    return top, min(page.height, max(box.y1 for box in boxes) + space) - top
