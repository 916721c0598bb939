"""Tables: printed runs placed in rows and columns so that shares, growth, changes and sums hold."""

from extractor.model.figure import FigureKind
from extractor.reconcile.boards.board import Board
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.tables.fixed import settled_grid
from extractor.reconcile.tables.hypotheses import solve
from extractor.reconcile.tables.outcome import with_outcome

__all__ = ["is_table", "settle_table"]


def is_table(board: Board) -> bool:
    """Whether a board is that of a table."""
    return board.proposal.kind is FigureKind.TABLE


def settle_table(board: Board, scene: Scene) -> Board:
    """The board of a table with its cells filled and its series named, as far as the deck allows.

    It is settled anew from the printed runs, with what other slides and sentences say by now.
    """
    solved = settled_grid(board, scene) if board.proposal.marked else solve(board, scene)
    return board if solved is None else with_outcome(board, solved, scene)
