"""Boards of boxes: a group of values as one column of named rows, dated by what its slide says."""

from collections.abc import Iterable
from dataclasses import replace

from extractor.model.exhibit import Column, ColumnKind
from extractor.model.figure import FigureKind, Measure
from extractor.model.period import Period, PeriodKind
from extractor.model.proposal import SeriesRow
from extractor.reconcile.boards.board import Board, Series, Stated
from extractor.reconcile.boxes.dates import only_period
from extractor.reconcile.boxes.headings import heading_of
from extractor.reconcile.boxes.nouns import Group, Member
from extractor.rulebook import Rulebook

FIRST_PANEL = 90
Dated = tuple[Period | None, str]
"""A period and the code of evidence for it."""


def whole_board(group: Group, groups: tuple[Group, ...], boards: Iterable[Board], rulebook: Rulebook) -> Board:
    """A pie: its shares, then those printed again with more digits, all at the period of the slide."""
    period, code = _when(group, boards)
    heading = heading_of(group, groups, rulebook)
    crumb = (heading,) if heading else ()
    rows = tuple(share_row(member, code, crumb) for member in (*group.members, *group.fine))
    stated = Stated(
        rows=tuple((row, 1) for row in range(len(group.members))),
        total=group.total,
        decimals=group.members[0].glyph.quantity.decimals,
        source=group.source,
    )
    board = board_of(group, rows, Column(period=period), panel_of(group, groups))
    return replace(board, stated=(stated,))


def panel_of(group: Group, groups: tuple[Group, ...]) -> int:
    """The panel number of a group, counted on its slide."""
    return FIRST_PANEL + [other for other in groups if other.slide is group.slide].index(group)


def share_row(member: Member, code: str, crumb: tuple[str, ...]) -> Series:
    """A share under its name."""
    about = "value-about" in member.codes
    return Series(
        row=SeriesRow(glyphs=(member.glyph,), style=member.glyph.token.style, clean=False, label=member.name),
        cells=(member.glyph,),
        unit="%",
        scale="1",
        measure=Measure.RATIO,
        evidence=((code,),),
        rivals=((),),
        name=member.name,
        breadcrumb=crumb,
        name_evidence=tuple(c for c in member.codes if c != "value-about"),
        name_rivals=member.rivals,
        value_evidence=("value-about",) if about else (),
    )


def board_of(group: Group, rows: tuple[Series, ...], column: Column, panel: int) -> Board:
    """A board of one column."""
    return Board(
        exhibit=group.slide.exhibit,
        proposal=replace(
            group.slide.boxes,
            panel=panel,
            columns=(column,),
            rows=tuple(series.row for series in rows),
            boxes=(),
            captions=(),
        ),
        series=rows,
        loose=(),
    )


def _when(group: Group, boards: Iterable[Board]) -> Dated:
    """The only period of the slide, or the last one of its chart: a day where the chart counts at days."""
    only = only_period(group.slide.boxes.captions, group.slide.exhibit)
    if only is not None:
        return only, "period-only"
    last = [when for board in boards for series in board.series if (when := _last(board, series)) is not None]
    days = [period for period in last if period.kind is PeriodKind.INSTANT]
    found = days or last
    return (found[0], "period-latest") if found else (None, "period-none")


def _last(board: Board, series: Series) -> Period | None:
    head = board.columns[-1]
    whole = board.proposal.kind is FigureKind.CHART and head.kind is ColumnKind.AMOUNT and series.complete
    return series.period(board.width - 1, head) if whole else None
