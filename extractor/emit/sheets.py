"""Sheets of a workbook: cells that are typed, coloured by grade, and never formulas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.emit.cells import neutral, visible
from extractor.emit.rows import Row
from extractor.emit.spelled import letters, number_cell, row_of, sheet_class, text_cell

FILLS: Mapping[str, str] = {
    "sure": "#D9EAD3",
    "inferred": "#FFF2CC",
    "ambiguous": "#FCE5CD",
    "not_assessed": "#E4E4E4",
}
TEXT = "@"
MOST_COLUMNS = 16_384
_NUMERIC = frozenset({"page", "value", "confidence", "gap", "tried", "survived", "bits"})
_WIDTHS = dict.fromkeys(("because", "operands", "item", "exhibit", "alternatives"), 36)
_WIDTHS |= dict.fromkeys(("message", "equation", "meaning"), 70)
_WIDTHS |= dict.fromkeys(("page", "mark", "tick", "holds", "tried", "survived", "bits", "gap"), 8)
_WIDTH = 14
_DIGITS_KEPT = 15
_DECIMALS_SHOWN = 12

Key = tuple[str, str, str]
"""Text, fill and mark of a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How cells look: number format, fill, weight of the letters, their colour."""

    pattern: str = TEXT
    fill: str = ""
    bold: bool = False
    colour: str = ""
    size: int = 11
    right: bool = False


def _pattern(text: str, mark: str) -> str:
    decimals = min(len(text.partition(".")[2]), _DECIMALS_SHOWN)
    return "#,##0" + ("." + "0" * decimals if decimals else "") + (f'" {mark}"' if mark else "")


def _fits(text: str) -> bool:
    """Whether a spreadsheet keeps the last whole digit of a number."""
    return len(text.partition(".")[0].lstrip("-0")) <= _DIGITS_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An open workbook with its styles and its cells, each spelled once."""

    book: Any
    formats: dict[Style, Any] = field(default_factory=dict)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    numbers: dict[Key, str] = field(default_factory=dict)

    def format(self, style: Style) -> Any:
        """The format of a style."""
        if style not in self.formats:
            options = {"num_format": style.pattern, "valign": "vcenter", "bold": style.bold, "font_size": style.size}
            options |= {"align": "right", "indent": 1} if style.right else {}
            options |= {"bg_color": style.fill, "border": 1, "border_color": "#BFBFBF"} if style.fill else {}
            options |= {"font_color": style.colour} if style.colour else {}
            self.formats[style] = self.book.add_format(options)
        return self.formats[style]

    def style(self, style: Style) -> int:
        """The number of a style within the file."""
        number: int = self.format(style)._get_xf_index()
        return number

    def text(self, text: str, style: int) -> str:
        """A cell of text in a style."""
        known = self.texts.get((text, style))
        if known is None:
            known = self.texts[text, style] = text_cell(text, style)
        return known

    def number(self, text: str, fill: str = "", mark: str = "") -> str:
        """A cell of a plain decimal with its printed decimals, and a mark behind it; an empty one of no text."""
        known = self.numbers.get((text, fill, mark))
        if known is None:
            if text and _fits(text):
                known = number_cell(text, self.style(Style(pattern=_pattern(text, mark), fill=fill, right=True)))
            else:
                known = self.text(text, self.style(Style(fill=fill)))
            self.numbers[text, fill, mark] = known
        return known

    def sheet(self, name: str, head: Sequence[str], heads: int = MOST_COLUMNS, above: int = 0) -> Any:
        """A new sheet with a frozen head row and `above` rows over it.

        Columns from `heads` on hold numbers; those before are frozen where there are any.
        """
        sheet = self.book.add_worksheet(name, sheet_class())
        sheet.freeze_panes(above + 1, heads if heads < MOST_COLUMNS else 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.repeat_rows(above)
        for column, title in enumerate(head):
            sheet.set_column(column, column, _WIDTHS.get(title, _WIDTH))
        plain, right = (self.style(Style(fill="#EFEFEF", bold=True, right=right)) for right in (False, True))
        numbers = {column for column, title in enumerate(head) if title in _NUMERIC or column >= heads}
        self.row(sheet, above, (self.text(title, right if n in numbers else plain) for n, title in enumerate(head)))
        return sheet

    def titled(self, sheet: Any, title: str, below: str) -> None:
        """Writes a title over a sheet, and beneath it a line about the sheet."""
        sheet.set_row(0, 24)
        self.row(sheet, 0, (self.text(title, self.style(Style(bold=True, size=14))),))
        self.row(sheet, 1, (self.text(below, self.style(Style(colour="#6A7280"))),), first=1)

    def row(self, sheet: Any, line: int, cells: Iterable[str], first: int = 0) -> None:
        """Puts cells side by side from a column on; where there is none, the place stays free."""
        placed = [(column, cell) for column, cell in enumerate(cells, first) if cell]
        if placed:
            sheet.put(line, (placed[0][0], placed[-1][0]), row_of(line, placed))

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Row]) -> Any:
        """A sheet of rows under their columns; a row with a grade is coloured by it. Gives the sheet."""
        sheet = self.sheet(name, columns)
        styles = {fill: self.style(Style(fill=fill)) for fill in ("", *FILLS.values())}
        heads = [(letters(column), name, name in _NUMERIC) for column, name in enumerate(columns)]
        last = 0
        for last, row in enumerate(rows, 1):
            fill = FILLS.get(row.get("grade", ""), "")
            style, number = styles[fill], last + 1
            cells = "".join(
                [
                    f'<c r="{letter}{number}"{self.number(text, fill) if numeric else self.text(text, style)}'
                    for letter, name, numeric in heads
                    if (text := row[name]) or fill
                ]
            )
            sheet.put(last, (0, len(columns) - 1), cells)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        return sheet

    def link(self, sheet: Any, at: tuple[int, int], text: str, place: str) -> None:
        """Writes text that leads to a cell of this workbook, `'04 Revenues'!A1`."""
        style = self.format(Style(pattern="General", colour="#1F5FBF"))
        sheet.write_url(*at, f"internal:{place}", style, neutral(visible(text))[:255])
