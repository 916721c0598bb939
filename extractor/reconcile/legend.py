"""Legends: names of the series that no figure tells apart, by the order in which a legend prints them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.reconcile.board import Board
from extractor.reconcile.candidates import Candidate, candidates, compatible, overlap
from extractor.reconcile.fit import Fit
from extractor.reconcile.naming import Match, Place, Scene

DIRECTED = 2
"""So many anchors tell in which direction a legend runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A series whose name is known: its place among the series and its name's rank in the legend."""

    place: Place
    rank: int


def by_order(
    boards: tuple[Board, ...], scene: Scene, matches: tuple[Match, ...]
) -> Iterator[tuple[Match, str]]:
    """Names for series that have none, with the code of evidence; nothing where counts do not agree."""
    found = candidates(boards[0].exhibit, scene.keys)
    misfits = {(m.place, m.candidate.rank) for m in matches if m.fit.missed and m.fit.contradicted}
    for percent in (False, True):
        places = [place for place in _places(boards) if _series(boards, place).row.style.percent is percent]
        totals = [place for place in places if _is_total(boards, place)]
        parts = [place for place in places if place not in totals]
        for group, role in ((totals, True), (parts, False)):
            yield from _group(
                boards, group, [c for c in found if _fits(c, percent=percent, total=role)], misfits
            )


def _fits(candidate: Candidate, *, percent: bool, total: bool) -> bool:
    if percent:
        return candidate.ratio and not candidate.title
    return not candidate.ratio and (candidate.total if total else not candidate.total)


def _group(
    boards: tuple[Board, ...],
    places: list[Place],
    found: list[Candidate],
    misfits: set[tuple[Place, int]],
) -> Iterator[tuple[Match, str]]:
    free = [place for place in places if not _series(boards, place).key]
    used = {_series(boards, place).name for place in _places(boards) if _series(boards, place).key}
    left = _without_used(found, used)
    if not free or not left:
        return
    anchors = _anchors(boards, places, found)
    if len(free) == 1 and len(left) == 1:
        alone = "name-only-ratio" if _series(boards, free[0]).row.style.percent else "name-only"
        code = "name-left-over" if anchors or len(places) > 1 else alone
        yield from _checked(free, left, code, misfits)
        return
    direction = _direction(anchors)
    for run, names in _between(places, free, left, anchors, direction):
        if len(run) == len(names):
            code = "name-order-anchored" if len(anchors) > 1 else "name-order"
            yield from _checked(run, names, code, misfits)


def _checked(
    places: list[Place], names: list[Candidate], code: str, misfits: set[tuple[Place, int]]
) -> Iterator[tuple[Match, str]]:
    for place, candidate in zip(places, names, strict=True):
        if (place, candidate.rank) not in misfits:
            yield Match(place=place, candidate=candidate, fit=Fit()), code


def _without_used(found: list[Candidate], used: set[str]) -> list[Candidate]:
    """Sure names that no series bears yet, one per key: the last printed, as legends follow their data."""
    taken = [candidate for candidate in found if candidate.text in used]
    keys = {candidate.key for candidate in taken}
    left: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda c: (c.cost, c.rank)):
        if candidate.key in keys or candidate.cost:
            continue
        if not any(overlap(candidate, other) for other in (*taken, *left.values())):
            left[candidate.key] = candidate
    return sorted(left.values(), key=lambda c: c.rank)


def _anchors(boards: tuple[Board, ...], places: list[Place], found: list[Candidate]) -> list[Anchor]:
    ranks = {candidate.text: candidate.rank for candidate in found}
    named = [(place, _series(boards, place)) for place in places]
    return [
        Anchor(place=place, rank=ranks[series.name])
        for place, series in named
        if series.key and series.name in ranks
    ]


def _direction(anchors: list[Anchor]) -> int:
    """1 where the legend runs like the series, −1 where it runs against them, 0 where nothing tells."""
    ranks = [anchor.rank for anchor in sorted(anchors, key=lambda a: a.place)]
    if len(ranks) < DIRECTED:
        return 0
    if ranks == sorted(ranks):
        return 1
    return -1 if ranks == sorted(ranks, reverse=True) else 0


def _between(
    places: list[Place],
    free: list[Place],
    left: list[Candidate],
    anchors: list[Anchor],
    direction: int,
) -> Iterator[tuple[list[Place], list[Candidate]]]:
    """Runs of unnamed series between anchors, with the unused names between the anchors' names."""
    if not direction:
        yield free, (left[::-1] if len(anchors) < DIRECTED else [])
        return
    ordered = sorted(anchors, key=lambda a: a.place)
    edges = [None, *ordered, None]
    for low, high in pairwise(edges):
        run = [
            p
            for p in places
            if p in free and (low is None or p > low.place) and (high is None or p < high.place)
        ]
        first, last = (low, high) if direction > 0 else (high, low)
        names = [
            c for c in left if (first is None or c.rank > first.rank) and (last is None or c.rank < last.rank)
        ]
        names = names if direction > 0 else names[::-1]
        if low is None:
            names = names[-len(run) :] if run else []
        if high is None:
            names = names[: len(run)]
        yield run, names


def _places(boards: tuple[Board, ...]) -> list[Place]:
    return [(number, row) for number, board in enumerate(boards) for row in range(len(board.series))]


def _series(boards: tuple[Board, ...], place: Place):  # type: ignore[no-untyped-def]
    return boards[place[0]].series[place[1]]


def _is_total(boards: tuple[Board, ...], place: Place) -> bool:
    return any(rule.total == place[1] for rule in boards[place[0]].sums)


__all__ = ["by_order", "compatible"]
