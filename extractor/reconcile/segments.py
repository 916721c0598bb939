"""Segments: rows named after the revenue, or the cost, with which a ratio ties them."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model.figure import Measure
from extractor.reconcile.board import Board
from extractor.reconcile.candidates import candidates, compatible
from extractor.reconcile.fit import Fit
from extractor.reconcile.margins import ties
from extractor.reconcile.naming import Match, Scene, name_series

EVIDENCE = ("name-margin",)
Boards = tuple[Board, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """A row that a ratio ties to a named row, and the key of that row."""

    board: int
    row: int
    key: str


def with_segments(boards: Boards, scene: Scene) -> Boards:
    """Boards whose unnamed amount rows bear the name of the row that their margin is measured on."""
    for wish in _wishes(boards, scene):
        board = boards[wish.board]
        series = board.series[wish.row]
        fitting = [
            candidate
            for candidate in candidates(board.exhibit, scene.keys)
            if candidate.key == wish.key and compatible(series, candidate, total=False, part=True)
        ]
        taken = {s.name for s in board.series if s.key}
        if series.key or not fitting or fitting[0].text in taken:
            continue
        match = Match(place=(wish.board, wish.row), candidate=fitting[0], fit=Fit())
        boards = name_series(boards, match, EVIDENCE)
    return boards


def _wishes(boards: Boards, scene: Scene) -> Iterator[_Wish]:
    """One wish per tie with exactly one named end; rows tied to two keys are left alone."""
    wanted: dict[tuple[int, int], set[str]] = {}
    for above, below in ties(boards, scene.calendar):
        for here, there in ((above, below), (below, above)):
            key = _key(boards, there)
            if key and not _key(boards, here):
                wanted.setdefault(here, set()).add(key)
    for (board, row), keys in wanted.items():
        if len(keys) == 1:
            yield _Wish(board=board, row=row, key=next(iter(keys)))


def _key(boards: Boards, place: tuple[int, int]) -> str:
    series = boards[place[0]].series[place[1]]
    return series.key if series.measure is Measure.AMOUNT else ""
