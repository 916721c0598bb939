"""What speaks against figures: a check that fails, or another value in the same place of the same exhibit."""

from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal

from extractor.model.deck import Deck
from extractor.model.figure import FigureKind, Reading

SUM = "parts-total"
"""Totals that fail in one period are misprinted, which tells nothing against their names: they are findings."""
FAILED = "a check of it fails"
RIVALLED = "the exhibit has another value of this name and period"


def contradicted(deck: Deck) -> dict[str, str]:
    """Figures that are not what they seem for sure, with the reason."""
    failed = {check.total: FAILED for check in deck.checks if not check.holds and check.identity != SUM}
    return dict.fromkeys(_rivals(deck.reconcile.readings), RIVALLED) | failed


def _place(reading: Reading) -> Hashable:
    return (
        (reading.slide, reading.exhibit, reading.item_id or reading.item, reading.breadcrumb, reading.measure),
        (reading.period.label, reading.versus, reading.scenario),
        (reading.unit, reading.scale, reading.decimals),
    )


def _rivals(readings: Iterable[Reading]) -> Iterator[str]:
    """Figures of charts and tables whose exhibit has an unequal one of the same item, period and unit."""
    found: dict[Hashable, dict[Decimal, list[str]]] = {}
    for reading in readings:
        if reading.kind is not FigureKind.CALLOUT:
            found.setdefault(_place(reading), {}).setdefault(reading.value, []).append(reading.figure)
    for values in found.values():
        if len(values) > 1:
            for figures in values.values():
                yield from figures
