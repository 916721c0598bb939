"""Large figures that stand alone with a caption under or over them."""

from collections.abc import Iterator, Sequence
from statistics import median

from extractor.layout.placed.cells import Cell, Sorted
from extractor.layout.placed.columns import period_of, unit_in
from extractor.layout.placed.sheet import Sheet, clean, run_of
from extractor.model.exhibit import Column
from extractor.model.figure import FigureKind
from extractor.model.number import RunShape
from extractor.model.page import Piece
from extractor.model.placed import PlacedCell, PlacedColumn, PlacedRow, PlacedTable
from extractor.model.text import Span

LARGE = 1.4
NEAR = 1.6
STEP = 1.7
WORDS = 12
LEAST_LETTERS = 3


def boast_tables(sheet: Sheet, found: Sorted, taken: frozenset[Span]) -> Iterator[PlacedTable]:
    """Every such figure with its caption, as a table of one cell; `taken` are the places of figures read already."""
    usual = median([piece.size for piece in sheet.page.pieces] or [1.0])
    cells = [cell for row in found.rows for cell in row if not cell.dash and not cell.year]
    used: set[Span] = set()
    for cell in cells:
        if cell.piece.size < LARGE * usual or cell.piece.span in taken:
            continue
        caption = _caption(cell, [text for text in found.texts if text.span not in used])
        run = run_of(cell, sheet.lines)
        if caption and run is not None and run.span not in taken and run.shape is RunShape.NUMBER:
            used.update(text.span for text in caption)
            yield _table(cell, " ".join(text.text for text in caption), sheet)


def _caption(cell: Cell, texts: Sequence[Piece]) -> tuple[Piece, ...]:
    """The smaller text right under a figure over all its lines, else the line right over it."""
    box, size = cell.box, cell.piece.size
    near = [t for t in texts if t.size < size and len(t.words) <= WORDS and t.box.x0 <= box.x <= t.box.x1]
    below = sorted((t for t in near if t.box.y > box.y), key=lambda text: text.box.y0)
    if below and below[0].box.y0 - box.y1 < NEAR * size and _worded(below[0]):
        lines = [below[0]]
        for text in below[1:]:
            if text.box.y - lines[-1].box.y > STEP * text.size or abs(text.size - lines[0].size) > 1:
                break
            lines.append(text)
        return tuple(lines)
    over = max((t for t in near if t.box.y < box.y), key=lambda text: text.box.y, default=None)
    return (over,) if over is not None and box.y0 - over.box.y1 < NEAR * over.size and _worded(over) else ()


def _worded(text: Piece) -> bool:
    return sum(map(str.isalpha, text.text)) >= LEAST_LETTERS


def _table(cell: Cell, caption: str, sheet: Sheet) -> PlacedTable:
    own = period_of(caption, sheet.rulebook)
    told = own is not None and bool(own.year or own.end)
    around = period_of(sheet.title, sheet.rulebook)
    period = own if told else around
    label = clean(caption.replace(own.printed, " ")) if own is not None and told and own.printed else clean(caption)
    run = run_of(cell, sheet.lines)
    cells = (PlacedCell(run=run, column=0, unit=unit_in(cell.printed, sheet.rulebook)),) if run is not None else ()
    return PlacedTable(
        number=0,
        slide=sheet.page.number,
        title=sheet.title,
        kind=FigureKind.CALLOUT,
        columns=(PlacedColumn(column=Column(period=period, printed=caption), told=told),),
        rows=(PlacedRow(label=" ".join(label.split()), cells=cells, loose=True),),
        lines=(cell.piece.span.line,),
    )
