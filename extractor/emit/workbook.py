"""workbook.xlsx: figures, a sheet per exhibit, checks with tick marks, findings, leftovers, legend."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from extractor.emit.cells import listed, place, plain, visible
from extractor.emit.coverage import Coverage
from extractor.emit.footing import TICKS, Spot, checks_sheet
from extractor.emit.grid import Grid, GridRow
from extractor.emit.naming import sheet_name
from extractor.emit.phrases import GRADE_MEANINGS, MARKS, Evidence, equation, provenance
from extractor.emit.prepared import Prepared
from extractor.emit.rows import (
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    LEFTOVER_COLUMNS,
    Row,
)
from extractor.emit.sheets import FILLS, Book, Style
from extractor.emit.spelled import CELL_LIMIT
from extractor.model.figure import Figure, Grade

_SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CREATED = datetime(2000, 1, 1)
_COMMENT = {"author": "irdeck", "x_scale": 2.5, "y_scale": 2}
_CHECKS_SHOWN = 8
_ROW_HEAD = ("breadcrumb", "item", "measure", "unit")
_ABOVE = 2
_CONTENTS, _UNTITLED = "Contents", "(no title)"


def _comment(figure: Figure, known: Evidence) -> str:
    reading = figure.reading
    places = listed(map(place, reading.spans))
    checks = known.of(figure)
    proofs = (f"{MARKS[each.holds]} {each.identity}: {equation(each, known)}" for each in checks[:_CHECKS_SHOWN])
    more = f"and {len(checks) - _CHECKS_SHOWN} more checks" if len(checks) > _CHECKS_SHOWN else ""
    lines = (f"{reading.figure}, page {reading.slide}, {places}", *provenance(figure).split("\n"), *proofs, more)
    return "\n".join(visible(line) for line in lines if line)[:CELL_LIMIT]


def _tick(figure: Figure, known: Evidence) -> str:
    """The auditor's mark behind a number: agreed, disagreed, or none where nothing tested it."""
    checks = known.of(figure)
    return MARKS[all(check.holds for check in checks)] if checks else ""


def _head(grid: Grid) -> str:
    """Where an exhibit stands and in what its numbers are, those of most of them first."""
    counts = Counter((row.unit_text, row.measure) for row in grid.rows for cell in row.cells for _ in cell)
    units = dict.fromkeys(unit for (unit, _), _ in counts.most_common() if unit)
    return " · ".join((f"page {grid.slide}", ", ".join(units) or "no unit"))


def _exhibit(book: Book, grid: Grid, known: Evidence) -> Iterator[tuple[str, Spot]]:
    """Write the sheet of one exhibit; gives the places of its figures."""
    head, name = (*_ROW_HEAD, *grid.columns), sheet_name(grid.number, grid.title)
    sheet = book.sheet(name, head, heads=len(_ROW_HEAD), above=_ABOVE)
    book.titled(sheet, grid.title or _UNTITLED, _head(grid))
    if not any(row.breadcrumb for row in grid.rows):
        sheet.set_column(0, 0, 12)
    book.link(sheet, (1, 0), _CONTENTS, f"{_CONTENTS}!A1")
    style = book.style(Style())
    for line, row in enumerate(grid.rows, _ABOVE + 1):
        cells = [book.text(text, style) if text else "" for text in _named(row)]
        for column, cell in enumerate(row.cells, len(_ROW_HEAD)):
            cells.append(_number(book, cell[0], known) if cell else "")
            for figure in cell:
                sheet.write_comment(line, column, _comment(figure, known), _COMMENT)
                yield figure.reading.figure, Spot(sheet=name, row=line, column=column)
        book.row(sheet, line, cells)


def _named(row: GridRow) -> tuple[str, ...]:
    return row.breadcrumb, row.item, row.measure, row.unit_text


def _number(book: Book, figure: Figure, known: Evidence) -> str:
    value = plain(figure.reading.value, figure.reading.decimals)
    return book.number(value, FILLS[figure.grade.word], _tick(figure, known))


def _contents(book: Book, ready: Prepared) -> None:
    """The first sheet: every exhibit with its page and its figures by grade, and a link to its sheet."""
    grades = sorted(Grade, reverse=True)
    sheet = book.sheet(_CONTENTS, ("page", "exhibit", *(grade.word for grade in grades)), heads=2, above=_ABOVE)
    book.titled(sheet, ready.deck.source.name, ready.ledger.sentence)
    for line, grid in enumerate(ready.laid, _ABOVE + 1):
        counts = Counter(figure.grade for figure in grid.figures)
        book.row(sheet, line, (book.number(str(grid.slide)),))
        place = Spot(sheet=sheet_name(grid.number, grid.title), row=0, column=0)
        book.link(sheet, (line, 1), grid.title or _UNTITLED, place.reference)
        fills = (FILLS[grade.word] if counts[grade] else "" for grade in grades)
        cells = (book.number(str(counts[grade]), fill) for grade, fill in zip(grades, fills, strict=True))
        book.row(sheet, line, cells, first=2)


def _findings(book: Book, ready: Prepared, spots: Mapping[str, Spot]) -> None:
    """The sheet `Findings`; its last column leads to the first figure that a finding is about."""
    columns = (*FINDING_COLUMNS, "place")
    sheet = book.table("Findings", columns, ({**row, "place": ""} for row in ready.tables.findings))
    for line, finding in enumerate(ready.deck.findings, 1):
        place = next((name for name in finding.figures if name in spots), "")
        if place:
            book.link(sheet, (line, len(columns) - 1), place, spots[place].reference)


def _legend(ledger: Coverage) -> Iterable[Row]:
    for grade, meaning in GRADE_MEANINGS.items():
        yield {"sign": grade.word, "meaning": meaning, "grade": grade.word}
    yield {"sign": MARKS[True], "meaning": "every check of the number holds", "grade": ""}
    yield {"sign": MARKS[False], "meaning": "a check of the number fails", "grade": ""}
    for tick, meaning in TICKS.items():
        yield {"sign": tick, "meaning": meaning, "grade": ""}
    yield {"sign": "coverage", "meaning": ledger.sentence, "grade": ""}


def workbook_xlsx(ready: Prepared) -> bytes:
    """The workbook of a deck; its bytes depend on the deck alone."""
    import xlsxwriter

    sink, tables, known = io.BytesIO(), ready.tables, ready.known
    with xlsxwriter.Workbook(sink, _SETTINGS) as workbook:
        workbook.set_properties({"created": _CREATED, "author": "irdeck"})
        book = Book(book=workbook)
        _contents(book, ready)
        book.table("Figures", FIGURE_COLUMNS, tables.figures)
        spots = dict(spot for grid in ready.laid for spot in _exhibit(book, grid, known))
        checks_sheet(book, ready, spots)
        _findings(book, ready, spots)
        book.table("Leftovers", LEFTOVER_COLUMNS, tables.leftovers)
        book.table("Legend", ("sign", "meaning", "grade"), _legend(ready.ledger))
    return sink.getvalue()
