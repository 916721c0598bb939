"""Cells of a workbook as the file spells them: a row is put into its sheet in one piece, not cell by cell."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from extractor.emit.cells import neutral, visible

CELL_LIMIT = 32_000
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@lru_cache(maxsize=2_000)
def letters(column: int) -> str:
    """The letters of a column that is counted from 0: `A`, `Z`, `AA`."""
    found, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def text_cell(text: str, style: int) -> str:
    """A cell of text that no spreadsheet takes for a formula; what is too long for a cell ends in `…`."""
    if not text:
        return f' s="{style}"/>'
    text = neutral(visible(text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"))
    # A spreadsheet would read `_x0041_` as the letter A.
    text = _ESCAPED.sub("_x005F_", text) if "_x" in text else text
    kept = "" if text.strip() == text else ' xml:space="preserve"'
    return f' s="{style}" t="inlineStr"><is><t{kept}>{escape(text, quote=False)}</t></is></c>'


def number_cell(text: str, style: int) -> str:
    """A cell of a plain decimal, kept as a number."""
    return f' s="{style}"><v>{text}</v></c>'


def row_of(line: int, cells: Iterable[tuple[int, str]]) -> str:
    """Cells in the order of their columns, put together; line and columns are counted from 0."""
    return "".join([f'<c r="{letters(column)}{line + 1}"{cell}' for column, cell in cells])


@lru_cache(maxsize=1)
def sheet_class() -> Any:
    """xlsxwriter's sheet, which also takes a row that is spelled already as the content of its first cell."""
    from xlsxwriter.worksheet import Worksheet

    def put(sheet: Any, line: int, columns: tuple[int, int], cells: str) -> None:
        sheet._check_dimensions(line, columns[0])
        sheet._check_dimensions(line, columns[1])
        sheet.table[line][columns[0]] = cells

    def write_cell(sheet: Any, line: int, column: int, cell: Any) -> None:
        if isinstance(cell, str):
            sheet.fh.write(cell)
        else:
            Worksheet._write_cell(sheet, line, column, cell)

    def no_spans(sheet: Any) -> None:
        # They help nobody who reads the file, and cost a look at every cell.
        sheet.row_spans = {}

    return type("SpelledSheet", (Worksheet,), {"put": put, "_write_cell": write_cell, "_calculate_spans": no_spans})
