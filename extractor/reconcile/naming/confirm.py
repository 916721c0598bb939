"""Confirming: what the whole deck says for names that order or elimination gave, and for places of values."""

from dataclasses import replace

from extractor.model.figure import Measure
from extractor.reconcile.boards.board import Board, beside, with_series
from extractor.reconcile.known.facts import TOLD_SUM
from extractor.reconcile.known.fit import fit, held
from extractor.reconcile.known.places import with_denied, with_places
from extractor.reconcile.naming.naming import PROVEN_BITS, Scene, bounds_of, evidence_of_fit


def confirm_counts(board: Board, scene: Scene) -> Board:
    """The board confirmed once more in its rows that turned out to count, for which the unit of the slide is not."""
    counting = frozenset(row for row, series in enumerate(board.series) if series.measure is Measure.COUNT)
    return _confirmed(board, counting, scene) if counting else board


def confirm(board: Board, scene: Scene) -> Board:
    """The board with what the whole deck says for names that order or elimination gave, and for places of values."""
    return _confirmed(board, frozenset(range(len(board.series))), scene)


def _confirmed(board: Board, rows: frozenset[int], scene: Scene) -> Board:
    """The board with some of its rows confirmed.

    A row that was arranged to have what a sentence says is not confirmed by that sentence.
    """
    for row, series in enumerate(board.series):
        if row not in rows or not series.key or series.share_of >= 0 or TOLD_SUM in series.name_evidence:
            continue
        bounds = bounds_of(board, row, series.key, scene)
        found = fit(series, bounds)
        if found.bits >= PROVEN_BITS and not found.missed:
            codes = dict.fromkeys((*series.name_evidence, *evidence_of_fit(found)))
            named = replace(series, name_evidence=tuple(codes))
            board = with_series(board, row, with_places(named, found.met, closed=not beside(board, row)))
        elif found.missed:
            board = with_series(board, row, with_denied(series, held(series, bounds), found.missed))
    return board
