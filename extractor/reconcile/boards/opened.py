"""Opened boards: every proposal of a deck as a board in text order, under the keys of its printed names."""

from collections.abc import Iterable
from dataclasses import replace

from extractor.model.deck import Deck
from extractor.model.proposal import Proposal
from extractor.reconcile.boards.board import Board, open_board
from extractor.reconcile.boards.stacks import stacked_board
from extractor.reconcile.naming.names import Keys
from extractor.reconcile.tables import is_table
from extractor.reconcile.tables.lines import scope_of
from extractor.rulebook import Rulebook


def opened_boards(deck: Deck, proposals: Iterable[Proposal], keys: Keys, rulebook: Rulebook) -> tuple[Board, ...]:
    """The boards of a deck in the order of its slides; tables are settled later and have no rows yet."""
    exhibits = {exhibit.number: exhibit for exhibit in deck.layout.exhibits}
    boards = [_keyed(open_board(p, exhibits[p.exhibit]), keys, rulebook) for p in proposals if p.rows]
    boards += [b for p in proposals if p.stacks for b in (stacked_board(p, exhibits[p.exhibit]),) if b.series]
    boards.sort(key=lambda board: board.exhibit.number)
    return tuple(replace(board, series=()) if is_table(board) else board for board in boards)


def _keyed(board: Board, keys: Keys, rulebook: Rulebook) -> Board:
    """The board with the keys of its printed names; those under a heading of a grid are that part's."""
    scope = scope_of(board, rulebook) if board.proposal.marked else ""
    title = board.exhibit.title
    series = tuple(replace(s, key=keys.key_under(s.name, title) + scope) if s.name else s for s in board.series)
    return replace(board, series=series)
