"""Nouns of the page: tokens, names, axes, headers and the exhibit that holds them."""

from dataclasses import dataclass
from enum import StrEnum

from extractor.model.number import Run
from extractor.model.period import Period


class Role(StrEnum):
    """What a line is on its slide."""

    BLANK = "blank"
    TITLE = "title"
    UNIT = "unit"
    AXIS = "axis"
    VALUES = "values"
    ROW = "row"
    NAME = "name"
    PROSE = "prose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What the glyphs of a number look like; numbers of one series share a style."""

    percent: bool = False
    bracket: bool = False
    signed: bool = False
    doubled: bool = False
    decimals: int = 0

    @property
    def ratio(self) -> bool:
        return self.percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A numeric run on a slide.

    `order` counts the slide's tokens in text order; `block` changes where text or labels stand between two
    tokens. `label` is text printed on the same line; `row` is true where the line is a table row (label and
    values). `period` is a period printed right before the number on its line (`FY11: 97,315`).
    """

    order: int
    line: int
    block: int
    run: Run
    style: Style
    label: str = ""
    row: bool = False
    prose: bool = False
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A printed name that could name a series: its text, first and last line, and position among the tokens.

    `cost` is 0 for a name that stands alone on its line or is joined without doubt, more for guesses (a line
    cut in two, lines joined). Names made from the same lines exclude each other.
    """

    text: str
    first: int
    last: int
    order: int
    cost: int = 0
    item_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A run of period labels, oldest or newest first, standing at `order` in the token stream."""

    periods: tuple[Period, ...]
    line: int
    order: int
    newest_first: bool = False


class ColumnKind(StrEnum):
    """What a table column shows."""

    AMOUNT = "amount"
    SHARE = "share"
    CHANGE = "change"
    CHANGE_PCT = "change_pct"
    ACHIEVEMENT = "achievement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column: what it shows, when, against what, and in which scenario.

    `order` is its head's position among the tokens of the slide. `redated` marks a head whose label and months
    contradict each other, so that the months were taken.
    """

    kind: ColumnKind = ColumnKind.AMOUNT
    period: Period | None = None
    versus: str = ""
    scenario: str = "actual"
    printed: str = ""
    order: int = 0
    redated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A line of a table whose cells the source marks: its label, the labels over it, and the tokens of its cells.

    `cells` holds the orders of the tokens of every column behind the label. `dated` are tokens with a period
    printed before them, in their cell or the one before it, as of a box that the cells cut.
    """

    line: int
    label: str
    cells: tuple[tuple[int, ...], ...]
    over: tuple[str, ...] = ()
    dated: tuple[tuple[int, Period], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedGrid:
    """A table whose cells the source marks, from line `first` to `last`.

    `columns` are those that its heads name; `under` says for every printed column behind the labels which of
    them its figures may be. Where rows have no labels it is a chart that was laid out as a table. `heading` is
    what stands over it: in its corner, or as a point or a section above.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    under: tuple[tuple[int, ...], ...]
    rows: tuple[GridRow, ...]
    heading: str = ""

    @property
    def labelled(self) -> bool:
        return all(row.label for row in self.rows)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of its actual amounts."""
        actual = (c for c in self.columns if c.kind is ColumnKind.AMOUNT and c.scenario == "actual")
        return tuple(column.period for column in actual if column.period is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A declared unit and its scale; `excluding` names rows it does not reach."""

    unit: str = ""
    scale: str = "1"
    excluding: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence or bullet, joined over its `lines`, that may carry figures, with the heading over it.

    `group` counts the text boxes of the slide, `bullet` marks a point of a list, `near` that the heading stands
    in the same box, `point` that it is a point with another mark, above points of its own. `depth` is how far it
    is set in.
    """

    text: str
    first: int
    last: int
    order: int
    lines: tuple[int, ...] = ()
    group: int = 0
    bullet: bool = False
    near: bool = False
    point: bool = False
    depth: int = 0
    heading: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a table under heads of its own: the tokens from order `first` to `last`.

    `period` is the one that heads it. `repeated` marks a name that is not printed at the section, but comes
    again in the order of the first ones.
    """

    name: str
    first: int
    last: int
    period: Period | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A piece of a slide outside sentences: a text, or the number of a token.

    `token` is the token's order, −1 for a text. `box` counts text boxes, runs of lines without a blank.
    `periods` are those that the text names; a text that says nothing else is empty. `about` marks a number
    said to be approximate.
    """

    line: int
    box: int
    text: str = ""
    token: int = -1
    periods: tuple[Period, ...] = ()
    about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What one slide shows: title, unit, tokens, axes, columns, sections, names, statements, atoms and grids."""

    number: int
    slide: int
    title: str
    title_line: int = 0
    unit: Unit = Unit()
    tokens: tuple[Token, ...] = ()
    axes: tuple[Axis, ...] = ()
    columns: tuple[Column, ...] = ()
    sections: tuple[Section, ...] = ()
    names: tuple[Name, ...] = ()
    statements: tuple[Statement, ...] = ()
    atoms: tuple[Atom, ...] = ()
    grids: tuple[PrintedGrid, ...] = ()
