"""Margins: rows of percentages that are a quotient of two rows of amounts somewhere in the deck, or 1 less it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extractor.model.interval import Interval, add, divide, meets, point, scale, subtract, testable_divisor
from extractor.model.period import FiscalCalendar, resolve
from extractor.reconcile.arrange import Task, arrange
from extractor.reconcile.board import Board, Series, glyph_interval, with_evidence, with_series
from extractor.reconcile.bounds import Bound
from extractor.reconcile.settle import with_outcome

HUNDRED = 100
LEAST_COLUMNS = 4
LEAST_SHARE = 0.7
QUICK_REACH = 0.002
Amounts = dict[str, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotient:
    """Two rows of amounts, and whether the percentages are 1 less their quotient."""

    above: Amounts
    below: Amounts
    complement: bool

    def at(self, label: str) -> Interval | None:
        above, below = self.above.get(label), self.below.get(label)
        if above is None or below is None or not testable_divisor(below):
            return None
        share = scale(divide(above, below), HUNDRED)
        return subtract(point(HUNDRED), share) if self.complement else share


def with_margins(boards: tuple[Board, ...], calendar: FiscalCalendar) -> tuple[Board, ...]:
    """Boards whose ratio rows are proven by amounts of the deck, and arranged where that takes a move."""
    amounts = [found for board in boards for found in _amounts(board, calendar)]
    return tuple(_with_margins(board, amounts, calendar) for board in boards)


def _amounts(board: Board, calendar: FiscalCalendar) -> Iterator[Amounts]:
    if board.proposal.kind.value != "chart":
        return
    labels = _labels(board, calendar)
    for series in board.series:
        if series.complete and not series.row.style.percent and board.width >= LEAST_COLUMNS:
            yield _positive(labels, [series.interval(column) for column in range(board.width)])
    for _, rows in board.unprinted:
        yield _positive(labels, [_sum(board, rows, column) for column in range(board.width)])


def _positive(labels: list[str], cells: list[Interval | None]) -> Amounts:
    return {label: cell for label, cell in zip(labels, cells, strict=True) if cell is not None and cell.low > 0}


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


def _with_margins(board: Board, amounts: list[Amounts], calendar: FiscalCalendar) -> Board:
    labels = _labels(board, calendar)
    for row, series in enumerate(board.series):
        if not _open(series) or board.width < LEAST_COLUMNS:
            continue
        best = max(_quotients(series, labels, amounts), key=lambda found: found[0], default=None)
        if best is not None:
            board = _proven(board, row, [best[1].at(label) for label in labels])
    return board


def _open(series: Series) -> bool:
    unproven = not all("check-unique" in codes for codes in series.evidence)
    return series.row.style.percent and series.share_of < 0 and series.complete and unproven


def _quotients(series: Series, labels: list[str], amounts: list[Amounts]) -> Iterator[tuple[int, Quotient]]:
    """Quotients that most columns meet, with the number of columns that do."""
    width = len(labels)
    least = max(LEAST_COLUMNS, LEAST_SHARE * width)
    printed = [float(value) / HUNDRED for column in range(width) if (value := series.value(column)) is not None]
    for below in amounts:
        for above in amounts:
            if above is below or not _near(printed, labels, above, below):
                continue
            for complement in (False, True):
                quotient = Quotient(above=above, below=below, complement=complement)
                holds = sum(_holds(series, column, quotient.at(label)) for column, label in enumerate(labels))
                if holds >= least:
                    yield holds, quotient


def _near(printed: list[float], labels: list[str], above: Amounts, below: Amounts) -> bool:
    """A quick look in ordinary numbers: whether most columns could fit."""
    fits = 0
    for share, label in zip(printed, labels, strict=True):
        a, b = above.get(label), below.get(label)
        if a is not None and b is not None:
            quotient = float(a.low) / float(b.high)
            fits += min(abs(quotient - share), abs(1 - quotient - share)) < QUICK_REACH
    return fits >= LEAST_SHARE * len(labels)


def _holds(series: Series, column: int, want: Interval | None) -> bool:
    cell = series.cells[column]
    return want is not None and cell is not None and meets(glyph_interval(cell, "1"), want)


def _proven(board: Board, row: int, wants: list[Interval | None]) -> Board:
    series = board.series[row]
    columns = tuple(column for column, want in enumerate(wants) if _holds(series, column, want))
    if len(columns) == board.width:
        return with_series(board, row, with_evidence(series, columns, "check-unique"))
    if series.row.clean:
        return with_series(board, row, with_evidence(series, columns, "check-unique"))
    bounds = tuple(
        Bound(weights=((column, Fraction(1)),), interval=want, identity="margin", source="margin")
        for column, want in enumerate(wants)
        if want is not None
    )
    outcome = arrange(Task(board=board, rows=(row,), bounds=((row, bounds),)))
    return board if outcome is None else with_outcome(board, outcome)

