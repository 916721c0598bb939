"""Trials: rows that text order leaves contradictory, arranged anew under sets of names they could bear."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from extractor.model.interval import meets
from extractor.reconcile.boards.arrange import arrange
from extractor.reconcile.boards.arranged import Outcome
from extractor.reconcile.boards.board import DECIDED, OPEN, Board, glyph_interval, with_cell, with_series
from extractor.reconcile.boards.settle import with_outcome
from extractor.reconcile.boards.task import Task
from extractor.reconcile.known.bounds import Bound
from extractor.reconcile.known.fit import Fit, fit
from extractor.reconcile.naming.candidates import Candidate, compatible, overlap
from extractor.reconcile.naming.naming import PROVEN_BITS, Scene, bounds_of, candidates_of, evidence_of_fit
from extractor.reconcile.torn.mended import mended

MOST_ROWS = 3
LEAST_SHARE = 0.5
MOST_SETS = 60
MOST_MOVES_COST = 10
MOST_PRINTINGS = 16
LEAST_PRINTINGS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """An arrangement under names, one per row (None: no name), with the fit of each."""

    outcome: Outcome
    names: tuple[Candidate, ...]
    fits: tuple[Fit, ...]

    @property
    def bits(self) -> float:
        return sum(found.bits for found in self.fits)


def retried(board: Board, scene: Scene, *, forgiving: bool = False) -> Board:
    """The board with its open rows arranged and named, where one set of names has all the proof.

    `forgiving` lets one printing elsewhere contradict a name.
    """
    rows = _open_rows(board)
    if not 0 < len(rows) <= MOST_ROWS:
        return board
    useful = _useful(board, rows, scene)
    bounds = {name.rank: bounds_of(board, rows[0], name.key, scene) for name in useful}
    way = _forgiving if forgiving else _trials
    found = scene.memo.once(
        lambda: _distinct(way(board, rows, useful, bounds)),
        (board, *bounds.values()),
        "forgiving" if forgiving else "trials",
        tuple(bounds),
    )
    trials = sorted(found, key=lambda trial: (-trial.bits, trial.outcome.cost))
    if not trials or trials[0].bits < PROVEN_BITS:
        return board
    if len(trials) > 1 and trials[1].bits > trials[0].bits - PROVEN_BITS:
        return board
    return _applied(board, rows, trials[0])


def _open_rows(board: Board) -> tuple[int, ...]:
    """Amount rows in no sum, without a name, that were not printed as clean lines."""
    summed = {row for rule in board.sums for row in (rule.total, *rule.parts)}
    return tuple(
        row
        for row, series in enumerate(board.series)
        if row not in summed and not series.key and not series.row.clean and not series.row.style.percent
    )


def _useful(board: Board, rows: tuple[int, ...], scene: Scene) -> list[Candidate]:
    """Names for open rows that the world bounds, one of every key."""
    found = [
        candidate
        for candidate in candidates_of(board.exhibit, scene)
        if compatible(board.series[rows[0]], candidate, total=len(board.series) == 1, part=False)
    ]
    distinct = {c.key: c for c in reversed(found)}
    return [c for c in found if distinct.get(c.key) is c and bounds_of(board, rows[0], c.key, scene)]


def _trials(
    board: Board, rows: tuple[int, ...], useful: list[Candidate], bounds: dict[int, tuple[Bound, ...]]
) -> Iterator[_Trial]:
    """Arrangements under the sets of names that the world bounds; rows beyond them take what is left."""
    sets = [s for size in range(1, len(rows) + 1) for s in combinations(useful, size)]
    for names in [s for s in sets if _possible(s, bounds, board.width)][:MOST_SETS]:
        trial = _tried(board, rows, names, bounds)
        if trial is not None:
            yield trial


def _forgiving(
    board: Board, rows: tuple[int, ...], useful: list[Candidate], bounds: dict[int, tuple[Bound, ...]]
) -> Iterator[_Trial]:
    """Arrangements under one name that meet all bounds but those of one printing, which may be misread."""
    for name in useful:
        met = tuple(b for b in bounds[name.rank] if _within_reach(b, board, rows))
        printings = dict.fromkeys((bound.identity, bound.source) for bound in met)
        if not LEAST_PRINTINGS <= len(printings) <= MOST_PRINTINGS or not _possible((name,), bounds, board.width):
            continue
        for left_out in (("", ""), *printings):
            kept = tuple(b for b in met if (b.identity, b.source) != left_out)
            trial = _tried(board, rows, (name,), {name.rank: kept})
            if trial is not None and trial.bits >= 2 * PROVEN_BITS:
                yield _with_forgiven_open(trial, rows[0], _columns(bounds[name.rank]) - _columns(kept))


def _columns(bounds: Iterable[Bound]) -> frozenset[int]:
    return frozenset(column for bound in bounds for column, _ in bound.weights)


def _with_forgiven_open(trial: _Trial, row: int, columns: frozenset[int]) -> _Trial:
    """The trial with open places in columns that forgiven printings alone bound, which say that others stand there."""
    settled = dict(trial.outcome.series)
    for column in columns:
        moved = "moved" in settled[row].evidence[column]
        code = "moved-open" if moved else "check-allows-others"
        codes = tuple(c for c in settled[row].evidence[column] if c not in DECIDED | OPEN)
        settled[row] = with_cell(settled[row], column, (*codes, code), settled[row].rivals[column])
    return replace(trial, outcome=replace(trial.outcome, series=tuple(settled.items())))


def _within_reach(bound: Bound, board: Board, rows: tuple[int, ...]) -> bool:
    """Whether any value of the rows meets a bound on one column; one that none meets speaks of something else."""
    if len(bound.weights) > 1 or bound.weights[0][1] != 1:
        return True
    values = ((glyph, board.series[row].scale) for row in rows for glyph in board.series[row].row.glyphs)
    return any(meets(glyph_interval(glyph, scale), bound.interval) for glyph, scale in values)


def _distinct(trials: Iterable[_Trial]) -> tuple[_Trial, ...]:
    """Trials that differ in names or in where a value stands."""
    found: dict[object, _Trial] = {}
    for trial in trials:
        cells = tuple(series.cells for _, series in trial.outcome.series)
        found.setdefault((tuple(name.key for name in trial.names), cells), trial)
    return tuple(found.values())


def _possible(names: tuple[Candidate, ...], bounds: dict[int, tuple[Bound, ...]], width: int) -> bool:
    """Whether the names do not overlap, and one of them is bounded in most columns."""
    if any(overlap(a, b) for a, b in combinations(names, 2)):
        return False
    known = [len({b.weights[0][0] for b in bounds[name.rank] if len(b.weights) == 1}) for name in names]
    return max(known) >= LEAST_SHARE * width


def _tried(
    board: Board, rows: tuple[int, ...], names: tuple[Candidate, ...], bounds: dict[int, tuple[Bound, ...]]
) -> _Trial | None:
    limits = tuple((row, bounds[name.rank]) for row, name in zip(rows, names, strict=False))
    outcome = arrange(Task(board=board, rows=rows, bounds=limits, spare=board.loose, shared=len(rows) > 1))
    if outcome is None:
        return None
    settled = dict(outcome.series)
    fits = tuple(fit(settled[row], bounds[name.rank]) for row, name in zip(rows, names, strict=False))
    return None if any(found.missed for found in fits) else _Trial(outcome=outcome, names=names, fits=fits)


def _applied(board: Board, rows: tuple[int, ...], trial: _Trial) -> Board:
    board = with_outcome(board, trial.outcome)
    for row, name, found in zip(rows, trial.names, trial.fits, strict=False):
        if found.bits >= PROVEN_BITS:
            series = board.series[row]
            named = replace(series, name=name.text, key=name.key, name_evidence=evidence_of_fit(found))
            board = with_series(board, row, named)
    return board


def corrected(board: Board, scene: Scene) -> Board:
    """The board with named rows moved where the world contradicts text order and a few moves mend it."""
    board = mended(board, scene)
    for row, series in enumerate(board.series):
        if series.row.clean or not series.key or not series.complete or _summed(board, row):
            continue
        bounds = bounds_of(board, row, series.key, scene)
        found = fit(series, bounds)
        if not found.missed or found.bits < PROVEN_BITS:
            continue
        outcome = arrange(Task(board=board, rows=(row,), bounds=((row, bounds),)))
        if outcome is not None and outcome.cost <= MOST_MOVES_COST:
            board = with_outcome(board, outcome)
    return board


def _summed(board: Board, row: int) -> bool:
    return any(row in (rule.total, *rule.parts) for rule in board.sums)
