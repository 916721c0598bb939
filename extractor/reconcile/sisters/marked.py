"""Marks at figures that only sister decks make sure: which decks, and where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extractor.model.figure import Reading
from extractor.reconcile.engine import Decision
from extractor.reconcile.known.facts import board_facts
from extractor.reconcile.sisters.borrowed import Borrowed
from extractor.reconcile.sisters.equals import CODE as EQUAL
from extractor.rulebook import Rulebook
from extractor.rulebook.grading import is_sure

CODE = "sister-proof"
MOST_PLACES = 2


def marked(
    readings: Iterable[Reading], alone: Iterable[Reading], decided: Decision, lent: Borrowed, rulebook: Rulebook
) -> Iterator[Reading]:
    """The readings; those that are sure now, and were not for the deck alone, say which sisters speak of the item."""
    sure = {_print(reading) for reading in alone if is_sure(reading, rulebook)}
    keys = {
        f.figure: f.slot.key
        for board in decided.boards
        for f in board_facts(board, decided.scene.calendar, decided.scene.memo)
    }
    places = _places(lent)
    decks = tuple(dict.fromkeys(fact.owner.partition(":")[0] for fact in lent.facts))
    for reading in readings:
        told = any(code.startswith(EQUAL) for code in reading.item_evidence + reading.period_evidence)
        if told or _print(reading) in sure or not is_sure(reading, rulebook):
            yield reading
            continue
        key = keys.get(reading.figure) or decided.scene.keys.key(reading.item)
        where = ", ".join((places.get(key) or decks)[:MOST_PLACES])
        yield replace(reading, item_evidence=(*reading.item_evidence, f"{CODE}@{where}"))


def _print(reading: Reading) -> tuple[object, ...]:
    """What makes a reading the same one before and after."""
    return reading.spans, reading.value, reading.period.label, reading.item


def _places(lent: Borrowed) -> Mapping[str, tuple[str, ...]]:
    """Where sisters print proven figures, by key."""
    found: dict[str, dict[str, None]] = {}
    for fact in lent.facts:
        found.setdefault(fact.slot.key, {})[fact.source] = None
    return {key: tuple(sources) for key, sources in found.items()}
