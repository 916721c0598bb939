"""Told sums: rows that a sentence names by what some of their periods make together, wherever these are printed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb, log2

from extractor.model.figure import FigureKind
from extractor.model.interval import Interval, add, meets, point, scale
from extractor.reconcile.boards.arrange import arrange
from extractor.reconcile.boards.arranged import Outcome
from extractor.reconcile.boards.board import Board, Series, glyph_interval
from extractor.reconcile.boards.late import with_late_labels
from extractor.reconcile.boards.settle import with_outcome
from extractor.reconcile.boards.task import Task
from extractor.reconcile.known.bounds import Bound
from extractor.reconcile.known.facts import TOLD_SUM, WEAK_NAMES
from extractor.reconcile.known.fit import fit
from extractor.reconcile.naming.candidates import SPOKEN, Candidate, compatible
from extractor.reconcile.naming.naming import (
    PROVEN_BITS,
    Match,
    Place,
    Scene,
    bounds_of,
    candidates_of,
    name_series,
    spoken_of,
)

FLOW = "_cf"
MOST_TERMS = 4
LEAST_BITS = 2.5
TOGETHER_BITS = 5.5
"""Rows of one slide that take each its own name speak for each other: chance would have to err several times."""
Boards = tuple[Board, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitting:
    """A row arranged so that it has what a sentence says of a name; `bits` is what chance would not give."""

    place: Place
    name: Candidate
    bounds: tuple[Bound, ...]
    bits: float


def with_told_sums(boards: Boards, scene: Scene) -> Boards:
    """The boards of an exhibit with rows that alone can have the stated sum of a name, where no other name fits them.

    Of cash flows the amount counts, not the direction in words: texts keep the wording of another year.
    """
    fitting = tuple(_fitting(boards, scene))
    alone = [found for found in fitting if not any(_rivals(found, other) for other in fitting)]
    if sum(found.bits for found in alone) < (TOGETHER_BITS if len(alone) > 1 else PROVEN_BITS):
        return boards
    for found in alone:
        if not boards[found.place[0]].series[found.place[1]].key:
            boards = _applied(boards, found)
    return boards


def is_flow(key: str) -> bool:
    """Whether an item is a cash flow, which sentences say to be provided or used."""
    return key.endswith(FLOW)


def reversed_bound(bound: Bound) -> Bound:
    """A bound with the direction of its sentence the other way round."""
    return replace(bound, interval=scale(bound.interval, -1))


def _rivals(one: _Fitting, other: _Fitting) -> bool:
    return one is not other and (one.place == other.place or one.name.key == other.name.key)


def _fitting(boards: Boards, scene: Scene) -> Iterator[_Fitting]:
    names = _names(boards, scene)
    for number, board in enumerate(boards):
        for row, series in enumerate(board.series):
            if not _open(board, row):
                continue
            for name in names:
                if compatible(series, name, total=len(board.series) == 1, part=False):
                    yield from _fitted(board, (number, row), name, scene)


def _names(boards: Boards, scene: Scene) -> tuple[Candidate, ...]:
    """Printed names of which anything is known, one of each key, that no series bears yet."""
    borne = {series.key for board in boards for series in board.series}
    printed = (name for name in candidates_of(boards[0].exhibit, scene) if name.cost < SPOKEN and not name.title)
    return spoken_of(tuple({name.key: name for name in printed if name.key not in borne}.values()), scene)


def _open(board: Board, row: int) -> bool:
    """Whether a row is a whole chart row of amounts without a proven name, in no sum, that may be out of order."""
    series = board.series[row]
    summed = any(row in (rule.total, *rule.parts) for rule in board.sums)
    named = bool(series.key) and not WEAK_NAMES.issuperset(series.name_evidence)
    known = named or series.share_of >= 0 or series.row.style.percent or summed
    kept = series.row.clean or series.row.string
    return board.proposal.kind is FigureKind.CHART and series.complete and not known and not kept


def _fitted(board: Board, place: Place, name: Candidate, scene: Scene) -> Iterator[_Fitting]:
    bounds = tuple(bound for bound in bounds_of(board, place[1], name.key, scene) if bound.sure)
    if not any(map(_is_sum, bounds)):
        return
    series = board.series[place[1]]
    ways = (bounds, tuple(map(reversed_bound, bounds))) if is_flow(name.key) else (bounds,)
    for way in ways:
        if all(_reachable(series, bound) for bound in way if _is_sum(bound)):
            bits = _bits(board, place[1], way) - log2(len(ways))
            if bits >= LEAST_BITS:
                yield _Fitting(place=place, name=name, bounds=way, bits=bits)
            return


def _is_sum(bound: Bound) -> bool:
    return bound.identity == "period_sum" and 1 < len(bound.weights) <= MOST_TERMS


def _reachable(series: Series, bound: Bound) -> bool:
    """Whether some of the values of a row, whichever, make the stated sum."""
    values = [glyph_interval(glyph, series.scale) for glyph in series.row.glyphs]
    return any(meets(_total(some), bound.interval) for some in combinations(values, len(bound.weights)))


def _total(intervals: tuple[Interval, ...]) -> Interval:
    total = point(0)
    for interval in intervals:
        total = add(total, interval)
    return total


def _bits(board: Board, row: int, bounds: tuple[Bound, ...]) -> float:
    """What it proves that bounds can be met, less what the choice of the values gives away."""
    outcome = _arranged(board, row, bounds)
    if outcome is None:
        return 0.0
    found = fit(dict(outcome.series)[row], bounds)
    chosen = [comb(board.width, len(bound.weights)) for bound in bounds]
    return found.bits - sum(map(log2, chosen)) if not found.missed else 0.0


def _arranged(board: Board, row: int, bounds: tuple[Bound, ...]) -> Outcome | None:
    return arrange(Task(board=board, rows=(row,), bounds=((row, bounds),)))


def _applied(boards: Boards, found: _Fitting) -> Boards:
    number, row = found.place
    board = boards[number]
    outcome = _arranged(board, row, found.bounds)
    if outcome is None:
        return boards
    board = with_late_labels(with_outcome(board, outcome), row, found.bounds)
    boards = (*boards[:number], board, *boards[number + 1 :])
    match = Match(place=found.place, candidate=found.name, fit=fit(board.series[row], found.bounds))
    return name_series(boards, match, (TOLD_SUM,))
