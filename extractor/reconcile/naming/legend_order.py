"""Names of the series that no figure tells apart, by the order in which a legend prints them.

A legend runs like its series or against them. Proven names (anchors) show which; without any, items that statements
list one after the other do, or else the direction that proven legends of the deck have is taken, and the names stay
inferred.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.reconcile.boards.board import Board
from extractor.reconcile.known.fit import Fit
from extractor.reconcile.naming.candidates import Candidate, overlap
from extractor.reconcile.naming.legend import (
    AGAINST,
    DIRECTED,
    FORWARD,
    Kind,
    Legend,
    Sister,
    customary_direction,
    direction,
    is_weak,
    legends,
    plain_key,
    series_at,
)
from extractor.reconcile.naming.naming import Match, Place, Scene
from extractor.reconcile.naming.remainder import with_small_rest
from extractor.reconcile.naming.shared import Twins, as_twins, at_odds
from extractor.reconcile.naming.wrapped import names_for
from extractor.rulebook.names import read_name

NEARER = 2
Misfits = set[tuple[Place, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What other charts of the deck tell of a legend.

    `usual` is the direction to take where no name of the legend is proven, `sisters` are the fully named charts,
    `twins` rows of the exhibit that other slides print too.
    """

    usual: int = AGAINST
    sisters: tuple[Sister, ...] = ()
    twins: Twins = field(default_factory=dict)


def by_order(
    boards: tuple[Board, ...], scene: Scene, matches: tuple[Match, ...], habits: Habits
) -> Iterator[tuple[Match, str]]:
    """Names for series that have none, with the code of evidence; nothing where counts do not agree.

    Legends of charts laid out as tables run as the table was written.
    """
    misfits = {(m.place, m.candidate.rank) for m in matches if m.fit.contradicted and not _own_unit(m)}
    clashes = misfits | {(m.place, m.candidate.rank) for m in matches if m.fit.clashes}
    for legend in legends(boards, scene):
        weak = any(is_weak(series_at(boards, place)) for place, _ in legend.anchors)
        stacked = any(boards[number].proposal.stacks for number, _ in legend.places)
        custom = customary_direction(legend, scene.rulebook) if _add_up(boards, legend) else 0
        way = FORWARD if stacked else custom or habits.usual
        odd = at_odds(legend, habits.twins)
        told = replace(habits, usual=way)
        named = tuple(_named(legend, told, (misfits | odd, clashes | odd), weak=weak))
        for place, candidate, code in named if stacked else with_small_rest(named, legend, boards):
            known = candidate
            if (place, candidate.rank) in misfits:
                if legend.kind is not Kind.RATIO:
                    continue
                known = replace(candidate, key=f"{candidate.key}@{boards[0].exhibit.number}")
            yield Match(place=place, candidate=known, fit=Fit()), code


def _add_up(boards: tuple[Board, ...], legend: Legend) -> bool:
    """Whether the rows of a legend are parts of one sum, which are written in the order of a statement."""
    rows = {row for _, row in legend.places}
    one = len({number for number, _ in legend.places}) == 1
    return one and any(rows.issubset(rule.parts) for rule in boards[legend.places[0][0]].sums)


def _own_unit(match: Match) -> bool:
    """Whether a name brings a unit of its own and fits in part: its values may only stand out of order."""
    return match.candidate.foreign and bool(match.fit.met)


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
    legend: Legend, habits: Habits, misfits: tuple[Misfits, Misfits], *, weak: bool
) -> Iterator[tuple[Place, Candidate, str]]:
    """Names for the free series, by the first way that tells: twins, one left, a fitting run, a sister chart, order."""
    free = legend.free
    if borne := tuple(as_twins(legend, habits.twins)):
        yield from ((place, name, "name-twin") for place, name in borne)
        return
    if not free:
        return
    if len(free) == 1 and (only := tuple(_alone(legend, habits, weak=weak))):
        yield from ((free[0], name, code) for name, code in only)
        return
    strong = len(legend.anchors) >= DIRECTED and not weak
    plain, legend = legend, legend if len(legend.names) == len(legend.places) else _as_counted(legend)
    windows = _windows(legend, misfits[0]) if legend.anchors else []
    windows = windows if len(windows) == 1 else _windows(legend, misfits[1]) if windows else []
    whole = len(legend.names) == len(legend.places)
    anchored = "name-order-anchored" if whole and strong else "name-order-one"
    certain = len(windows) == 1 and plain is legend and len(legend.anchors) >= DIRECTED
    if not certain and (sister := _sister(plain, habits.sisters)):
        yield from _free_pairs(plain, sister, "name-order-sister")
    elif len(windows) == 1:
        yield from _free_pairs(legend, windows[0], anchored)
    elif between := tuple(_between(legend, direction(legend) or FORWARD)) if direction(legend) else ():
        yield from ((place, name, anchored) for place, name in between)
    elif not _refuted(legend):
        yield from _by_usual_order(legend, habits.usual, misfits[0])


def _refuted(legend: Legend) -> bool:
    """Whether proven names stand in no order of the legend at all: it tells nothing of the others then."""
    return len(legend.anchors) >= DIRECTED and len(legend.names) >= len(legend.places) and not _windows(legend, set())


def _as_counted(legend: Legend) -> Legend:
    """The legend with wrapped names joined so that there is one for every series, where that keeps all anchors."""
    anchored = [name for _, name in legend.anchors]
    printed = (name for name in legend.printed if not any(overlap(name, a) and name.key != a.key for a in anchored))
    chosen = names_for(tuple(printed), len(legend.places), together=True)
    anchors = tuple((place, _meant(name, chosen)) for place, name in legend.anchors)
    meant = tuple((place, name) for place, name in anchors if name is not None)
    if meant and len(meant) == len(anchors) == len({name.rank for _, name in meant}):
        return replace(legend, names=chosen, anchors=meant)
    return legend


