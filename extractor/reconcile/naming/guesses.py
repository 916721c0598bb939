"""Names that were guessed: given by the order of a legend or as the only ones left, and free where proof comes."""

from dataclasses import replace
from itertools import groupby

from extractor.reconcile.boards.board import Board, Series
from extractor.reconcile.known.facts import WEAK_NAMES
from extractor.reconcile.naming.naming import Scene, evidence_of_fit, name_series, proven, tried


def named_again(boards: tuple[Board, ...], scene: Scene) -> tuple[Board, ...]:
    """The boards, with names that bounds prove in place of those that were guessed."""
    out: list[Board] = []
    for _, group in groupby(boards, key=lambda board: board.exhibit.number):
        named = printed = tuple(group)
        for match in proven(tried(tuple(map(without_guesses, printed)), scene)):
            if is_guess(printed[match.place[0]].series[match.place[1]]):
                named = name_series(without_key(named, match.candidate.key), match, evidence_of_fit(match.fit))
        out.extend(named)
    return tuple(out)


def is_guess(series: Series) -> bool:
    """Whether a series has no name, or one that its place alone gave it."""
    return WEAK_NAMES.issuperset(series.name_evidence)


def without_guesses(board: Board) -> Board:
    """The board without names that were guessed."""
    return replace(board, series=tuple(_unnamed(s) if is_guess(s) else s for s in board.series))


def without_key(boards: tuple[Board, ...], key: str) -> tuple[Board, ...]:
    """The boards of an exhibit without guesses of an item that another series is proven to be."""
    return tuple(
        replace(board, series=tuple(_unnamed(s) if s.key == key and is_guess(s) else s for s in board.series))
        for board in boards
    )


def _unnamed(series: Series) -> Series:
    return replace(series, name="", key="", name_evidence=())
