"""The remainder of a legend: `Others` are what is left beside the named parts, and seldom large.

Where nothing but the order of a legend names its rows, and that order gives `Others` a far larger row than the name
beside it, whose row is the smallest of all, the two labels have changed places.
"""

from collections.abc import Sequence
from decimal import Decimal

from extractor.reconcile.boards.board import Board
from extractor.reconcile.naming.candidates import Candidate
from extractor.reconcile.naming.legend import Legend, plain_key, series_at
from extractor.reconcile.naming.naming import Place

OTHERS = "other_items"
FAR_LARGER = 3
LEAST_PARTS = 3
BY_ORDER, BY_SIZE = "name-order", "name-order-rest"
Named = tuple[Place, Candidate, str]


def with_small_rest(named: Sequence[Named], legend: Legend, boards: tuple[Board, ...]) -> tuple[Named, ...]:
    """Names by order, where `Others` exchange their row with that of a neighbour which is the smallest."""
    out = list(named)
    at = next((i for i, (_, name, code) in enumerate(out) if code == BY_ORDER and plain_key(name.key) == OTHERS), -1)
    if at < 0 or len(legend.places) < LEAST_PARTS:
        return tuple(out)
    small = [i for i in (at - 1, at + 1) if 0 <= i < len(out) and _smallest(out[i][0], out[at][0], legend, boards)]
    if len(small) == 1 and out[small[0]][2] == BY_ORDER:
        (here, name, _), (there, other, _) = out[at], out[small[0]]
        out[at], out[small[0]] = (here, other, BY_SIZE), (there, name, BY_SIZE)
    return tuple(out)


def _smallest(place: Place, large: Place, legend: Legend, boards: tuple[Board, ...]) -> bool:
    """Whether a row is the smallest of its legend in every column, and far smaller than a certain other."""
    rows = {other: _sizes(other, boards) for other in legend.places}
    mine = rows.pop(place)
    far = all(FAR_LARGER * one <= size for one, size in zip(mine, rows[large], strict=False))
    return far and all(one < size for row in rows.values() for one, size in zip(mine, row, strict=False))


def _sizes(place: Place, boards: tuple[Board, ...]) -> tuple[Decimal, ...]:
    series = series_at(boards, place)
    values = (series.value(column) for column in range(len(series.cells)))
    return tuple(abs(value) if value is not None else Decimal(0) for value in values)
