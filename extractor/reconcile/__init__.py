"""Reconcile: proposals to decided readings, by the identities of the whole deck, and of sister decks with it."""

from extractor.model.deck import Deck
from extractor.reconcile.engine import decide
from extractor.reconcile.placed import doubtful_pages
from extractor.reconcile.sisters import Alone, Lender, decided_alone, decided_with, lender_of
from extractor.reconcile.told.reviewed import reviewed
from extractor.reconcile.told.sheet import laid, readings_of
from extractor.rulebook import Rulebook

__all__ = ["Alone", "Lender", "decided_alone", "decided_with", "doubtful_pages", "lender_of", "reconcile"]


def reconcile(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the reconcile sheet: readings, checks, leftovers and findings of the deck."""
    decided = decide(deck, rulebook)
    return reviewed(laid(deck, decided, readings_of(deck, decided), rulebook), rulebook)
