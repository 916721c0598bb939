"""workbook.xlsx: figures, a sheet per exhibit, checks with tick marks, findings, leftovers, legend."""

import io
from collections.abc import Iterable
from datetime import datetime

from extractor.emit.cells import listed, place, plain, visible
from extractor.emit.coverage import coverage
from extractor.emit.grid import Grid, grids
from extractor.emit.naming import sheet_name
from extractor.emit.phrases import GRADE_MEANINGS, MARKS, Evidence, equation, evidence, provenance
from extractor.emit.rows import (
    CHECK_COLUMNS,
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    LEFTOVER_COLUMNS,
    Row,
    check_rows,
    figure_rows,
    finding_rows,
    leftover_rows,
)
from extractor.emit.sheets import CELL_LIMIT, FILLS, Book
from extractor.model.deck import Deck
from extractor.model.figure import Figure

_SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CREATED = datetime(2000, 1, 1)
_COMMENT = {"author": "irdeck", "x_scale": 2.5, "y_scale": 2}
_CHECKS_SHOWN = 8
_ROW_HEAD = ("breadcrumb", "item", "measure", "unit")


def _comment(figure: Figure, known: Evidence) -> str:
    reading = figure.reading
    places = listed(map(place, reading.spans))
    checks = known.of(figure)
    proofs = (f"{MARKS[each.holds]} {each.identity}: {equation(each, known)}" for each in checks[:_CHECKS_SHOWN])
    more = f"and {len(checks) - _CHECKS_SHOWN} more checks" if len(checks) > _CHECKS_SHOWN else ""
    lines = (f"{reading.figure}, page {reading.slide}, {places}", provenance(figure), *proofs, more)
    return visible("\n".join(line for line in lines if line))[:CELL_LIMIT]


def _tick(figure: Figure, known: Evidence) -> str:
    """The auditor's mark behind a number: agreed, disagreed, or none where nothing tested it."""
    checks = known.of(figure)
    return MARKS[all(check.holds for check in checks)] if checks else ""


def _exhibit(book: Book, grid: Grid, known: Evidence) -> None:
    head = (*_ROW_HEAD, *grid.columns)
    sheet = book.sheet(sheet_name(grid.number, grid.title), head, pinned=len(_ROW_HEAD))
    for line, row in enumerate(grid.rows, 1):
        for column, text in enumerate((row.breadcrumb, row.item, row.measure, row.unit_text)):
            book.text(sheet, (line, column), text, book.style())
        for column, cell in enumerate(row.cells, len(_ROW_HEAD)):
            for figure in cell:
                value = plain(figure.reading.value, figure.reading.decimals)
                book.number(sheet, (line, column), value, FILLS[figure.grade.word], _tick(figure, known))
                sheet.write_comment(line, column, _comment(figure, known), _COMMENT)


def _marked_checks(deck: Deck, known: Evidence) -> Iterable[Row]:
    for check, row in zip(deck.checks, check_rows(deck.checks), strict=True):
        yield {"mark": MARKS[check.holds], **row, "equation": equation(check, known)}


def _legend(deck: Deck) -> Iterable[Row]:
    for grade, meaning in GRADE_MEANINGS.items():
        yield {"sign": grade.word, "meaning": meaning, "grade": grade.word}
    yield {"sign": MARKS[True], "meaning": "every check of the number holds", "grade": ""}
    yield {"sign": MARKS[False], "meaning": "a check of the number fails", "grade": ""}
    yield {"sign": "coverage", "meaning": coverage(deck).sentence, "grade": ""}


def workbook_xlsx(deck: Deck) -> bytes:
    """The workbook; its bytes depend on the deck alone."""
    import xlsxwriter

    sink = io.BytesIO()
    known = evidence(deck)
    with xlsxwriter.Workbook(sink, _SETTINGS) as workbook:
        workbook.set_properties({"created": _CREATED, "author": "irdeck"})
        book = Book(book=workbook, formats={})
        book.table("Figures", FIGURE_COLUMNS, figure_rows(deck))
        for grid in grids(deck):
            _exhibit(book, grid, known)
        book.table("Checks", ("mark", *CHECK_COLUMNS, "equation"), _marked_checks(deck, known))
        book.table("Findings", FINDING_COLUMNS, finding_rows(deck.findings))
        book.table("Leftovers", LEFTOVER_COLUMNS, leftover_rows(deck.leftovers))
        book.table("Legend", ("sign", "meaning", "grade"), _legend(deck))
    return sink.getvalue()
