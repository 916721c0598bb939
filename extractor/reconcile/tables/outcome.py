"""Outcome: a settled grid as the board's series, with the evidence of every cell."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from extractor.model.exhibit import ColumnKind, Unit
from extractor.model.figure import Alternative, Measure
from extractor.model.number import CandidateKind
from extractor.model.period import Period, PeriodKind, instant_at_end
from extractor.model.proposal import Glyphs, SeriesRow
from extractor.reconcile.boards.board import Board, Series
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.tables.grid import FREE, Grid, Line, Stroke
from extractor.reconcile.tables.lines import at_day, is_bare_scale, scope_of, section_of
from extractor.reconcile.tables.outside import side
from extractor.reconcile.tables.proof import Proof
from extractor.reconcile.tables.search import State
from extractor.reconcile.tables.setting import Setting
from extractor.reconcile.tables.understood import proves
from extractor.rulebook.units import find_units

MOST_RIVALS = 4
AMOUNTS = frozenset({ColumnKind.AMOUNT, ColumnKind.CHANGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A settled table: the setting, the best reading, and what its checks prove."""

    setting: Setting
    state: State
    proof: Proof


def with_outcome(board: Board, solved: Solved, scene: Scene) -> Board:
    """The board with one series for every row that holds a figure; marks without a cell stay loose."""
    grid = solved.setting.grid
    series = tuple(
        _series(board, solved, number, scene)
        for number in range(len(grid.lines))
        if any(True for _ in _filled(grid, solved.state, number))
    )
    used = set(solved.state.cells)
    loose = tuple(glyphs for n, glyphs in enumerate(solved.setting.glyphs) if n not in used and not grid.marks[n].nil)
    return replace(board, series=series, loose=loose)


def _filled(grid: Grid, state: State, line: int) -> Iterator[tuple[int, int]]:
    """Heads and marks of a row; dashes for nothing are no figures."""
    for head in range(len(grid.heads)):
        mark = state.cells[grid.cell(line, head)]
        if mark != FREE and not grid.marks[mark].nil:
            yield head, mark


def _series(board: Board, solved: Solved, number: int, scene: Scene) -> Series:
    grid = solved.setting.grid
    line = grid.lines[number]
    width = len(board.columns)
    cells: list[Glyphs | None] = [None] * width
    evidence: list[tuple[str, ...]] = [()] * width
    rivals: list[tuple[Alternative, ...]] = [()] * width
    for head, mark in _filled(grid, solved.state, number):
        column = side(grid.heads[head], line)
        cells[column] = solved.setting.glyphs[mark]
        cell = grid.cell(number, head)
        evidence[column] = tuple(_evidence(board, solved, cell, mark))
        rivals[column] = tuple(_rivals(solved, cell))
    glyphs = tuple(cell for cell in cells if cell is not None)
    row = _row(grid, line, glyphs)
    unit, scale, measure = _unit(board, line, glyphs, scene)
    return Series(
        row=row,
        cells=tuple(cells),
        unit=unit,
        scale=scale,
        measure=measure,
        evidence=tuple(evidence),
        rivals=tuple(rivals),
        name=line.name,
        key=line.key + scope_of(board, scene.rulebook) if line.key else "",
        breadcrumb=_crumb(board) or _over(board, number),
        name_evidence=_name_evidence(solved, number),
        name_rivals=tuple(
            Alternative(link="item", reading=grid.lines[other].name)
            for other in solved.proof.names[number][:MOST_RIVALS]
        ),
        periods=_days(board, line, scene),
    )


def _crumb(board: Board) -> tuple[str, ...]:
    section = section_of(board)
    return () if section is None else (section.name,)


def _over(board: Board, number: int) -> tuple[str, ...]:
    return board.proposal.rows[number].breadcrumb if board.proposal.marked else ()


def _row(grid: Grid, line: Line, glyphs: tuple[Glyphs, ...]) -> SeriesRow:
    lines = {glyph.token.line for glyph in glyphs}
    whole = all(glyph.kind in {CandidateKind.CLEAN, CandidateKind.DOUBLED} for glyph in glyphs)
    return SeriesRow(
        glyphs=glyphs,
        style=glyphs[0].token.style,
        clean=len(lines) == 1 and whole,
        label=line.name if line.label else "",
    )


def _declared(board: Board) -> Unit:
    """The declared unit; a bare scale takes the one currency printed in the table."""
    declared = board.exhibit.unit
    printed = {g.quantity.currency for row in board.proposal.rows for g in row.glyphs} - {""}
    return replace(declared, unit=next(iter(printed))) if is_bare_scale(board) and len(printed) == 1 else declared


