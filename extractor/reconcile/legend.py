"""Legends: names of the series that no figure tells apart, by the order in which a legend prints them.

A legend runs like its series or against them. Proven names (anchors) show which; without any, the direction that
proven legends of the deck have is taken, and the names stay inferred.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from extractor.reconcile.board import Board, Series
from extractor.reconcile.candidates import Candidate, candidates, overlap
from extractor.reconcile.fit import Fit
from extractor.reconcile.naming import Match, Place, Scene

DIRECTED = 2
"""So many anchors tell in which direction a legend runs."""
FORWARD, AGAINST = 1, -1
Misfits = set[tuple[Place, int]]


class Kind(StrEnum):
    """What a legend lists: totals, their parts and other amounts, ratios, or amounts in another unit."""

    TOTAL = "total"
    PART = "part"
    RATIO = "ratio"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """Series of one kind on a slide, the sure names that could be theirs, and which of them are known already."""

    places: tuple[Place, ...]
    names: tuple[Candidate, ...]
    anchors: tuple[tuple[Place, Candidate], ...]

    @property
    def free(self) -> tuple[Place, ...]:
        known = {place for place, _ in self.anchors}
        return tuple(place for place in self.places if place not in known)

    @property
    def left(self) -> tuple[Candidate, ...]:
        known = {candidate.key for _, candidate in self.anchors}
        return tuple(name for name in self.names if name.key not in known)


def by_order(
    boards: tuple[Board, ...], scene: Scene, matches: tuple[Match, ...], usual: int = AGAINST
) -> Iterator[tuple[Match, str]]:
    """Names for series that have none, with the code of evidence; nothing where counts do not agree.

    `usual` is the direction to take where no name of the legend is proven.
    """
    misfits = {(m.place, m.candidate.rank) for m in matches if m.fit.contradicted or m.fit.clashes}
    for legend in legends(boards, scene):
        for place, candidate, code in _named(legend, boards, usual, misfits):
            if (place, candidate.rank) not in misfits:
                yield Match(place=place, candidate=candidate, fit=Fit()), code


def usual_direction(groups: list[tuple[Board, ...]], scene: Scene) -> int:
    """The direction of most legends of the deck that proven names show; against the series where none does."""
    stacks = [boards for boards in groups if len(boards) == 1]
    votes = sum(direction(legend) for boards in stacks for legend in legends(boards, scene))
    return FORWARD if votes > 0 else AGAINST


def legends(boards: tuple[Board, ...], scene: Scene) -> Iterator[Legend]:
    """The legends of an exhibit: totals, other amounts, and ratios each have one."""
    found = candidates(boards[0].exhibit, scene.keys)
    places = [(number, row) for number, board in enumerate(boards) for row in range(len(board.series))]
    plain = [place for place in places if series_at(boards, place).share_of < 0]
    for kind in Kind:
        kept = tuple(place for place in plain if _kind(boards, place) is kind)
        names = [candidate for candidate in found if _kind_of_name(candidate) is kind]
        printed = [name for name in names if not name.title]
        for places in _together(kept) if names else ():
            yield _legend(boards, places, printed or names)


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


def _legend(boards: tuple[Board, ...], places: tuple[Place, ...], found: list[Candidate]) -> Legend:
    """The legend of some series; rows that bear a name from elsewhere, such as their own line, are not in it."""
    known = {series_at(boards, p).name: p for p in places if series_at(boards, p).key}
    anchored = {c.text: c for c in found if c.text in known}
    foreign = {s.key for board in boards for s in board.series if s.key} - {c.key for c in anchored.values()}
    elsewhere = {place for name, place in known.items() if name not in anchored}
    return Legend(
        places=tuple(place for place in places if place not in elsewhere),
        names=_sure_names(found, anchored, foreign),
        anchors=tuple((known[text], candidate) for text, candidate in anchored.items()),
    )


def _sure_names(
    found: list[Candidate], anchored: dict[str, Candidate], foreign: set[str]
) -> tuple[Candidate, ...]:
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


def _windows(legend: Legend, misfits: Misfits) -> list[tuple[Candidate, ...]]:
    """Runs of as many names as there are series, in their order, that give every anchor its place and misfit none."""
    size = len(legend.places)
    fitting: list[tuple[Candidate, ...]] = []
    for way in (FORWARD, AGAINST):
        names = legend.names[::way]
        runs = [names[at : at + size] for at in range(len(names) - size + 1)]
        fitting += [run for run in runs if _anchored(legend, run, misfits)]
    return fitting


def _anchored(legend: Legend, run: tuple[Candidate, ...], misfits: Misfits) -> bool:
    places = {place: index for index, place in enumerate(legend.places)}
    fits = all((place, name.rank) not in misfits for place, name in zip(legend.places, run, strict=True))
    return fits and all(run[places[place]].rank == name.rank for place, name in legend.anchors)


def _named(
    legend: Legend, boards: tuple[Board, ...], usual: int, misfits: Misfits
) -> Iterator[tuple[Place, Candidate, str]]:
    free, left = legend.free, legend.left
    if len(free) == 1 and len(left) == 1:
        yield free[0], left[0], _code_alone(legend, boards)
        return
    code = "name-order-anchored" if len(legend.anchors) >= DIRECTED else "name-order-one"
    windows = _windows(legend, misfits) if legend.anchors else []
    if len(windows) == 1:
        known = {place for place, _ in legend.anchors}
        pairs = zip(legend.places, windows[0], strict=True)
        yield from ((place, name, code) for place, name in pairs if place not in known)
    elif direction(legend):
        yield from ((place, name, code) for place, name in _between(legend, direction(legend)))
    elif not legend.anchors and len(free) == len(left):
        yield from ((place, name, "name-order") for place, name in zip(free, left[::usual], strict=True))


def _code_alone(legend: Legend, boards: tuple[Board, ...]) -> str:
    if len(legend.places) > 1:
        return "name-left-over"
    return "name-only-ratio" if series_at(boards, legend.places[0]).row.style.percent else "name-only"


def _between(legend: Legend, way: int) -> Iterator[tuple[Place, Candidate]]:
    """Unnamed series between two anchors with the names between the anchors' names, where counts agree."""
    ordered = sorted(legend.anchors, key=lambda anchor: anchor[0])
    names = legend.names[::way]
    rank = {name.rank: index for index, name in enumerate(names)}
    edges = [((-1, -1), -1), *((place, rank[name.rank]) for place, name in ordered), ((10**6, 0), len(names))]
    for (low, first), (high, last) in pairwise(edges):
        run = [place for place in legend.places if low < place < high]
        between = names[first + 1 : last]
        if first < 0:
            between = between[-len(run) :] if run else ()
        elif last == len(names):
            between = between[: len(run)]
        if len(run) == len(between):
            yield from zip(run, between, strict=True)
