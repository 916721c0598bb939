"""Margins: rows of percentages that are a quotient of two rows of amounts of the deck, or 1 less it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from extractor.model.interval import Interval, add, divide, meets, point, scale, subtract, testable_divisor
from extractor.model.period import FiscalCalendar, resolve
from extractor.reconcile.boards.arrange import arrange
from extractor.reconcile.boards.board import Board, Series, glyph_interval, with_evidence, with_series
from extractor.reconcile.boards.settle import with_outcome
from extractor.reconcile.boards.task import Task
from extractor.reconcile.known.bounds import Bound
from extractor.reconcile.naming.naming import Scene

HUNDRED = 100
LEAST_COLUMNS = 4
LEAST_SHARE = 0.7
QUICK_REACH = 0.002
Place = tuple[int, int]
PROVEN, OPEN = "check-unique", "check-allows-others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Positive amounts by period, and all places (board, row) where they stand; a sum of rows stands nowhere."""

    places: tuple[Place, ...]
    cells: Mapping[str, Interval]
    quick: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotient:
    """Two rows of amounts, and whether percentages are 1 less their quotient."""

    above: Amounts
    below: Amounts
    complement: bool

    def at(self, label: str) -> Interval | None:
        above, below = self.above.cells.get(label), self.below.cells.get(label)
        if above is None or below is None or not testable_divisor(below):
            return None
        share = scale(divide(above, below), HUNDRED)
        return subtract(point(HUNDRED), share) if self.complement else share


Quotients = tuple[tuple[int, Quotient], ...]


def with_margins(boards: tuple[Board, ...], scene: Scene) -> tuple[Board, ...]:
    """Boards whose ratio rows are proven by amounts of the deck, and arranged where that takes a move."""
    amounts = _all_amounts(boards, scene)
    return tuple(_with_margins(board, amounts, scene) for board in boards)


def ties(boards: tuple[Board, ...], scene: Scene) -> Iterator[tuple[Place, Place, Place]]:
    """Ratio rows with two amount rows (each board, row): 1 less the quotient of the two is printed in every column."""
    amounts = _all_amounts(boards, scene)
    for number, board in enumerate(boards):
        labels = _labels(board, scene.calendar)
        for row, series in enumerate(board.series):
            if board.width >= LEAST_COLUMNS and _is_ratio(series):
                yield from (((number, row), *pair) for pair in _tied(_known(series, labels, amounts, scene), labels))


def _tied(found: Quotients, labels: list[str]) -> list[tuple[Place, Place]]:
    pairs = [
        (above, below)
        for holds, quotient in found
        if holds == len(labels) and quotient.complement
        for above in quotient.above.places
        for below in quotient.below.places
        if above != below
    ]
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


def _all_amounts(boards: tuple[Board, ...], scene: Scene) -> list[Amounts]:
    """Amounts of all boards, those that stand in several places once."""
    alike: dict[tuple[tuple[str, float], ...], list[list[Amounts]]] = {}
    found: list[list[Amounts]] = []
    for one in (one for number, board in enumerate(boards) for one in _known_amounts(number, board, scene)):
        near = alike.setdefault(tuple(one.quick.items()), [])
        same = next((group for group in near if group[0].cells == one.cells), None)
        if same is None:
            same = []
            near.append(same)
            found.append(same)
        same.append(one)
    return [_once(group, scene) for group in found]


def _once(group: list[Amounts], scene: Scene) -> Amounts:
    if len(group) == 1:
        return group[0]
    places = tuple(place for one in group for place in one.places)
    return scene.memo.once(lambda: replace(group[0], places=places), tuple(group), "amounts alike")


def _known_amounts(number: int, board: Board, scene: Scene) -> tuple[Amounts, ...]:
    return scene.memo.once(lambda: tuple(_amounts(number, board, scene.calendar)), (board,), "amounts", number)


def _known(series: Series, labels: list[str], amounts: list[Amounts], scene: Scene) -> Quotients:
    """The quotients of a row, worked out once for the same amounts."""
    return scene.memo.once(
        lambda: tuple(_quotients(series, labels, amounts)), (series, *amounts), "quotients", tuple(labels)
    )


def _amounts(number: int, board: Board, calendar: FiscalCalendar) -> Iterator[Amounts]:
    if board.proposal.kind.value != "chart" or board.width < LEAST_COLUMNS:
        return
    labels = _labels(board, calendar)
    for row, series in enumerate(board.series):
        if series.complete and not series.row.style.percent:
            yield _positive(((number, row),), labels, [series.interval(column) for column in range(board.width)])
    for _, rows in board.unprinted:
        yield _positive((), labels, [_sum(board, rows, column) for column in range(board.width)])


def _positive(places: tuple[Place, ...], labels: list[str], cells: list[Interval | None]) -> Amounts:
    kept = {label: cell for label, cell in zip(labels, cells, strict=True) if cell is not None and cell.low > 0}
    return Amounts(places=places, cells=kept, quick={label: float(cell.low) for label, cell in kept.items()})


def _sum(board: Board, rows: tuple[int, ...], column: int) -> Interval | None:
    total = point(0)
    for row in rows:
        interval = board.series[row].interval(column)
        if interval is None:
            return None
        total = add(total, interval)
    return total


