"""Readings of placed cells: their glyphs under the heads and beside the labels that their places give."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from extractor.model.deck import Deck
from extractor.model.exhibit import ColumnKind
from extractor.model.figure import NO_PERIOD, Reading
from extractor.model.label import ItemMatch
from extractor.model.number import CandidateKind
from extractor.model.period import FISCAL, FiscalCalendar, Period, resolve
from extractor.model.placed import PlacedCell, PlacedColumn, PlacedRow, PlacedTable
from extractor.reconcile.placed.checks import figure_of
from extractor.reconcile.placed.chosen import chosen
from extractor.reconcile.placed.growth import proven
from extractor.reconcile.placed.sums import summed
from extractor.reconcile.placed.units import measure_of, unit_of

DATED = "placed-dated"
SECOND = "placed-second"
REFUSED = ItemMatch(label="", because="not asked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lore:
    """What readings need of the deck: items by printed name, and its calendar."""

    items: MappingProxyType[str, ItemMatch]
    calendar: FiscalCalendar


def placed_readings(deck: Deck) -> tuple[Reading, ...]:
    """Readings of all placed tables and charts in the order of the pages."""
    items = {label.text: label.match for label in deck.match.labels}
    lore = Lore(items=MappingProxyType(items), calendar=deck.layout.calendar)
    return tuple(reading for table in chosen(deck) for reading in _table(table, lore))


def _table(table: PlacedTable, lore: Lore) -> Iterator[Reading]:
    checked = summed(table, proven(table))
    for number, row in enumerate(table.rows, start=1):
        for cell in row.cells:
            if cell.run.best.kind is CandidateKind.NIL or len(cell.run.best.quantities) != 1:
                continue
            reading = _reading(table, row, cell, lore)
            figure = figure_of(table, (number - 1, cell.column))
            if (number - 1, cell.column) in checked:
                reading = replace(reading, period_evidence=(*reading.period_evidence, "placed-checked"))
            yield replace(reading, figure=figure)


def _reading(table: PlacedTable, row: PlacedRow, cell: PlacedCell, lore: Lore) -> Reading:
    head = table.columns[cell.column]
    quantity = cell.run.best.quantities[0]
    unit = unit_of(table, row, cell, quantity)
    item = row.label or head.words or table.title
    match = lore.items.get(item, REFUSED)
    period = cell.period if cell.period is not None else head.column.period
    clean = cell.run.best.kind is CandidateKind.CLEAN
    return Reading(
        figure="",
        slide=table.slide,
        exhibit=table.title,
        kind=table.kind,
        item=item,
        item_id=match.item_id,
        concept=match.concept,
        breadcrumb=_breadcrumb(row, head),
        measure=measure_of(head, unit, row),
        period=resolve(period, lore.calendar) if period is not None else NO_PERIOD,
        versus=head.column.versus,
        scenario=head.column.scenario,
        value=quantity.value,
        decimals=quantity.decimals,
        unit=unit.unit,
        scale=unit.scale,
        raw=quantity.raw,
        spans=(quantity.span,),
        edits=() if clean else (cell.run.best.kind.value,),
        value_evidence=(f"glyphs-{cell.run.best.kind.value}",),
        period_evidence=(_period_code(head, cell, period), *((DATED,) if _is_dated(period) else ())),
        item_evidence=(
            "placed-label" if row.label and not row.loose else "placed-words",
            *((SECOND,) if table.reader else ()),
        ),
    )


def _is_dated(period: Period | None) -> bool:
    """Whether a period of the fiscal year was printed with its months, as in `FY2022.3`."""
    return period is not None and period.kind in FISCAL and bool(period.start and period.end)


def _period_code(head: PlacedColumn, cell: PlacedCell, period: Period | None) -> str:
    if period is None:
        return "period-none"
    if cell.period is not None:
        return "placed-span"
    return "placed-head" if head.told and not cell.loose else "placed-title"


def _breadcrumb(row: PlacedRow, head: PlacedColumn) -> tuple[str, ...]:
    told = head.column.kind is not ColumnKind.AMOUNT or bool(head.words and row.label)
    return (*row.over, *((head.column.printed,) if told else ()))
