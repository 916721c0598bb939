"""Rows that several slides print: their name is one that all of these slides print, and the same on each."""

from collections import Counter
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of amounts of a chart: the number of its exhibit, its place there, and its values by period."""

    at: int
    place: Place
    cells: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of all exhibits, in their order; their numbers by exhibit, and by value at a period."""

    rows: tuple[Row, ...]
    of_exhibit: Mapping[int, list[int]]
    by_value: Mapping[tuple[str, Decimal], list[int]]


Twins = Mapping[Place, tuple[Twin, ...]]


def rows_of(groups: list[tuple[Board, ...]], scene: Scene) -> Rows:
    """All rows of amounts of the charts of all exhibits: naming changes none of their values."""
    places: dict[int, list[int]] = {}
    rows: list[Row] = []
    by_value: dict[tuple[str, Decimal], list[int]] = {}
    for at, boards in enumerate(groups):
        for number, board in enumerate(boards):
            for row, cells in _known_cells(board, scene):
                places.setdefault(at, []).append(len(rows))
                for value in cells.items():
                    by_value.setdefault(value, []).append(len(rows))
                rows.append(Row(at=at, place=(number, row), cells=cells))
    return Rows(rows=tuple(rows), of_exhibit=places, by_value=by_value)


def find_twins(groups: list[tuple[Board, ...]], number: int, rows: Rows, scene: Scene) -> Twins:
    """The twins of the rows of one exhibit's charts."""
    found: dict[Place, tuple[Twin, ...]] = {}
    for own in rows.of_exhibit.get(number, ()):
        row = rows.rows[own]
        shared = Counter(other for value in row.cells.items() for other in rows.by_value[value])
        near = sorted(other for other, count in shared.items() if count >= LEAST_COLUMNS)
        others = [other for at in near if (other := rows.rows[at]).at != number and _equal(row.cells, other.cells)]
        found[row.place] = tuple(dict.fromkeys(_twin(other, groups[other.at], scene) for other in others))
    return found


def _twin(row: Row, boards: tuple[Board, ...], scene: Scene) -> Twin:
    board, at = row.place
    offered = scene.memo.once(lambda: _offered(boards, scene), boards, "offered by a slide")
    return Twin(key=plain_key(boards[board].series[at].key), offered=offered)


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
