"""Bridges: charts that lead from one period to another by steps, each step with a name and a change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.layout.placed.cells import Cell, Sorted
from extractor.layout.placed.columns import period_of
from extractor.layout.placed.legends import is_mark
from extractor.model.page import Piece, PrintedPage, Shape
from extractor.model.period import Period
from extractor.rulebook import Rulebook

LEAST_STEPS = 2
LEVEL = 0.6
EVEN = 0.35
LEAST_WIDTH = 2.0
HALF = 0.5
ABOVE = 2.4
UNDER = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """A bridge: its labels from left to right, the periods at its ends, and the figure over each label."""

    labels: tuple[Piece, ...]
    ends: tuple[Period, Period]
    values: tuple[Cell, ...]
    top: float


def find_bridges(page: PrintedPage, found: Sorted, rulebook: Rulebook) -> tuple[Bridge, ...]:
    """The bridges of a page: evenly spaced labels, the first and the last periods, a bar and a figure over each."""
    bridges: list[Bridge] = []
    cells = [cell for row in found.rows for cell in row if not cell.dash]
    for row in _levels(found.texts):
        bridge = _bridge(row, page, cells, rulebook)
        if bridge is not None:
            bridges.append(bridge)
    return tuple(bridges)


def _levels(texts: Sequence[Piece]) -> list[list[Piece]]:
    """Texts in rows by their upper end, left to right."""
    rows: list[list[Piece]] = []
    for text in sorted(texts, key=lambda text: text.box.y0):
        home = next((row for row in reversed(rows[-3:]) if abs(row[0].box.y0 - text.box.y0) < LEVEL * text.size), None)
        (rows.append([text]) if home is None else home.append(text))
    return [sorted(row, key=lambda text: text.box.x) for row in rows]


def _bridge(row: Sequence[Piece], page: PrintedPage, cells: Sequence[Cell], rulebook: Rulebook) -> Bridge | None:
    told = [period_of(text.text, rulebook) for text in row]
    dated = [n for n, period in enumerate(told) if period is not None and (period.year or period.end)]
    if len(dated) != len("ab") or dated[1] - dated[0] <= LEAST_STEPS:
        return None
    labels = tuple(row[dated[0] : dated[1] + 1])
    first, last = told[dated[0]], told[dated[1]]
    gaps = [b.box.x - a.box.x for a, b in pairwise(labels)]
    if first is None or last is None or min(gaps) < (1 - EVEN) * max(gaps):
        return None
    step = sum(gaps) / len(gaps)
    values: list[Cell] = []
    tops: list[float] = []
    for label in labels:
        bars = [s for s in page.shapes if _over(s, label, step)]
        near = [cell for cell in cells if _at(cell, label, bars, step)]
        if not bars or len(near) != 1:
            return None
        values.append(near[0])
        tops.append(min(bar.box.y0 for bar in bars))
    if len({id(value) for value in values}) < len(values):
        return None
    return Bridge(labels=labels, ends=(first, last), values=tuple(values), top=min(tops))


def _over(shape: Shape, label: Piece, step: float) -> bool:
    """Whether an area is a bar over a label."""
    box = shape.box
    narrow = LEAST_WIDTH < box.width < step and abs(box.x - label.box.x) < (1 - HALF) * step
    return not shape.corners and is_mark(shape) and narrow and box.y1 <= label.box.y0 + 1


def _at(cell: Cell, label: Piece, bars: Sequence[Shape], step: float) -> bool:
    """Whether a figure stands in, right over or right under the bar of a label."""
    if abs(cell.box.x - label.box.x) > HALF * step or cell.box.y > label.box.y0:
        return False
    size = cell.piece.size
    return any(bar.box.y0 - ABOVE * size < cell.box.y < bar.box.y1 + UNDER * size for bar in bars)


def without(found: Sorted, bridges: Sequence[Bridge]) -> Sorted:
    """The pieces that bridges leave to others."""
    cells = {value for bridge in bridges for value in bridge.values}
    labels = {label.span for bridge in bridges for label in bridge.labels}
    rows = tuple(tuple(cell for cell in row if cell not in cells) for row in found.rows)
    texts = tuple(text for text in found.texts if text.span not in labels)
    return replace(found, rows=tuple(row for row in rows if row), texts=texts)