def _unit(board: Board, line: Line, glyphs: tuple[Glyphs, ...], scene: Scene) -> tuple[str, str, Measure]:
    """Unit, scale and measure of a row; figures with their own currency stand outside the declared unit."""
    declared = _declared(board)
    item = next((item for item in scene.rulebook.items if item.id == line.key), None)
    money = next((g.quantity for g in glyphs if g.quantity.currency), None)
    named = next((unit for unit in find_units(line.name, scene.rulebook) if unit.bracketed), None)
    per_share = item is not None and item.measure is Measure.PER_SHARE
    measure = Measure.PER_SHARE if per_share else Measure.AMOUNT
    if money is not None:
        bare = declared.scale if is_bare_scale(board) and not per_share else "1"
        return money.currency, money.scale or bare, measure
    if line.ratio:
        return "%", "1", Measure.RATIO
    if named is not None and not (named.unit == "%" and not line.ratio):
        return named.unit, named.scale, measure if per_share else Measure.OTHER
    return declared.unit, "1" if per_share else declared.scale, measure


def _days(board: Board, line: Line, scene: Scene) -> tuple[Period, ...]:
    """Periods of a row of flows that shows what stands at their ends."""
    if line.stock or not at_day(line):
        return ()
    periods = [column.period for column in board.columns]
    if any(period is None for period in periods):
        return ()
    return tuple(
        period if period.kind is PeriodKind.INSTANT else instant_at_end(period, scene.calendar)
        for period in periods
        if period is not None
    )


def _evidence(board: Board, solved: Solved, cell: int, mark: int) -> Iterator[str]:
    """Codes for the place of a mark: how it was printed, and what the checks would notice."""
    grid = solved.setting.grid
    if board.columns[side(grid.heads[cell % grid.width], grid.lines[cell // grid.width])].redated:
        yield "head-redated"
        return
    yield _printing(board, solved, cell, mark)
    proof = solved.proof
    if cell in proof.broken:
        yield "check-broken"
    elif proof.rivals[cell]:
        yield "check-allows-others"
    elif cell not in proof.unseen and _proves(solved, mark):
        yield "check-unique"


def _proves(solved: Solved, mark: int) -> bool:
    grid = solved.setting.grid
    return proves(grid, solved.state, _stroke(grid, mark))


def _printing(board: Board, solved: Solved, cell: int, mark: int) -> str:
    """How the place of a mark was printed: in a full line, in a cell of a line with empty ones, or in some order."""
    if board.proposal.marked:
        return "clean-row" if board.proposal.rows[cell // solved.setting.grid.width].clean else "grid-cell"
    return "clean-row" if _clean(solved, _stroke(solved.setting.grid, mark)) else "text-order"


def _stroke(grid: Grid, mark: int) -> Stroke:
    return next(stroke for stroke in grid.strokes if mark in stroke.marks)


def _clean(solved: Solved, stroke: Stroke) -> bool:
    """Whether a line holds its label and a value for every column that the table fills, under heads in line."""
    grid = solved.setting.grid
    if not solved.setting.table.in_line or not stroke.lines or len(stroke.segments) != 1:
        return False
    width = len(grid.heads)
    used = {cell % width for cell, mark in enumerate(solved.state.cells) if mark != FREE}
    return len(stroke.marks) == len(used)


def _rivals(solved: Solved, cell: int) -> Iterator[Alternative]:
    found = [solved.setting.glyphs[mark] for mark in solved.proof.rivals[cell] if mark != FREE]
    for glyph, _ in zip(found, count(1), strict=False):
        if _ <= MOST_RIVALS:
            yield Alternative(link="period", reading=f"{glyph.quantity.raw} (line {glyph.token.line})")


def _name_evidence(solved: Solved, number: int) -> tuple[str, ...]:
    """Codes for the name: printed on the line, proven by the checks of its row, or by its order only."""
    grid = solved.setting.grid
    marks = [mark for _, mark in _filled(grid, solved.state, number)]
    labelled = [mark for mark in marks if _stroke(grid, mark).lines]
    if labelled and len(labelled) == len(marks):
        return ("row-label",)
    if not all(_proves(solved, mark) for mark in marks):
        return ("name-order",)
    if solved.proof.names[number]:
        return ("name-order-anchored",) if number in solved.proof.anchored else ("name-order",)
    return ("row-label", "name-identity") if labelled else ("name-identity",)
