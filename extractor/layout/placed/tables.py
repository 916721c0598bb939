"""Tables of a printed page: rows beside labels, columns under heads."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.layout.placed.blocks import Block, find_blocks
from extractor.layout.placed.cells import Sorted
from extractor.layout.placed.columns import Head, placed_columns, read_head
from extractor.layout.placed.filled import Draft, rows_of, units_of
from extractor.layout.placed.gridded import grid_blocks
from extractor.layout.placed.heads import Heads, declared, find_heads_over, find_names_over
from extractor.layout.placed.labels import row_labels_of
from extractor.layout.placed.residues import with_doubt, with_strays_home, without_remainders
from extractor.layout.placed.sheet import Sheet
from extractor.layout.placed.titles import title_over, title_period
from extractor.layout.placed.transposed import is_transposed, row_periods, transposed_table
from extractor.layout.placed.typed import typed_heads
from extractor.model.figure import FigureKind
from extractor.model.page import Box, Piece, around
from extractor.model.placed import PlacedTable

LEAST_FIGURES = 2
QUARTERS = 4
NAMED_STEP = 3.0


def placed_tables(sheet: Sheet, found: Sorted) -> tuple[PlacedTable, ...]:
    """The tables of a page from the top; cells without any head or label are left to other readers."""
    drafts: list[Draft] = []
    for block in find_blocks(found, sheet.page):
        draft = _draft(block, sheet, found, drafts)
        if draft is not None:
            drafts.append(draft)
    return tuple(table for draft in drafts for table in (_table(draft, sheet),) if table.rows)


def proposed_tables(sheet: Sheet, found: Sorted) -> Iterator[PlacedTable]:
    """The tables that a second reader saw on the page, their heads and labels read as those of our own are."""
    for grid, block in grid_blocks(sheet.page.grids, found):
        draft = _draft(block, sheet, found, ())
        table = _table(draft, sheet) if draft is not None else None
        if table is not None and table.rows:
            yield replace(table, reader=grid.reader)


def _draft(block: Block, sheet: Sheet, found: Sorted, drafts: Sequence[Draft]) -> Draft | None:
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
    draft = Draft(
        block=without_remainders(block, read, sheet.lines),
        heads=heads,
        read=read,
        labels=labels,
        title=title_over(block, heads, over, sheet),
        units=declared(rest, block, heads.top, sheet.rulebook),
    )
    if not telling:
        turned = _turned(draft, sheet, found)
        if turned is not None or not _told_by_title(draft, sheet):
            return turned
    return replace(draft, read=_named(draft, over, above, sheet.title))


def _heads(block: Block, sheet: Sheet, found: Sorted) -> Heads:
    if sheet.page.typed:
        return typed_heads(block, found, sheet.rulebook)
    return find_heads_over(block, sheet.page, found, sheet.rulebook)


def _turned(draft: Draft, sheet: Sheet, found: Sorted) -> Draft | None:
    """The table with its heads as names, where its rows are periods."""
    if not row_periods(draft.labels, sheet):
        return None
    heads = find_names_over(draft.block, sheet.page, found)
    read = tuple(read_head(texts, sheet.rulebook) for texts in heads.texts)
    if not is_transposed(draft.labels, read, sheet):
        return None
    taken = {piece.span for piece in heads.pieces}
    over = [piece for piece in found.texts if piece.span not in taken]
    title = title_over(draft.block, heads, over, sheet)
    units = declared(over, draft.block, heads.top, sheet.rulebook)
    return replace(draft, heads=heads, read=read, title=title, units=units, turned=True)


def _told_by_title(draft: Draft, sheet: Sheet) -> bool:
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


def _above(block: Block, drafts: Sequence[Draft]) -> Draft | None:
    """The nearest table above whose columns stand over those of this one."""
    for draft in reversed(drafts):
        box = draft.block.box
        if box.y1 < block.box.y0 and box.x0 < block.box.x1 and block.box.x0 < box.x1:
            return draft
    return None


def _near(column: Box, draft: Draft) -> int:
    boxes = draft.block.columns
    at = min(range(len(boxes)), key=lambda n: abs(boxes[n].x - column.x))
    return at if abs(boxes[at].x - column.x) < max(boxes[at].width, column.width) else -1


def _inherited(column: Box, above: Draft) -> Head:
    at = _near(column, above)
    return above.read[at] if at >= 0 else Head()


def _named(draft: Draft, rest: Sequence[Piece], above: Draft | None, sheet_title: str) -> tuple[Head, ...]:
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


def _shared_words(read: Sequence[Head], draft: Draft) -> tuple[Head, ...]:
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


def _table(draft: Draft, sheet: Sheet) -> PlacedTable:
    block, page = draft.block, sheet.page
    if draft.turned:
        told = draft.title or sheet.title, units_of(draft, sheet)[0]
        return transposed_table(block, draft.heads, draft.labels, sheet, told)
    filled = [any(at == n and not c.dash for row in block.rows for at, c in row) for n in range(len(block.columns))]
    title = draft.title or sheet.title
    fallback = title_period(draft.title, draft.heads.top, sheet)
    columns = placed_columns(draft.read, filled, sheet.calendar, fallback)
    unit, second = units_of(draft, sheet)
    rows = tuple(rows_of(draft, columns, sheet, second=second))
    rows = with_doubt(rows) if page.typed else rows
    rows = tuple(replace(row, loose=True) for row in rows) if page.ordered else rows
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
