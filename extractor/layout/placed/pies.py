"""Pie charts of a printed page: shares inside wedges around one point, named by the colour of the wedge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.layout.placed.cells import Cell, Sorted
from extractor.layout.placed.legends import is_mark, named
from extractor.model.page import Box, Colour, Piece, PrintedPage, Shape, around

LEAST_WEDGES = 2
LEAST_SIDE = 12.0
NEAR = 1.5
OUTSIDE = 0.35
HALFWAY = 0.3
Legend = Sequence[tuple[Colour, Piece]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pie:
    """A pie: its place, the figures in its wedges with the names of these, and names that stand around it."""

    box: Box
    values: tuple[tuple[Cell, str], ...]
    names: tuple[Piece, ...] = ()


def find_pies(page: PrintedPage, found: Sorted, legend: Legend) -> tuple[Pie, ...]:
    """The pies of a page whose wedges have figures and names, in them or around them."""
    pies: list[Pie] = []
    wedges = [s for s in page.shapes if s.corners and is_mark(s) and max(s.box.width, s.box.height) > LEAST_SIDE]
    for group in _around_points(wedges):
        box = around([wedge.box for wedge in group])
        cells = [c for row in found.rows for c in row if box.holds(c.box.x, c.box.y) and not c.dash]
        values = tuple((cell, _name(cell, group, legend)) for cell in cells)
        kept = tuple((cell, name) for cell, name in values if name)
        beside = () if kept else tuple(_named_beside(group, box, found))
        kept = kept or tuple((cell, text.text) for cell, text in beside)
        if len(kept) >= LEAST_WEDGES and len({name for _, name in kept}) == len(kept):
            pies.append(Pie(box=box, values=kept, names=tuple(text for _, text in beside)))
    return tuple(pies)


def _named_beside(wedges: Sequence[Shape], box: Box, found: Sorted) -> Iterator[tuple[Cell, Piece]]:
    """Figures of wedges with the names that stand in the same direction from the middle; one of each per wedge."""
    x, y = _centre(wedges)
    reach = Box(
        x0=box.x0 - OUTSIDE * box.width,
        y0=box.y0 - OUTSIDE * box.height,
        x1=box.x1 + OUTSIDE * box.width,
        y1=box.y1 + OUTSIDE * box.height,
    )
    cells = [c for row in found.rows for c in row if reach.holds(c.box.x, c.box.y) and not c.dash]
    texts = [t for t in found.texts if _nearest_in(t.box, x, y, reach) and any(map(str.isalpha, t.text))]
    for wedge in wedges:
        own = [cell for cell in cells if _towards(wedge, cell.box, x, y, box)]
        names = [text for text in texts if _towards(wedge, text.box, x, y, box)]
        if len(own) == 1 and names:
            nearest = min(names, key=lambda text: _distance(text.box, x, y))
            yield own[0], nearest


def _centre(wedges: Sequence[Shape]) -> tuple[float, float]:
    """The corner that most wedges share."""
    corners = [corner for wedge in wedges for corner in wedge.corners]
    return max(corners, key=lambda corner: sum(any(_close(corner, o) for o in w.corners) for w in wedges))


def _distance(text: Box, x: float, y: float) -> float:
    """How far the nearest side of a text is from the middle of a pie, squared."""
    return float((min(max(x, text.x0), text.x1) - x) ** 2 + (min(max(y, text.y0), text.y1) - y) ** 2)


def _nearest_in(text: Box, x: float, y: float, reach: Box) -> bool:
    """Whether the side of a text nearest to the middle is within reach."""
    return reach.holds(min(max(x, text.x0), text.x1), min(max(y, text.y0), text.y1))


def _towards(wedge: Shape, thing: Box, x: float, y: float, pie: Box) -> bool:
    """Whether a thing stands in the direction of a wedge from the middle."""
    dx, dy = min(max(x, thing.x0), thing.x1) - x, thing.y - y
    if pie.holds(thing.x, thing.y):
        dx, dy = thing.x - x, thing.y - y
    far = max((dx * dx + dy * dy) ** 0.5, 1.0)
    radius = HALFWAY * min(pie.width, pie.height)
    return _holds(wedge, x + dx / far * radius, y + dy / far * radius)


def _around_points(wedges: Sequence[Shape]) -> Iterator[list[Shape]]:
    """Wedges that share a corner, and no wedge twice."""
    left = list(wedges)
    while left:
        first = left.pop(0)
        best: list[Shape] = []
        for corner in first.corners:
            sharing = [w for w in left if any(_close(corner, other) for other in w.corners)]
            best = max(best, sharing, key=len)
        if len(best) + 1 >= LEAST_WEDGES:
            left = [w for w in left if w not in best]
            yield [first, *best]


def _close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < NEAR and abs(one[1] - other[1]) < NEAR


def _name(cell: Cell, wedges: Sequence[Shape], legend: Legend) -> str:
    inside = [wedge for wedge in wedges if _holds(wedge, cell.box.x, cell.box.y)]
    return named(inside[0].colour, legend, cell.box.y) if len(inside) == 1 else ""


def _holds(wedge: Shape, x: float, y: float) -> bool:
    """Whether a point lies in a wedge, by counting the sides it crosses."""
    inside = False
    ends = wedge.corners
    for (ax, ay), (bx, by) in zip(ends, (*ends[1:], ends[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
