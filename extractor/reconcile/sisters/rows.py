"""Rows that a sister deck prints too: their places are proven by its figures, whatever either deck calls them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import log2

from extractor.model.figure import FigureKind
from extractor.model.interval import meets
from extractor.reconcile.boards.board import Board, Series, beside, with_series
from extractor.reconcile.known.bounds import Bound, Frame
from extractor.reconcile.known.fit import Fit, fit
from extractor.reconcile.known.places import with_places
from extractor.reconcile.known.world import Fact
from extractor.reconcile.naming.naming import PROVEN_BITS, Scene, frame_of

LEAST_SHARED = 3
"""Fewer equal figures of two rows do not show that they are one line."""
Row = tuple[Fact, ...]


def with_lent_rows(boards: Iterable[Board], rows: tuple[Row, ...], scene: Scene) -> tuple[Board, ...]:
    """The boards, with cells proven of rows that agree with a row of a sister deck wherever both have a figure."""
    return tuple(_told(board, rows, scene) for board in boards)


def _told(board: Board, rows: tuple[Row, ...], scene: Scene) -> Board:
    if board.proposal.kind is not FigureKind.CHART:
        return board
    for number, series in enumerate(board.series):
        frame = frame_of(board, number, scene.calendar)
        fits = [found for row in rows if (found := fit_of_row(series, row, frame)) is not None]
        best = max(fits, key=lambda found: found.bits, default=None)
        if best is not None and best.bits >= PROVEN_BITS + log2(len(rows)):
            board = with_series(board, number, with_places(series, best.met, closed=not beside(board, number)))
    return board


def fit_of_row(series: Series, row: Row, frame: Frame) -> Fit | None:
    """How a series fits a row of a sister; None where they share few periods or disagree."""
    if not _agrees(series, row, frame):
        return None
    found = fit(series, tuple(_bounds(series, row, frame)))
    return found if len(found.met) >= LEAST_SHARED and not found.missed else None


def _agrees(series: Series, row: Row, frame: Frame) -> bool:
    """Whether a series and a row agree wherever both have a figure, in columns enough; most soon disagree."""
    met = 0
    for fact in _shared(series, row, frame):
        interval = series.interval(frame.places[fact.slot.period])
        if interval is not None and not meets(interval, fact.interval):
            return False
        met += interval is not None
    return met >= LEAST_SHARED


def _bounds(series: Series, row: Row, frame: Frame) -> Iterator[Bound]:
    for fact in _shared(series, row, frame):
        weights = ((frame.places[fact.slot.period], Fraction(1)),)
        yield Bound(weights=weights, interval=fact.interval, identity="equal", source=fact.source)


def _shared(series: Series, row: Row, frame: Frame) -> Iterator[Fact]:
    """The facts of a row for which a series has a column."""
    for fact in row:
        if fact.slot.period in frame.places and fact.slot.measure is series.measure and not fact.slot.versus:
            yield fact
