"""Segments: rows named after the revenue, or the cost, with which a ratio ties them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.model.figure import Measure
from extractor.reconcile.boards.board import Board, with_series
from extractor.reconcile.known.facts import WEAK_NAMES
from extractor.reconcile.known.fit import Fit
from extractor.reconcile.naming.candidates import candidates, compatible
from extractor.reconcile.naming.legend import plain_key
from extractor.reconcile.naming.naming import Match, Scene, name_series
from extractor.reconcile.ratios.margins import Place

EVIDENCE = ("name-margin",)
Boards = tuple[Board, ...]
Ties = tuple[tuple[Place, Place, Place], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """A row that a ratio ties to a named row, and the key of that row."""

    board: int
    row: int
    key: str


def with_segments(boards: Boards, scene: Scene, found: Ties) -> Boards:
    """Boards whose unnamed amount rows bear the name of the row that their margin is measured on."""
    for wish in _wishes(boards, found):
        board = boards[wish.board]
        series = board.series[wish.row]
        fitting = [
            candidate
            for candidate in sorted(candidates(board.exhibit, scene.keys), key=lambda name: name.cost)
            if plain_key(candidate.key) == wish.key and compatible(series, candidate, total=False, part=True)
        ]
        taken = {s.name for s in board.series if s.key}
        if series.key or not fitting or fitting[0].text in taken:
            continue
        match = Match(place=(wish.board, wish.row), candidate=fitting[0], fit=Fit())
        boards = name_series(boards, match, EVIDENCE)
    return boards


def _wishes(boards: Boards, found: Ties) -> Iterator[_Wish]:
    """One wish per tie with exactly one named end; rows tied to two keys are left alone."""
    wanted: dict[tuple[int, int], set[str]] = {}
    for _, above, below in found:
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


def with_ratio_names(boards: Boards, scene: Scene, found: Ties) -> Boards:
    """Boards whose ratio rows bear the slide's one name of a ratio, each under the part that it measures."""
    for ratio, above, below in found:
        board = boards[ratio[0]]
        series = board.series[ratio[1]]
        names = {c.text: c for c in candidates(board.exhibit, scene.keys) if c.ratio and not c.title}
        part = next((name for name in (_name(boards, below), _name(boards, above)) if name), "")
        if len(names) != 1:
            continue
        candidate = next(iter(names.values()))
        guessed = series.name == candidate.text and WEAK_NAMES.issuperset(series.name_evidence)
        if series.key and not guessed:
            continue
        named = replace(
            series,
            name=candidate.text,
            key=f"{candidate.key}@{board.exhibit.number}.{ratio[1]}",
            breadcrumb=(part,) if part else (),
            name_evidence=EVIDENCE,
        )
        boards = (*boards[: ratio[0]], with_series(board, ratio[1], named), *boards[ratio[0] + 1 :])
    return boards


def _name(boards: Boards, place: tuple[int, int]) -> str:
    return boards[place[0]].series[place[1]].name
