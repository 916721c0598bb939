"""workbook.xlsx: figures, a sheet per exhibit, checks with tick marks, findings, leftovers, legend."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from extractor.emit.cells import listed, place, plain, visible
from extractor.emit.coverage import coverage
from extractor.emit.footing import TICKS, Spot, checks_sheet
from extractor.emit.grid import Grid, grids
from extractor.emit.naming import sheet_name
from extractor.emit.phrases import GRADE_MEANINGS, MARKS, Evidence, equation, evidence, provenance
from extractor.emit.rows import (
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    LEFTOVER_COLUMNS,
    Row,
    Tables,
)
from extractor.emit.sheets import CELL_LIMIT, FILLS, Book
from extractor.model.deck import Deck
from extractor.model.figure import Figure, Grade

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


def _exhibit(book: Book, grid: Grid, known: Evidence) -> Iterator[tuple[str, Spot]]:
    """Write the sheet of one exhibit; gives the places of its figures."""
    head, name = (*_ROW_HEAD, *grid.columns), sheet_name(grid.number, grid.title)
    sheet = book.sheet(name, head, pinned=len(_ROW_HEAD))
    for line, row in enumerate(grid.rows, 1):
        for column, text in enumerate((row.breadcrumb, row.item, row.measure, row.unit_text)):
            book.text(sheet, (line, column), text, book.style())
        for column, cell in enumerate(row.cells, len(_ROW_HEAD)):
            for figure in cell:
                value = plain(figure.reading.value, figure.reading.decimals)
                book.number(sheet, (line, column), value, FILLS[figure.grade.word], _tick(figure, known))
                sheet.write_comment(line, column, _comment(figure, known), _COMMENT)
                yield figure.reading.figure, Spot(sheet=name, row=line, column=column)


def _contents(book: Book, found: Sequence[Grid]) -> None:
    """The first sheet: every exhibit with its page and its figures by grade, and a link to its sheet."""
    grades = sorted(Grade, reverse=True)
    sheet = book.sheet("Contents", ("page", "exhibit", *(grade.word for grade in grades)))
    for line, grid in enumerate(found, 1):
        counts = Counter(figure.grade for figure in grid.figures)
        book.number(sheet, (line, 0), str(grid.slide))
        place = Spot(sheet=sheet_name(grid.number, grid.title), row=0, column=0)
        book.link(sheet, (line, 1), grid.title or "(no title)", place.reference)
        for column, grade in enumerate(grades, 2):
            book.number(sheet, (line, column), str(counts[grade]), FILLS[grade.word] if counts[grade] else "")


def _legend(deck: Deck) -> Iterable[Row]:
    for grade, meaning in GRADE_MEANINGS.items():
        yield {"sign": grade.word, "meaning": meaning, "grade": grade.word}
    yield {"sign": MARKS[True], "meaning": "every check of the number holds", "grade": ""}
    yield {"sign": MARKS[False], "meaning": "a check of the number fails", "grade": ""}
    for tick, meaning in TICKS.items():
        yield {"sign": tick, "meaning": meaning, "grade": ""}
    yield {"sign": "coverage", "meaning": coverage(deck).sentence, "grade": ""}


def workbook_xlsx(deck: Deck, tables: Tables) -> bytes:
    """The workbook of a deck and its tables; its bytes depend on the deck alone."""
    import xlsxwriter

    sink = io.BytesIO()
    known, found = evidence(deck), grids(deck)
    with xlsxwriter.Workbook(sink, _SETTINGS) as workbook:
        workbook.set_properties({"created": _CREATED, "author": "irdeck"})
        book = Book(book=workbook, formats={})
        _contents(book, found)
        book.table("Figures", FIGURE_COLUMNS, tables.figures)
        spots = dict(spot for grid in found for spot in _exhibit(book, grid, known))
        checks_sheet(book, deck, known, spots)
        book.table("Findings", FINDING_COLUMNS, tables.findings)
        book.table("Leftovers", LEFTOVER_COLUMNS, tables.leftovers)
        book.table("Legend", ("sign", "meaning", "grade"), _legend(deck))
    return sink.getvalue()
