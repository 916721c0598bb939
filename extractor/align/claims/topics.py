"""Topics of sentences in Japanese that list items with their figures: 連結業績は、売上高1,234億円、営業利益98億円."""

from collections.abc import Sequence

from extractor.align.claims.marks import Mark, MarkKind
from extractor.align.claims.subjects import phrase_before

TOPIC = "は"
BEFORE = frozenset({MarkKind.QUANTITY, MarkKind.CLOSE})
"""What ends the part of a list before the comma."""


def listed_topic(text: str, marks: Sequence[Mark], first: int) -> str | None:
    """What the items of a list are of, for the item that begins at a mark; None where it stands in no such list.

    It is right behind the particle of the topic, or behind the comma of another such item. A topic may say nothing.
    """
    place = next((at for at in range(first) if marks[at].kind is MarkKind.STATE and marks[at].text == TOPIC), -1)
    if place < 0 or any(marks[at].kind is MarkKind.STOP for at in range(place, first)):
        return None
    behind = marks[place + 1].kind if place + 1 < len(marks) else None
    if behind is not MarkKind.WORDS or not _listed(marks, place, first):
        return None
    return phrase_before(text, marks, place).name


def _listed(marks: Sequence[Mark], place: int, first: int) -> bool:
    """Whether an item stands first behind the topic, or behind the comma of another."""
    if first == place + 1:
        return True
    return marks[first - 1].kind is MarkKind.COMMA and marks[first - 2].kind in BEFORE
