"""Rows of placed tables: the figures of every row with their periods and units, once heads and labels are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.layout.placed.blocks import Block
from extractor.layout.placed.cells import Cell, between
from extractor.layout.placed.columns import Head, part_named, part_of, period_of, unit_in
from extractor.layout.placed.heads import Heads
from extractor.layout.placed.labels import RowLabel
from extractor.layout.placed.sheet import Sheet, clean, run_of
from extractor.model.exhibit import Unit
from extractor.model.page import Piece
from extractor.model.period import Period, PeriodKind, fiscal
from extractor.model.placed import PlacedCell, PlacedColumn, PlacedRow
from extractor.rulebook.terms import find_terms

LEAST_FIGURES = 2
QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A table whose heads and labels are read; where it is `turned` its rows are periods."""

    block: Block
    heads: Heads
    read: tuple[Head, ...]
    labels: tuple[RowLabel, ...]
    title: str
    units: tuple[Piece, ...]
    turned: bool = False


def units_of(draft: Draft, sheet: Sheet) -> tuple[Unit, bool]:
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


def rows_of(draft: Draft, columns: Sequence[PlacedColumn], sheet: Sheet, *, second: bool) -> Iterator[PlacedRow]:
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


def _cells(column: int, cell: Cell, draft: Draft, sheet: Sheet) -> Iterator[PlacedCell]:
    run = run_of(cell, sheet.lines)
    if run is None or cell.dash:
        return
    yield PlacedCell(
        run=run, column=column, unit=unit_in(cell.printed, sheet.rulebook), period=_spanned(cell, draft, sheet)
    )


def _spanned(cell: Cell, draft: Draft, sheet: Sheet) -> Period | None:
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
