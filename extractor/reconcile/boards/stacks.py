"""Stacked charts laid out as tables: columns of labels from top to bottom, told into rows by their sums.

Cells of such tables are shifted, doubly filled or empty, but a column keeps its labels in the order of its stack. In
columns whose sum holds, that order gives the rows; the others follow them as far as their sums and sizes allow.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log

from extractor.model.exhibit import Exhibit
from extractor.model.figure import Measure
from extractor.model.number import CandidateKind
from extractor.model.proposal import Glyphs, Proposal, SeriesRow
from extractor.reconcile.boards.board import Board, Series, SumRule
from extractor.reconcile.boards.stack_shares import share_rows

LEAST_FULL = 2
LEAST_PARTS = 2
MOST_STRAYS = 2
MOST_GAPS = 2
STRAY = 2.0
GAP = 0.5
OCR = 1.0
MARGIN = 1.0
MOST_LABELS = 14
Stack = tuple[Glyphs, ...]
Cells = tuple[Glyphs | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A column told into rows, the total first: the glyph of every row, what this reading costs, and whether its
    sum holds with every row filled."""

    cells: Cells
    cost: float
    holds: bool


def stacked_board(proposal: Proposal, exhibit: Exhibit) -> Board:
    """The board of a stacked chart; without series where no sums tell its rows."""
    stacks = tuple(tuple(g for g in stack if g.kind is not CandidateKind.NIL) for stack in proposal.stacks)
    amounts = tuple(tuple(g for g in stack if not g.quantity.percent) for stack in stacks)
    columns = told(amounts)
    series: tuple[Series, ...] = ()
    total = 0
    if columns:
        rows = range(len(columns[0].cells))
        last = sum(_total_last(stack, column) for stack, column in zip(amounts, columns, strict=True))
        order = (*rows[1:], 0) if 2 * last > len(columns) else tuple(rows)
        total = order.index(0)
        series = tuple(_series(exhibit, tuple(column.cells[row] for column in columns), columns) for row in order)
        series += share_rows(tuple(tuple(g for g in stack if g.quantity.percent) for stack in stacks), series)
    used = {glyph.token.order for one in series for glyph in one.row.glyphs}
    loose = tuple(glyph for stack in stacks for glyph in stack if glyph.token.order not in used)
    rows_of = tuple(one.row for one in series)
    return Board(
        exhibit=exhibit,
        proposal=replace(proposal, rows=rows_of),
        series=series,
        loose=loose,
        sums=_sums(series, columns, total),
    )


def _sums(series: tuple[Series, ...], columns: Sequence[Filled], total: int) -> tuple[SumRule, ...]:
    parts = tuple(n for n, one in enumerate(series) if n != total and one.measure is Measure.AMOUNT)
    holds = sum(column.holds for column in columns)
    return (SumRule(total=total, parts=parts, holds=holds, columns=len(columns)),) if series else ()


def _total_last(stack: Stack, column: Filled) -> bool:
    total = column.cells[0]
    return total is not None and bool(stack) and stack[-1].token.order >= total.token.order != stack[0].token.order


