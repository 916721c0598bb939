"""Sheets of a workbook: cells that are typed, coloured by grade, and never formulas."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.emit.cells import neutral, visible
from extractor.emit.rows import Row

FILLS: Mapping[str, str] = {
    "sure": "#D9EAD3",
    "inferred": "#FFF2CC",
    "ambiguous": "#FCE5CD",
    "not_assessed": "#E4E4E4",
}
CELL_LIMIT = 32_000
_NUMERIC = frozenset({"page", "value", "confidence", "gap", "tried", "survived", "bits"})
_WIDE = frozenset({"message", "because", "equation", "operands", "item", "exhibit", "meaning"})
_DIGITS_KEPT = 15
_DECIMALS_SHOWN = 12


def _number(text: str) -> float:
    """The number, or NaN where it is too long for a spreadsheet to keep its last whole digit."""
    whole = text.partition(".")[0].lstrip("-0")
    return float(text) if len(whole) <= _DIGITS_KEPT else math.nan


def _pattern(text: str, mark: str) -> str:
    decimals = min(len(text.partition(".")[2]), _DECIMALS_SHOWN)
    return "#,##0" + ("." + "0" * decimals if decimals else "") + (f'" {mark}"' if mark else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An open workbook with its cell formats, each made once."""

    book: Any
    formats: dict[tuple[str, str, bool], Any]

    def style(self, pattern: str = "@", fill: str = "", *, bold: bool = False) -> Any:
        key = (pattern, fill, bold)
        if key not in self.formats:
            options = {"num_format": pattern, "valign": "top", "bold": bold}
            options |= {"bg_color": fill, "border": 1, "border_color": "#BFBFBF"} if fill else {}
            self.formats[key] = self.book.add_format(options)
        return self.formats[key]

    def sheet(self, name: str, head: Sequence[str], pinned: int = 0) -> Any:
        """A new sheet with a frozen head row and `pinned` frozen columns."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, pinned)
        for column, title in enumerate(head):
            sheet.set_column(column, column, 36 if title in _WIDE else 14)
            self.text(sheet, (0, column), title, self.style(fill="#EFEFEF", bold=True))
        return sheet

    def text(self, sheet: Any, at: tuple[int, int], text: str, style: Any) -> None:
        """Writes text that no spreadsheet takes for a formula; what is too long for a cell ends in `…`."""
        if not text:
            sheet.write_blank(*at, None, style)
            return
        cut = text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"
        sheet.write_string(*at, neutral(visible(cut)), style)

    def number(self, sheet: Any, at: tuple[int, int], text: str, fill: str = "", mark: str = "") -> None:
        """Writes a plain decimal as a number with its printed decimals, and a mark behind it."""
        value = _number(text)
        if math.isfinite(value):
            sheet.write_number(*at, value, self.style(_pattern(text, mark), fill))
        else:
            self.text(sheet, at, text, self.style(fill=fill))

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Row]) -> Any:
        """A sheet of rows under their columns; a row with a grade is coloured by it. Gives the sheet."""
        sheet = self.sheet(name, columns)
        last = 0
        for last, row in enumerate(rows, 1):
            fill = FILLS.get(row.get("grade", ""), "")
            style = self.style(fill=fill)
            for column, (title, text) in enumerate(row.items()):
                if title in _NUMERIC:
                    self.number(sheet, (last, column), text, fill)
                else:
                    self.text(sheet, (last, column), text, style)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        return sheet

    def link(self, sheet: Any, at: tuple[int, int], text: str, place: str) -> None:
        """Writes text that leads to a cell of this workbook, `'04 Revenues'!A1`."""
        style = self.book.add_format({"font_color": "#1F5FBF", "valign": "top"})
        sheet.write_url(*at, f"internal:{place}", style, neutral(visible(text))[:255])
