"""Legends: the series of one kind on a slide, the names printed for them, and which are known already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from extractor.reconcile.boards.board import Board, Series
from extractor.reconcile.known.facts import WEAK_NAMES
from extractor.reconcile.naming.candidates import SPOKEN, Candidate, overlap
from extractor.reconcile.naming.naming import Place, Scene, candidates_of
from extractor.rulebook import Rulebook
from extractor.rulebook.names import read_name

DIRECTED = 2
"""So many anchors tell in which direction a legend runs."""
FORWARD, AGAINST = 1, -1


class Kind(StrEnum):
    """What a legend lists: totals, their parts and other amounts, ratios, or amounts in another unit."""

    TOTAL = "total"
    PART = "part"
    RATIO = "ratio"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """Series of one kind on a slide, the sure names that could be theirs, and which of them are known already.

    `printed` are all printings of names, doubtful ones and repeated ones too. `elsewhere` are names of series of the
    slide that bear them from elsewhere. `strangers` says that the slide has rows of amounts in no sum, without a name;
    of rows in another unit, that they could be ratios without their sign.
    """

    places: tuple[Place, ...]
    names: tuple[Candidate, ...]
    anchors: tuple[tuple[Place, Candidate], ...]
    printed: tuple[Candidate, ...] = ()
    kind: Kind = Kind.PART
    elsewhere: tuple[str, ...] = ()
    strangers: bool = False

    @property
    def free(self) -> tuple[Place, ...]:
        known = {place for place, _ in self.anchors}
        return tuple(place for place in self.places if place not in known)

    @property
    def left(self) -> tuple[Candidate, ...]:
        known = {candidate.key for _, candidate in self.anchors}
        return tuple(name for name in self.names if name.key not in known)


def usual_direction(groups: list[tuple[Board, ...]], scene: Scene) -> int:
    """The direction of most long legends of the deck that proven names show; against the series where none does."""
    stacks = [boards for boards in groups if len(boards) == 1]
    votes = sum(
        direction(legend)
        for boards in stacks
        for legend in legends(boards, scene)
        if len(legend.anchors) > DIRECTED and all(name.cost < SPOKEN for _, name in legend.anchors)
        if not any(is_weak(series_at(boards, place)) for place, _ in legend.anchors)
    )
    return FORWARD if votes > 0 else AGAINST


def customary_direction(legend: Legend, rulebook: Rulebook) -> int:
    """The direction in which the items of a legend follow each other as in statements; 0 where two do not tell it."""
    orders = _orders(rulebook)
    known = [orders[key] for name in legend.names if (key := plain_key(name.key)) in orders]
    if len(known) < DIRECTED or len(set(known)) < len(known):
        return 0
    return FORWARD if known == sorted(known) else AGAINST if known == sorted(known, reverse=True) else 0


@lru_cache(maxsize=4)
def _orders(rulebook: Rulebook) -> Mapping[str, int]:
    return MappingProxyType({item.id: item.order for item in rulebook.items})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sister:
    """Keys of the parts of a fully named chart, in the order of its series, and whether all are proven."""

    keys: tuple[str, ...]
    proven: bool = False


def named_orders(groups: list[tuple[Board, ...]], scene: Scene) -> tuple[Sister, ...]:
    """The fully named charts of a deck."""
    orders = []
    for boards in groups:
        for legend in legends(boards, scene):
            keys = {place: name.key for place, name in legend.anchors}
            if legend.kind is Kind.PART and len(keys) == len(legend.places) > DIRECTED:
                order = tuple(plain_key(keys[place]) for place in legend.places)
                orders.append(Sister(keys=order, proven=not any(is_weak(series_at(boards, p)) for p in keys)))
    return tuple(orders)


def is_weak(series: Series) -> bool:
    """Whether a series is named by its place alone."""
    return WEAK_NAMES.issuperset(series.name_evidence)


def plain_key(key: str) -> str:
    """A key without the exhibit that it was narrowed to."""
    return key.partition("@")[0]


def legends(boards: tuple[Board, ...], scene: Scene) -> Iterator[Legend]:
    """The legends of an exhibit: totals, other amounts, and ratios each have one.

    Rows that a grid labels are in no legend, and may well be printed once more in a chart beside it.
    """
    found = candidates_of(boards[0].exhibit, scene)
    places = [(number, row) for number, board in enumerate(boards) for row in range(len(board.series))]
    plain = [p for p in places if series_at(boards, p).share_of < 0 and not _labelled(boards[p[0]], p[1])]
    ratios_lost = any(name.ratio and not name.title for name in found) and not any(
        series_at(boards, place).row.style.percent for place in places
    )
    kinds = {place: _kind(boards, place) for place in plain}
    for kind in Kind:
        kept = tuple(place for place in plain if kinds[place] is kind)
        names = [name for name in found if _kind_of_name(name) is kind]
        printed = [name for name in names if not name.title]
        for group in _together(kept) if names else ():
            legend = _legend(boards, group, printed or names, kind)
            if kind is Kind.FOREIGN:
                legend = replace(legend, strangers=ratios_lost)
            yield _without_sums(legend, boards[0].exhibit.title, scene) if kind is Kind.PART else legend


def _without_sums(legend: Legend, title: str, scene: Scene) -> Legend:
    """The legend without names that bear the top line of the title, where that leaves one for every series.

    `Recurring Revenues` on a slide titled `Revenues` brackets some of the parts.
    """
    heads = scene.keys.heads.intersection(read_name(title).words)
    kept = tuple(name for name in legend.names if heads.isdisjoint(read_name(name.text).words))
    known = {name.rank for _, name in legend.anchors}
    whole = len(kept) == len(legend.places) < len(legend.names) and known.issubset(name.rank for name in kept)
    return replace(legend, names=kept) if whole else legend


def _together(places: tuple[Place, ...]) -> Iterator[tuple[Place, ...]]:
    """Series that share a legend: those of one chart, and the only ones of several small charts."""
    by_board: dict[int, list[Place]] = {}
    for place in places:
        by_board.setdefault(place[0], []).append(place)
    yield from (tuple(of_board) for of_board in by_board.values() if len(of_board) > 1)
    alone = tuple(of_board[0] for of_board in by_board.values() if len(of_board) == 1)
    if alone:
        yield alone


def series_at(boards: tuple[Board, ...], place: Place) -> Series:
    return boards[place[0]].series[place[1]]


def _labelled(board: Board, row: int) -> bool:
    return board.proposal.marked and bool(board.series[row].row.label)


def _kind(boards: tuple[Board, ...], place: Place) -> Kind:
    board, series = boards[place[0]], series_at(boards, place)
    if series.row.style.percent:
        return Kind.RATIO
    if any(rule.total == place[1] for rule in board.sums):
        return Kind.TOTAL
    summed = any(place[1] in rule.parts for rule in board.sums)
    whole = any(not s.row.style.percent and not s.row.style.decimals for s in board.series)
    return Kind.FOREIGN if series.row.style.decimals and whole and not summed else Kind.PART


def _kind_of_name(candidate: Candidate) -> Kind:
    if candidate.ratio and not candidate.title:
        return Kind.RATIO
    if candidate.foreign:
        return Kind.FOREIGN
    return Kind.TOTAL if candidate.total else Kind.PART


def _legend(boards: tuple[Board, ...], places: tuple[Place, ...], found: list[Candidate], kind: Kind) -> Legend:
    """The legend of some series; rows that bear a name from elsewhere, or that of another row, are not in it."""
    known = {series_at(boards, p).name: p for p in places if series_at(boards, p).key}
    anchored = {c.text: c for c in found if c.text in known and c.cost < SPOKEN}
    told = [frozenset(read_name(text).words) for text in known if text not in anchored]
    found = [c for c in found if not any(told_words.issuperset(read_name(c.text).words) for told_words in told)]
    rows = ((board, row) for board in boards for row in range(len(board.series)))
    charted = {board.series[row].key for board, row in rows if not _labelled(board, row)}
    foreign = charted - {c.key for c in anchored.values()} - {""}
    named = {p: series_at(boards, p).name for p in places if series_at(boards, p).key}
    elsewhere = {place for place, name in named.items() if name not in anchored or known[name] != place}
    return Legend(
        kind=kind,
        places=tuple(place for place in places if place not in elsewhere),
        names=_sure_names(found, anchored, foreign),
        anchors=tuple((known[text], candidate) for text, candidate in anchored.items()),
        printed=tuple(found),
        elsewhere=tuple(name for name in known if name not in anchored),
        strangers=any(_has_strangers(boards, number) for number in range(len(boards))),
    )


def _has_strangers(boards: tuple[Board, ...], number: int) -> bool:
    """Whether a board has a whole row of amounts in its unit that is in no sum and has no name."""
    board = boards[number]
    summed = {row for rule in board.sums for row in (rule.total, *rule.parts)}
    return any(
        row not in summed and not series.key and series.complete and _kind(boards, (number, row)) is Kind.PART
        for row, series in enumerate(board.series)
    )


def _sure_names(found: list[Candidate], anchored: dict[str, Candidate], foreign: set[str]) -> tuple[Candidate, ...]:
    """Names without doubt in their print, one per key: those that are known, else the last printed."""
    kept = {candidate.key: candidate for candidate in anchored.values()}
    for candidate in sorted(found, key=lambda c: (c.cost, -c.rank)):
        taken = candidate.key in kept or candidate.key in foreign or candidate.cost
        if not taken and not any(overlap(candidate, other) for other in kept.values()):
            kept[candidate.key] = candidate
    return tuple(sorted(kept.values(), key=lambda c: c.rank))


def direction(legend: Legend) -> int:
    """1 where the legend runs like the series, −1 where it runs against them, 0 where nothing tells."""
    ranks = [name.rank for _, name in sorted(legend.anchors, key=lambda anchor: anchor[0])]
    if len(ranks) >= DIRECTED:
        return FORWARD if ranks == sorted(ranks) else AGAINST if ranks == sorted(ranks, reverse=True) else 0
    return 0
