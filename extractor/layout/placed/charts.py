"""Charts of a printed page: values over an axis of periods, told apart by the colour of what they stand on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractor.layout.placed.cells import Cell, Sorted
from extractor.layout.placed.columns import period_of
from extractor.layout.placed.legends import is_mark, named, same_colour
from extractor.model.page import Colour, Piece, PrintedPage, Shape
from extractor.model.period import Period, PeriodKind
from extractor.rulebook import Rulebook

LEAST_LABELS = 2
LEVEL = 0.5
HALF = 0.5
WIDEST = 0.96
LEAST_WIDTH = 2.0
LEGEND_NEAR = 3.0
ABOVE = 2.4
LINE_REACH = 3.0
UNDER = 2.6
STAND = 3.2
ON_LINE = 1.5
TOTAL = "Total"
FIGURES = "0123456789.,+-–−△▲¥$€£ "
MOST_IN_BAR = 2
Legend = Sequence[tuple[Colour, Piece]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Labels of periods on one level under the marks of a chart, and how far apart they stand."""

    labels: tuple[Piece, ...]
    periods: tuple[Period, ...]
    step: float

    def column(self, x: float) -> int:
        """The label over which a place stands, −1 for none."""
        at = min(range(len(self.labels)), key=lambda n: abs(self.labels[n].box.x - x))
        return at if abs(self.labels[at].box.x - x) < HALF * self.step else -1

    @property
    def y(self) -> float:
        return self.labels[0].box.y0


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A figure on a chart: its cell, its column, the name of its series, and whether that needed a guess.

    `gap` is how far it stands from the line of its series, 0 for values on bars.
    """

    cell: Cell
    column: int
    name: str
    guessed: bool = False
    gap: float = 0.0

    @property
    def look(self) -> str:
        """What stands behind its digits."""
        return self.cell.piece.text.rstrip(")）").lstrip("(（").lstrip(FIGURES).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: its axis, its values, the marks of its value axes, and its upper end."""

    axis: Axis
    values: tuple[Value, ...]
    ticks: tuple[Cell, ...]
    top: float


def find_charts(page: PrintedPage, found: Sorted, legend: Legend, rulebook: Rulebook) -> tuple[Chart, ...]:
    """The charts of a page, from the lowest axis up; no cell is in two."""
    charts: list[Chart] = []
    taken: set[Cell] = set()
    for axis in sorted(_axes(found.texts, rulebook), key=lambda axis: -axis.y):
        chart = _chart(axis, page, [c for row in found.rows for c in row if c not in taken], legend)
        if chart is not None:
            charts.append(chart)
            taken.update(value.cell for value in chart.values)
            taken.update(chart.ticks)
    return tuple(charts)


def _axes(texts: Sequence[Piece], rulebook: Rulebook) -> Iterator[Axis]:
    """Rows of texts that are periods of one kind."""
    dated = [(text, period_of(text.text, rulebook)) for text in texts]
    told = [(text, period) for text, period in dated if period is not None and (period.year or period.end)]
    told.sort(key=lambda pair: pair[0].box.y)
    rows: list[list[tuple[Piece, Period]]] = []
    for text, period in told:
        near = bool(rows) and abs(rows[-1][0][0].box.y - text.box.y) < LEVEL * text.size
        (rows[-1].append((text, period)) if near else rows.append([(text, period)]))
    for row in rows:
        row.sort(key=lambda pair: pair[0].box.x)
        kinds = {_family(period.kind) for _, period in row}
        if len(row) >= LEAST_LABELS and len(kinds) == 1:
            middles = [text.box.x for text, _ in row]
            step = median(b - a for a, b in pairwise(middles))
            if step > 0:
                yield Axis(labels=tuple(t for t, _ in row), periods=tuple(p for _, p in row), step=step)


def _family(kind: PeriodKind) -> str:
    """Parts of years may stand on one axis beside the year; days may not."""
    return "day" if kind is PeriodKind.INSTANT else "stretch"


def _chart(axis: Axis, page: PrintedPage, cells: Sequence[Cell], legend: Legend) -> Chart | None:
    bars = [shape for shape in page.shapes if _is_bar(shape, axis, legend)]
    lines = tuple(_vertices(page, axis))
    standing = _standing(bars, axis)
    columns = {axis.column(bar.box.x) for bar in standing} | {axis.column(x) for x, _, _ in lines}
    if len(columns - {-1}) < LEAST_LABELS:
        return None
    top = min([bar.box.y0 for bar in bars] + [y for _, y, _ in lines])
    size = axis.labels[0].size
    inside = [c for c in cells if top - ABOVE * c.piece.size < c.box.y < axis.y + UNDER * size and not c.dash]
    values: list[Value] = []
    for cell in inside:
        column = axis.column(cell.box.x)
        if column >= 0:
            values.append(_value(cell, column, axis, (bars, lines, legend)))
    if any(sum(bar.box.holds(v.cell.box.x, v.cell.box.y) for v in values) > MOST_IN_BAR for bar in bars):
        return None
    if not any(value.name for value in values) and len(values) < len(axis.labels):
        return None
    low = axis.labels[0].box.x - 3 * axis.step
    high = axis.labels[-1].box.x + 3 * axis.step
    ticks = tuple(c for c in inside if axis.column(c.box.x) < 0 and low < c.box.x < high)
    alone = _alone(values, bars, lines, legend)
    kept = tuple(replace(v, guessed=False) for v in values) if alone else tuple(_completed(values))
    return Chart(axis=axis, values=kept, ticks=ticks, top=top)


