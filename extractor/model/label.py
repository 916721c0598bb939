"""Nouns for printed names and the items of the rulebook they stand for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMatch:
    """What a printed label is.

    `item_id` is an item of the rulebook (`revenue.total`), or a stable local id `local.<slug>` for a
    company's own line, or `line.<slug>` for one that only the taxonomy has; empty where the matcher refuses.
    `concept` is a taxonomy concept where known. `score` is 0 to 100. `role` says what the label's own words make
    of its row: part, memo or elimination.
    """

    label: str
    item_id: str = ""
    concept: str = ""
    score: int = 0
    because: str = ""
    role: str = ""

    @property
    def refused(self) -> bool:
        return not self.item_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A printed name at a place of the deck, with its item."""

    slide: int
    text: str
    line: int
    match: ItemMatch
