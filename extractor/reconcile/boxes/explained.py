"""Boards of stated sums: every member's change, and its growth where that is printed beside it."""

from dataclasses import replace

from extractor.model.exhibit import Column, ColumnKind, Exhibit
from extractor.reconcile.boards.board import Board, Series, Stated
from extractor.reconcile.boxes.boards import board_of, panel_of
from extractor.reconcile.boxes.changes import PROVEN, part_row
from extractor.reconcile.boxes.factors import CHANGE, named_members
from extractor.reconcile.boxes.known import fits_growth
from extractor.reconcile.boxes.nouns import Group, Member
from extractor.reconcile.naming.naming import Scene

COMPARED = ("period-compared",)


def stated_board(group: Group, groups: tuple[Group, ...], scene: Scene, exhibits: tuple[Exhibit, ...]) -> Board:
    """The members of a stated sum under their names, between the two periods that the slide compares."""
    members = named_members(group, scene, exhibits)
    grown = any(member.percent for member in members)
    rows = tuple(_row(member, group, scene, grown=grown) for member in members)
    later, versus = (group.periods[0], group.periods[1].label) if group.periods else (None, "")
    change = Column(kind=ColumnKind.CHANGE, period=later, versus=versus)
    columns = (change, replace(change, kind=ColumnKind.CHANGE_PCT)) if grown else (change,)
    board = board_of(group, rows, change, panel_of(group, groups))
    stated = Stated(
        rows=tuple((row, member.weight) for row, member in enumerate(members)),
        total=group.total,
        decimals=members[0].glyph.quantity.decimals,
        source=group.source,
    )
    return replace(board, proposal=replace(board.proposal, columns=columns), stated=(stated,))


def _row(member: Member, group: Group, scene: Scene, *, grown: bool) -> Series:
    """A member's row; its cells are as sure of their period as the deck knows of the item."""
    unit = group.slide.exhibit.unit
    key = scene.keys.key(member.name)
    code = PROVEN if CHANGE in member.codes else COMPARED
    row = replace(
        part_row(member, unit.unit, unit.scale),
        key=key,
        evidence=(code,),
        breadcrumb=_crumb(member, group),
        value_evidence=("value-checked",),
    )
    if not grown:
        return row
    cells = (member.glyph, *(member.percent or (None,)))
    proven = any(fits_growth(scene.world, key, group.periods, glyph) for glyph in member.percent if group.periods)
    return replace(row, cells=cells, evidence=(code, PROVEN if proven else COMPARED), rivals=((), ()))


def _crumb(member: Member, group: Group) -> tuple[str, ...]:
    """The heading over the members that count like this one."""
    return (group.headings[0 if member.weight > 0 else 1],) if group.headings else ()
