"""Boards: a proposal being decided, which glyphs stand where so far and what speaks for it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extractor.model.exhibit import Column, Exhibit
from extractor.model.figure import Alternative, Measure
from extractor.model.interval import Interval, Regime
from extractor.model.period import Period
from extractor.model.proposal import Glyphs, Proposal, SeriesRow
from extractor.reconcile.known.world import base_unit, interval_of

Cells = tuple[Glyphs | None, ...]
DECIDED = frozenset({"clean-row", "check-unique"})
"""Evidence that leaves a cell no other value."""
OPEN = frozenset({"check-allows-others", "moved-open"})
"""Evidence that leaves a cell others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A row being decided: a glyph or nothing for every column, and evidence per cell.

    `evidence` holds codes for the period link of each cell, `rivals` other values that survive in it.
    `name`, `key` and `name_evidence` are filled by naming. `share_of` is the row whose share of revenue this
    row prints. `periods` are the row's own where the heads mean something else for it.
    """

    row: SeriesRow
    cells: Cells
    unit: str
    scale: str
    measure: Measure
    evidence: tuple[tuple[str, ...], ...]
    rivals: tuple[tuple[Alternative, ...], ...]
    name: str = ""
    key: str = ""
    breadcrumb: tuple[str, ...] = ()
    name_evidence: tuple[str, ...] = ()
    name_rivals: tuple[Alternative, ...] = ()
    share_of: int = -1
    periods: tuple[Period, ...] = ()
    value_evidence: tuple[str, ...] = ()

    def period(self, column: int, head: Column) -> Period | None:
        """The period of a cell: the row's own where its columns mean something else than the heads say."""
        return self.periods[column] if self.periods else head.period

    @property
    def complete(self) -> bool:
        return all(cell is not None for cell in self.cells)

    def value(self, column: int) -> Decimal | None:
        cell = self.cells[column]
        return None if cell is None else cell.quantity.value

    def interval(self, column: int, regime: Regime = Regime.UNKNOWN) -> Interval | None:
        """The true values of a cell in base units; percentages in percent."""
        cell = self.cells[column]
        return None if cell is None else glyph_interval(cell, self.scale, regime)

    def step(self, column: int) -> Decimal:
        cell = self.cells[column]
        return base_unit(self.scale, cell.quantity.decimals if cell is not None else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRule:
    """A row that is the sum of others: numbers of the rows, and in how many columns it held as printed."""

    total: int
    parts: tuple[int, ...]
    holds: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A sum of rows by weight, in the first column, whose total is no cell; `source` says where it stands."""

    rows: tuple[tuple[int, int], ...]
    total: Decimal
    decimals: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A proposal with its series; `loose` are glyphs that no cell holds yet.

    `unprinted` names items that are the sum of rows, as other figures imply them, though the board prints no
    total.
    """

    exhibit: Exhibit
    proposal: Proposal
    series: tuple[Series, ...]
    loose: tuple[Glyphs, ...]
    sums: tuple[SumRule, ...] = ()
    unprinted: tuple[tuple[str, tuple[int, ...]], ...] = ()
    stated: tuple[Stated, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.proposal.columns

    @property
    def width(self) -> int:
        return len(self.proposal.columns)


def figure_id(board: Board, row: int, column: int) -> str:
    """The id of a cell's figure, stable within the deck."""
    return f"s{board.exhibit.slide:03d}.{board.proposal.panel}.{row + 1}.{column + 1}"


def glyph_interval(glyph: Glyphs, scale: str, regime: Regime = Regime.UNKNOWN) -> Interval:
    quantity = glyph.quantity
    kept = Regime.ROUND if quantity.percent else regime
    return interval_of(quantity.value, "1" if quantity.percent else scale, quantity.decimals, kept)


def value_units(glyph: Glyphs, decimals: int) -> int:
    """The printed value as a whole number of units of `decimals` digits."""
    return _in_units(glyph.quantity.value, decimals)


@lru_cache(maxsize=65536)
def _in_units(value: Decimal, decimals: int) -> int:
    return int(value.scaleb(decimals))


def open_board(proposal: Proposal, exhibit: Exhibit) -> Board:
    """The board in text order: full rows as printed, short rows empty at their end."""
    width = len(proposal.columns)
    return Board(
        exhibit=exhibit,
        proposal=proposal,
        series=tuple(_series(row, exhibit, width) for row in proposal.rows),
        loose=proposal.loose,
    )


def _series(row: SeriesRow, exhibit: Exhibit, width: int) -> Series:
    percent = row.style.percent
    cells: Cells = row.glyphs + (None,) * (width - len(row.glyphs))
    code = "clean-row" if row.clean else "text-order"
    return Series(
        row=row,
        cells=cells,
        unit="%" if percent else exhibit.unit.unit,
        scale="1" if percent else exhibit.unit.scale,
        measure=Measure.RATIO if percent else Measure.AMOUNT,
        evidence=tuple((code,) for _ in cells),
        rivals=tuple(() for _ in cells),
        name=row.label,
        breadcrumb=row.breadcrumb,
        name_evidence=("row-label",) if row.label else (),
    )


def with_series(board: Board, index: int, series: Series) -> Board:
    return replace(board, series=(*board.series[:index], series, *board.series[index + 1 :]))


def with_evidence(series: Series, columns: tuple[int, ...], code: str) -> Series:
    """The series with one more code of evidence at some columns."""
    evidence = tuple(
        codes if column not in columns or code in codes else (*codes, code)
        for column, codes in enumerate(series.evidence)
    )
    return replace(series, evidence=evidence)


def with_cell(series: Series, column: int, evidence: tuple[str, ...], rivals: tuple[Alternative, ...]) -> Series:
    """The series with other evidence and rivals at one column."""
    return replace(
        series,
        evidence=(*series.evidence[:column], evidence, *series.evidence[column + 1 :]),
        rivals=(*series.rivals[:column], rivals, *series.rivals[column + 1 :]),
    )


def rival(glyph: Glyphs) -> Alternative:
    """A value that could stand in a cell instead of the one that does, and where it is printed."""
    return Alternative(link="period", reading=f"{glyph.quantity.raw} (line {glyph.token.line})")


def has_nameless(board: Board) -> bool:
    """Whether a row of a board waits for its name."""
    return any(not series.key and series.share_of < 0 for series in board.series)


def beside(board: Board, row: int) -> bool:
    """Whether a board has loose values, of the kind of a row, that the row does not hold."""
    held = {id(glyph) for glyph in board.series[row].cells}
    percent = board.series[row].row.style.percent
    return any(glyph.quantity.percent is percent and id(glyph) not in held for glyph in board.loose)
