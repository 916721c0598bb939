"""Unprinted totals: rows whose sum is an item that other figures imply, though no row prints it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extractor.model.figure import FigureKind, Measure
from extractor.model.interval import Interval, meets, summed
from extractor.model.period import resolve
from extractor.reconcile.boards.arrange import arrange
from extractor.reconcile.boards.board import Board
from extractor.reconcile.boards.settle import with_outcome
from extractor.reconcile.boards.task import Task
from extractor.reconcile.known.fit import fit
from extractor.reconcile.known.world import World, known
from extractor.reconcile.naming.naming import Scene, bounds_of

LEAST_SHARE = 0.3
LEAST_ROWS = 2
LEAST_COLUMNS = 3
Targets = tuple[Interval | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levels:
    """What a world says of the amounts of items: by key and period, and by period, each interval with its keys."""

    of_key: Mapping[str, Mapping[str, Interval]]
    of_period: Mapping[str, Iterable[tuple[Interval, list[str]]]]


def levels_of(implied: World) -> Levels:
    """What a world says of the amounts of items."""
    found: dict[str, dict[str, Interval]] = {slot.key: {} for slot in implied.facts}
    periods: dict[str, dict[int, tuple[Interval, list[str]]]] = {}
    for slot in implied.facts:
        plain = slot.measure is Measure.AMOUNT and not slot.versus and slot.scenario == "actual"
        level = known(implied, slot) if plain else None
        if level is not None:
            found[slot.key][slot.period] = level
            periods.setdefault(slot.period, {}).setdefault(id(level), (level, []))[1].append(slot.key)
    return Levels(of_key=found, of_period={period: tuple(of.values()) for period, of in periods.items()})


def with_unprinted_total(board: Board, scene: Scene, levels: Levels) -> Board:
    """The board with rows arranged so that they add up to an implied item in every column."""
    if not could_lack_total(board):
        return board
    rows = _free_rows(board)
    labels = [resolve(c.period, scene.calendar).label if c.period else "" for c in board.columns]
    holds: Counter[str] = Counter()
    for column, label in enumerate(labels):
        total = _sum(board, rows, column)
        for level, keys in levels.of_period.get(label, ()):
            holds.update(keys if meets(total, level) else ())
    most = max(holds.values(), default=0)
    if most < max(LEAST_COLUMNS, LEAST_SHARE * board.width):
        return board
    key = next(key for key in levels.of_key if holds[key] == most)
    return _arranged(board, rows, (key, tuple(map(levels.of_key[key].get, labels))), scene)


def could_lack_total(board: Board) -> bool:
    """Whether a board is a chart with rows that no sum of its own ties."""
    return board.proposal.kind is FigureKind.CHART and len(_free_rows(board)) >= LEAST_ROWS


def _free_rows(board: Board) -> tuple[int, ...]:
    summed = {row for rule in board.sums for row in (rule.total, *rule.parts)}
    done = {row for row, series in enumerate(board.series) if any("check-unique" in e for e in series.evidence)}
    return tuple(
        row
        for row, series in enumerate(board.series)
        if row not in summed | done and series.complete and not series.row.style.percent
    )


def _sum(board: Board, rows: tuple[int, ...], column: int) -> Interval:
    cells = (board.series[row].interval(column) for row in rows)
    return summed((cell, 1) for cell in cells if cell is not None)


def _arranged(board: Board, rows: tuple[int, ...], total: tuple[str, Targets], scene: Scene) -> Board:
    key, targets = total
    clean = frozenset(row for row in rows if board.series[row].row.clean)
    outcome = arrange(Task(board=board, rows=rows, targets=targets, fixed=clean))
    if outcome is None:
        return board
    settled = with_outcome(board, outcome)
    if any(_breaks(board, settled, row, scene) for row in rows):
        return board
    return replace(settled, unprinted=(*board.unprinted, (key, rows)))


def _breaks(before: Board, after: Board, row: int, scene: Scene) -> bool:
    """Whether a row that bears a name would no longer meet all that it meets of what the deck says of it."""
    old, new = before.series[row], after.series[row]
    if not old.key or old.cells == new.cells:
        return False
    bounds = bounds_of(before, row, old.key, scene)
    return not set(fit(old, bounds).met) <= set(fit(new, bounds).met)
