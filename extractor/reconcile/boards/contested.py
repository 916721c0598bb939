"""Shared glyphs: a number that two rows of a board claim proves the place of neither."""

from collections import Counter

from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import DECIDED, Board, Series, with_cell, with_series

Name = tuple[int, int, int]


def with_shared_doubted(board: Board) -> Board:
    """The board with open places for glyphs that more than one row holds; a clean row is where its glyphs belong."""
    held = Counter(_name(cell) for series in board.series for cell in series.cells if cell is not None)
    for row, series in enumerate(board.series):
        told = series
        for column, cell in enumerate(series.cells):
            if cell is not None and held[_name(cell)] > 1 and not series.row.clean:
                told = _doubted(told, column)
        board = with_series(board, row, told) if told is not series else board
    return board


def _name(glyph: Glyphs) -> Name:
    return glyph.token.order, glyph.candidate, glyph.part


def _doubted(series: Series, column: int) -> Series:
    codes = tuple(code for code in series.evidence[column] if code not in DECIDED)
    return with_cell(series, column, (*codes, "check-allows-others"), series.rivals[column])
