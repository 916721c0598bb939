"""Tables whose cells the source marks: heads by cell, labels by row, and the tokens of every cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from extractor.layout.gridheads import GridHead, head_of, headed
from extractor.layout.roles import Placed
from extractor.layout.sketch import WORD, clean
from extractor.layout.tokens import Stream
from extractor.model.exhibit import GridRow, Name, PrintedGrid, Role
from extractor.model.number import Run
from extractor.model.period import FiscalCalendar, Period
from extractor.model.text import CellTable, Span, repaired_column
from extractor.rulebook import Rulebook
from extractor.rulebook.units import find_units

HEAD_ROWS = 3
LEAST_HEADS = 2
LABELLED = 0.6
HEADING_WORDS = 5
LEAST_NAMES = 3
LEGEND_WORDS = 6
LEGEND_ROWS = 4
SECTION = regex.compile(r"\s*(?:[-–]\s*)?[<＜【\[]")
LOW_MARKS = frozenset("-–>➤▶・*")
Cells = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A table with the row that heads it: heads and data rows by their lines, and the column of labels.

    `labels` is −1 where rows have none. `heads` are those of the columns behind the labels.
    """

    table: CellTable
    head: int
    labels: int
    heads: tuple[GridHead, ...]
    corner: str = ""

    @property
    def head_line(self) -> int:
        """The line of the row that heads the table."""
        return self.table.rows[self.head][0].line

    @property
    def data(self) -> tuple[Cells, ...]:
        """The rows of figures: those below the heads, or above where the heads stand last."""
        rows = self.table.rows
        return rows[:-1] if self.head == len(rows) - 1 else rows[self.head + 1 :]


def find_frames(tables: tuple[CellTable, ...], placed: tuple[Placed, ...], rulebook: Rulebook) -> tuple[Frame, ...]:
    """The tables of a slide whose heads say when; the others are left to be read as lines."""
    lines = {line.number: line for line in placed}
    inside = (table for table in tables if table.first in lines and table.last in lines)
    found = (_frame(table, lines, rulebook) for table in inside)
    return tuple(frame for frame in found if frame is not None)


def legend_names(
    tables: tuple[CellTable, ...], frames: tuple[Frame, ...], placed: tuple[Placed, ...]
) -> tuple[Name, ...]:
    """Names in the cells of legends that were laid out as tables, column by column; the rest of these are swatches."""
    lines = {line.number: line for line in placed}
    framed = {frame.table.first for frame in frames}
    inside = (t for t in tables if t.first in lines and t.last in lines and t.first not in framed)
    return tuple(name for table in inside for name in _legend(table, lines))


def _legend(table: CellTable, lines: Mapping[int, Placed]) -> tuple[Name, ...]:
    """The names of a legend, all at its first line; nothing where a cell says more than a name, or few cells do."""
    width = max(len(row) for row in table.rows)
    cells = [row[at] for at in range(width) for row in table.rows if at < len(row)]
    worded = [cell for cell in cells if WORD.search(_text(lines[cell.line], cell))]
    names = [clean(_text(lines[cell.line], cell)) for cell in worded]
    spoken = any(lines[row[0].line].sketch.line.periods for row in table.rows) or any(
        _figures(cell, lines) for cell in worded
    )
    short = all(len(name.split()) <= LEGEND_WORDS for name in names)
    if spoken or not short or len(names) < LEAST_NAMES or len(table.rows) > LEGEND_ROWS:
        return ()
    return tuple(Name(text=name, first=table.first, last=table.first, order=0) for name in names)


def without_frames(
    placed: tuple[Placed, ...], frames: tuple[Frame, ...], legends: frozenset[int], tables: tuple[CellTable, ...]
) -> tuple[Placed, ...]:
    """The lines of a slide, those of tables and legends blank: no other reader shall take their cells."""
    taken = {row[0].line for frame in frames for row in frame.table.rows}
    taken |= {row[0].line for table in tables if table.first in legends for row in table.rows}
    return tuple(replace(line, role=Role.BLANK) if line.number in taken else line for line in placed)


def grids(
    frames: tuple[Frame, ...], placed: tuple[Placed, ...], stream: Stream, calendar: FiscalCalendar
) -> tuple[PrintedGrid, ...]:
    """The grids of a slide, the tokens of their cells named by their order."""
    lines = {line.number: line for line in placed}
    return tuple(_grid(frame, lines, stream, calendar) for frame in frames)


def _grid(frame: Frame, lines: Mapping[int, Placed], stream: Stream, calendar: FiscalCalendar) -> PrintedGrid:
    rows = tuple(_rows(frame, lines, stream))
    tokens = {token.order: token for token in stream.tokens}
    order = stream.orders[frame.table.first]
    printed = [
        [tokens[n] for row in rows if at < len(row.cells) for n in row.cells[at]] for at in range(len(frame.heads))
    ]
    columns, under = headed(frame.heads, printed, calendar)
    return PrintedGrid(
        first=frame.table.first,
        last=frame.table.last,
        columns=tuple(replace(column, order=order) for column in columns),
        under=under,
        rows=rows,
        heading=frame.corner or _heading(frame.table.first, lines),
    )


