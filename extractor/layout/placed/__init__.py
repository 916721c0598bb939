"""Placed figures: what printed pages show by position, in rows beside labels and columns under heads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extractor.layout.placed.boasts import boast_tables
from extractor.layout.placed.cells import Sorted, sort_pieces
from extractor.layout.placed.drawn import drawn_tables
from extractor.layout.placed.sheet import Sheet, run_of
from extractor.layout.placed.tables import placed_tables, proposed_tables
from extractor.model.deck import Deck
from extractor.model.page import Piece, PrintedPage
from extractor.model.period import FiscalCalendar
from extractor.model.placed import PlacedTable
from extractor.model.text import Span
from extractor.rulebook import Rulebook

__all__ = ["Printed", "Sight", "placed_pages"]

UPPER = 0.35
LEAST_UNPLACED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Pages to be read, and the titles of those whose places are made up."""

    pages: tuple[PrintedPage, ...] = ()
    titles: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Tables of all printed pages, the lines that they take from other readers, and the lines of titles.

    `proposed` are tables of a second reader, `unplaced` the pages on which figures found no place.
    """

    tables: tuple[PlacedTable, ...] = ()
    proposed: tuple[PlacedTable, ...] = ()
    unplaced: tuple[int, ...] = ()
    taken: frozenset[int] = frozenset()
    headed: frozenset[int] = frozenset()


def placed_pages(deck: Deck, sight: Sight, calendar: FiscalCalendar, rulebook: Rulebook) -> Printed:
    """What pages show by position; the largest text of a page of the source is its title."""
    lines = {line.number: line for line in deck.repair.lines}
    found: list[_Page] = []
    headed: set[int] = set()
    for page in sight.pages:
        title = _title(page) if page.number not in sight.titles else None
        if title is not None:
            headed.add(title.span.line)
        text = title.text if title is not None else sight.titles.get(page.number, "")
        sheet = Sheet(page=page, lines=lines, calendar=calendar, rulebook=rulebook, title=text)
        found.append(_page(sheet))
    taken = frozenset(line for page in found for table in page.tables for line in table.lines)
    return Printed(
        tables=tuple(table for page in found for table in page.tables),
        proposed=tuple(table for page in found for table in page.proposed),
        unplaced=tuple(page.number for page in found if page.unplaced >= LEAST_UNPLACED),
        taken=taken,
        headed=frozenset(headed) - taken,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The tables of one page, those of a second reader, and how many figures have no place in ours."""

    number: int
    tables: tuple[PlacedTable, ...]
    proposed: tuple[PlacedTable, ...]
    unplaced: int


def _page(sheet: Sheet) -> _Page:
    """The charts and tables of a page with their numbers; what charts take is in no table."""
    found = sort_pieces(sheet.page, sheet.rulebook)
    drawn, taken = drawn_tables(sheet, found)
    rows = (tuple(cell for cell in row if cell not in taken) for row in found.rows)
    rest = Sorted(rows=tuple(row for row in rows if row), texts=found.texts)
    tables = (*placed_tables(sheet, rest), *drawn)
    read = frozenset(cell.run.span for table in tables for row in table.rows for cell in row.cells)
    boasts = () if sheet.page.typed else tuple(boast_tables(sheet, rest, read))
    found_no_place = _unplaced(sheet, rest, read | {cell.run.span for t in boasts for r in t.rows for cell in r.cells})
    own = (*tables, *boasts)
    proposed = tuple(proposed_tables(sheet, rest))
    numbered = [replace(table, number=number) for number, table in enumerate((*own, *proposed), start=1)]
    return _Page(
        number=sheet.page.number,
        tables=tuple(numbered[: len(own)]),
        proposed=tuple(numbered[len(own) :]),
        unplaced=found_no_place,
    )


def _unplaced(sheet: Sheet, found: Sorted, read: frozenset[Span]) -> int:
    """How many figures of a page of the source stand in no table; years and the number of the page are none."""
    if sheet.page.typed:
        return 0
    own = str(sheet.page.number)
    cells = [c for row in found.rows for c in row if not c.dash and not c.year and c.piece.text.strip("-– ") != own]
    runs = [run_of(cell, sheet.lines) for cell in cells]
    return sum(run is not None and run.span not in read for run in runs)


def _title(page: PrintedPage) -> Piece | None:
    """The largest text in the upper part of a page."""
    upper = [p for p in page.pieces if p.box.y < UPPER * page.height and any(map(str.isalpha, p.text))]
    return max(upper, key=lambda piece: (round(piece.size), -piece.box.y), default=None)
