"""Legends that two decks print in different orders: which way they run is proven where only one agrees.

A legend that is read backwards gives every row a wrong name, and the same template may be read backwards in two
decks. Where the decks list other names, or as many in another order, reading both backwards does not agree again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extractor.model.figure import Measure
from extractor.model.interval import meets
from extractor.reconcile.boards.board import Board
from extractor.reconcile.known.facts import owner_of
from extractor.reconcile.known.world import Fact
from extractor.reconcile.naming.candidates import Candidate
from extractor.reconcile.naming.legend import plain_key
from extractor.reconcile.naming.naming import Scene, candidates_of

ORDERS = frozenset({"name-order", "name-order-one", "name-order-fit", "name-order-sister"})
PROVEN = "name-order-decks"
LEAST_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row named by the order of a legend: its owner, key, the place of its name, and its proven cells."""

    owner: str
    key: str
    rank: int
    cells: Mapping[str, Fact]


Legend = tuple[Listed, ...]


def legends_of(boards: Iterable[Board], rows: Iterable[tuple[Fact, ...]], scene: Scene) -> tuple[Legend, ...]:
    """The legends of a deck whose rows are all named by order, row by row; `rows` hold the proven cells."""
    cells = {row[0].owner.rpartition(":")[2]: {fact.slot.period: fact for fact in row} for row in rows}
    found = (_legend(board, cells, candidates_of(board.exhibit, scene)) for board in boards)
    return tuple(legend for legend in found if len(legend) >= LEAST_ROWS and _runs(legend))


def _legend(board: Board, cells: Mapping[str, Mapping[str, Fact]], names: Iterable[Candidate]) -> Legend:
    ranks = {name.text: name.rank for name in names}
    return tuple(
        Listed(owner=owner, key=plain_key(series.key), rank=ranks[series.name], cells=cells.get(owner, {}))
        for row, series in enumerate(board.series)
        if ORDERS.intersection(series.name_evidence) and series.measure is Measure.AMOUNT and series.name in ranks
        for owner in (owner_of(board, row),)
    )


def _runs(legend: Legend) -> int:
    """1 where names follow each other as their rows do, −1 where they run against them, else 0."""
    ranks = [listed.rank for listed in legend]
    if ranks == sorted(set(ranks)):
        return 1
    return -1 if ranks == sorted(set(ranks), reverse=True) else 0


def in_words(legend: Legend, keys: Mapping[str, str]) -> Legend:
    """A legend under other keys."""
    return tuple(replace(listed, key=keys.get(listed.key, listed.key)) for listed in legend)


def proven_owners(ours: Iterable[Legend], theirs: Iterable[Legend]) -> frozenset[str]:
    """Rows of our legends whose direction is proven by one of theirs, which has our keys."""
    lent = tuple(theirs)
    return frozenset(listed.owner for one in ours for other in lent if _proves(one, other) for listed in one)


def _proves(one: Legend, other: Legend) -> bool:
    """Whether both legends agree as they are read, run against each other, and would not agree read backwards."""
    pairs = [(a, b) for a in range(len(one)) for b in range(len(other)) if _equal(one[a], other[b])]
    single = len({a for a, _ in pairs}) == len(pairs) == len({b for _, b in pairs})
    agree = all(one[a].key == other[b].key for a, b in pairs)
    backwards = [one[-1 - a].key == other[-1 - b].key for a, b in pairs]
    opposed = _runs(one) == -_runs(other)
    apart = any(_clash(a, b) for a in one for b in other if a.key == b.key)
    return len(pairs) >= LEAST_ROWS and single and agree and opposed and not apart and not any(backwards)


def _equal(one: Listed, other: Listed) -> bool:
    shared = [label for label in one.cells if label in other.cells]
    return bool(shared) and all(meets(one.cells[label].interval, other.cells[label].interval) for label in shared)


def _clash(one: Listed, other: Listed) -> bool:
    return bool(one.cells.keys() & other.cells.keys()) and not _equal(one, other)


def with_proven_names(boards: Iterable[Board], owners: frozenset[str]) -> tuple[Board, ...]:
    """The boards, the names of some rows told by a legend whose direction is proven."""
    return tuple(
        replace(
            board,
            series=tuple(
                replace(s, name_evidence=(*s.name_evidence, PROVEN)) if owner_of(board, row) in owners else s
                for row, s in enumerate(board.series)
            ),
        )
        for board in boards
    )
