"""Which placed tables count: our own, and of those a second reader saw the ones whose checks ours do not meet.

A table of the second reader stands where a printed change holds in it. Figures that ours have no place for are added;
where more changes hold by its places than by ours, and no more break, its places stand instead.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extractor.model.deck import Deck
from extractor.model.placed import PlacedCell, PlacedTable
from extractor.model.text import Span
from extractor.reconcile.placed.cells import Place
from extractor.reconcile.placed.growth import Growth, growths
from extractor.reconcile.placed.sums import sums


def doubtful_pages(deck: Deck) -> tuple[int, ...]:
    """The pages of the source whose figures found no place, or whose printed changes break where they were placed."""
    broken = {table.slide for table in deck.layout.placed if any(one.broken for one in growths(table))}
    pages = {page.number for page in deck.read.pages if page.readable}
    return tuple(sorted(pages & (broken | set(deck.layout.unplaced))))


def chosen(deck: Deck) -> tuple[PlacedTable, ...]:
    """The tables that count, in the order of the pages."""
    if not deck.layout.proposed:
        return deck.layout.placed
    spoken = {claim.glyphs.token.run.span for claim in deck.align.claims}
    tables = list(deck.layout.placed)
    for proposed in deck.layout.proposed:
        table = _without(proposed, lambda cell: cell.run.span in spoken)
        rivals = [own for own in tables if own.slide == table.slide and _spans((own,)) & _spans((table,))]
        if _better(table, rivals):
            seen = _spans((table,))
            tables = [_left(own, seen) if own in rivals else own for own in tables]
            tables.append(table)
        else:
            tables.extend(_added(table, _spans(rivals)))
    kept = [table for table in tables if table.rows]
    return tuple(sorted(kept, key=lambda table: (table.slide, table.number)))


def _spans(tables: Iterable[PlacedTable]) -> frozenset[Span]:
    return frozenset(cell.run.span for table in tables for row in table.rows for cell in row.cells)


def _better(table: PlacedTable, rivals: Sequence[PlacedTable]) -> bool:
    """Whether more changes hold than in our tables that it meets, and fewer break or it has all their figures."""
    broken, held = _count(growths(table))
    broken_own, held_own = _count(one for rival in rivals for one in growths(rival))
    whole = _spans(rivals) <= _spans((table,))
    return bool(rivals) and held > held_own and (broken < broken_own or (broken == broken_own and whole))


def _count(found: Iterable[Growth]) -> tuple[int, int]:
    """How many changes break, and how many hold."""
    all_found = tuple(found)
    return sum(one.broken for one in all_found), sum(one.holds for one in all_found)


def _added(table: PlacedTable, known: frozenset[Span]) -> Iterable[PlacedTable]:
    """The figures of a table that are new, where one of them is in a check that holds and none breaks."""
    new = _places(table, lambda cell: cell.run.span not in known)
    found = tuple(growths(table))
    held = {place for one in found if one.holds for place in (one.change, one.new, one.old)}
    held |= {place for one in sums(table, frozenset(held)) for place in (one.total, *one.parts)}
    if new & held and not any(one.broken for one in found):
        yield _without(table, lambda cell: cell.run.span in known)


def _places(table: PlacedTable, wanted: Callable[[PlacedCell], bool]) -> set[Place]:
    return {(n, cell.column) for n, row in enumerate(table.rows) for cell in row.cells if wanted(cell)}


def _left(table: PlacedTable, seen: frozenset[Span]) -> PlacedTable:
    return _without(table, lambda cell: cell.run.span in seen)


def _without(table: PlacedTable, gone: Callable[[PlacedCell], bool]) -> PlacedTable:
    """A table without some cells; rows that lose all of them go, too."""
    rows = tuple(replace(row, cells=tuple(cell for cell in row.cells if not gone(cell))) for row in table.rows)
    return replace(table, rows=tuple(row for row in rows if row.cells))
