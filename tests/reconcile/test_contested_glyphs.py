"""A number that two rows of a chart claim proves the place of neither, unless one of them is a clean line."""

from dataclasses import replace

from extractor import load_rulebook
from extractor.pipeline import run
from extractor.read import read_source
from extractor.reconcile.boards.board import Board, open_board
from extractor.reconcile.boards.contested import with_shared_doubted

RULEBOOK = load_rulebook()
SLIDE = """Revenues
Unit: JPY million

1,432 1,378 1,351 1,312

694 713 676 699

1Q30 2Q30 3Q30 4Q30

Hosting
Training
"""
PROVEN = (("text-order", "check-unique"),) * 4


def _board() -> Board:
    """A board whose last row holds the glyphs of its first."""
    deck = run(read_source(SLIDE, format="dump", name="case", rulebook=RULEBOOK), RULEBOOK, until="align")
    board = open_board(deck.align.proposals[0], deck.layout.exhibits[0])
    strewn = replace(board.series[0], row=replace(board.series[0].row, clean=False), evidence=PROVEN)
    return replace(board, series=(*board.series, strewn))


def test_only_the_strewn_row_is_doubted_beside_a_clean_one() -> None:
    board = _board()
    clean, other, strewn = with_shared_doubted(board).series
    assert (clean, other) == board.series[:2]
    assert strewn.evidence == (("text-order", "check-allows-others"),) * 4


def test_both_are_doubted_where_none_is_clean() -> None:
    board = _board()
    strewn = board.series[2]
    first, second = with_shared_doubted(replace(board, series=(strewn, strewn))).series
    assert first.evidence == second.evidence == (("text-order", "check-allows-others"),) * 4
