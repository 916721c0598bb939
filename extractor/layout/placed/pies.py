"""Pie charts of a printed page: shares inside wedges around one point, named by the colour of the wedge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.layout.placed.cells import Cell, Sorted
from extractor.layout.placed.legends import is_mark, named
from extractor.model.page import Box, Colour, Piece, PrintedPage, Shape, around

LEAST_WEDGES = 2
LEAST_SIDE = 12.0
NEAR = 1.5
Legend = Sequence[tuple[Colour, Piece]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pie:
    """A pie: its place, and the figures in its wedges with the names of these."""

    box: Box
    values: tuple[tuple[Cell, str], ...]


def find_pies(page: PrintedPage, found: Sorted, legend: Legend) -> tuple[Pie, ...]:
    """The pies of a page whose wedges hold figures and have names."""
    pies: list[Pie] = []
    wedges = [s for s in page.shapes if s.corners and is_mark(s) and max(s.box.width, s.box.height) > LEAST_SIDE]
    for group in _around_points(wedges):
        box = around([wedge.box for wedge in group])
        cells = [c for row in found.rows for c in row if box.holds(c.box.x, c.box.y) and not c.dash]
        values = tuple((cell, _name(cell, group, legend)) for cell in cells)
        kept = tuple((cell, name) for cell, name in values if name)
        if len(kept) >= LEAST_WEDGES and len({name for _, name in kept}) == len(kept):
            pies.append(Pie(box=box, values=kept))
    return tuple(pies)


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
