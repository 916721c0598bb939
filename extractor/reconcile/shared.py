"""Rows that several slides print: their name is one that all of these slides print, and the same on each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.model.figure import FigureKind
from extractor.reconcile.board import Board
from extractor.reconcile.candidates import Candidate
from extractor.reconcile.legend import Legend, plain_key
from extractor.reconcile.naming import Place, Scene, candidates_of

LEAST_COLUMNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The same row on another slide: its key there, if it has one, and the keys that slide offers."""

    key: str
    offered: frozenset[str]


Twins = Mapping[Place, tuple[Twin, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    group: int
    place: Place
    key: str
    cells: Mapping[str, Decimal]


def find_twins(groups: list[tuple[Board, ...]], number: int, scene: Scene) -> Twins:
    """The twins of the rows of one exhibit's charts."""
    rows = [row for at, boards in enumerate(groups) for row in _rows(at, boards)]
    here = [row for row in rows if row.group == number]
    found: dict[Place, tuple[Twin, ...]] = {}
    for row in here:
        same = [other for other in rows if other.group != number and _equal(row.cells, other.cells)]
        found[row.place] = tuple(Twin(key=plain_key(r.key), offered=_offered(groups[r.group], scene)) for r in same)
    return found


def _rows(group: int, boards: tuple[Board, ...]) -> Iterator[_Row]:
    for number, board in enumerate(boards):
        labels = [column.period.label if column.period is not None else "" for column in board.columns]
        for row, series in enumerate(board.series) if board.proposal.kind is FigureKind.CHART else ():
            values = {label: series.value(column) for column, label in enumerate(labels) if label}
            cells = {label: value for label, value in values.items() if value is not None}
            if not series.row.style.percent and len(cells) >= LEAST_COLUMNS:
                yield _Row(group=group, place=(number, row), key=series.key, cells=cells)


def _equal(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> bool:
    """Whether two rows agree in all columns they share, or in all but one of many."""
    common = [label for label in one if label in other]
    equal = sum(one[label] == other[label] for label in common)
    return equal >= LEAST_COLUMNS and equal >= len(common) - (len(common) > 2 * LEAST_COLUMNS)


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
