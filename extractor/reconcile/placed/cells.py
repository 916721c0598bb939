"""The clean figures of placed rows, by column."""

from fractions import Fraction

from extractor.model.number import CandidateKind, Quantity
from extractor.model.placed import PlacedRow

Place = tuple[int, int]
"""A row and a column, both from 0."""
Cells = dict[int, Quantity]


def cells_of(row: PlacedRow) -> Cells:
    """The figures of a row by column; a column with several has none."""
    cells: Cells = {}
    twice = {cell.column for cell in row.cells if sum(other.column == cell.column for other in row.cells) > 1}
    for cell in row.cells:
        best = cell.run.best
        clean = best.kind is CandidateKind.CLEAN and len(best.quantities) == 1 and cell.period is None
        if cell.column not in twice and clean:
            cells[cell.column] = best.quantities[0]
    return cells


def digits_of(quantity: Quantity) -> int:
    """How many digits of a figure tell it from others."""
    printed = quantity.magnitude.normalize().as_tuple()
    return len(printed.digits) + max(0, int(printed.exponent))


def half_of(quantity: Quantity) -> Fraction:
    """Half a unit of the last printed digit."""
    return Fraction(1, 2 * 10**quantity.decimals)