def _labels(board: Board, calendar: FiscalCalendar) -> list[str]:
    return [resolve(c.period, calendar).label if c.period is not None else "" for c in board.columns]


def _with_margins(board: Board, amounts: list[Amounts], scene: Scene) -> Board:
    labels = _labels(board, scene.calendar)
    for row, series in enumerate(board.series):
        unproven = not all(PROVEN in codes for codes in series.evidence)
        if not unproven or not _is_ratio(series) or board.width < LEAST_COLUMNS:
            continue
        best = max(_known(series, labels, amounts, scene), key=lambda found: found[0], default=None)
        if best is not None:
            board = _proven(board, row, [best[1].at(label) for label in labels])
    return board


def _is_ratio(series: Series) -> bool:
    return series.row.style.percent and series.share_of < 0 and series.complete


def _quotients(series: Series, labels: list[str], amounts: list[Amounts]) -> Iterator[tuple[int, Quotient]]:
    """Quotients that most columns meet, with the number of columns that do."""
    least = max(LEAST_COLUMNS, LEAST_SHARE * len(labels))
    values = [series.value(column) for column in range(len(labels))]
    printed = [float(value) / HUNDRED for value in values if value is not None]
    looked = [_ranked(amounts, label) for label in labels[: int((1 - LEAST_SHARE) * len(labels)) + 1]]
    for below in amounts:
        for number, complement in sorted(_likely(printed, looked, [below.quick.get(label, 0.0) for label in labels])):
            above = amounts[number]
            alone = above is below and len(above.places) <= 1
            if alone or not _near(printed, labels, (above.quick, below.quick), complement=complement):
                continue
            quotient = Quotient(above=above, below=below, complement=complement)
            holds = sum(_holds(series, column, quotient.at(label)) for column, label in enumerate(labels))
            if holds >= least:
                yield holds, quotient


def _ranked(amounts: list[Amounts], label: str) -> list[tuple[float, int]]:
    """The amounts of a period from the smallest, with their numbers."""
    return sorted((found.quick.get(label, 0.0), number) for number, found in enumerate(amounts))


def _likely(printed: list[float], looked: list[list[tuple[float, int]]], below: list[float]) -> set[tuple[int, bool]]:
    """Numbers of amounts that one of the first columns allows over `below`, straight or as 1 less the quotient.

    Most columns must fit, so that one of the first does.
    """
    found: set[tuple[int, bool]] = set()
    for share, ranked, whole in zip(printed, looked, below, strict=False):
        for complement in (False, True):
            want = 1 - share if complement else share
            reach = (abs(whole) + 1) * 2 * QUICK_REACH if whole else 0.0
            if not whole and abs(want) > 2 * QUICK_REACH:
                continue
            first = bisect_left(ranked, (want * whole - reach, -1)) if whole else 0
            last = bisect_left(ranked, (want * whole + reach, len(ranked))) if whole else len(ranked)
            found.update((number, complement) for _, number in ranked[first:last])
    return found


def _near(
    printed: list[float],
    labels: list[str],
    amounts: tuple[Mapping[str, float], Mapping[str, float]],
    *,
    complement: bool,
) -> bool:
    """A quick look in ordinary numbers: whether most columns could fit."""
    above, below = amounts
    misses, most = 0, (1 - LEAST_SHARE) * len(labels)
    for share, label in zip(printed, labels, strict=True):
        b = below.get(label, 0.0)
        quotient = above.get(label, 0.0) / b if b else 0.0
        misses += abs((1 - quotient if complement else quotient) - share) > QUICK_REACH
        if misses > most:
            return False
    return True


def _holds(series: Series, column: int, want: Interval | None) -> bool:
    cell = series.cells[column]
    return want is not None and cell is not None and meets(glyph_interval(cell, "1"), want)


def _proven(board: Board, row: int, wants: list[Interval | None]) -> Board:
    series = board.series[row]
    columns = tuple(column for column, want in enumerate(wants) if _holds(series, column, want))
    if len(columns) == board.width and any("moved" in codes for codes in series.evidence):
        return board
    if len(columns) == board.width or series.row.clean:
        return with_series(board, row, with_evidence(series, columns, PROVEN))
    bounds = tuple(
        Bound(weights=((column, Fraction(1)),), interval=want, identity="margin", source="margin")
        for column, want in enumerate(wants)
        if want is not None
    )
    outcome = arrange(Task(board=board, rows=(row,), bounds=((row, bounds),)))
    return board if outcome is None else _unproven_moves(board, with_outcome(board, outcome), row)


def _unproven_moves(before: Board, after: Board, row: int) -> Board:
    """The board where cells that had to move to suit the quotient prove nothing.

    The two rows of amounts may have changed places of columns just as well, and together: no sum would notice.
    """
    old, new = before.series[row], after.series[row]
    evidence = tuple(
        codes if new.cells[column] == old.cells[column] else tuple(OPEN if c == PROVEN else c for c in codes)
        for column, codes in enumerate(new.evidence)
    )
    return with_series(after, row, replace(new, evidence=evidence))
