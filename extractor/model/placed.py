"""Nouns for figures whose place on the page says what they are: in tables and on charts."""

from dataclasses import dataclass

from extractor.model.exhibit import Column, Unit
from extractor.model.figure import FigureKind
from extractor.model.number import Run
from extractor.model.period import Period

NO_UNIT = Unit()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCell:
    """A figure at a place: its run, the column it stands in, and the unit printed at it.

    `period` is that of a cell which spans the heads of several. `loose` marks a cell whose place allows doubt.
    """

    run: Run
    column: int
    unit: Unit = NO_UNIT
    period: Period | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """Figures of one row or series with its label and the labels it stands under, from the outermost.

    `ratio` marks the second line of a row, which shows the first in percent of the year before.
    """

    label: str
    over: tuple[str, ...] = ()
    cells: tuple[PlacedCell, ...] = ()
    ratio: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedColumn:
    """A column: what it shows, its unit, its own words beyond periods, and whether its period stands over it."""

    column: Column
    unit: Unit = NO_UNIT
    words: str = ""
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """A table or chart of one page, read by position. `unit` is the one declared for it.

    `reader` names the second reader that saw its columns; it is empty for our own.
    """

    number: int
    slide: int
    title: str
    kind: FigureKind
    columns: tuple[PlacedColumn, ...]
    rows: tuple[PlacedRow, ...]
    unit: Unit = NO_UNIT
    lines: tuple[int, ...] = ()
    reader: str = ""
