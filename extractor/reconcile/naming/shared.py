"""Rows that several slides print: their name is one that all of these slides print, and the same on each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.model.figure import FigureKind
from extractor.reconcile.boards.board import Board
from extractor.reconcile.naming.candidates import Candidate
from extractor.reconcile.naming.legend import Legend, plain_key
from extractor.reconcile.naming.naming import Place, Scene, candidates_of

LEAST_COLUMNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The same row on another slide: its key there, if it has one, and the keys that slide offers."""

    key: str
    offered: frozenset[str]


Twins = Mapping[Place, tuple[Twin, ...]]


def find_twins(groups: list[tuple[Board, ...]], number: int, scene: Scene) -> Twins:
    """The twins of the rows of one exhibit's charts."""
    rows = [(at, row) for at, boards in enumerate(groups) if at != number for row in _rows(boards, scene)]
    found: dict[Place, tuple[Twin, ...]] = {}
    for place, cells, _ in _rows(groups[number], scene):
        same = [(at, key) for at, (_, others, key) in rows if _equal(cells, others)]
        found[place] = tuple(Twin(key=plain_key(key), offered=_offered(groups[at], scene)) for at, key in same)
    return found


def _rows(boards: tuple[Board, ...], scene: Scene) -> Iterator[tuple[Place, Mapping[str, Decimal], str]]:
    """Rows of amounts of the charts of an exhibit: their places, their values by period, and their keys."""
    for number, board in enumerate(boards):
        for row, cells in _known_cells(board, scene):
            yield (number, row), cells, board.series[row].key


def _known_cells(board: Board, scene: Scene) -> tuple[tuple[int, Mapping[str, Decimal]], ...]:
    return scene.memo.once(lambda: tuple(_cells(board)), (board,), "rows of twins")


def _cells(board: Board) -> Iterator[tuple[int, Mapping[str, Decimal]]]:
    labels = [column.period.label if column.period is not None else "" for column in board.columns]
    for row, series in enumerate(board.series) if board.proposal.kind is FigureKind.CHART else ():
        values = {label: series.value(column) for column, label in enumerate(labels) if label}
        cells = {label: value for label, value in values.items() if value is not None}
        if not series.row.style.percent and len(cells) >= LEAST_COLUMNS:
            yield row, cells


def _equal(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> bool:
    """Whether two rows agree in all columns they share, or in all but one of many."""
    equal = len(one.items() & other.items())
    if equal < LEAST_COLUMNS:
        return False
    common = len(one.keys() & other.keys())
    return equal >= common - (common > 2 * LEAST_COLUMNS)


def _offered(boards: tuple[Board, ...], scene: Scene) -> frozenset[str]:
    printed = (name.key for name in candidates_of(boards[0].exhibit, scene) if not name.title)
    named = (series.key for board in boards for series in board.series if series.key)
    return frozenset(plain_key(key) for key in (*printed, *named))


def at_odds(legend: Legend, twins: Twins) -> set[tuple[Place, int]]:
    """Names of a legend that a row cannot have (its place, their rank): its twin has, or its slide offers, others."""
    keys = {name.rank: plain_key(name.key) for name in legend.names}
    out: set[tuple[Place, int]] = set()
    for place in legend.places:
        for twin in twins.get(place, ()):
            meant = {twin.key} if twin.key in keys.values() else twin.offered.intersection(keys.values())
            if meant:
                out |= {(place, rank) for rank, key in keys.items() if key not in meant}
    return out


def as_twins(legend: Legend, twins: Twins) -> Iterator[tuple[Place, Candidate]]:
    """Free rows with the names that their twins bear, where the legend prints them and no two rows want one."""
    by_key = {plain_key(name.key): name for name in legend.left}
    wanted: dict[str, list[Place]] = {}
    for place in legend.free:
        for key in {twin.key for twin in twins.get(place, ())} & by_key.keys():
            wanted.setdefault(key, []).append(place)
    single = {key: places[0] for key, places in wanted.items() if len(places) == 1}
    for key, place in single.items():
        if list(single.values()).count(place) == 1:
            yield place, by_key[key]
