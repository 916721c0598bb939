"""Percentages printed in stacked charts: shares of one whole, tied to the rows whose figures they are shares of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from extractor.model.figure import Measure
from extractor.model.interval import Interval, divide, meet
from extractor.model.number import Sign
from extractor.model.proposal import Glyphs, SeriesRow
from extractor.reconcile.boards.board import Series, glyph_interval

LEAST_ROWS = 2
LEAST_COLUMNS = 2
MOST_STRAYS = 2
Stack = tuple[Glyphs, ...]


def share_rows(stacks: Sequence[Stack], amounts: tuple[Series, ...]) -> tuple[Series, ...]:
    """A row of shares for every row of amounts that has them; nothing where no whole fits most columns.

    The percentages of a column stand in the order of its rows, and all of them are shares of one whole.
    """
    count = Counter(len(stack) for stack in stacks).most_common(1)[0][0]
    if not LEAST_ROWS <= count <= len(amounts):
        return ()
    fits = [
        (sum(_whole(stack, _cells(amounts, rows, at)) for at, stack in enumerate(stacks) if len(stack) == count), rows)
        for rows in combinations(range(len(amounts)), count)
    ]
    fits.sort(reverse=True)
    if fits[0][0] < LEAST_COLUMNS or (len(fits) > 1 and fits[1][0] * 2 > fits[0][0]):
        return ()
    rows = fits[0][1]
    told = [_told(stack, _cells(amounts, rows, at)) for at, stack in enumerate(stacks)]
    found = (
        _series(amounts[row], row, tuple(column[n] if column else None for column in told))
        for n, row in enumerate(rows)
    )
    return tuple(series for series in found if series.row.glyphs)


def _cells(amounts: tuple[Series, ...], rows: tuple[int, ...], column: int) -> tuple[Interval | None, ...]:
    return tuple(amounts[row].interval(column) for row in rows)


def _whole(shares: Stack, amounts: Sequence[Interval | None]) -> bool:
    """Whether one whole fits all shares and their amounts, at least two of them."""
    common: Interval | None = None
    known = [(glyph, amount) for glyph, amount in zip(shares, amounts, strict=True) if amount is not None]
    for glyph, amount in known:
        share = glyph_interval(unsigned(glyph), "1")
        if share.low <= 0:
            return False
        whole = divide(amount, share)
        common = whole if common is None else meet(common, whole)
        if common.empty:
            return False
    return len(known) >= LEAST_ROWS


def _told(shares: Stack, amounts: Sequence[Interval | None]) -> Stack:
    """The shares of a column without strays; empty where none or several choices fit."""
    strays = len(shares) - len(amounts)
    if not 0 <= strays <= MOST_STRAYS:
        return ()
    fitting = list(_fitting(shares, amounts))
    return fitting[0] if len(fitting) == 1 else ()


def _fitting(shares: Stack, amounts: Sequence[Interval | None]) -> Iterator[Stack]:
    for kept in combinations(shares, len(amounts)):
        if _whole(kept, amounts):
            yield kept


def unsigned(glyph: Glyphs) -> Glyphs:
    """A share: its bracket is no minus."""
    return replace(glyph, quantity=replace(glyph.quantity, sign=Sign.NONE))


def _series(amount: Series, row: int, cells: tuple[Glyphs | None, ...]) -> Series:
    plain = tuple(unsigned(cell) if cell is not None else None for cell in cells)
    glyphs = tuple(cell for cell in plain if cell is not None)
    return Series(
        row=SeriesRow(glyphs=glyphs, style=replace(amount.row.style, percent=True, bracket=True), clean=True),
        cells=plain,
        unit="%",
        scale="1",
        measure=Measure.RATIO,
        evidence=tuple(("check-unique",) for _ in plain),
        rivals=tuple(() for _ in plain),
        share_of=row,
    )