def told(stacks: Sequence[Stack]) -> tuple[Filled, ...]:
    """Every column told into rows; nothing where too few columns have a sum that holds over as many labels."""
    full = [_whole(stack) for stack in stacks]
    sizes = Counter(len(one.cells) for one in full if one is not None)
    size, count = max(sizes.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    if count < LEAST_FULL:
        return ()
    known = {at: one for at, one in enumerate(full) if one is not None and len(one.cells) == size}
    return tuple(known.get(at) or _like(stack, at, known, size) for at, stack in enumerate(stacks))


def _whole(stack: Stack) -> Filled | None:
    """A column whose largest label is the sum of all others, perhaps with one label misread."""
    for labels, cost in _readings(stack):
        parts = _split(labels)
        if parts is not None and len(labels) > LEAST_PARTS and _holds(parts[0], parts[1:]):
            return Filled(cells=parts, cost=cost, holds=True)
    return None


def _readings(stack: Stack) -> Iterator[tuple[Stack, float]]:
    """The labels as printed, then with one of them misread."""
    yield stack, 0.0
    for at, glyph in enumerate(stack):
        for number, candidate in enumerate(glyph.token.run.candidates):
            if candidate.kind is CandidateKind.OCR and len(candidate.quantities) == 1:
                other = replace(glyph, quantity=candidate.quantities[0], candidate=number)
                yield (*stack[:at], other, *stack[at + 1 :]), OCR


def _split(labels: Stack) -> Stack | None:
    """The largest label before the others."""
    if not labels:
        return None
    total = max(range(len(labels)), key=lambda at: labels[at].quantity.magnitude)
    return (labels[total], *labels[:total], *labels[total + 1 :])


def _holds(total: Glyphs, parts: Sequence[Glyphs]) -> bool:
    """Whether a label is the sum of others as far as rounding goes."""
    places = {glyph.quantity.decimals for glyph in (total, *parts)}
    if len(places) > 1:
        return False
    gap = total.quantity.value - sum(glyph.quantity.value for glyph in parts)
    return 2 * abs(gap.scaleb(next(iter(places)))) <= len(parts) + 1


def _like(stack: Stack, at: int, known: dict[int, Filled], size: int) -> Filled:
    """The cheapest way to tell a column like those near it; empty where two ways cost about the same."""
    near = known[min(known, key=lambda other: abs(other - at))]
    nothing = Filled(cells=(None,) * size, cost=0.0, holds=False)
    ways = sorted(_ways(stack, near, size), key=lambda way: way.cost)
    if not ways:
        return nothing
    rivals = [way for way in ways if way.cells != ways[0].cells and way.cost - ways[0].cost < MARGIN]
    return nothing if rivals else ways[0]


def _ways(stack: Stack, near: Filled, size: int) -> Iterator[Filled]:
    """A column without some strays, its parts in their order, some rows empty."""
    for labels, cost in _readings(stack[:MOST_LABELS]):
        for total in range(len(labels)):
            rest = [n for n in range(len(labels)) if n != total]
            for kept in _kept(rest, size - 1):
                parts = tuple(labels[n] for n in kept)
                strays = cost + STRAY * (len(rest) - len(kept))
                yield from _placed(labels[total], parts, near, strays)


def _kept(rest: list[int], most: int) -> Iterator[tuple[int, ...]]:
    for strays in range(min(MOST_STRAYS, len(rest)) + 1):
        if 0 <= most - (len(rest) - strays) <= MOST_GAPS:
            yield from combinations(rest, len(rest) - strays)


def _placed(total: Glyphs, parts: Stack, near: Filled, cost: float) -> Iterator[Filled]:
    """Parts in rows in their order; what the sum lacks must be what the empty rows can hold."""
    rows = len(near.cells) - 1
    lacking = total.quantity.value - sum(glyph.quantity.value for glyph in parts)
    slack = len(parts) + 1
    full = len(parts) == rows
    if (full and not _holds(total, parts)) or 2 * lacking < -slack:
        return
    for chosen in combinations(range(rows), len(parts)):
        cells: list[Glyphs | None] = [None] * rows
        for row, part in zip(chosen, parts, strict=True):
            cells[row] = part
        empty = [row for row in range(rows) if cells[row] is None]
        looks = _unlike(total, near.cells[0]) + sum(_unlike(cells[row], near.cells[row + 1]) for row in chosen)
        room = sum(float(cell.quantity.magnitude) for row in empty if (cell := near.cells[row + 1]) is not None)
        looks += abs(_size(float(lacking)) - _size(room)) if empty else 0.0
        yield Filled(cells=(total, *cells), cost=cost + looks + GAP * len(empty), holds=full)


def _unlike(cell: Glyphs | None, other: Glyphs | None) -> float:
    """How far two labels are apart in size."""
    if cell is None or other is None:
        return 0.0
    return abs(_size(float(cell.quantity.magnitude)) - _size(float(other.quantity.magnitude)))


def _size(value: float) -> float:
    return log(1.0 + max(0.0, value))


def _series(exhibit: Exhibit, cells: Cells, columns: Sequence[Filled]) -> Series:
    glyphs = tuple(cell for cell in cells if cell is not None)
    codes = tuple(("check-unique",) if column.holds else ("grid-column",) for column in columns)
    return Series(
        row=SeriesRow(glyphs=glyphs, style=glyphs[0].token.style, clean=True),
        cells=cells,
        unit=exhibit.unit.unit,
        scale=exhibit.unit.scale,
        measure=Measure.AMOUNT,
        evidence=codes,
        rivals=tuple(() for _ in cells),
    )
