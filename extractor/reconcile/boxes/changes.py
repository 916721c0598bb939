"""Boards of bridges: the change of a row with the parts that explain it."""

from dataclasses import replace

from extractor.model.exhibit import Column, ColumnKind
from extractor.model.figure import Measure
from extractor.model.period import FiscalCalendar, resolve
from extractor.model.proposal import Glyphs, SeriesRow
from extractor.reconcile.boards.board import Board, Series, Stated, SumRule
from extractor.reconcile.boxes.boards import board_of, panel_of
from extractor.reconcile.boxes.nouns import Group, Member

PROVEN = ("check-unique",)


def bridge_board(
    group: Group, groups: tuple[Group, ...], boards: tuple[Board, ...], calendar: FiscalCalendar
) -> tuple[Board, ...]:
    """The board of a bridge; nothing where the row whose change it is did not stay in its columns."""
    found = _base(group, boards)
    if found is None:
        return ()
    board, base = found
    later, earlier = (base.period(at, board.columns[at]) for at in (group.step, group.step - 1))
    if later is None or earlier is None:
        return ()
    column = Column(
        kind=ColumnKind.CHANGE,
        period=later,
        versus=resolve(earlier, calendar).label,
        printed=base.name or group.slide.exhibit.title,
    )
    change = tuple(_change(glyph, base) for glyph in group.change)
    parts = tuple(part_row(member, base.unit, base.scale) for member in group.members)
    made = board_of(group, (*change, *parts), column, panel_of(group, groups))
    return (_summed(made, group),)


def _base(group: Group, boards: tuple[Board, ...]) -> tuple[Board, Series] | None:
    """The decided row that still holds the glyphs of the base in their columns."""
    orders = [glyph.token.order for glyph in group.base]
    for board in boards:
        for series in board.series:
            if [cell.token.order if cell is not None else -1 for cell in series.cells] == orders:
                return board, series
    return None


def _change(glyph: Glyphs, base: Series) -> Series:
    """The printed change, under the name of the row."""
    codes = ("name-of-row",) if base.name else ()
    member = Member(glyph=glyph, name=base.name, codes=codes, rivals=base.name_rivals)
    return replace(part_row(member, base.unit, base.scale), key=base.key)


def part_row(member: Member, unit: str, scale: str) -> Series:
    """A part under its name, where the sum holds for it and no other value."""
    return Series(
        row=SeriesRow(glyphs=(member.glyph,), style=member.glyph.token.style, clean=False, label=member.name),
        cells=(member.glyph,),
        unit=unit,
        scale=scale,
        measure=Measure.CHANGE,
        evidence=(PROVEN,),
        rivals=((),),
        name=member.name,
        name_evidence=member.codes,
        name_rivals=member.rivals,
    )


def _summed(board: Board, group: Group) -> Board:
    """The board with its sum: the change and its parts, or the parts and the change of the row."""
    first = len(group.change)
    parts = tuple(range(first, len(board.series)))
    decimals = group.base[0].quantity.decimals
    rows = ((0, 1),) if first else tuple((row, 1) for row in parts)
    stated = Stated(rows=rows, total=group.total, decimals=decimals, source=group.source)
    rule = SumRule(total=0, parts=parts, holds=1, columns=1)
    return replace(board, stated=(stated,), sums=(rule,) if first and parts else ())
