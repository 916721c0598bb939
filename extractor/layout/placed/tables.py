"""Tables of a printed page: rows beside labels, columns under heads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.layout.placed.blocks import Block, find_blocks
from extractor.layout.placed.cells import Cell, Sorted, between
from extractor.layout.placed.columns import Head, part_named, part_of, period_of, placed_columns, read_head, unit_in
from extractor.layout.placed.heads import Heads, declared, find_heads_over
from extractor.layout.placed.labels import RowLabel, row_labels_of
from extractor.layout.placed.residues import with_strays_home, without_remainders
from extractor.layout.placed.sheet import Sheet, clean, run_of
from extractor.layout.placed.titles import title_over, title_period
from extractor.layout.placed.typed import typed_heads
from extractor.model.exhibit import Unit
from extractor.model.figure import FigureKind
from extractor.model.page import Box, Piece, around
from extractor.model.period import Period, PeriodKind, fiscal
from extractor.model.placed import PlacedCell, PlacedColumn, PlacedRow, PlacedTable
from extractor.rulebook.terms import find_terms

LEAST_FIGURES = 2
QUARTERS = 4
NAMED_STEP = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    block: Block
    heads: Heads
    read: tuple[Head, ...]
    labels: tuple[RowLabel, ...]
    title: str
    units: tuple[Piece, ...]


def placed_tables(sheet: Sheet, found: Sorted) -> tuple[PlacedTable, ...]:
    """The tables of a page from the top; cells without any head or label are left to other readers."""
    drafts: list[_Draft] = []
    for block in find_blocks(found, sheet.page):
        draft = _draft(block, sheet, found, drafts)
        if draft is not None:
            drafts.append(draft)
    return tuple(table for draft in drafts for table in (_table(draft, sheet),) if table.rows)


def _draft(block: Block, sheet: Sheet, found: Sorted, drafts: Sequence[_Draft]) -> _Draft | None:
    block = _without_years(with_strays_home(block) if sheet.page.typed else block)
    if not block.rows:
        return None
    heads = _heads(block, sheet, found)
    read = tuple(read_head(texts, sheet.rulebook) for texts in heads.texts)
    above = _above(block, drafts)
    if not any(head.period or head.move or head.told_scenario for head in read) and above is not None:
        read = tuple(_inherited(column, above) for column in block.columns)
    telling = any(head.period or head.move or head.told_scenario for head in read)
    taken = {piece.span for piece in heads.pieces} | {p.span for draft in drafts for p in draft.heads.pieces}
    rest = [piece for piece in found.texts if piece.span not in taken]
    left = _left_edge(block, found)
    top = max((p.box.y for p in heads.pieces if p.box.x0 >= block.columns[0].x0 - 1), default=heads.top - 1)
    labels, used = row_labels_of(block, rest, left, top)
    over = [piece for piece in rest if piece.span not in {u.span for u in used}]
    draft = _Draft(
        block=without_remainders(block, read, sheet.lines),
        heads=heads,
        read=read,
        labels=labels,
        title=title_over(block, heads, over, sheet),
        units=declared(rest, block, heads.top, sheet.rulebook),
    )
    if not telling and not _told_by_title(draft, sheet):
        return None
    return replace(draft, read=_named(draft, over, above, sheet.title))


def _heads(block: Block, sheet: Sheet, found: Sorted) -> Heads:
    if sheet.page.typed:
        return typed_heads(block, found, sheet.rulebook)
    return find_heads_over(block, sheet.page, found, sheet.rulebook)


def _told_by_title(draft: _Draft, sheet: Sheet) -> bool:
    """Whether a table whose heads say nothing is dated by what stands over it: rows of one figure, all with labels."""
    rows = [[cell for _, cell in row if not cell.dash] for row in draft.block.rows]
    named = [label.text for label, row in zip(draft.labels, rows, strict=True) if row]
    single = len(named) >= LEAST_FIGURES and all(named) and all(len(row) <= 1 for row in rows)
    return single and title_period(draft.title, draft.heads.top, sheet) is not None


def _without_years(block: Block) -> Block:
    """The rows of a table, those of nothing but years above the others left out: they are heads."""
    rows = list(block.rows)
    while rows and all(cell.year for _, cell in rows[0]):
        rows.pop(0)
    if len(rows) == len(block.rows) or not rows:
        return replace(block, rows=tuple(rows))
    return replace(block, rows=tuple(rows), box=around([cell.box for row in rows for _, cell in row]))


def _above(block: Block, drafts: Sequence[_Draft]) -> _Draft | None:
    """The nearest table above whose columns stand over those of this one."""
    for draft in reversed(drafts):
        box = draft.block.box
        if box.y1 < block.box.y0 and box.x0 < block.box.x1 and block.box.x0 < box.x1:
            return draft
    return None


def _near(column: Box, draft: _Draft) -> int:
    boxes = draft.block.columns
    at = min(range(len(boxes)), key=lambda n: abs(boxes[n].x - column.x))
    return at if abs(boxes[at].x - column.x) < max(boxes[at].width, column.width) else -1


def _inherited(column: Box, above: _Draft) -> Head:
    at = _near(column, above)
    return above.read[at] if at >= 0 else Head()


def _named(draft: _Draft, rest: Sequence[Piece], above: _Draft | None, sheet_title: str) -> tuple[Head, ...]:
    """Heads of a table without labels: each column takes the text over its heads, or the name of the column above."""
    if any(label.text for label in draft.labels):
        return draft.read
    out: list[Head] = []
    for head, column in zip(draft.read, draft.block.columns, strict=True):
        extent = next((e for e in draft.heads.tops if e.x0 <= column.x <= e.x1), column)
        over = [
            piece
            for piece in rest
            if extent.x0 - 1 < piece.box.x < extent.x1 + 1
            and piece.text != sheet_title
            and -1 < draft.heads.top - piece.box.y1 < NAMED_STEP * piece.size
        ]
        words = " ".join(piece.text for piece in sorted(over, key=lambda piece: piece.box.y))
        if not words and above is not None:
            words = _inherited(column, above).words
        out.append(replace(head, words=head.words or words))
    return _shared_words(out, draft)


def _shared_words(read: Sequence[Head], draft: _Draft) -> tuple[Head, ...]:
    """Columns without a name take that of the others under the same topmost head."""
    out = list(read)
    for top in draft.heads.tops:
        under = [n for n, column in enumerate(draft.block.columns) if top.x0 <= column.x <= top.x1]
        words = {out[n].words for n in under if out[n].words}
        if len(words) == 1:
            for n in under:
                out[n] = replace(out[n], words=next(iter(words)))
    return tuple(out)


def _left_edge(block: Block, found: Sorted) -> float:
    """Where the labels of a table may begin: behind the cells left of it on its rows."""
    box = block.box
    own = {cell.piece.span for row in block.rows for _, cell in row}
    left = [
        cell.box.x1
        for row in found.rows
        for cell in row
        if cell.piece.span not in own and cell.box.x1 < box.x0 and box.y0 - 2 <= cell.box.y <= box.y1 + 2
    ]
    return max(left, default=0.0)


def _table(draft: _Draft, sheet: Sheet) -> PlacedTable:
    block, page = draft.block, sheet.page
    filled = [any(at == n and not c.dash for row in block.rows for at, c in row) for n in range(len(block.columns))]
    title = draft.title or sheet.title
    fallback = title_period(draft.title, draft.heads.top, sheet)
    columns = placed_columns(draft.read, filled, sheet.calendar, fallback)
    unit, second = _units(draft, sheet)
    rows = tuple(_rows(draft, columns, sheet, second=second))
    lines = {cell.run.span.line for row in rows for cell in row.cells}
    return PlacedTable(
        number=0,
        slide=page.number,
        title=title,
        kind=FigureKind.TABLE,
        columns=columns,
        rows=rows,
        unit=unit,
        lines=tuple(sorted(lines | {piece.span.line for piece in draft.heads.pieces})),
    )


def _units(draft: _Draft, sheet: Sheet) -> tuple[Unit, bool]:
    """The unit declared for a table, and whether a second declaration right under it makes second lines ratios."""
    units = [(piece, unit_in(piece.text, sheet.rulebook)) for piece in draft.units]
    amounts = [(piece, unit) for piece, unit in units if unit.unit != "%"]
    first = amounts[0] if amounts else None
    moves = [
        piece
        for piece in draft.units
        if any(term.term == "change_pct" for term in find_terms(piece.text, sheet.rulebook))
    ]
    second = first is not None and any(0 < piece.box.y - first[0].box.y < 3 * piece.size for piece in moves)
    return _with_currency(first[1] if first is not None else Unit(), draft.block, sheet), second


def _with_currency(unit: Unit, block: Block, sheet: Sheet) -> Unit:
    """A declared scale with the only currency that stands at some figures of the table."""
    if unit.unit or unit.scale == "1":
        return unit
    found = {unit_in(cell.printed, sheet.rulebook).unit for row in block.rows for _, cell in row if cell.currency}
    return replace(unit, unit=found.pop()) if len(found) == 1 else unit


def _rows(draft: _Draft, columns: Sequence[PlacedColumn], sheet: Sheet, *, second: bool) -> Iterator[PlacedRow]:
    """The rows with figures; where second lines are ratios they carry the label of the first line too."""
    before: RowLabel | None = None
    for label, row in zip(draft.labels, draft.block.rows, strict=True):
        part = part_named(clean(label.text), sheet.rulebook)
        cells = tuple(
            _in_part(cell, part, columns[at].column.period)
            for at, found in row
            for cell in _cells(at, found, draft, sheet)
        )
        ratio = second and before is not None and _decimals(row)
        over, text = label.over, clean(label.text)
        if ratio and before is not None and not label.shared:
            over, text = before.over, f"{clean(before.text)} {text}"
        before = None if ratio else label
        if cells and (text or any(column.words for column in columns)):
            yield PlacedRow(
                label=text, over=tuple(clean(o) for o in over), cells=cells, ratio=ratio, loose=label.shared
            )


def _in_part(cell: PlacedCell, part: Period | None, year: Period | None) -> PlacedCell:
    """The cell; in a row that is a part of a year it is of that part of the year over it."""
    if part is None or year is None or year.kind is not PeriodKind.YEAR or cell.period is not None:
        return cell
    return replace(cell, period=part_of(year, part))


def _decimals(row: Sequence[tuple[int, Cell]]) -> bool:
    """Whether all figures of a line have decimals; a line of dashes may be one."""
    return all("." in cell.piece.text or cell.dash for _, cell in row)


def _cells(column: int, cell: Cell, draft: _Draft, sheet: Sheet) -> Iterator[PlacedCell]:
    run = run_of(cell, sheet.lines)
    if run is None or cell.dash:
        return
    yield PlacedCell(
        run=run, column=column, unit=unit_in(cell.printed, sheet.rulebook), period=_spanned(cell, draft, sheet)
    )


def _spanned(cell: Cell, draft: _Draft, sheet: Sheet) -> Period | None:
    """The period of a cell whose rulings stand around the heads of several columns."""
    extent = between(sheet.page, cell.box)
    if extent is None:
        return None
    inside = sorted(
        (piece for piece in draft.heads.pieces if extent.x0 - 1 <= piece.box.x <= extent.x1 + 1),
        key=lambda piece: (piece.box.y, piece.box.x),
    )
    rows: dict[float, list[Piece]] = {}
    for piece in inside:
        rows.setdefault(round(piece.box.y), []).append(piece)
    lowest = rows[max(rows)] if rows else []
    parts = [period_of(piece.text, sheet.rulebook) for piece in lowest]
    kinds = {part.kind for part in parts if part is not None}
    if len(lowest) < LEAST_FIGURES or None in parts or len(kinds) != 1:
        return None
    year = next((head.year for head in draft.read if head.year), 0)
    if kinds == {PeriodKind.QUARTER} and len(lowest) == QUARTERS:
        return fiscal(PeriodKind.YEAR, year) if year else None
    text = f"FY{year} {lowest[0].text}-{lowest[-1].text}" if year else f"{lowest[0].text}-{lowest[-1].text}"
    return period_of(text, sheet.rulebook)
