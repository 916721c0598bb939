"""Proposals for tables whose cells the source marks: rows with the columns that every cell allows."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.align.glyphs import glyphs_of
from extractor.model.exhibit import ColumnKind, Exhibit, GridRow, PrintedGrid, Style, Token
from extractor.model.figure import FigureKind
from extractor.model.number import CandidateKind
from extractor.model.period import PeriodKind
from extractor.model.proposal import Glyphs, Proposal, SeriesRow

BOXED = frozenset({PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.NINE_MONTHS})
GRIDS = 70
"""The panel number of the first grid of a slide, beyond those of charts."""


def grid_proposals(exhibit: Exhibit) -> tuple[Proposal, ...]:
    """One proposal for every grid.

    A grid that shows nothing but amounts by period, with a figure in every cell, is like a chart whose rows are
    clean: its sums are found by trying. The others know by their heads what belongs together.
    """
    tokens = {token.order: token for token in exhibit.tokens}
    return tuple(
        (_proposal if grid.labelled else _stacked)(exhibit, GRIDS + number, grid, tokens)
        for number, grid in enumerate(exhibit.grids)
        if any(grid.under)
    )


def _stacked(exhibit: Exhibit, panel: int, grid: PrintedGrid, tokens: dict[int, Token]) -> Proposal:
    """A chart laid out as a table: columns keep to their periods, rows do not hold."""
    return Proposal(
        exhibit=exhibit.number,
        panel=panel,
        kind=FigureKind.CHART,
        columns=grid.columns,
        rows=(),
        marked=True,
        stacks=tuple(_stack(grid, column, tokens) for column in range(len(grid.columns))),
        labelled=tuple(_labelled(exhibit, grid, tokens)),
    )


def _labelled(exhibit: Exhibit, grid: PrintedGrid, tokens: dict[int, Token]) -> Iterator[Glyphs]:
    """Amounts of other periods printed in boxes beside the columns, as of the year over its quarters."""
    shown = {period.label for period in grid.periods}
    dated = {order: period for row in grid.rows for order, period in row.dated}
    for token in exhibit.tokens:
        period = token.period if token.period is not None else dated.get(token.order)
        if period is not None and period.label not in shown and period.kind in BOXED:
            found = glyphs_of(replace(token, period=period))
            yield from (glyph for glyph in found if not glyph.quantity.percent)


def _stack(grid: PrintedGrid, column: int, tokens: dict[int, Token]) -> tuple[Glyphs, ...]:
    """The glyphs of one column from top to bottom."""
    at = [place for place, allowed in enumerate(grid.under) if column in allowed]
    return tuple(
        glyph
        for row in grid.rows
        for place in at
        if place < len(row.cells)
        for order in row.cells[place]
        if order in tokens and order not in {dated for dated, _ in row.dated}
        for glyph in glyphs_of(tokens[order])
    )


def _proposal(exhibit: Exhibit, panel: int, grid: PrintedGrid, tokens: dict[int, Token]) -> Proposal:
    found = (_row(grid, row, tokens) for row in grid.rows)
    rows = tuple(row for row in found if row.glyphs)
    return Proposal(
        exhibit=exhibit.number,
        panel=panel,
        kind=FigureKind.CHART if _by_period(grid, rows) else FigureKind.TABLE,
        columns=grid.columns,
        rows=rows,
        marked=True,
    )


def _row(grid: PrintedGrid, row: GridRow, tokens: dict[int, Token]) -> SeriesRow:
    placed = [
        (glyph, allowed)
        for cell, allowed in zip(row.cells, grid.under, strict=False)
        for order in cell
        if allowed and order in tokens
        for glyph in glyphs_of(tokens[order])
    ]
    headed = [at for at, allowed in enumerate(grid.under) if allowed]
    glyphs = tuple(glyph for glyph, _ in placed)
    return SeriesRow(
        glyphs=glyphs,
        style=_style(glyphs),
        clean=all(at < len(row.cells) and row.cells[at] for at in headed),
        label=row.label,
        breadcrumb=tuple(text for text in (grid.heading, *row.over) if text),
        places=tuple(allowed for _, allowed in placed),
    )


def _style(glyphs: tuple[Glyphs, ...]) -> Style:
    """The style of the first number; dashes for nothing have none."""
    numbers = [glyph for glyph in glyphs if glyph.kind is not CandidateKind.NIL]
    return (numbers or list(glyphs))[0].token.style if glyphs else Style()


def _by_period(grid: PrintedGrid, rows: tuple[SeriesRow, ...]) -> bool:
    """Whether every column is an amount of a period, and every row has one number in every cell."""
    amounts = all(column.kind is ColumnKind.AMOUNT and column.scenario == "actual" for column in grid.columns)
    each = tuple((number,) for number in range(len(grid.columns)))
    return amounts and len(each) > 1 and all(row.places == each for row in rows)
