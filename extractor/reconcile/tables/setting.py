"""Setting: a board's printed runs, columns and names as a grid, with what the deck says of its cells elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from extractor.model.exhibit import Column, ColumnKind
from extractor.model.interval import Regime, printed
from extractor.model.number import CandidateKind, Sign
from extractor.model.period import PeriodKind
from extractor.model.proposal import Glyphs, SeriesRow
from extractor.reconcile.boards.board import Board
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.tables.frame import head_places, heads_of
from extractor.reconcile.tables.grid import Grid, Line, Mark, Stroke
from extractor.reconcile.tables.lines import line_of, own_currency, row_lines, sum_terms, table_lines
from extractor.reconcile.tables.outside import Outside
from extractor.rulebook import Rulebook
from extractor.rulebook.terms import find_terms

Lines = tuple[int, ...]
WHOLE = "revenue"
DWARFS = Decimal("2.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A grid, the places of its columns in the order of their heads and against it, and whether heads stand in line."""

    grid: Grid
    places: tuple[Lines, Lines]
    in_line: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A table with the glyphs of its marks."""

    table: Table
    glyphs: tuple[Glyphs, ...]

    @property
    def grid(self) -> Grid:
        return self.table.grid


def set_up(board: Board, scene: Scene, rows: tuple[SeriesRow, ...]) -> Setting:
    """The grid of a table as printed in `rows`."""
    lines = _sections(table_lines(board, scene), board.columns)
    glyphs, strokes = _strokes(rows, lines, scene)
    return _set(board, scene, lines, (glyphs, strokes), in_line=_in_line(board))


def set_cells(board: Board, scene: Scene, rows: tuple[SeriesRow, ...]) -> Setting:
    """The grid of a table whose cells the source marks: every printed row is a row of its own."""
    lines = _sections(row_lines(board, scene), board.columns)
    glyphs: list[Glyphs] = []
    strokes: list[Stroke] = []
    for number, row in enumerate(rows):
        places = tuple(range(len(glyphs), len(glyphs) + len(row.glyphs)))
        glyphs.extend(row.glyphs)
        strokes.append(Stroke(marks=places, upright=False, lines=(number,), segments=(places,), glued=(False,)))
    return _set(board, scene, lines, (tuple(glyphs), tuple(strokes)), in_line=True)


def _set(
    board: Board,
    scene: Scene,
    lines: tuple[Line, ...],
    printed: tuple[tuple[Glyphs, ...], tuple[Stroke, ...]],
    *,
    in_line: bool,
) -> Setting:
    columns = board.proposal.columns
    glyphs, strokes = printed
    first = min((glyph.token.order for glyph in glyphs), default=0)
    heads = tuple(replace(head, order=head.order - first) for head in heads_of(columns))
    own = own_currency(board)
    marks = _in_place(glyphs, [_mark(glyph, scene.regime, own=own) for glyph in glyphs], first)
    grid = Grid(
        lines=lines,
        heads=heads,
        marks=marks,
        strokes=strokes,
        whole=next((n for n, line in enumerate(lines) if line.key == WHOLE), -1),
        tells_changes=_tells_changes(columns, scene.rulebook),
        sums=sum_terms(lines, scene.rulebook),
    )
    outside = Outside(board=board, scene=scene, columns=columns)
    known, bases = outside.spans(grid)
    forward, backward = (head_places(columns, heads, backwards=back, in_line=in_line) for back in (False, True))
    grid = replace(grid, known=tuple(sorted(known.items())), bases=tuple(sorted(bases.items())))
    return Setting(table=Table(grid=grid, places=(forward, backward), in_line=in_line), glyphs=glyphs)


def _in_place(glyphs: tuple[Glyphs, ...], marks: list[Mark], first: int) -> tuple[Mark, ...]:
    """The marks with their places in the text, counted from the first."""
    blocks = {block: number for number, block in enumerate(dict.fromkeys(glyph.token.block for glyph in glyphs))}
    return tuple(
        replace(mark, order=glyph.token.order - first, block=blocks[glyph.token.block])
        for glyph, mark in zip(glyphs, marks, strict=True)
    )


def _tells_changes(columns: tuple[Column, ...], rulebook: Rulebook) -> bool:
    """Whether a head of changes says amounts; one of rates may stand over both."""
    heads = {column.printed for column in columns if column.kind is ColumnKind.CHANGE}
    return any(term.term == "change" for head in heads for term in find_terms(head, rulebook))


def _in_line(board: Board) -> bool:
    """Whether all heads of amounts stand together, so that they follow each other as their columns do."""
    tokens = [glyph.token.order for row in board.proposal.rows for glyph in row.glyphs]
    amounts = [column for column in board.proposal.columns if column.kind is ColumnKind.AMOUNT]
    before = {sum(order < column.order for order in tokens) for column in amounts}
    return len(before) == 1


def _sections(lines: tuple[Line, ...], columns: tuple[Column, ...]) -> tuple[Line, ...]:
    """Rows told apart as measured at days or over time where the table has both; unknown rows follow those above."""
    kinds = {column.period.kind is PeriodKind.INSTANT for column in columns if column.period is not None}
    if kinds != {True, False}:
        only_days = kinds == {True}
        return tuple(replace(line, stock=only_days) for line in lines)
    out: list[Line] = []
    told = [line.stock for line in lines if line.order >= 0]
    for number, line in enumerate(lines):
        if line.order >= 0 or not told:
            out.append(line)
            continue
        before = next((other.stock for other in reversed(out) if other.order >= 0), None)
        after = next((other.stock for other in lines[number + 1 :] if other.order >= 0), None)
        known = before if before is not None else after
        out.append(replace(line, stock=bool(known)))
    return tuple(out)


def _strokes(
    rows: tuple[SeriesRow, ...], lines: tuple[Line, ...], scene: Scene
) -> tuple[tuple[Glyphs, ...], tuple[Stroke, ...]]:
    glyphs: list[Glyphs] = []
    strokes: list[Stroke] = []
    longest = max((len(row.glyphs) for row in rows if row.clean), default=0)
    sized = any(line.key == WHOLE for line in lines)
    cut = [part for row in rows for part in (_columns(row) if sized else (row,))]
    full = [_without_dashes(row) if row.clean and len(row.glyphs) < longest else row for row in cut]
    for row in full:
        if not row.glyphs:
            continue
        first = len(glyphs)
        glyphs.extend(row.glyphs)
        strokes.append(_stroke(row, first, lines, scene))
    return tuple(glyphs), tuple(strokes)


def _columns(row: SeriesRow) -> Iterator[SeriesRow]:
    """A printed column cut where an amount dwarfs all above it: revenue heads the column of a statement."""
    first = 0
    for index, glyph in enumerate(row.glyphs):
        above = [abs(g.quantity.value) for g in row.glyphs[first:index]]
        heads = not row.clean and not glyph.quantity.percent
        if heads and above and abs(glyph.quantity.value) >= DWARFS * max(above) > 0:
            yield replace(row, glyphs=row.glyphs[first:index])
            first = index
    yield replace(row, glyphs=row.glyphs[first:])


def _without_dashes(row: SeriesRow) -> SeriesRow:
    """The row without its dashes, which say nothing of the columns where the row is not full."""
    return replace(row, glyphs=tuple(g for g in row.glyphs if g.kind is not CandidateKind.NIL))


def _mark(glyph: Glyphs, of_amounts: Regime, *, own: bool) -> Mark:
    quantity = glyph.quantity
    nil = glyph.kind is CandidateKind.NIL
    regime = Regime.ROUND if quantity.percent else of_amounts
    unit = Fraction(1, 10**quantity.decimals)
    span = printed(quantity.value, unit, regime)
    return Mark(
        value=float(quantity.value),
        span=(0.0, 0.0) if nil else (float(span.low), float(span.high)),
        percent=quantity.percent,
        plus=quantity.sign is Sign.PLUS,
        nil=nil,
        own=own and bool(quantity.currency) and not quantity.scale,
        order=0,
        block=0,
    )


def _stroke(row: SeriesRow, first: int, lines: tuple[Line, ...], scene: Scene) -> Stroke:
    places = tuple(range(first, first + len(row.glyphs)))
    if not row.clean:
        return Stroke(marks=places, upright=True)
    named = line_of(lines, row.label, scene.keys.key(row.label)) if row.label else -1
    segments, glued = _segments(row, first)
    return Stroke(
        marks=places,
        upright=False,
        lines=(named,) if named >= 0 else (),
        segments=segments,
        glued=glued,
    )


def _segments(row: SeriesRow, first: int) -> tuple[tuple[tuple[int, ...], ...], tuple[bool, ...]]:
    """Marks from left to right until the pen moved back: inside a glued run, or behind a value glued to its label."""
    segments: list[list[int]] = []
    glued: list[bool] = []
    for index, glyph in enumerate(row.glyphs):
        if index == 0 or glyph.part > 0 or _before_label(row, index):
            segments.append([])
            glued.append(glyph.part > 0)
        segments[-1].append(first + index)
    return tuple(tuple(segment) for segment in segments), tuple(glued)


def _before_label(row: SeriesRow, index: int) -> bool:
    """Whether the label stands between this glyph and the first one of the line."""
    return index == 1 and bool(row.label) and row.glyphs[0].token.run.start <= 1
