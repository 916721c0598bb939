"""Lines to candidate readings of every numeric run; every edit kept."""

from extractor.model.deck import Deck
from extractor.rulebook import Rulebook


def repair(deck: Deck, rulebook: Rulebook) -> Deck:
    return deck
