"""Printed names to items of the rulebook."""

from extractor.model.deck import Deck
from extractor.rulebook import Rulebook


def match(deck: Deck, rulebook: Rulebook) -> Deck:
    return deck
