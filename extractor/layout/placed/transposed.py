"""Tables whose rows are periods: each column is an item, named by its head."""

from collections.abc import Sequence

from extractor.layout.placed.blocks import Block
from extractor.layout.placed.columns import Head, part_named, period_of, unit_in
from extractor.layout.placed.heads import Heads
from extractor.layout.placed.labels import RowLabel
from extractor.layout.placed.sheet import Sheet, clean, run_of
from extractor.model.exhibit import Column, Unit
from extractor.model.figure import FigureKind
from extractor.model.period import Period
from extractor.model.placed import PlacedCell, PlacedColumn, PlacedRow, PlacedTable

LEAST_ROWS = 2


def row_periods(labels: Sequence[RowLabel], sheet: Sheet) -> tuple[Period, ...]:
    """The periods that the labels of a table are; none where one of them says anything else."""
    found = [_period(label.text, sheet) for label in labels if label.text]
    told = tuple(period for period in found if period is not None)
    return told if len(told) == len(found) == len(labels) >= LEAST_ROWS and len(set(told)) == len(told) else ()


def _period(text: str, sheet: Sheet) -> Period | None:
    """The period that is all that a label says."""
    period = period_of(text, sheet.rulebook)
    if period is None or not (period.year or period.end) or part_named(text, sheet.rulebook) is not None:
        return None
    left = text.replace(period.printed, "") if period.printed else text
    return period if not any(map(str.isalpha, left)) else None


def is_transposed(labels: Sequence[RowLabel], read: Sequence[Head], sheet: Sheet) -> bool:
    """Whether the rows of a table are periods and its columns are not."""
    return bool(row_periods(labels, sheet)) and all(head.printed and head.period is None for head in read)


def transposed_table(
    block: Block, heads: Heads, labels: Sequence[RowLabel], sheet: Sheet, told: tuple[str, Unit]
) -> PlacedTable:
    """Such a table with its sides changed; `told` are its title and the unit declared for it."""
    title, unit = told
    periods = row_periods(labels, sheet)
    rows: list[PlacedRow] = []
    for column, texts in enumerate(heads.texts):
        cells = []
        for number, row in enumerate(block.rows):
            for at, cell in row:
                run = run_of(cell, sheet.lines) if at == column and not cell.dash else None
                if run is not None:
                    own = unit_in(cell.printed, sheet.rulebook)
                    said = own if own.unit or own.scale != "1" else unit_in(" ".join(texts), sheet.rulebook)
                    cells.append(PlacedCell(run=run, column=number, unit=said))
        if cells:
            rows.append(PlacedRow(label=clean(" ".join(texts)), cells=tuple(cells)))
    lines = {cell.run.span.line for row in rows for cell in row.cells} | {p.span.line for p in heads.pieces}
    return PlacedTable(
        number=0,
        slide=sheet.page.number,
        title=title,
        kind=FigureKind.TABLE,
        columns=tuple(PlacedColumn(column=Column(period=period, printed=period.printed)) for period in periods),
        rows=tuple(rows),
        unit=unit,
        lines=tuple(sorted(lines)),
    )
