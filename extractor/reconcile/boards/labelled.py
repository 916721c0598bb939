"""Labelled values: figures with their own period beside a chart, such as the year under its quarters."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.model.exhibit import Column
from extractor.model.figure import Measure
from extractor.model.interval import Interval, add, meets, point
from extractor.model.number import CandidateKind
from extractor.model.period import FiscalCalendar, Period, resolve
from extractor.model.proposal import Glyphs, SeriesRow
from extractor.reconcile.boards.board import Board, Series, glyph_interval
from extractor.reconcile.known.bounds import Frame

SECOND_PANEL = 50


def labelled_boards(board: Board, boards: tuple[Board, ...], calendar: FiscalCalendar) -> tuple[Board, ...]:
    """A board for each labelled value, named after the one row of its slide that adds up to it."""
    slide = tuple(other for other in boards if other.exhibit.number == board.exhibit.number)
    out: list[Board] = []
    amount: Series | None = None
    for number, glyph in enumerate(board.proposal.labelled):
        period = glyph.token.period
        if period is None:
            continue
        if glyph.quantity.percent:
            series = _ratio(board, glyph, amount)
        else:
            series = amount = _amount(slide, glyph, resolve(period, calendar), calendar)
        out.append(_board(board, series, period, SECOND_PANEL + number))
    return tuple(out)


def _board(board: Board, series: Series, period: Period, panel: int) -> Board:
    columns = (Column(period=period, printed=period.printed),)
    proposal = replace(board.proposal, panel=panel, columns=columns, rows=(series.row,), labelled=(), pairs=())
    return replace(board, proposal=proposal, series=(series,), loose=(), sums=(), unprinted=())


def _amount(boards: tuple[Board, ...], glyph: Glyphs, period: Period, calendar: FiscalCalendar) -> Series:
    """The value under the name of the one row that adds up to it; without a name where none or two do."""
    glyph, matching = _matching(boards, glyph, period, calendar)
    blank = _blank(glyph, boards[0].exhibit.unit.unit, boards[0].exhibit.unit.scale)
    if len(matching) != 1:
        return blank
    row = matching[0]
    return replace(
        blank,
        name=row.name,
        key=row.key,
        breadcrumb=row.breadcrumb,
        name_evidence=row.name_evidence,
        evidence=(("printed-at-number", "check-unique"),),
    )


def _matching(
    boards: tuple[Board, ...], glyph: Glyphs, period: Period, calendar: FiscalCalendar
) -> tuple[Glyphs, list[Series]]:
    """The rows that add up to a value; where none does, to the value that its glyphs may have been misread from."""
    for reading in (glyph, *_misread(glyph)):
        found = [s for b in boards for s in b.series if _adds_up(b, s, reading, (period, calendar))]
        if found:
            return reading, found
    return glyph, []


def _misread(glyph: Glyphs) -> Iterator[Glyphs]:
    for number, candidate in enumerate(glyph.token.run.candidates):
        if candidate.kind is CandidateKind.OCR and len(candidate.quantities) == 1:
            yield replace(glyph, quantity=candidate.quantities[0], candidate=number)


def _adds_up(board: Board, series: Series, glyph: Glyphs, when: tuple[Period, FiscalCalendar]) -> bool:
    period, calendar = when
    labels = [resolve(c.period, calendar).label if c.period is not None else "" for c in board.columns]
    places = {label: index for index, label in enumerate(labels)}
    kind = next((c.period.kind for c in board.columns if c.period is not None), period.kind)
    columns = Frame(places=places, kind=kind, owner="").spread(period)
    cells = [series.interval(column) for column in columns]
    if len(columns) <= 1 or series.row.style.percent or any(cell is None for cell in cells):
        return False
    total: Interval = point(0)
    for cell in cells:
        total = add(total, cell) if cell is not None else total
    return meets(total, glyph_interval(glyph, series.scale))


def _ratio(board: Board, glyph: Glyphs, amount: Series | None) -> Series:
    """A percentage under a labelled amount: a share of revenue where those of the chart are."""
    shares = any(series.share_of >= 0 for series in board.series)
    blank = _blank(glyph, "%", "1")
    if amount is None or not shares:
        return blank
    return replace(
        blank,
        name=amount.name,
        breadcrumb=(*amount.breadcrumb, "% of Revenues"),
        name_evidence=amount.name_evidence,
    )


def _blank(glyph: Glyphs, unit: str, scale: str) -> Series:
    return Series(
        row=SeriesRow(glyphs=(glyph,), style=glyph.token.style, clean=False),
        cells=(glyph,),
        unit=unit,
        scale=scale,
        measure=Measure.RATIO if glyph.quantity.percent else Measure.AMOUNT,
        evidence=(("printed-at-number",),),
        rivals=((),),
    )
