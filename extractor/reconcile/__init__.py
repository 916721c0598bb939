"""Reconcile: proposals to decided readings, by the identities of the whole deck."""

from dataclasses import replace

from extractor.model.deck import Deck, ReconcileSheet
from extractor.reconcile.engine import decide
from extractor.reconcile.readings import board_readings
from extractor.rulebook import Rulebook


def reconcile(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the reconcile sheet: readings, checks, leftovers and findings of the deck."""
    boards, keys = decide(deck, rulebook)
    calendar = deck.layout.calendar
    readings = tuple(reading for board in boards for reading in board_readings(board, keys, calendar))
    return replace(deck, reconcile=ReconcileSheet(readings=readings, leftovers=deck.layout.aside))
