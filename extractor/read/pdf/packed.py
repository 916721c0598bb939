"""Pages on their way out of the process that reads them: as plain tuples, which cost a tenth of nouns to send."""

from typing import Any

from extractor.model.page import Box, Piece, PrintedPage, Shape, Stroke, Word
from extractor.model.text import Span
from extractor.read.pdf.paragraphs import Strip
from extractor.read.pdf.shapes import Drawn

Packed = tuple[Any, ...]
Four = tuple[float, float, float, float]


def packed_strips(placed: list[tuple[Strip, int, int]]) -> Packed:
    """Strips of text with the line and column where each begins."""
    return tuple(
        (strip[:-1], line, start, tuple([tuple(part) for part in strip.words])) for strip, line, start in placed
    )


def packed_drawings(drawn: Drawn) -> Packed:
    """Filled areas, lines and rulings."""
    shapes = tuple((_four(s.box), s.colour, s.corners, s.order) for s in drawn.shapes)
    strokes = tuple((s.points, s.colour) for s in drawn.strokes)
    return shapes, strokes, packed_boxes(drawn.across), packed_boxes(drawn.down)


def packed_boxes(boxes: tuple[Box, ...]) -> tuple[Four, ...]:
    """Boxes as four numbers each."""
    return tuple(map(_four, boxes))


def _four(box: Box) -> Four:
    return box.x0, box.y0, box.x1, box.y1


def _box(four: Four) -> Box:
    x0, y0, x1, y1 = four
    return Box(x0=x0, y0=y0, x1=x1, y1=y1)


def page_of(whole: tuple[int, float, float], strips: Packed, drawings: Packed, rest: Packed) -> PrintedPage:
    """A page of its number and size, its strips, its drawings, and the boxes of its pictures with what it is like."""
    number, width, height = whole
    shapes, strokes, across, down = drawings
    pictures, readable = rest
    return PrintedPage(
        number=number,
        width=width,
        height=height,
        pieces=tuple(_piece(*strip) for strip in strips),
        shapes=tuple(Shape(box=_box(four), colour=c, corners=corners, order=at) for four, c, corners, at in shapes),
        strokes=tuple(Stroke(points=points, colour=colour) for points, colour in strokes),
        across=tuple(map(_box, across)),
        down=tuple(map(_box, down)),
        pictures=tuple(map(_box, pictures)),
        readable=readable,
    )


def _piece(strip: Packed, line: int, start: int, parts: tuple[tuple[int, int, float, float], ...]) -> Piece:
    text, x0, y0, x1, y1, size, colour, bold = strip
    return Piece(
        text=text,
        box=Box(x0=x0, y0=y0, x1=x1, y1=y1),
        span=Span(line=line, start=start, end=start + len(text)),
        size=size,
        colour=colour,
        bold=bold,
        words=tuple([Word(start=a + start, end=b + start, x0=low, x1=high) for a, b, low, high in parts]),
    )
