"""Legends of charts: small marks of a colour with a name right of them."""

from collections.abc import Iterator, Sequence

from extractor.model.page import Box, Colour, Piece, PrintedPage, Shape

SWATCH = 16.0
WIDE = 3.2
GAP = 1.8
LEVEL = 0.6
SAME = 0.03
DASH = 2
"""A dash has so many points; the line of a series has more."""
WHITE = 0.96


def legend_of(page: PrintedPage, texts: Sequence[Piece]) -> tuple[tuple[Colour, Piece], ...]:
    """The names of a page's legends with the colours of their marks, each name once."""
    found: dict[Piece, Colour] = {}
    for shape in page.shapes:
        if not is_mark(shape) or shape.box.height > SWATCH or shape.box.width > WIDE * SWATCH:
            continue
        name = _right_of(shape.box, texts)
        if name is not None and name not in found and shape.box.width < max(SWATCH, WIDE * name.size):
            found[name] = shape.colour
    for box, colour in _dashes(page):
        name = _right_of(box, texts)
        if name is not None:
            found.setdefault(name, colour)
    return tuple((colour, name) for name, colour in found.items())


def _dashes(page: PrintedPage) -> Iterator[tuple[Box, Colour]]:
    """Short level strokes in the colour of a drawn line of several points."""
    drawn = {stroke.colour for stroke in page.strokes if len(stroke.points) > DASH}
    for stroke in page.strokes:
        (x0, y0), (x1, y1) = stroke.points[0], stroke.points[-1]
        if len(stroke.points) == DASH and y0 == y1 and stroke.colour in drawn:
            yield Box(x0=min(x0, x1), y0=y0, x1=max(x0, x1), y1=y1), stroke.colour


def is_mark(shape: Shape) -> bool:
    """Whether an area has a colour of its own: it is not as white as paper."""
    return min(shape.colour) < WHITE


def same_colour(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < SAME


def _right_of(mark: Box, texts: Sequence[Piece]) -> Piece | None:
    """The nearest text right of a mark on its level that has words."""
    near = [
        text
        for text in texts
        if -1 < text.box.x0 - mark.x1 < GAP * text.size
        and abs(text.box.y - mark.y) < LEVEL * text.size
        and any(map(str.isalpha, text.text))
    ]
    return min(near, key=lambda text: text.box.x0, default=None)


def named(colour: Colour, legend: Sequence[tuple[Colour, Piece]], near: float) -> str:
    """The name of a colour, of legends at several places that nearest to a height; empty where none has it."""
    fitting = [name for other, name in legend if same_colour(colour, other)]
    best = min(fitting, key=lambda name: abs(name.box.y - near), default=None)
    return best.text if best is not None else ""
