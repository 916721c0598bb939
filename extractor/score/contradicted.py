"""What speaks against figures: a check that fails, or another value in the same place of the same exhibit."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.model.deck import Deck
from extractor.model.figure import FigureKind, Measure, Reading

ROW = "row-label"
SUM = "parts-total"
"""Totals that fail in one period are misprinted, which tells nothing against their names: they are findings."""
FAILED = "a check of it fails"
MOVED = "ratios printed out of order suit amounts that may be out of order themselves"
COMPARED = frozenset({"equal", "growth", "change"})
MOST_FAILING, LEAST_FAILING = 0.03, 3
"""From this share and this number of failing identities on, a deck does not round as its checks take it to."""
STRAINED = "identities of the deck fail too often to prove figures out of order"
OUT_OF_ORDER = frozenset({"moved", "moved-open"})
GUESSED = "a title"
"""Why a slide begins where neither page breaks nor page numbers tell; titles may stand below their figures."""
UNBORDERED = "nothing marks where its slide begins and ends"
RIVALLED = "the exhibit has another value of this name and period"
MISNAMED = "the exhibit has another value of this name in another period of the row"


def contradicted(deck: Deck) -> dict[str, str]:
    """Figures that are not what they seem for sure, with the reason."""
    readings = deck.reconcile.readings
    failed = {check.total: FAILED for check in deck.checks if not check.holds and check.identity != SUM}
    rivalled = dict.fromkeys(_rivals(readings), RIVALLED)
    misnamed = dict.fromkeys(_misnamed(readings, rivalled), MISNAMED)
    unmarked = dict.fromkeys(_on_guessed_slides(deck), UNBORDERED)
    unmarked |= dict.fromkeys(_strained(deck), STRAINED)
    return unmarked | dict.fromkeys(_moved(readings), MOVED) | misnamed | rivalled | failed


def _strained(deck: Deck) -> Iterator[str]:
    """Figures of rows with cells out of order, in a deck whose identities fail often: these may have moved them."""
    holds = [check.holds for check in deck.checks if check.identity not in COMPARED]
    if holds.count(False) < max(LEAST_FAILING, MOST_FAILING * len(holds)):
        return
    readings = deck.reconcile.readings
    moved = {_series(reading) for reading in readings if not OUT_OF_ORDER.isdisjoint(reading.period_evidence)}
    yield from (reading.figure for reading in readings if _series(reading) in moved)


def _series(reading: Reading) -> Hashable:
    return (reading.slide, reading.exhibit, reading.item, reading.breadcrumb)


def _on_guessed_slides(deck: Deck) -> Iterator[str]:
    """Figures of charts and tables whose slide begins or ends at a guess: its names may be those of a neighbour."""
    slides = deck.read.slides
    starts = {slide.number for slide in slides if GUESSED in slide.because}
    guessed = starts | {one.number for one, two in pairwise(slides) if two.number in starts}
    yield from (
        reading.figure
        for reading in deck.reconcile.readings
        if reading.slide in guessed and reading.kind is not FigureKind.CALLOUT
    )


def _place(reading: Reading) -> Hashable:
    return (*_row(reading), (reading.period.label, reading.versus, reading.scenario))


def _row(reading: Reading) -> tuple[Hashable, ...]:
    return (
        (reading.slide, reading.exhibit, _name(reading), reading.breadcrumb, reading.measure),
        (reading.unit, reading.scale, reading.decimals),
    )


def _name(reading: Reading) -> str:
    """The item; of a row named on its own line the printed name, since two lines of one item may well differ."""
    return reading.item if ROW in reading.item_evidence else reading.item_id or reading.item


def _moved(readings: Iterable[Reading]) -> Iterator[str]:
    """Ratios of rows with a cell that was moved to suit a quotient of amounts: both may have changed columns."""
    ratios = [r for r in readings if r.measure is Measure.RATIO and r.kind is FigureKind.CHART]
    moved = {_series(r) for r in ratios if "moved" in r.period_evidence}
    yield from (r.figure for r in ratios if _series(r) in moved)


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


def _misnamed(readings: Iterable[Reading], rivalled: Collection[str]) -> Iterator[str]:
    """Figures of rows that no name stands beside, where some of those under their name are rivalled.

    A name that is given to two rows cannot be right for both, in no period.
    """
    given = [r for r in readings if r.kind is FigureKind.CHART and ROW not in r.item_evidence]
    doubted = {_row(reading) for reading in given if reading.figure in rivalled}
    yield from (reading.figure for reading in given if _row(reading) in doubted)
