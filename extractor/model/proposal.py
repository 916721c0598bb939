"""Nouns of alignment: glyphs read as quantities, rows of them, and grids of rows over columns."""

from dataclasses import dataclass

from extractor.model.exhibit import Column, Style, Token
from extractor.model.figure import FigureKind, Measure
from extractor.model.number import CandidateKind, Quantity
from extractor.model.period import Period
from extractor.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """One quantity read from one token: the candidate of its run, and which part of it."""

    token: Token
    quantity: Quantity
    candidate: int = 0
    part: int = 0
    parts: int = 1

    @property
    def kind(self) -> CandidateKind:
        return self.token.run.candidates[self.candidate].kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """Glyphs that may stand in one series, in the order in which they were printed, oldest end first.

    `clean` is true where all of them stand on one line, left to right, one per column. `label` is the name
    printed on the line itself. `variants` are other ways to cut the same line, each as long as the columns
    ask for. A `string` keeps its order: one glued run, or one line behind its name. `places` are, glyph by
    glyph, the columns that the cell of a printed grid allows; a row with them is `clean` where no cell is empty.
    """

    glyphs: tuple[Glyphs, ...]
    style: Style
    clean: bool
    label: str = ""
    breadcrumb: tuple[str, ...] = ()
    variants: tuple[tuple[Glyphs, ...], ...] = ()
    string: bool = False
    places: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The text of one text box, which may name the values beside it.

    `order` counts the slide's tokens before it. `periods` are those it names; `text` is empty where it says
    nothing else.
    """

    text: str
    first: int
    last: int
    box: int
    order: int
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A number outside sentences with the captions next to it.

    `cuts` are the ways to read it, cheapest first. `before` and `behind` number the nearest captions with no
    other number between, −1 where there is none. `about` marks a number said to be approximate.
    """

    token: Token
    box: int
    cuts: tuple[tuple[Glyphs, ...], ...]
    before: int = -1
    behind: int = -1
    about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One reading of a panel: columns, rows, loose glyphs that may fill gaps, and its cost.

    Proposals with the same exhibit and panel exclude each other. `labelled` are glyphs with a period printed
    at them. A `torn` proposal has rows printed in one glued string each; `apart` are the columns whose label
    does not stand on the axis, with the order of the tokens at which it stands (−1: it stands nowhere), and
    `hints` name for loose tokens, by their order, the column whose label follows them. A proposal of
    `boxes` has no columns and rows: which of its values belong together is not seen in the text. One that is
    `marked` comes from a table whose cells the source marks; where its rows have no labels, `stacks` hold the
    glyphs of every column from top to bottom.
    """

    exhibit: int
    panel: int
    kind: FigureKind
    columns: tuple[Column, ...]
    rows: tuple[SeriesRow, ...]
    loose: tuple[Glyphs, ...] = ()
    labelled: tuple[Glyphs, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    torn: bool = False
    newest_first: bool = False
    apart: tuple[tuple[int, int], ...] = ()
    hints: tuple[tuple[int, int], ...] = ()
    boxes: tuple[Box, ...] = ()
    captions: tuple[Caption, ...] = ()
    cost: int = 0
    marked: bool = False
    stacks: tuple[tuple[Glyphs, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure stated in a sentence: what, when, how much, and measured against which period.

    `approximate` marks figures said to be about right; `direction` is −1 where the wording makes the figure
    an outflow, a loss or a decrease. `scope` is the part of the company that the slide speaks of where the
    subject does not say it itself. `found` says where the period stands: `clause`, `heading`, `base` (it
    follows from the period compared to) or `slide`; a growth without any has `yoy` or `qoq` as its `versus`.
    A change in brackets under a number has no subject; `beside` is the place of that number. The glyphs of a
    `merged` cell are those of several claims.
    """

    exhibit: int
    subject: str
    glyphs: Glyphs
    measure: Measure
    unit: str = ""
    scale: str = "1"
    period: Period | None = None
    versus: str = ""
    approximate: bool = False
    direction: int = 1
    line: int = 0
    scope: str = ""
    scenario: str = "actual"
    found: str = ""
    beside: tuple[Span, ...] = ()
    merged: bool = False
