"""Nouns of a table being settled: its rows and columns, the printed marks, and the strokes they came in."""

from dataclasses import dataclass

from extractor.model.exhibit import ColumnKind

Span = tuple[float, float]
"""Lowest and highest true value, in the unit of the table; percentages in percent."""
FREE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table: its printed name, its key, and how it behaves.

    `stock` rows are measured at a day. `own` rows print their own currency, outside the declared unit. `ratio` rows
    hold percentages where others hold amounts. `label` is true where the name stands on the line of a figure.
    """

    name: str
    key: str
    order: int
    place: int
    stock: bool = False
    own: bool = False
    ratio: bool = False
    label: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A physical column: what it shows, of which amounts, and the columns of the proposal that it stands for.

    `new` and `old` are numbers of heads: the amounts that a share or a change is taken from; −1 where the base is not
    in the table. `at_flow` and `at_day` are columns of the proposal for rows of each sort, −1 where there is none.
    `order` counts the tokens printed before it, from the first mark.
    """

    kind: ColumnKind
    at_flow: int = -1
    at_day: int = -1
    new: int = -1
    old: int = -1
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A printed number: its value, the span of its true value, and what its glyphs look like.

    `order` counts tokens from the first mark of the table, `block` blocks of text: equal tables are equal wherever on
    the slides they stand.
    """

    value: float
    span: Span
    percent: bool
    plus: bool
    nil: bool
    own: bool
    order: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Marks printed in one go: along a line, in segments from left to right, or one below the other.

    `lines` are the rows that its label leaves, empty where it has none. `glued` segments begin left of the mark
    before them.
    """

    marks: tuple[int, ...]
    upright: bool
    lines: tuple[int, ...] = ()
    segments: tuple[tuple[int, ...], ...] = ()
    glued: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table to fill: rows, columns, marks and strokes, and what the deck says of cells elsewhere.

    `whole` is the row that shares are taken of, −1 where there is none. `known` holds outside spans by cell,
    `bases` those of amounts that are not in the table, by row and head of a change. `tells_changes` is true where a
    head says that changes are amounts, not only rates.
    """

    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]
    whole: int = -1
    tells_changes: bool = False
    known: tuple[tuple[int, Span], ...] = ()
    bases: tuple[tuple[tuple[int, int], Span], ...] = ()
    sums: tuple[tuple[tuple[int, int], ...], ...] = ()

    @property
    def width(self) -> int:
        return len(self.heads)

    @property
    def size(self) -> int:
        return len(self.lines) * len(self.heads)

    def cell(self, line: int, head: int) -> int:
        return line * len(self.heads) + head
