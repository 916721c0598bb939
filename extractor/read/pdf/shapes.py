"""Drawings of a page: filled areas, rulings and the lines of charts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.model.page import Box, Colour, Shape, Stroke

THIN = 1.6
LEAST_RULING = 4.0
LONGEST_DASH = 52.0
MOST_SHAPES = 20_000
MOST_CORNERS = 400
GREY, RGB, CMYK = 1, 3, 4
Item = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was drawn on a page besides text; `cut` drawings were too many to be looked at."""

    shapes: tuple[Shape, ...]
    strokes: tuple[Stroke, ...]
    across: tuple[Box, ...]
    down: tuple[Box, ...]
    cut: int = 0


def drawings(found: list[dict[str, Any]]) -> Drawn:
    """Drawings as the library gives them, thin areas taken as rulings; a flood of them is cut off."""
    shapes: list[Shape] = []
    strokes: list[Stroke] = []
    thin: list[Box] = []
    for drawing in found[:MOST_SHAPES]:
        if "fill" in drawing and drawing["fill"] is not None and drawing.get("fill_opacity", 1.0):
            for shape in _filled(drawing):
                (thin.append(shape.box) if _is_thin(shape.box) else shapes.append(shape))
        if drawing.get("color") is not None:
            thin.extend(_ruled(drawing))
            strokes.extend(_stroked(drawing))
    return Drawn(
        shapes=tuple(shapes),
        strokes=tuple(strokes),
        across=tuple(box for box in thin if box.width >= max(box.height, LEAST_RULING)),
        down=tuple(box for box in thin if box.height > max(box.width, LEAST_RULING)),
        cut=max(0, len(found) - MOST_SHAPES),
    )


def _is_thin(box: Box) -> bool:
    return min(box.width, box.height) <= THIN < max(box.width, box.height)


def rgb(colour: Any) -> Colour:
    """A colour of any space the library names as red, green and blue from 0 to 1."""
    parts = tuple(float(part) for part in (colour or (0.0,)))
    if len(parts) == GREY:
        return (parts[0], parts[0], parts[0])
    if len(parts) == CMYK:
        cyan, magenta, yellow, black = parts
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return (parts[0], parts[1], parts[2]) if len(parts) == RGB else (0.0, 0.0, 0.0)


def _box(corners: Any) -> Box:
    x0, y0, x1, y1 = corners
    return Box(x0=min(x0, x1), y0=min(y0, y1), x1=max(x0, x1), y1=max(y0, y1))


def _filled(drawing: dict[str, Any]) -> Iterator[Shape]:
    colour, order = rgb(drawing["fill"]), int(drawing["seqno"])
    items: list[Item] = drawing["items"]
    rectangles = [item for item in items if item[0] == "re"]
    for item in rectangles:
        yield Shape(box=_box(item[1]), colour=colour, order=order)
    if len(rectangles) < len(items):
        points = tuple(point for item in items if item[0] != "re" for point in _points(item))[:MOST_CORNERS]
        box = _box(drawing["rect"])
        yield Shape(box=box, colour=colour, corners=() if _is_rectangle(points, box) else points, order=order)


def _is_rectangle(points: tuple[tuple[float, float], ...], box: Box) -> bool:
    """Whether every corner is one of the box."""
    return all(
        min(abs(x - box.x0), abs(x - box.x1)) < 1 and min(abs(y - box.y0), abs(y - box.y1)) < 1 for x, y in points
    )


def _points(item: Item) -> Iterator[tuple[float, float]]:
    """The corners of a piece of a path; of a curve its ends."""
    if item[0] == "qu":
        yield from ((float(x), float(y)) for x, y in item[1])
    elif item[0] == "l":
        yield from ((float(x), float(y)) for x, y in item[1:3])
    elif item[0] == "c":
        yield from ((float(x), float(y)) for x, y in (item[1], item[4]))


def _ruled(drawing: dict[str, Any]) -> Iterator[Box]:
    """Upright and level lines of a stroked path, and the sides of stroked boxes."""
    for item in drawing["items"]:
        if item[0] == "l":
            box = _box((*item[1], *item[2]))
            if _is_thin(box):
                yield box
        elif item[0] == "re":
            box = _box(item[1])
            if _is_thin(box):
                yield box
                continue
            yield Box(x0=box.x0, y0=box.y0, x1=box.x1, y1=box.y0)
            yield Box(x0=box.x0, y0=box.y1, x1=box.x1, y1=box.y1)
            yield Box(x0=box.x0, y0=box.y0, x1=box.x0, y1=box.y1)
            yield Box(x0=box.x1, y0=box.y0, x1=box.x1, y1=box.y1)


def _stroked(drawing: dict[str, Any]) -> Iterator[Stroke]:
    """Lines of several points, one slanted line, or a short level one, as legends have."""
    lines = [item for item in drawing["items"] if item[0] in {"l", "c"}]
    points = [point for item in lines[:MOST_CORNERS] for point in _points(item)]
    once = [point for at, point in enumerate(points) if not at or point != points[at - 1]]
    if len(once) <= 1:
        return
    straight = len(lines) == 1 and _is_thin(_box((*once[0], *once[1])))
    if not straight or _is_dash(*once[:2]):
        yield Stroke(points=tuple(once), colour=rgb(drawing["color"]))


def _is_dash(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return LEAST_RULING < abs(one[0] - other[0]) < LONGEST_DASH and one[1] == other[1]
