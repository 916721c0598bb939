"""Naming: which printed name is which series, by what the deck proves and by the order of legends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.model.exhibit import Exhibit
from extractor.model.figure import FigureKind
from extractor.model.interval import Regime
from extractor.model.period import FiscalCalendar, Period, PeriodKind, resolve
from extractor.reconcile.boards.board import Board, Series, with_series
from extractor.reconcile.known.bounds import Bound, Frame, identity_bounds, printed_bounds, told_of
from extractor.reconcile.known.facts import owner_of
from extractor.reconcile.known.fit import Fit, fit
from extractor.reconcile.known.memo import Memo
from extractor.reconcile.known.world import Fact, World
from extractor.reconcile.naming.candidates import SPOKEN, Candidate, candidates, compatible, overlap
from extractor.reconcile.naming.names import Keys
from extractor.reconcile.sentences.part_margins import margin_bounds, part_keys
from extractor.rulebook import Rulebook
from extractor.rulebook.calendar import quarter_ending

PROVEN_BITS = 7.0
LIKELY_BITS = 4.0
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What naming needs to know of the deck."""

    world: World
    keys: Keys
    rulebook: Rulebook
    calendar: FiscalCalendar
    regime: Regime = Regime.UNKNOWN
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A candidate name tried on a series."""

    place: Place
    candidate: Candidate
    fit: Fit


def frame_of(board: Board, row: int, calendar: FiscalCalendar) -> Frame:
    """The frame of a series; columns labelled by the month they end in stand for that quarter and that day too."""
    periods = [column.period for column in board.columns]
    places = {
        label: index
        for index, period in enumerate(periods)
        if period is not None and board.proposal.kind is FigureKind.CHART
        for label in labels_of(resolve(period, calendar), calendar)
    }
    kinds = [PeriodKind.QUARTER if p.kind is PeriodKind.MONTH else p.kind for p in periods if p is not None]
    return Frame(places=places, kind=kinds[0] if kinds else PeriodKind.QUARTER, owner=owner_of(board, row))


def labels_of(period: Period, calendar: FiscalCalendar) -> tuple[str, ...]:
    """The label of a period; of a month also its last day, and the quarter that it ends."""
    if period.kind is not PeriodKind.MONTH or not period.end:
        return (period.label,)
    return (period.label, period.end, quarter_ending(period, calendar).label)


def bounds_of(board: Board, row: int, key: str, scene: Scene) -> tuple[Bound, ...]:
    """All bounds that the world puts on a series if it were this item."""
    world, measure, owner = scene.world, board.series[row].measure, owner_of(board, row)

    def found() -> tuple[Bound, ...]:
        frame = frame_of(board, row, scene.calendar)
        margins = margin_bounds(key, frame, world, measure)
        return (
            *printed_bounds(key, frame, world, measure, vague=key in scene.keys.vague),
            *identity_bounds(key, frame, world, scene.rulebook),
            *margins,
        )

    alone = owner if owner in world.owners else ""
    at = (board.proposal, _told(key, scene))
    return scene.memo.once(found, at, "bounds", key, measure, alone, board.exhibit.number)


def _told(key: str, scene: Scene) -> tuple[tuple[Fact, ...], ...]:
    """What bounds of an item rest on: the same object as long as nothing of it changes."""
    world = scene.world
    if key not in world.rests:
        told = (*told_of(key, world, scene.rulebook), *(world.by_key.get(part, ()) for part in part_keys(key)))
        world.rests[key] = scene.memo.once(lambda: told, told, "rests")
    return world.rests[key]


def spoken_of(names: Sequence[Candidate], scene: Scene) -> tuple[Candidate, ...]:
    """The names of which the deck knows anything: no other has a bound that it could meet or miss."""
    known = {key for key in {name.key for name in names} if any(_told(key, scene))}
    return tuple(name for name in names if name.key in known)


def fit_of(board: Board, row: int, candidate: Candidate, scene: Scene) -> Fit:
    """How a series fits the bounds that it would have under a name, in the name's own unit where it brings one."""
    series, bounds = board.series[row], bounds_of(board, row, candidate.key, scene)
    return scene.memo.once(
        lambda: fit(_measured(series, candidate), bounds), (series, bounds), "fit", candidate.foreign
    )


