"""Placed figures: what printed pages show by position, in rows beside labels and columns under heads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from extractor.layout.placed.boasts import boast_tables
from extractor.layout.placed.cells import Sorted, sort_pieces
from extractor.layout.placed.drawn import drawn_tables
from extractor.layout.placed.sheet import Sheet
from extractor.layout.placed.tables import placed_tables
from extractor.model.deck import Deck
from extractor.model.page import Piece, PrintedPage
from extractor.model.period import FiscalCalendar
from extractor.model.placed import PlacedTable
from extractor.rulebook import Rulebook

__all__ = ["Printed", "Sight", "placed_pages"]

UPPER = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Pages to be read, and the titles of those whose places are made up."""

    pages: tuple[PrintedPage, ...] = ()
    titles: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Tables of all printed pages, the lines that they take from other readers, and the lines of titles."""

    tables: tuple[PlacedTable, ...] = ()
    taken: frozenset[int] = frozenset()
    headed: frozenset[int] = frozenset()


def placed_pages(deck: Deck, sight: Sight, calendar: FiscalCalendar, rulebook: Rulebook) -> Printed:
    """What pages show by position; the largest text of a page of the source is its title."""
    lines = {line.number: line for line in deck.repair.lines}
    tables: list[PlacedTable] = []
    headed: set[int] = set()
    for page in sight.pages:
        title = _title(page) if page.number not in sight.titles else None
        if title is not None:
            headed.add(title.span.line)
        text = title.text if title is not None else sight.titles.get(page.number, "")
        sheet = Sheet(page=page, lines=lines, calendar=calendar, rulebook=rulebook, title=text)
        tables.extend(_tables(sheet))
    taken = frozenset(line for table in tables for line in table.lines)
    return Printed(tables=tuple(tables), taken=taken, headed=frozenset(headed) - taken)


def _tables(sheet: Sheet) -> Iterator[PlacedTable]:
    """The charts and tables of a page with their numbers; what charts take is in no table."""
    found = sort_pieces(sheet.page, sheet.rulebook)
    drawn, taken = drawn_tables(sheet, found)
    rows = (tuple(cell for cell in row if cell not in taken) for row in found.rows)
    rest = Sorted(rows=tuple(row for row in rows if row), texts=found.texts)
    tables = (*placed_tables(sheet, rest), *drawn)
    read = frozenset(cell.run.span for table in tables for row in table.rows for cell in row.cells)
    boasts = () if sheet.page.typed else tuple(boast_tables(sheet, rest, read))
    for number, table in enumerate((*tables, *boasts), start=1):
        yield replace(table, number=number)


def _title(page: PrintedPage) -> Piece | None:
    """The largest text in the upper part of a page."""
    upper = [p for p in page.pieces if p.box.y < UPPER * page.height and any(map(str.isalpha, p.text))]
    return max(upper, key=lambda piece: (round(piece.size), -piece.box.y), default=None)
