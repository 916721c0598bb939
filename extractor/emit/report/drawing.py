"""Pictures of figures as geometry that the page draws: the deck at a glance, and rows redrawn from their values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.emit.grid import Grid, GridRow
from extractor.emit.report.words import Words
from extractor.model.deck import Deck
from extractor.model.figure import Figure, Grade

GLANCE_WIDTH, GLANCE_HEIGHT = 1080.0, 110.0
BARS_HEIGHT = 40.0
_BAR_STEP, _WIDEST = 15.0, 72.0
_GAP = 0.22
_THIN = Decimal("0.8")
_LEAST_BARS = 3
_GRADES = (Grade.SURE, Grade.INFERRED, Grade.AMBIGUOUS, Grade.NOT_ASSESSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A rectangle in the units of its picture, with the grade that colours it; `figure` is the id it stands for."""

    x: float
    y: float
    width: float
    height: float
    grade: str
    figure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideColumn:
    """One slide of the glance: its place, what it holds in words, its bars, and the exhibit to jump to (0: none)."""

    slide: int
    x: float
    width: float
    text: str
    exhibit: int
    bars: tuple[Bar, ...]
    contradicted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A row redrawn: its size, the height of its zero line, and a bar for every figure, oldest first."""

    width: float
    zero: float
    bars: tuple[Bar, ...]


def _stack(counts: Counter[Grade], x: float, width: float, unit: float) -> tuple[Bar, ...]:
    bars, top = [], GLANCE_HEIGHT
    for grade in _GRADES:
        height = counts[grade] * unit
        top -= height
        if height:
            bars.append(Bar(x=x, y=round(top, 1), width=width, height=round(height, 1), grade=grade.word))
    return tuple(bars)


def _slides(deck: Deck, grids: Sequence[Grid]) -> range:
    numbers = [slide.number for slide in deck.read.slides] + [grid.slide for grid in grids]
    return range(min(numbers, default=1), max(numbers, default=0) + 1)


def _counted(counts: Counter[Grade], said: Words) -> str:
    return ", ".join(f"{counts[grade]} {said[grade.word]}" for grade in _GRADES if counts[grade]) or said["none"]


def glance(deck: Deck, grids: Sequence[Grid], contradicted: frozenset[str], said: Words) -> tuple[SlideColumn, ...]:
    """A column for every slide, its figures stacked by grade; `contradicted` are the figures of contradictions."""
    slides = _slides(deck, grids)
    counts: dict[int, Counter[Grade]] = {slide: Counter() for slide in slides}
    for figure in deck.figures:
        counts[figure.reading.slide][figure.grade] += 1
    first = {grid.slide: grid.number for grid in reversed(grids)}
    struck = {figure.reading.slide for figure in deck.figures if figure.reading.figure in contradicted}
    step = min(_WIDEST, GLANCE_WIDTH / max(len(slides), 1))
    unit = GLANCE_HEIGHT / max((count.total() for count in counts.values()), default=1) if deck.figures else 0.0
    columns = []
    for at, slide in enumerate(slides):
        x, width = round(at * step, 1), round(step * (1 - _GAP), 1)
        columns.append(
            SlideColumn(
                slide=slide,
                x=x,
                width=width,
                text=said["map_slide"].format(slide=slide, counts=_counted(counts[slide], said)),
                exhibit=first.get(slide, 0),
                bars=_stack(counts[slide], x, width, unit),
                contradicted=slide in struck,
            )
        )
    return tuple(columns)


def _bar(at: int, figure: Figure, top: Decimal, unit: Decimal) -> Bar:
    value = figure.reading.value
    height = max(abs(value) * unit, _THIN)
    y = (top - value) * unit if value > 0 else top * unit
    return Bar(
        x=at * _BAR_STEP,
        y=round(float(y), 1),
        width=_BAR_STEP * (1 - _GAP),
        height=round(float(height), 1),
        grade=figure.grade.word,
        figure=figure.reading.figure,
    )


def _drawn(row: GridRow) -> Iterable[tuple[int, Figure]]:
    for at, cell in enumerate(row.cells):
        for figure in cell:
            yield at, figure


def redrawn(row: GridRow) -> Picture | None:
    """The values of a row as bars over its periods, from a common zero; none where there are too few to compare."""
    found = list(_drawn(row))
    if len(found) < _LEAST_BARS:
        return None
    values = [figure.reading.value for _, figure in found]
    top, bottom = max(*values, Decimal(0)), min(*values, Decimal(0))
    unit = Decimal(BARS_HEIGHT) / (top - bottom) if top > bottom else Decimal(0)
    bars = tuple(_bar(at, figure, top, unit) for at, figure in found)
    return Picture(width=len(row.cells) * _BAR_STEP, zero=round(float(top * unit), 1), bars=bars)