def _meant(name: Candidate, chosen: tuple[Candidate, ...]) -> Candidate | None:
    """The name of a legend that another printing means: that of its key, or the only one that adds a bracket to it."""
    same = [other for other in chosen if other.key == name.key]
    bare = [other for other in chosen if read_name(other.text).outer == read_name(name.text).full]
    return same[0] if same else bare[0] if len(bare) == 1 else None


def _free_pairs(legend: Legend, names: tuple[Candidate, ...], code: str) -> Iterator[tuple[Place, Candidate, str]]:
    known = {place for place, _ in legend.anchors}
    pairs = zip(legend.places, names, strict=True)
    yield from ((place, name, code) for place, name in pairs if place not in known)


def _by_usual_order(legend: Legend, usual: int, misfits: Misfits) -> Iterator[tuple[Place, Candidate, str]]:
    """Small charts, and names side by side, run as they are read; one under the other in the usual direction.

    Where names fit in one of the two directions only, it is that one.
    """
    apart = len({board for board, _ in legend.places}) > 1
    way = FORWARD if apart else usual
    names = legend.left if len(legend.left) == len(legend.free) else names_for(legend.printed, len(legend.free))
    if len(names) == len(legend.free):
        way = FORWARD if len({name.first for name in names}) == 1 else way
        pairs = {turn: tuple(zip(legend.free, names[::turn], strict=True)) for turn in (FORWARD, AGAINST)}
        fitting = [turn for turn, found in pairs.items() if not any((p, n.rank) in misfits for p, n in found)]
        only = len(fitting) == 1 and len(names) > 1
        code = "name-order-fit" if only else "name-order"
        yield from ((place, name, code) for place, name in pairs[fitting[0] if only else way])


def _left_over(legend: Legend) -> Candidate | None:
    """The only name left, or the one of them that stands by the names of the other series."""
    if len(legend.left) == 1:
        return legend.left[0]
    lines = {name.key: [c.first for c in legend.printed if c.key == name.key] for _, name in legend.anchors}
    if not lines or not legend.left:
        return None
    far = sorted(
        (sum(min(abs(name.first - line) for line in printed) for printed in lines.values()), name.rank, name)
        for name in legend.left
    )
    return far[0][2] if NEARER * far[0][0] < far[1][0] else None


def _alone(legend: Legend, habits: Habits, *, weak: bool) -> Iterator[tuple[Candidate, str]]:
    """The name of the only free series: the part that is left of those on another chart, or the name that is left."""
    last = _last_part(legend, habits.sisters) if len(legend.anchors) >= DIRECTED and not weak else ()
    left = _left_over(legend)
    if last:
        yield last[0], "name-last-part"
    elif left is not None:
        yield left, _code_alone(legend, left, weak=weak)


def _last_part(legend: Legend, sisters: tuple[Sister, ...]) -> tuple[Candidate, ...]:
    """The name left of charts whose names are all proven, with as many parts and all the known ones among them."""
    known = {plain_key(name.key) for _, name in legend.anchors}
    same = [s.keys for s in sisters if s.proven and len(s.keys) == len(legend.places) and known.issubset(s.keys)]
    left = {key for keys in same for key in keys if key not in known}
    found = tuple(name for name in legend.left if plain_key(name.key) in left)
    return found if len(left) == len(found) == 1 else ()


def _sister(legend: Legend, sisters: tuple[Sister, ...]) -> tuple[Candidate, ...]:
    """The names in the order of a fully named chart that agrees with every anchor; empty where none does."""
    by_key = {plain_key(name.key): name for name in legend.names}
    places = {place: index for index, place in enumerate(legend.places)}
    for keys in (sister.keys for sister in sisters) if legend.anchors else ():
        if len(keys) != len(legend.places) or any(key not in by_key for key in keys):
            continue
        if all(keys[places[place]] == plain_key(name.key) for place, name in legend.anchors):
            return tuple(by_key[key] for key in keys)
    return ()


def _code_alone(legend: Legend, name: Candidate, *, weak: bool) -> str:
    """What speaks for the only name left; one that holds the name of another series may be two names, run together."""
    if len(legend.places) > 1:
        exact = (len(legend.names) == len(legend.places) or _on_one_line(legend, name)) and not weak
        glued = any(_run_together(name.text, other) for other in legend.elsewhere)
        return "name-eliminated" if exact and not glued else "name-left-over"
    if legend.kind is Kind.TOTAL and not legend.names[0].title:
        return "name-left-over" if legend.strangers else "name-total"
    if legend.kind is Kind.FOREIGN:
        return "name-only" if legend.strangers else "name-only-unit"
    return "name-only-ratio" if legend.kind is Kind.RATIO else "name-only"


def _on_one_line(legend: Legend, name: Candidate) -> bool:
    """Whether one printed line has names for all series and no other: it is the legend, whatever else is printed."""
    line = {other.rank for other in legend.names if (other.first, other.last) == (name.first, name.last)}
    return len(line) == len(legend.places) and all(other.rank in line for _, other in legend.anchors)


def _run_together(text: str, name: str) -> bool:
    """Whether a text is a shorter name with another before or behind it, or both."""
    return len(name) < len(text) and (text.startswith(name) or text.endswith(name))


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
