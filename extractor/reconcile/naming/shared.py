"""Rows that several slides print: their name is one that all of these slides print, and the same on each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """A row of amounts of charts: its values by period, and the exhibits that print just these, each with its place."""

    cells: Mapping[str, Decimal]
    printed: list[tuple[int, Place]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Unequal rows of all exhibits; their numbers by exhibit, each with its place there, and by value at a period.

    `near` keeps which rows agree with one.
    """

    rows: tuple[Row, ...]
    of_exhibit: Mapping[int, list[tuple[int, Place]]]
    by_value: Mapping[tuple[str, Decimal], list[int]]
    near: dict[int, tuple[tuple[int, Place], ...]] = field(default_factory=dict, repr=False)


Twins = Mapping[Place, tuple[Twin, ...]]


def rows_of(groups: list[tuple[Board, ...]], scene: Scene) -> Rows:
    """All rows of amounts of the charts of all exhibits: naming changes none of their values."""
    places: dict[int, list[tuple[int, Place]]] = {}
    numbers: dict[tuple[tuple[str, Decimal], ...], int] = {}
    rows: list[Row] = []
    by_value: dict[tuple[str, Decimal], list[int]] = {}
    for at, boards in enumerate(groups):
        for number, board in enumerate(boards):
            for row, cells in _known_cells(board, scene):
                values = tuple(cells.items())
                own = numbers.setdefault(values, len(rows))
                if own == len(rows):
                    rows.append(Row(cells=cells, printed=[]))
                    for value in values:
                        by_value.setdefault(value, []).append(own)
                rows[own].printed.append((at, (number, row)))
                places.setdefault(at, []).append((own, (number, row)))
    return Rows(rows=tuple(rows), of_exhibit=places, by_value=by_value)


def find_twins(groups: list[tuple[Board, ...]], number: int, rows: Rows, scene: Scene) -> Twins:
    """The twins of the rows of one exhibit's charts."""
    found: dict[Place, tuple[Twin, ...]] = {}
    for own, place in rows.of_exhibit.get(number, ()):
        others = ((at, other) for at, other in _near(own, rows) if at != number)
        found[place] = tuple(dict.fromkeys(_twin(other, groups[at], scene) for at, other in others))
    return found


def _near(own: int, rows: Rows) -> tuple[tuple[int, Place], ...]:
    """Where rows stand that agree with one, itself among them, in the order of the exhibits."""
    if own not in rows.near:
        cells = rows.rows[own].cells
        shared = Counter(other for value in cells.items() for other in rows.by_value[value])
        near = (rows.rows[other] for other, count in shared.items() if count >= LEAST_COLUMNS)
        agreeing = (row.printed for row in near if _equal(cells, row.cells))
        rows.near[own] = tuple(sorted(place for printed in agreeing for place in printed))
    return rows.near[own]


def _twin(place: Place, boards: tuple[Board, ...], scene: Scene) -> Twin:
    board, row = place
    key = boards[board].series[row].key
    return scene.memo.once(lambda: _as_twin(key, boards, scene), boards, "twin", key)


def _as_twin(key: str, boards: tuple[Board, ...], scene: Scene) -> Twin:
    offered = scene.memo.once(lambda: _offered(boards, scene), boards, "offered by a slide")
    return Twin(key=plain_key(key), offered=offered)


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
