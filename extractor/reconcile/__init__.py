"""Proposals to readings: identities, intervals, and the choice between them."""

from extractor.model.deck import Deck
from extractor.rulebook import Rulebook


def reconcile(deck: Deck, rulebook: Rulebook) -> Deck:
    return deck
