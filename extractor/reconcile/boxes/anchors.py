"""Anchors: cells of a chart without an axis that print what the deck says of an item in a known period."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from extractor.model.figure import Measure
from extractor.model.interval import meets
from extractor.model.period import Period, PeriodKind, fiscal
from extractor.reconcile.boards.board import glyph_interval
from extractor.reconcile.boxes.lost_axis import Row
from extractor.reconcile.known.world import Fact, World

PARTS = {PeriodKind.YEAR: 1, PeriodKind.HALF: 2, PeriodKind.QUARTER: 4}
LEAST_ANCHORS = 2
FINEST = Fraction(1, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A cell (row, column) that is a known figure of an item."""

    row: int
    column: int
    key: str
    period: Period
    scenario: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The periods of the columns with their scenarios, and the anchors that say so."""

    periods: tuple[Period, ...]
    scenarios: tuple[str, ...]
    anchors: tuple[Anchor, ...]


def dated(rows: tuple[Row, ...], keys: Iterable[str], scale: str, world: World) -> Dating | None:
    """The one dating of columns in text order on which most anchors agree; None where none has two."""
    wanted = frozenset(keys)
    anchors = [a for row, cells in enumerate(rows) for a in _anchors(row, cells, wanted, scale, world)]
    votes: dict[tuple[PeriodKind, int], set[int]] = {}
    for anchor in anchors:
        votes.setdefault(_start(anchor), set()).add(anchor.column)
    ranked = Counter({start: len(columns) for start, columns in votes.items()}).most_common(2)
    drawn = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    if not ranked or ranked[0][1] < LEAST_ANCHORS or drawn:
        return None
    start = ranked[0][0]
    kept = tuple(anchor for anchor in anchors if _start(anchor) == start)
    width = len(rows[0])
    return Dating(
        periods=tuple(_at(start[0], start[1] + column) for column in range(width)),
        scenarios=tuple(_scenario(kept, column) for column in range(width)),
        anchors=kept,
    )


def _anchors(row: int, cells: Row, keys: frozenset[str], scale: str, world: World) -> Iterator[Anchor]:
    for slot, facts in world.facts.items():
        if slot.key not in keys or slot.measure is not Measure.AMOUNT or slot.versus:
            continue
        period = facts[0].period
        if period.kind not in PARTS or not period.year:
            continue
        fine = [fact.interval for fact in facts if _fine(fact)]
        for column, cell in enumerate(cells) if fine else ():
            if any(meets(interval, glyph_interval(cell, scale)) for interval in fine):
                yield Anchor(row=row, column=column, key=slot.key, period=period, scenario=slot.scenario)


def _fine(fact: Fact) -> bool:
    """Whether a fact is printed finely enough to be met by little else."""
    middle = abs(fact.interval.low + fact.interval.high) / 2
    return middle > 0 and (fact.interval.high - fact.interval.low) / middle <= FINEST


def _start(anchor: Anchor) -> tuple[PeriodKind, int]:
    """The kind and the place in time of the first column, if columns follow each other."""
    period = anchor.period
    place = period.year * PARTS[period.kind] + max(period.part, 1) - 1
    return period.kind, place - anchor.column


def _at(kind: PeriodKind, place: int) -> Period:
    year, part = divmod(place, PARTS[kind])
    return fiscal(kind, year, 0 if kind is PeriodKind.YEAR else part + 1)


def _scenario(anchors: tuple[Anchor, ...], column: int) -> str:
    """The scenario of a column: an actual where one anchor has it, else what the anchors say."""
    found = sorted({anchor.scenario for anchor in anchors if anchor.column == column})
    return "actual" if not found or "actual" in found else found[0]
