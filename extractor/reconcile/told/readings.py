"""Readings: decided boards as figures with their evidence, not yet graded."""

from collections.abc import Iterator

from extractor.model.exhibit import Column, ColumnKind
from extractor.model.figure import NO_PERIOD, FigureKind, Measure, Reading
from extractor.model.number import CandidateKind
from extractor.model.period import FiscalCalendar, resolve
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, Series, figure_id
from extractor.reconcile.naming.names import Keys

ABOUT = "value-about"
MONEY_LENGTH = 3
MEASURE_OF = {
    ColumnKind.CHANGE: Measure.CHANGE,
    ColumnKind.CHANGE_PCT: Measure.CHANGE_PCT,
    ColumnKind.SHARE: Measure.RATIO,
    ColumnKind.ACHIEVEMENT: Measure.RATIO,
}
COUNTS = frozenset({"persons", "contracts", "stores", "companies", "ATMs"})


def board_readings(board: Board, keys: Keys, calendar: FiscalCalendar) -> Iterator[Reading]:
    """Readings of all filled cells of a board, row by row; a dash for nothing is none."""
    for row, series in enumerate(board.series):
        for column, head in enumerate(board.columns):
            cell = series.cells[column]
            if cell is not None and cell.kind is not CandidateKind.NIL:
                yield _reading(board, row, column, cell, (series, head, keys, calendar))


def _reading(
    board: Board,
    row: int,
    column: int,
    cell: Glyphs,
    context: tuple[Series, Column, Keys, FiscalCalendar],
) -> Reading:
    series, head, keys, calendar = context
    match = keys.match(series.name)
    when = series.period(column, head)
    rivals = series.rivals[column]
    unit, scale = unit_of(series, cell)
    return Reading(
        figure=figure_id(board, row, column),
        slide=board.exhibit.slide,
        exhibit=board.exhibit.title,
        kind=FigureKind.TABLE if board.proposal.marked and series.row.label else board.proposal.kind,
        item=series.name or board.exhibit.title,
        item_id=match.item_id,
        concept=match.concept,
        breadcrumb=_breadcrumb(series, head),
        measure=_measure(series, head, unit),
        period=resolve(when, calendar) if when is not None else NO_PERIOD,
        versus=_versus(board, series, head),
        scenario=head.scenario,
        value=cell.quantity.value,
        decimals=cell.quantity.decimals,
        unit=unit,
        scale=scale,
        raw=cell.token.run.raw if cell.parts > 1 else cell.quantity.raw,
        spans=(cell.token.run.span,) if cell.parts > 1 else (cell.quantity.span,),
        edits=() if cell.kind is CandidateKind.CLEAN else (cell.kind.value,),
        value_evidence=_value_evidence(series, column, cell),
        period_evidence=series.evidence[column] if head.period is not None else ("period-none",),
        item_evidence=series.name_evidence or ("name-none",),
        alternatives=rivals + series.name_rivals,
    )


def _versus(board: Board, series: Series, head: Column) -> str:
    """What a change is measured against; a row with periods of its own has a base of its own."""
    if not series.periods or not head.versus:
        return head.versus
    bases = (
        series.periods[index].label
        for index, other in enumerate(board.columns)
        if other.kind is ColumnKind.AMOUNT and other.period is not None and other.period.label == head.versus
    )
    return next(bases, head.versus)


def unit_of(series: Series, cell: Glyphs) -> tuple[str, str]:
    if cell.quantity.percent:
        return "%", "1"
    if cell.quantity.currency:
        return cell.quantity.currency, cell.quantity.scale or series.scale
    return series.unit, series.scale


def _breadcrumb(series: Series, head: Column) -> tuple[str, ...]:
    if head.kind is ColumnKind.AMOUNT or not head.printed:
        return series.breadcrumb
    return (*series.breadcrumb, head.printed)


def _measure(series: Series, head: Column, unit: str) -> Measure:
    if head.kind in MEASURE_OF:
        return MEASURE_OF[head.kind]
    if series.measure is not Measure.AMOUNT or not unit:
        return series.measure
    if unit in COUNTS:
        return Measure.COUNT
    return Measure.AMOUNT if len(unit) == MONEY_LENGTH and unit.isupper() else Measure.OTHER


def _value_evidence(series: Series, column: int, cell: Glyphs) -> tuple[str, ...]:
    if ABOUT in series.value_evidence:
        return (ABOUT,)
    if cell.kind is CandidateKind.OCR and "check-unique" in series.evidence[column]:
        return ("ocr-checked", *series.value_evidence)
    codes = (f"glyphs-{cell.kind.value}", *series.value_evidence)
    return (*codes, "value-checked") if "check-unique" in series.evidence[column] else codes
