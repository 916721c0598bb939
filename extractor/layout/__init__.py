"""Repaired lines to exhibits: titles, axes, rows, names and units."""

from extractor.model.deck import Deck
from extractor.rulebook import Rulebook


def layout(deck: Deck, rulebook: Rulebook) -> Deck:
    return deck
