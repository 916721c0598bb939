"""Joint naming: series of one slide that name each other, because an identity ties several of their names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from extractor.reconcile.boards.board import Board, with_series
from extractor.reconcile.known.bounds import identities_of
from extractor.reconcile.known.facts import board_facts
from extractor.reconcile.known.fit import Fit, fit
from extractor.reconcile.known.world import build
from extractor.reconcile.naming.candidates import Candidate
from extractor.reconcile.naming.legend import Legend, legends
from extractor.reconcile.naming.naming import PROVEN_BITS, Match, Place, Scene, bounds_of, evidence_of_fit
from extractor.rulebook import Rulebook

MOST_SERIES = 4
Boards = tuple[Board, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """Names given to series, in order, and how they fit together."""

    names: tuple[Candidate, ...]
    fits: tuple[Fit, ...]

    @property
    def weight(self) -> float:
        return sum(found.weight for found in self.fits)


def jointly(boards: Boards, scene: Scene) -> Iterator[tuple[Match, tuple[str, ...]]]:
    """Names that only one distribution over the unnamed series of an exhibit makes fit, with their evidence."""
    for legend in legends(boards, scene):
        if not _worth_trying(legend, scene.rulebook):
            continue
        casts = sorted(_casts(legend, boards, scene), key=lambda cast: -cast.weight)
        if casts and casts[0].weight >= PROVEN_BITS and _alone(casts):
            yield from _proven(legend.free, casts[0])


def _worth_trying(legend: Legend, rulebook: Rulebook) -> bool:
    """Whether there is a name for every series, few of them, and one identity holds two of the names."""
    keys = {name.key for name in legend.left}
    if not 1 < len(legend.free) <= MOST_SERIES or len(legend.free) != len(legend.left):
        return False
    index = identities_of(rulebook)
    return any(
        len({i.target.item, *(part.item for part in i.operands)} & keys) > 1
        for key in sorted(keys)
        for i in index.get(key, ())
    )


def _casts(legend: Legend, boards: Boards, scene: Scene) -> Iterator[_Cast]:
    for names in permutations(legend.left):
        trial = boards
        for place, name in zip(legend.free, names, strict=True):
            trial = _with_key(trial, place, name)
        facts = [fact for found in scene.world.facts.values() for fact in found]
        facts += [fact for board in trial for fact in board_facts(board, scene.calendar, scene.memo)]
        told = replace(scene, world=build(dict.fromkeys(facts)))
        fits = tuple(
            fit(trial[number].series[row], bounds_of(trial[number], row, name.key, told))
            for (number, row), name in zip(legend.free, names, strict=True)
        )
        yield _Cast(names=names, fits=fits)


def _with_key(boards: Boards, place: Place, name: Candidate) -> Boards:
    number, row = place
    board = boards[number]
    named = with_series(board, row, replace(board.series[row], key=name.key))
    return (*boards[:number], named, *boards[number + 1 :])


def _alone(casts: list[_Cast]) -> bool:
    return len(casts) == 1 or casts[1].weight <= casts[0].weight - PROVEN_BITS


def _proven(places: tuple[Place, ...], cast: _Cast) -> Iterator[tuple[Match, tuple[str, ...]]]:
    for place, name, found in zip(places, cast.names, cast.fits, strict=True):
        evidence = evidence_of_fit(found) if found.bits >= PROVEN_BITS else ("name-left-over",)
        yield Match(place=place, candidate=name, fit=found), evidence
