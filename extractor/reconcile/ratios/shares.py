"""Shares of revenue: rows of percentages tied to the rows of amounts whose share they print."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from extractor.model.interval import Interval, divide, meets, scale, testable_divisor
from extractor.model.period import resolve
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.arrange import arrange
from extractor.reconcile.boards.board import (
    DECIDED,
    OPEN,
    Board,
    Series,
    glyph_interval,
    rival,
    with_cell,
    with_series,
)
from extractor.reconcile.boards.settle import with_outcome
from extractor.reconcile.boards.task import Task
from extractor.reconcile.known.bounds import Bound
from extractor.reconcile.known.world import Slot, known
from extractor.reconcile.naming.naming import Scene, labels_of

REVENUE = "revenue"
HUNDRED = 100
LEAST_FIT = 0.7
MOST_SHARES = 4
CRUMB = "% of Revenues"
EMPTY_COST = 40
Expected = tuple[Interval | None, ...]


def with_shares(board: Board, scene: Scene) -> Board:
    """The board with paired percentages under their amounts, and open bracketed ones placed by value."""
    for amount, percent in board.proposal.pairs:
        if board.series[percent].share_of < 0:
            board = _paired(board, amount, percent, scene)
    return _placed(board, scene)


def _paired(board: Board, amount: int, percent: int, scene: Scene) -> Board:
    """Percentages printed under their amounts go where the amounts went, and prove the places of both."""
    above, below = board.series[amount], board.series[percent]
    places = {_place(glyph): index for index, glyph in enumerate(above.row.glyphs)}
    cells: list[Glyphs | None] = []
    for cell in above.cells:
        index = places.get(_place(cell), -1) if cell is not None else -1
        cells.append(below.row.glyphs[index] if 0 <= index < len(below.row.glyphs) else None)
    below = replace(below, cells=tuple(cells), evidence=above.evidence, rivals=above.rivals, share_of=amount)
    fits = _fits(above, below, [_revenue(board, column, scene) for column in range(board.width)])
    for column in range(board.width):
        if (column, column) in fits:
            others = tuple(
                other
                for other in range(board.width)
                if {(column, other), (other, column)} <= fits and _differ(above, below, column, other)
            )
            above, below = (_judged(series, column, others) for series in (above, below))
    return with_series(with_series(board, amount, above), percent, below)


def _fits(above: Series, below: Series, revenues: list[Interval | None]) -> frozenset[tuple[int, int]]:
    """Pairs of columns: the amount and share of the first one agree with the revenue of the second."""
    pairs = [(above.interval(column), below.interval(column)) for column in range(len(revenues))]
    return frozenset(
        (column, other)
        for column, (amount, share) in enumerate(pairs)
        for other, revenue in enumerate(revenues)
        if amount is not None and share is not None and revenue is not None
        if meets(share, _share(amount, revenue))
    )


def _differ(above: Series, below: Series, one: int, other: int) -> bool:
    return any(series.value(one) != series.value(other) for series in (above, below))


def _judged(series: Series, column: int, others: tuple[int, ...]) -> Series:
    """The series with what the shares say of one cell: no other pair fits here, or these do."""
    codes = series.evidence[column]
    if "check-unique" in codes or (others and DECIDED.intersection(codes)):
        return series
    rivals = tuple(rival(cell) for other in others if (cell := series.cells[other]) is not None)
    kept = (code for code in codes if code not in OPEN)
    return with_cell(series, column, (*kept, "check-allows-others" if rivals else "check-unique"), rivals)


def _place(glyph: Glyphs | None) -> tuple[int, int]:
    return (glyph.token.order, glyph.part) if glyph is not None else (-1, -1)


def expected_shares(board: Board, row: int, scene: Scene) -> Expected:
    """The share of revenue, in percent, that each cell of an amount row must print; None where not known."""
    out: list[Interval | None] = []
    for column in range(board.width):
        amount, revenue = board.series[row].interval(column), _revenue(board, column, scene)
        out.append(_share(amount, revenue) if amount is not None and revenue is not None else None)
    return tuple(out)


def _share(amount: Interval, revenue: Interval) -> Interval:
    return scale(divide(amount, revenue), HUNDRED)


def _revenue(board: Board, column: int, scene: Scene) -> Interval | None:
    """Revenue in the period of a column, where it can be a divisor."""
    head = board.columns[column]
    labels = labels_of(resolve(head.period, scene.calendar), scene.calendar) if head.period is not None else ()
    told = (known(scene.world, Slot(key=REVENUE, period=label)) for label in labels)
    revenue = next((interval for interval in told if interval is not None), None)
    return revenue if revenue is not None and testable_divisor(revenue) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fill:
    """Cells filled by value for some amount rows: glyph numbers by (row, column), and how many of them."""

    rows: tuple[int, ...]
    cells: dict[tuple[int, int], int]
    wants: dict[int, Expected]


def _placed(board: Board, scene: Scene) -> Board:
    """Open bracketed percentages, all rows of them together, given to the amount rows they fit best."""
    open_rows = [row for row, s in enumerate(board.series) if s.row.style.percent and s.row.style.bracket and _open(s)]
    if not open_rows or len(open_rows) > MOST_SHARES:
        return board
    amounts = [row for row, s in enumerate(board.series) if not s.row.style.percent and s.complete]
    taken = {series.share_of for series in board.series}
    wants = {row: expected_shares(board, row, scene) for row in amounts if row not in taken}
    glyphs = tuple(g for row in open_rows for g in board.series[row].row.glyphs)
    if len(wants) < len(open_rows):
        return board
    fills = [_fill(rows, wants, glyphs) for rows in combinations(wants, len(open_rows))]
    best = max(fills, key=lambda fill: len(fill.cells))
    if len(best.cells) < LEAST_FIT * len(glyphs):
        return board
    return _applied(board, open_rows, best, glyphs)


def _open(series: Series) -> bool:
    return not series.key and series.share_of < 0


def _fill(rows: tuple[int, ...], wants: dict[int, Expected], glyphs: tuple[Glyphs, ...]) -> _Fill:
    """Every glyph to the first free cell that it fits, cells with the fewest candidates first."""
    fits = {
        (row, column): [n for n, g in enumerate(glyphs) if meets(glyph_interval(g, "1"), want)]
        for row in rows
        for column, want in enumerate(wants[row])
        if want is not None
    }
    used: set[int] = set()
    cells: dict[tuple[int, int], int] = {}
    for cell in sorted(fits, key=lambda c: (len({glyphs[n].quantity.value for n in fits[c]}), len(fits[c]), c)):
        free = [n for n in fits[cell] if n not in used]
        if free:
            cells[cell] = free[0]
            used.add(free[0])
    return _Fill(rows=rows, cells=cells, wants=wants)


def _applied(board: Board, open_rows: list[int], best: _Fill, glyphs: tuple[Glyphs, ...]) -> Board:
    """Share rows arranged by value, equal values by text order; the rest fills what stays empty."""
    limits = tuple(
        (share, tuple(_bounds(want)))
        for share, want in zip(open_rows, (best.wants[row] for row in best.rows), strict=True)
    )
    task = Task(board=board, rows=tuple(open_rows), bounds=limits, shared=True, empty_cost=EMPTY_COST)
    outcome = arrange(task)
    if outcome is None:
        return board
    board = with_outcome(board, outcome)
    for share, row in zip(open_rows, best.rows, strict=True):
        board = with_series(board, share, replace(board.series[share], share_of=row))
    return _with_left_over(board, open_rows, glyphs)


def _bounds(want: Expected) -> Iterator[Bound]:
    for column, interval in enumerate(want):
        if interval is not None:
            yield Bound(
                weights=((column, Fraction(1)),),
                interval=interval,
                identity="share",
                source="share of revenue",
            )


def _with_left_over(board: Board, rows: list[int], glyphs: tuple[Glyphs, ...]) -> Board:
    """Cells that no share fits take the glyphs left over, in the order of columns, and list all of them.

    In a row that misfits in most columns the few fits are chance, and prove no place.
    """
    used = {_place(cell) for row in rows for cell in board.series[row].cells if cell is not None}
    left = [glyph for glyph in glyphs if _place(glyph) not in used]
    empty = sorted((c, row) for row in rows for c, cell in enumerate(board.series[row].cells) if cell is None)
    for row in {row for _, row in empty}:
        if sum(other == row for _, other in empty) > (1 - LEAST_FIT) * board.width:
            board = with_series(board, row, _doubted(board.series[row]))
    for (column, row), glyph in zip(empty, left, strict=False):
        board = with_series(board, row, _guessed(board.series[row], column, glyph, left))
    return board


def _doubted(series: Series) -> Series:
    evidence = tuple(tuple("check-allows-others" if c == "check-unique" else c for c in e) for e in series.evidence)
    return replace(series, evidence=evidence)


def _guessed(series: Series, column: int, glyph: Glyphs, left: list[Glyphs]) -> Series:
    others = tuple(rival(other) for other in left if other is not glyph)
    filled = replace(series, cells=(*series.cells[:column], glyph, *series.cells[column + 1 :]))
    return with_cell(filled, column, ("share-misfit",), others)


def with_share_names(board: Board) -> Board:
    """Share rows named after the rows whose share they print."""
    for index, series in enumerate(board.series):
        if series.share_of >= 0:
            whole = board.series[series.share_of]
            named = replace(
                series,
                name=whole.name,
                name_evidence=whole.name_evidence,
                breadcrumb=(*whole.breadcrumb, CRUMB),
                name_rivals=whole.name_rivals,
            )
            board = with_series(board, index, named)
    return board
