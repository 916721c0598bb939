"""Torn columns: their blocks of loose values, and the cells of a board filled from them."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.model.figure import Alternative
from extractor.model.interval import Regime
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, Series, with_series
from extractor.reconcile.torn.blocks import Block, Filled, fill


def blocks_of(board: Board, column: int, regime: Regime) -> Iterator[Block]:
    """The blocks of a torn column: its amounts, and its percentages."""
    for percent in (False, True):
        rows = tuple(
            row
            for row, series in enumerate(board.series)
            if series.row.style.percent is percent and series.row.string and series.cells[column] is None
        )
        known = set(rows) | {row for row, series in enumerate(board.series) if series.cells[column] is not None}
        rules = tuple(r for r in board.sums if {r.total, *r.parts} <= known and not percent)
        yield Block(
            board=board,
            column=column,
            rows=rows,
            glyphs=tuple(_glyphs(board, column, rows)),
            rules=rules,
            regime=regime,
        )


def _glyphs(board: Board, column: int, rows: tuple[int, ...]) -> Iterator[Glyphs]:
    """Loose glyphs that look like the rows and stand before the column's label, or, if it is lost, a row."""
    looks = {(g.quantity.percent, g.quantity.decimals) for row in rows for g in board.series[row].row.glyphs}
    hints = dict(board.proposal.hints)
    lost = dict(board.proposal.apart).get(column, 0) < 0
    last = max((s.row.glyphs[0].token.order for s in board.series if s.row.string), default=0)
    for glyph in board.loose:
        order = glyph.token.order
        near = order not in hints and order < last if lost else hints.get(order) == column
        if near and (glyph.quantity.percent, glyph.quantity.decimals) in looks:
            yield glyph


def fill_columns(board: Board, regime: Regime) -> Board:
    """The board with every torn column filled; of columns without a label only where there is just one."""
    apart = board.proposal.apart
    lost = [column for column, order in apart if order < 0]
    for column in (*(column for column, order in apart if order >= 0), *(lost if len(lost) == 1 else ())):
        for block in blocks_of(board, column, regime):
            if block.rows:
                board = _with_filled(board, column, fill(block), lost=column in lost)
    return board


def _with_filled(board: Board, column: int, filled: Filled, *, lost: bool) -> Board:
    code = "lost-label" if lost and not filled.proven else "column-block"
    rivals = dict(filled.rivals)
    for row, glyph in filled.cells.items():
        codes = (code, "check-unique") if row in filled.alone else (code,)
        others = (_rival(rivals[row]),) if row in rivals else ()
        board = with_series(board, row, with_cell(board.series[row], column, glyph, (codes, others)))
    used = {id(glyph) for glyph in filled.cells.values()}
    return replace(board, loose=tuple(glyph for glyph in board.loose if id(glyph) not in used))


def _rival(glyph: Glyphs) -> Alternative:
    return Alternative(link="period", reading=f"{glyph.quantity.raw} (line {glyph.token.line})")


def with_cell(
    series: Series, column: int, glyph: Glyphs, known: tuple[tuple[str, ...], tuple[Alternative, ...]]
) -> Series:
    """A series with a glyph in one column, with its codes of evidence and its rivals there."""
    codes, others = known
    return replace(
        series,
        cells=(*series.cells[:column], glyph, *series.cells[column + 1 :]),
        evidence=(*series.evidence[:column], codes, *series.evidence[column + 1 :]),
        rivals=(*series.rivals[:column], others, *series.rivals[column + 1 :]),
    )