def _heading(first: int, lines: Mapping[int, Placed]) -> str:
    """The last point or section above a table that says a few words and no figure; what says more ends the search."""
    for number in range(first - 1, min(lines) - 1, -1):
        line = lines[number]
        sketched = line.sketch
        if line.role is Role.TITLE or (sketched.bullet and sketched.words > HEADING_WORDS and not _low(line.text)):
            return ""
        section = bool(SECTION.match(line.text))
        top = section or (sketched.bullet and not _low(line.text))
        if top and 0 < sketched.words <= HEADING_WORDS and not sketched.runs and not sketched.line.periods:
            return clean(line.text).strip("<>＜＞【】[] ")
    return ""


def _low(text: str) -> bool:
    """Whether a point of a list stands below others: it is indented, or its mark is that of lower points."""
    return text.startswith(" ") or text.strip()[:1] in LOW_MARKS


def _rows(frame: Frame, lines: Mapping[int, Placed], stream: Stream) -> Iterator[GridRow]:
    """Rows with figures; a label without any stands over the rows below it."""
    over: tuple[str, ...] = ()
    for cells in frame.data:
        line = lines[cells[0].line]
        label = clean(_text(line, cells[frame.labels])) if 0 <= frame.labels < len(cells) else ""
        orders = tuple(
            tuple(stream.orders[line.number] + n for n, run in enumerate(line.sketch.runs) if _inside(run, cell))
            for cell in cells[frame.labels + 1 :]
        )
        if any(orders):
            dated = () if frame.labels >= 0 else tuple(_dated(line, cells, stream))
            yield GridRow(line=line.number, label=label, cells=orders, over=over, dated=dated)
        elif label:
            over = (label,)


def _dated(line: Placed, cells: Cells, stream: Stream) -> Iterator[tuple[int, Period]]:
    """Figures behind a period in their cell, or in the cell right of one that says nothing else in figures."""
    edits = line.sketch.line.edits
    for at, cell in enumerate(cells):
        low, high = repaired_column(edits, cell.start), repaired_column(edits, cell.end)
        periods = [m.period for m in line.sketch.line.periods if low <= m.start < high]
        own = [n for n, run in enumerate(line.sketch.runs) if _inside(run, cell)]
        beside = [n for n, run in enumerate(line.sketch.runs) if at + 1 < len(cells) and _inside(run, cells[at + 1])]
        if len(periods) == 1:
            yield from ((stream.orders[line.number] + n, periods[0]) for n in own or beside)


def _inside(run: Run, cell: Span) -> bool:
    return cell.start <= run.span.start < max(cell.end, cell.start + 1)


def _frame(table: CellTable, lines: Mapping[int, Placed], rulebook: Rulebook) -> Frame | None:
    for head in (*range(min(HEAD_ROWS, len(table.rows) - 1)), len(table.rows) - 1):
        found = [head_of(_text(lines[cell.line], cell), rulebook) for cell in table.rows[head]]
        if not _heads_row(found) or len(table.rows) < LEAST_HEADS:
            continue
        frame = Frame(table=table, head=head, labels=-1, heads=tuple(found))
        labels = _labelrepaired_column(frame, lines)
        if head and head == len(table.rows) - 1 and labels >= 0:
            continue
        named = labels >= 0 and not found[0].told and not _declares(found[0].printed, rulebook)
        corner = found[0].printed if named else ""
        return replace(frame, labels=labels, heads=tuple(found[labels + 1 :]), corner=corner)
    return None


def _declares(text: str, rulebook: Rulebook) -> bool:
    """Whether a text says nothing but a unit."""
    masked = list(text)
    units = find_units(text, rulebook)
    for unit in units:
        masked[unit.start : unit.end] = " " * (unit.end - unit.start)
    return bool(units) and not any(sign.isalpha() for sign in masked)


def _heads_row(heads: list[GridHead]) -> bool:
    """Whether most filled cells of a row, but for its first, are heads of columns."""
    filled = [head for head in heads[1:] if head.printed] + [head for head in heads[:1] if head.told]
    told = [head for head in filled if head.told]
    return len(told) >= LEAST_HEADS and 2 * len(told) > len(filled) and any(head.period is not None for head in told)


def _labelrepaired_column(frame: Frame, lines: Mapping[int, Placed]) -> int:
    """The first column if most rows have words and no figures in it, −1 where they have not."""
    rows = [row for row in frame.data if any(cell.start < cell.end for cell in row)]
    worded = [row for row in rows if WORD.search(_text(lines[row[0].line], row[0])) and not _figures(row[0], lines)]
    return 0 if rows and len(worded) >= LABELLED * len(rows) and not frame.heads[0].told else -1


def _figures(cell: Span, lines: Mapping[int, Placed]) -> bool:
    return any(_inside(run, cell) for run in lines[cell.line].sketch.runs)


def _text(line: Placed, cell: Span) -> str:
    """The repaired text of a cell."""
    repaired = line.sketch.line
    return repaired.text[repaired_column(repaired.edits, cell.start) : repaired_column(repaired.edits, cell.end)]