def candidates_of(exhibit: Exhibit, scene: Scene) -> tuple[Candidate, ...]:
    """The candidate names of an exhibit, found once."""
    return scene.memo.once(lambda: candidates(exhibit, scene.keys), (exhibit, scene.keys), "candidates")


def tried(boards: tuple[Board, ...], scene: Scene) -> tuple[Match, ...]:
    """Every compatible name of which anything is known tried on every series without one, on boards of one exhibit."""
    found = spoken_of(candidates_of(boards[0].exhibit, scene), scene)
    out: list[Match] = []
    for number, board in enumerate(boards):
        totals = {rule.total for rule in board.sums}
        parts = {part for rule in board.sums for part in rule.parts}
        for row, series in enumerate(board.series):
            if series.key or series.share_of >= 0:
                continue
            for candidate in found:
                if compatible(series, candidate, total=row in totals, part=row in parts):
                    met = fit_of(board, row, candidate, scene)
                    out.append(Match(place=(number, row), candidate=candidate, fit=met))
    return tuple(out)


def proven(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Matches that have proof and no rival: no other key fits the series, no other series fits the key."""
    strong = [m for m in matches if m.fit.bits >= PROVEN_BITS and not m.fit.contradicted]
    out: list[Match] = []
    for match in sorted(strong, key=lambda m: (-m.fit.weight, *_preference(m, strong))):
        rivals = [m for m in strong if m is not match and _rivals(match, m)]
        if any(rival.fit.weight > match.fit.weight - PROVEN_BITS for rival in rivals):
            continue
        if not any(_excludes(match, kept) for kept in out):
            out.append(match)
    return tuple(out)


def likely(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Matches that are met, though chance could meet them too, and no rival is half as good."""
    good = [m for m in matches if m.fit.bits >= LIKELY_BITS and not m.fit.missed and not m.fit.clashes]
    alone = [m for m in good if not any(_rivals(m, o) and 2 * o.fit.bits > m.fit.bits for o in good)]
    out: list[Match] = []
    for match in sorted(alone, key=lambda m: (-m.fit.bits, *_preference(m, good))):
        if not any(_excludes(match, kept) for kept in out):
            out.append(match)
    return tuple(out)


def _preference(match: Match, strong: list[Match]) -> tuple[bool, bool, int, int, int]:
    """Of several wordings of one key the one beside the series, whole, before sentences and the title.

    A wording that takes printed lines which name another series as surely stands behind those that leave them alone.
    """
    name = match.candidate
    others = (m.candidate for m in strong if m.place != match.place and not m.candidate.title)
    crowds = any(overlap(name, other) for other in others)
    return (name.title, crowds, name.cost // SPOKEN, -len(name.text), name.rank)


def _rivals(one: Match, other: Match) -> bool:
    same_place = one.place == other.place and one.candidate.key != other.candidate.key
    same_key = one.place != other.place and one.candidate.key == other.candidate.key
    return same_place or same_key


def _excludes(one: Match, other: Match) -> bool:
    return one.place == other.place or overlap(one.candidate, other.candidate)


def _measured(series: Series, candidate: Candidate) -> Series:
    """The series in the unit of a name that brings its own: the scale of the slide does not reach it."""
    return replace(series, scale="1") if candidate.foreign else series


def name_series(boards: tuple[Board, ...], match: Match, evidence: tuple[str, ...]) -> tuple[Board, ...]:
    """The boards with one series named."""
    number, row = match.place
    board = boards[number]
    named: Series = replace(
        _measured(board.series[row], match.candidate),
        name=match.candidate.text,
        key=match.candidate.key,
        name_evidence=evidence,
    )
    return (*boards[:number], with_series(board, row, named), *boards[number + 1 :])


def evidence_of_fit(found: Fit) -> tuple[str, ...]:
    """Codes for what proved a name, once each, in the order of the bounds."""
    return tuple(dict.fromkeys(f"name-{_family(bound.identity)}" for bound in found.met))


def _family(identity: str) -> str:
    return identity if identity in {"equal", "period_sum", "growth", "change"} else "identity"
