"""Single figures that a sister deck prints under the same name and period, with digits enough to be no chance."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import log2

from extractor.model.figure import Grade, Reading
from extractor.model.interval import Interval, meets
from extractor.reconcile.engine import Decision
from extractor.reconcile.known.facts import board_facts
from extractor.reconcile.known.world import Fact, Slot
from extractor.rulebook import Rulebook
from extractor.rulebook.grading import link_of

CODE = "sister-equal"
LEAST_BITS = 10.0
"""About a thousand values to choose from: fewer digits are equal by chance too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Figures of a deck and its sisters by slot, and all of them in the order of their values."""

    lent: Mapping[Slot, Fact]
    all: tuple[Fact, ...]


def with_equals(
    readings: Iterable[Reading], decided: Decision, lent: Iterable[Fact], rulebook: Rulebook
) -> Iterator[Reading]:
    """The readings, the inferred ones proven that a sister prints under their name and period and nowhere else."""
    by_slot: dict[Slot, Fact] = {}
    for told in lent:
        by_slot.setdefault(told.slot, told)
    own = {
        f.figure: f for board in decided.boards for f in board_facts(board, decided.scene.calendar, decided.scene.memo)
    }
    known = Known(lent=by_slot, all=(*own.values(), *by_slot.values()))
    for reading in readings:
        fact = own.get(reading.figure)
        links = links_of(reading, rulebook)
        if fact is not None and min(links) is Grade.INFERRED and _known(fact, known):
            yield _proven(reading, links, by_slot[fact.slot].source)
        else:
            yield reading


def links_of(reading: Reading, rulebook: Rulebook) -> tuple[Grade, Grade, Grade]:
    """The grades of value, period and item."""
    value, period, item = (
        link_of(codes, rulebook).grade
        for codes in (reading.value_evidence, reading.period_evidence, reading.item_evidence)
    )
    return value, period, item


def _known(fact: Fact, known: Known) -> bool:
    twin = known.lent.get(fact.slot)
    if twin is None or not meets(fact.interval, twin.interval) or _bits(fact, twin) < LEAST_BITS:
        return False
    return not any(_elsewhere(fact, other) for other in known.all)


def _bits(fact: Fact, twin: Fact) -> float:
    """How many values of this size two printings could have told apart, in bits."""
    size = abs(fact.interval.low + fact.interval.high) / 2
    return log2(max(1.0, float(size / max(_width(fact.interval), _width(twin.interval)))))


def _width(interval: Interval) -> float:
    return float(interval.high - interval.low) or 1.0


def _elsewhere(fact: Fact, other: Fact) -> bool:
    """Whether the value stands under another name or period too, where it might have been taken from."""
    same = (other.slot.key, other.slot.period, other.slot.scenario) == (
        fact.slot.key,
        fact.slot.period,
        fact.slot.scenario,
    )
    return not same and other.slot.measure is fact.slot.measure and meets(other.interval, fact.interval)


def _proven(reading: Reading, links: tuple[Grade, Grade, Grade], source: str) -> Reading:
    code = f"{CODE}@{source}"
    value, period, item = (
        codes if grade is Grade.SURE else (*codes, code)
        for codes, grade in zip(
            (reading.value_evidence, reading.period_evidence, reading.item_evidence), links, strict=True
        )
    )
    return replace(reading, value_evidence=value, period_evidence=period, item_evidence=item)
