"""Torn charts: rows glued into one string laid over their axis, torn columns given back to their rows."""

from extractor.model.interval import Regime
from extractor.reconcile.boards.board import Board
from extractor.reconcile.torn.choice import choose
from extractor.reconcile.torn.columns import fill_columns
from extractor.reconcile.torn.footing import find_footings
from extractor.reconcile.torn.layouts import frame_of, layouts


def settle_torn(board: Board, regime: Regime) -> Board:
    """The board with rows laid out so that the sums hold, and torn columns filled as far as they go."""
    frame = frame_of(board.proposal)
    options = {
        row: found
        for row, series in enumerate(board.series)
        if series.row.string and (found := layouts(series.row, frame))
    }
    footings = find_footings(board, options, frame, regime)
    return fill_columns(choose(board, options, footings, regime), regime)