def _alone(
    values: Sequence[Value], bars: Sequence[Shape], lines: Sequence[tuple[float, float, Colour]], legend: Legend
) -> bool:
    """Whether a chart without names has a single series: one colour, one value over each label, all looking alike."""
    colours = {bar.colour for bar in bars} | {colour for _, _, colour in lines}
    columns = [value.column for value in values]
    looks = {value.look for value in values}
    unnamed = not legend and not any(value.name not in {"", TOTAL} for value in values)
    return unnamed and len(colours) == 1 and len(set(columns)) == len(columns) and len(looks) == 1


def _standing(bars: Sequence[Shape], axis: Axis) -> list[Shape]:
    """The bars that stand right over the labels, or on one line from which others hang down."""
    near = [bar for bar in bars if axis.y - bar.box.y1 < STAND * axis.labels[0].size]
    if len(near) >= LEAST_LABELS:
        return near
    for base in {round(bar.box.y1) for bar in bars}:
        up = [bar for bar in bars if abs(bar.box.y1 - base) < ON_LINE]
        down = [bar for bar in bars if abs(bar.box.y0 - base) < ON_LINE]
        if up and down and len(up) + len(down) == len(bars):
            return list(bars)
    return near


def _is_bar(shape: Shape, axis: Axis, legend: Legend) -> bool:
    """Whether an area is a bar over a label: it stands above the axis, no wider than its column."""
    box = shape.box
    if shape.corners or not is_mark(shape) or box.y1 > axis.y + 1 or box.width > WIDEST * axis.step:
        return False
    if legend and not any(same_colour(shape.colour, colour) for colour, _ in legend):
        return False
    return (
        box.width > LEAST_WIDTH
        and axis.column(box.x) >= 0
        and not any(abs(name.box.y - box.y) < LEGEND_NEAR for _, name in legend)
    )


def _vertices(page: PrintedPage, axis: Axis) -> Iterator[tuple[float, float, Colour]]:
    """Points of line charts over the labels: those of long lines that pass over several of them."""
    for stroke in page.strokes:
        over = [(x, y) for x, y in stroke.points if axis.column(x) >= 0 and y < axis.y]
        if len({axis.column(x) for x, _ in over}) >= LEAST_LABELS and len(over) == len(stroke.points):
            yield from ((x, y, stroke.colour) for x, y in over)


def _value(
    cell: Cell,
    column: int,
    axis: Axis,
    marks: tuple[Sequence[Shape], Sequence[tuple[float, float, Colour]], Legend],
) -> Value:
    """A value with its series: the bar under it, the line beside it, else the stack that it stands over or under."""
    bars, lines, legend = marks
    box, size = cell.box, cell.piece.size
    under = [bar for bar in bars if bar.box.holds(box.x, box.y)]
    line = min(
        ((abs(y - box.y), colour) for x, y, colour in lines if abs(x - box.x) < 0.3 * axis.step),
        default=(1e9, (0.0, 0.0, 0.0)),
    )
    if under and not (line[0] < size and not _fits(box.height, under)):
        colour = max(under, key=lambda bar: bar.order).colour
        return Value(cell=cell, column=column, name=named(colour, legend, axis.y))
    if line[0] < LINE_REACH * size:
        return Value(cell=cell, column=column, name=named(line[1], legend, axis.y), gap=line[0])
    stack = [bar for bar in bars if axis.column(bar.box.x) == column and bar.box.x0 - 2 <= box.x <= bar.box.x1 + 2]
    colours = {bar.colour for bar in stack}
    if len(colours) == 1 and (_at_end(box.y, stack, size) or _at_foot(box.y, stack, size)):
        return Value(cell=cell, column=column, name=named(stack[0].colour, legend, axis.y))
    total = len(colours) > 1 and (_at_end(box.y, stack, size) or box.y > max(b.box.y1 for b in stack))
    below = bool(stack) and box.y > max(bar.box.y1 for bar in stack) - 1
    return Value(cell=cell, column=column, name=TOTAL if total or below else "", guessed=True)


def _fits(height: float, bars: Sequence[Shape]) -> bool:
    return any(bar.box.height >= height * HALF for bar in bars)


def _at_end(y: float, stack: Sequence[Shape], size: float) -> bool:
    """Whether a figure stands right over a stack."""
    return bool(stack) and 0 <= min(bar.box.y0 for bar in stack) - y < ABOVE * size


def _at_foot(y: float, stack: Sequence[Shape], size: float) -> bool:
    """Whether a figure stands right under a bar that hangs below its axis."""
    return bool(stack) and 0 <= y - max(bar.box.y1 for bar in stack) < ABOVE * size


def _completed(found: Sequence[Value]) -> Iterator[Value]:
    """The values; those without a series, or at odds with it, given the only name that fits their column."""
    values = [replace(v, name="") if _odd(v, found) else v for v in found]
    names = {value.name for value in values if value.name and value.name != TOTAL}
    for value in values:
        if value.name:
            yield value
            continue
        have = {other.name for other in values if other.column == value.column}
        missing = [n for n in names - have if _look(n, values) == value.look]
        lost = [v for v in values if v.column == value.column and not v.name and v.look == value.look]
        if len(missing) == 1 and len(lost) == 1:
            yield replace(value, name=missing[0], guessed=True)


def _odd(value: Value, values: Sequence[Value]) -> bool:
    """Whether a value is of another kind than its series, or farther from its line than another of its column."""
    if not value.name or value.name == TOTAL:
        return False
    if value.look != _look(value.name, values):
        return True
    rivals = [v for v in values if v is not value and v.name == value.name and v.column == value.column]
    return any(rival.gap < value.gap and rival.look == value.look for rival in rivals)


def _look(name: str, values: Sequence[Value]) -> str:
    """How most values of a series look."""
    return Counter(value.look for value in values if value.name == name).most_common(1)[0][0]
