"""Exchanged columns: values that rows of several boards could have exchanged together without breaking a check.

An identity that treats all columns alike proves which values stand together, not in which order. Where a row was moved
to meet figures of other rows, these may have been printed out of order instead, or all of them together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from extractor.model.figure import FigureKind
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import DECIDED, Board, Cells, rival, with_cell, with_series
from extractor.reconcile.known.bounds import Bound, told_of
from extractor.reconcile.known.facts import owner_of
from extractor.reconcile.known.fit import fit
from extractor.reconcile.known.world import World
from extractor.reconcile.naming.naming import Scene, bounds_of, frame_of

MOST_ROWS = 3
"""Rows that may have exchanged the same two columns together."""
SPARE = 1
"""So many more values out of place than in the reading chosen do not rule another reading out."""
MOVED = "moved"
Place = tuple[int, int]
Pair = tuple[str, str]
Broken = frozenset[tuple[Place, str, str, tuple[int, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deck:
    """The boards with the places of rows whose order may differ from the text, by the owner of their facts."""

    boards: tuple[Board, ...]
    scene: Scene
    rows: Mapping[str, Place]

    def cells(self, owner: str, pair: Pair) -> tuple[int, ...]:
        """The columns of a row that show two periods; empty where it lacks one, or shows the same value twice."""
        number, row = self.rows[owner]
        board = self.boards[number]
        places = frame_of(board, row, self.scene.calendar).places
        columns = tuple(places[label] for label in pair if label in places)
        values = {board.series[row].value(column) for column in columns}
        return columns if len(values) == len(pair) and None not in values else ()


def with_exchanges(boards: tuple[Board, ...], scene: Scene) -> tuple[Board, ...]:
    """The boards with cells open that a row moved to meet others could exchange together with those others."""
    deck = _Deck(boards=boards, scene=scene, rows=dict(_loose_rows(boards)))
    out = boards
    for owner, (number, row) in deck.rows.items():
        for pair in _moved_pairs(boards[number], row, scene):
            for turned in _exchanges(deck, (owner,), pair):
                out = _opened(deck, out, turned, pair)
    return out


def _loose_rows(boards: Iterable[Board]) -> Iterator[tuple[str, Place]]:
    """Named rows of charts that neither a line of their own nor another row of their board keeps in order."""
    for number, board in enumerate(boards):
        tied = {row for rule in board.sums for row in (rule.total, *rule.parts)}
        tied |= {row for _, rows in board.unprinted for row in rows} | {
            row for pair in board.proposal.pairs for row in pair
        }
        for row, series in enumerate(board.series):
            if board.proposal.kind is FigureKind.CHART and series.key and not series.row.clean and row not in tied:
                yield owner_of(board, row), (number, row)


def _moved_pairs(board: Board, row: int, scene: Scene) -> Iterator[Pair]:
    """Two periods of a row, of which one holds a value that was moved."""
    labels = sorted(frame_of(board, row, scene.calendar).places.items(), key=lambda item: item[1])
    named = list({column: label for label, column in reversed(labels)}.items())
    evidence = board.series[row].evidence
    for (one, first), (other, second) in product(named, named):
        if MOVED in evidence[one] and (one < other or (one > other and MOVED not in evidence[other])):
            yield first, second


def _exchanges(deck: _Deck, owners: tuple[str, ...], pair: Pair) -> Iterator[tuple[str, ...]]:
    """Sets of rows, the given ones among others, that could exchange two periods unnoticed and hardly less in order."""
    if any(not deck.cells(owner, pair) for owner in owners):
        return
    disorder = sum(_disorder(deck, owner, pair) for owner in owners)
    if disorder > SPARE + MOST_ROWS - len(owners):
        return
    noticed = _noticed(deck, owners, pair)
    if not noticed and len(owners) > 1 and disorder <= SPARE:
        yield owners
    if noticed and len(owners) < MOST_ROWS:
        for other in _partners(deck, owners, min(noticed)[0], pair):
            yield from _exchanges(deck, (*owners, other), pair)


def _disorder(deck: _Deck, owner: str, pair: Pair) -> int:
    """How many more values of a row would be off the order of the text if two periods were exchanged."""
    number, row = deck.rows[owner]
    cells = deck.boards[number].series[row].cells
    return _displaced(_exchanged(cells, deck.cells(owner, pair))) - _displaced(cells)


def _exchanged(cells: Cells, columns: tuple[int, ...]) -> Cells:
    one, other = columns
    swapped = {one: cells[other], other: cells[one]}
    return tuple(swapped.get(column, cell) for column, cell in enumerate(cells))


def _displaced(cells: Cells) -> int:
    """How many values are off the longest run of them in text order."""
    order = [_order(cell) for cell in cells if cell is not None]
    best: list[int] = []
    for at, place in enumerate(order):
        best.append(1 + max((best[before] for before in range(at) if order[before] < place), default=0))
    return len(order) - max(best, default=0)


def _order(glyph: Glyphs) -> tuple[int, int, int]:
    return glyph.token.order, glyph.candidate, glyph.part


def _noticed(deck: _Deck, owners: tuple[str, ...], pair: Pair) -> Broken:
    """Checks that would break if some rows exchanged two periods: those of the rows, and of rows that rest on them."""
    turned = _turned(deck, owners, pair)
    near = [deck.rows[owner] for owner in owners]
    if len(owners) > 1:
        keys = {deck.boards[number].series[row].key for number, row in near}
        near += [place for place in deck.rows.values() if place not in near and _rests(turned, place, keys)]
    return frozenset(found for place in near for found in _broken(turned, place) - _broken_as_read(deck, place))


def _rests(deck: _Deck, place: Place, keys: set[str]) -> bool:
    """Whether what the deck says of a row draws on items of the given keys."""
    key = deck.boards[place[0]].series[place[1]].key
    told = told_of(key, deck.scene.world, deck.scene.rulebook)
    return any(facts and facts[0].slot.key in keys for facts in told)


def _turned(deck: _Deck, owners: tuple[str, ...], pair: Pair) -> _Deck:
    """The deck with two periods of some rows exchanged, and what it says then; no row is measured by itself."""
    boards = list(deck.boards)
    for owner in owners:
        number, row = deck.rows[owner]
        series = boards[number].series[row]
        cells = _exchanged(series.cells, deck.cells(owner, pair))
        boards[number] = with_series(boards[number], row, replace(series, cells=cells))
    world = _told(deck.scene.world, owners, pair) if len(owners) > 1 else deck.scene.world
    return replace(deck, boards=tuple(boards), scene=replace(deck.scene, world=world))


def _told(world: World, owners: tuple[str, ...], pair: Pair) -> World:
    """What the deck says where some rows have two periods exchanged."""
    other = dict(zip(pair, reversed(pair), strict=True))
    own = {
        (fact.owner, fact.slot): fact
        for slot, found in world.facts.items()
        if slot.period in other
        for fact in found
        if fact.owner in owners
    }
    now = {
        id(fact): replace(fact, interval=twin.interval)
        for (owner, slot), fact in own.items()
        if (twin := own.get((owner, slot._replace(period=other[slot.period])))) is not None
    }
    keys = {slot.key for _, slot in own}
    slots = {slot for _, slot in own}
    facts = {slot: tuple(now.get(id(fact), fact) for fact in world.facts[slot]) for slot in slots}
    by_key = {key: tuple(now.get(id(fact), fact) for fact in world.by_key[key]) for key in keys}
    return World(
        facts=MappingProxyType({**world.facts, **facts}),
        by_key=MappingProxyType({**world.by_key, **by_key}),
        owners=world.owners,
    )


def _broken(deck: _Deck, place: Place) -> Broken:
    """The bounds that a row misses."""
    number, row = place
    series = deck.boards[number].series[row]
    missed = fit(series, bounds_of(deck.boards[number], row, series.key, deck.scene)).missed
    return frozenset((place, bound.identity, bound.source, _columns(bound)) for bound in missed)


def _broken_as_read(deck: _Deck, place: Place) -> Broken:
    """The same, worked out once: many exchanges are held against the boards as they stand."""
    board = deck.boards[place[0]]
    return deck.scene.memo.once(lambda: _broken(deck, place), (board, deck.scene.world), "broken", place)


def _columns(bound: Bound) -> tuple[int, ...]:
    return tuple(column for column, _ in bound.weights)


def _partners(deck: _Deck, owners: tuple[str, ...], place: Place, pair: Pair) -> Iterator[str]:
    """Rows that could exchange the periods too and so mend a broken check of a row: itself, or those it draws on."""
    key = deck.boards[place[0]].series[place[1]].key
    told = told_of(key, deck.scene.world, deck.scene.rulebook)
    drawn = {fact.owner for facts in told for fact in facts if fact.slot.period in pair}
    for owner in deck.rows:
        if owner not in owners and (owner in drawn or deck.rows[owner] == place):
            yield owner


def _opened(deck: _Deck, boards: tuple[Board, ...], owners: tuple[str, ...], pair: Pair) -> tuple[Board, ...]:
    """The boards with the cells of some rows at two periods open, each with the value of the other as its rival."""
    out = list(boards)
    for owner in owners:
        number, row = deck.rows[owner]
        columns = deck.cells(owner, pair)
        for column, other in (columns, columns[::-1]):
            series = out[number].series[row]
            codes = tuple(code for code in series.evidence[column] if code not in DECIDED)
            code = "moved-open" if MOVED in codes else "check-allows-others"
            cell = series.cells[other]
            rivals = (rival(cell),) if cell is not None else ()
            kept = tuple(dict.fromkeys((*series.rivals[column], *rivals)))
            told = with_cell(series, column, tuple(dict.fromkeys((*codes, code))), kept)
            out[number] = with_series(out[number], row, told)
    return tuple(out)
