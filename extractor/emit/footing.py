"""The sheet of checks: auditors' tick marks, the arithmetic in words, and live formulas over the exhibits' cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.emit.cells import plain
from extractor.emit.phrases import MARKS, Evidence, equation
from extractor.emit.prepared import Prepared
from extractor.emit.rows import CHECK_COLUMNS
from extractor.emit.sheets import FILLS, Book, Style
from extractor.emit.spelled import letters
from extractor.model.figure import Check

COLUMNS = ("mark", "tick", *CHECK_COLUMNS, "equation", "now")
TICKS: Mapping[str, str] = {
    "Ft": "footed: the parts of a column make its total",
    "Cft": "cross-footed: the parts of a year make the whole",
    "Ag": "agreed to another place of the deck",
    "Rx": "recomputed from other figures",
}
_TICK_OF: Mapping[str, str] = {"parts-total": "Ft", "period_sum": "Cft", "period-sum": "Cft", "equal": "Ag"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A cell of the workbook, its row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def reference(self) -> str:
        """The cell as formulas name it: `'04 Revenues'!F7`."""
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!{letters(self.column)}{self.row + 1}"


def tick_of(check: Check) -> str:
    """The auditor's mark for the kind of a check."""
    return _TICK_OF.get(check.identity, "Rx")


def formula(check: Check, spots: Mapping[str, Spot], known: Evidence) -> str:
    """Total less weighted parts over the cells of the workbook; empty where they do not all stand there alike."""
    names = [*(operand.figure for operand in check.operands), check.total]
    if not check.operands or not all(name in spots and name in known.figures for name in names):
        return ""
    units = {(known.figures[name].reading.unit, known.figures[name].reading.scale) for name in names}
    if len(units) > 1:
        return ""
    parts = [
        ("-" if operand.weight > 0 else "+")
        + ("" if abs(operand.weight) == 1 else f"{plain(abs(operand.weight))}*")
        + spots[operand.figure].reference
        for operand in check.operands
    ]
    return f"={spots[check.total].reference}{''.join(parts)}"


def _gap(check: Check, known: Evidence) -> Decimal:
    """What the formula gives now, for programs that show a workbook without computing it."""
    values = (operand.weight * known.figures[operand.figure].reading.value for operand in check.operands)
    return known.figures[check.total].reading.value - sum(values, Decimal(0))


def _rows(ready: Prepared) -> Iterator[tuple[Check, dict[str, str]]]:
    for check, row in zip(ready.deck.checks, ready.tables.checks, strict=True):
        first = {"mark": MARKS[check.holds], "tick": tick_of(check)}
        yield check, {**first, **row, "equation": equation(check, ready.known), "now": ""}


def checks_sheet(book: Book, ready: Prepared, spots: Mapping[str, Spot]) -> None:
    """The sheet `Checks`; in its last column sums are live, so that they can be followed cell by cell."""
    found = list(_rows(ready))
    sheet = book.table("Checks", COLUMNS, (row for _, row in found))
    for line, (check, _) in enumerate(found, 1):
        live = formula(check, spots, ready.known)
        if live:
            style = book.format(Style(pattern="#,##0.########", fill="" if check.holds else FILLS["ambiguous"]))
            sheet.write_formula(line, len(COLUMNS) - 1, live, style, float(_gap(check, ready.known)))
