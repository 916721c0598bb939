"""Placements: the cells that a stroke of marks could fill, given what is filled already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, permutations

from extractor.model.exhibit import ColumnKind
from extractor.reconcile.tables.grid import FREE, Grid, Mark, Stroke

Cells = list[int]
Lines = tuple[int, ...]
Placement = tuple[tuple[int, ...], float]
"""Cells for the marks of a stroke, FREE for a mark that finds none, and what the placement costs."""
AWKWARD = 8.0
ODD = 2.0
UNSIGNED = 1.0
SKIPPED = 0.8
NEAR = 0.1
FARTHEST = 10
GAP = 0.7
LIKENESS = 2.0
BACK = 2.0
MOST_GAPS = 2
MOST_TURNED_GAPS = 1
UNPLACED, UNPLACED_LABELLED = 9.0, 18.0
SMALL = 3
NEVER = 99.0
WHOLE_SHARE = 100.0


def suits(grid: Grid, mark: Mark, line: int, head: int, *, plus: bool) -> float:
    """What it costs to read a mark in a cell by its looks alone; NEVER where that cannot be.

    `plus` tells that some marks of the table are printed with a plus, so that changes without one are odd.
    """
    row, kind = grid.lines[line], grid.heads[head].kind
    if mark.nil:
        return 0.0
    if mark.percent:
        of_part = kind is ColumnKind.SHARE and line != grid.whole >= 0
        whole = of_part and mark.value == WHOLE_SHARE
        return NEVER if whole else _percent(mark, row_ratio=row.ratio, kind=kind, plus=plus)
    if kind not in {ColumnKind.AMOUNT, ColumnKind.CHANGE} or row.own is not mark.own or row.ratio:
        return NEVER
    if kind is ColumnKind.AMOUNT:
        return AWKWARD if mark.plus else 0.0
    return _change(mark, told=grid.tells_changes, plus=plus)


def _change(mark: Mark, *, told: bool, plus: bool) -> float:
    if mark.plus:
        return 0.0
    if not told:
        return AWKWARD
    return ODD if plus and mark.value > 0 else UNSIGNED


def _percent(mark: Mark, *, row_ratio: bool, kind: ColumnKind, plus: bool) -> float:
    if kind is ColumnKind.AMOUNT:
        return 0.0 if row_ratio else NEVER
    if kind is ColumnKind.CHANGE or row_ratio:
        return NEVER
    if kind is ColumnKind.SHARE:
        return NEVER if mark.plus or mark.value > WHOLE_SHARE else 0.0
    return ODD / 2 if plus and not mark.plus and mark.value > 0 else 0.0


@dataclass(slots=True)
class Placer:
    """Gives the placements of strokes on a grid.

    `order` holds the rows in the order in which columns run down, `places` the positions of the heads from the left.
    """

    grid: Grid
    order: Lines
    places: tuple[int, ...]
    in_line: bool = False
    ranks: tuple[int, ...] = ()
    costs: tuple[tuple[float, ...], ...] = ()
    largest: float = 0.0
    rows: dict[tuple[int, int, tuple[bool, ...]], tuple[Placement, ...]] = field(default_factory=dict)
    skips: dict[Lines, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rank = {line: at for at, line in enumerate(self.order)}
        self.ranks = tuple(rank[line] for line in range(len(self.order)))
        plus_percent = any(m.plus and m.percent for m in self.grid.marks)
        plus_amount = any(m.plus and not m.percent for m in self.grid.marks)
        width = len(self.grid.heads)
        self.largest = max((abs(m.value) for m in self.grid.marks if not m.percent and not m.own), default=0.0)
        self.costs = tuple(
            tuple(
                suits(self.grid, mark, *divmod(cell, width), plus=plus_percent if mark.percent else plus_amount)
                + self._way(mark, cell % width)
                + self._stature(mark, cell // width)
                for cell in range(self.grid.size)
            )
            for mark in self.grid.marks
        )

    def _way(self, mark: Mark, head: int) -> float:
        """What it costs that the head of an amount was printed far from it; nothing where heads stand in line."""
        column = self.grid.heads[head]
        if self.in_line or column.kind is not ColumnKind.AMOUNT:
            return 0.0
        return NEAR * min(FARTHEST, abs(mark.order - column.order))

    def _stature(self, mark: Mark, line: int) -> float:
        """What it costs that the largest amount of a statement is not its revenue."""
        whole = self.grid.whole
        if whole < 0 or line == whole or mark.percent or mark.own:
            return 0.0
        return AWKWARD if abs(mark.value) >= self.largest else 0.0

    def none(self, stroke: Stroke) -> Placement:
        """The stroke left aside; a line that names its row has a cell even where no check likes it."""
        each = UNPLACED_LABELLED if stroke.lines else UNPLACED
        cost = sum(1.0 if self.grid.marks[mark].nil else each for mark in stroke.marks)
        return (FREE,) * len(stroke.marks), cost

    def plain(self, stroke: Stroke, cells: Cells) -> Iterator[Placement]:
        """Placements in the order of the rows, or along one row."""
        if stroke.upright:
            return self._down(stroke, cells, turned=False)
        return self._along(stroke, cells)

    def turned(self, stroke: Stroke, cells: Cells) -> Iterator[Placement]:
        """Placements of a printed column against the order of the rows, or with one of its marks out of it."""
        return self._down(stroke, cells, turned=True) if stroke.upright else iter(())

    def like(self, stroke: Stroke, cells: Cells, sisters: Iterator[Lines]) -> Iterator[Placement]:
        """Placements in rows that a printed column before went through in the same order."""
        count, width = len(stroke.marks), len(self.grid.heads)
        if not stroke.upright or count < SMALL:
            return
        for lines in sisters:
            for first in range(len(lines) - count + 1):
                part = lines[first : first + count]
                for head in range(width):
                    if all(cells[line * width + head] == FREE for line in part):
                        yield from self._fitting(stroke, part, head, -LIKENESS)

    def _down(self, stroke: Stroke, cells: Cells, *, turned: bool) -> Iterator[Placement]:
        width, count = len(self.grid.heads), len(stroke.marks)
        for head in range(width):
            free = [line for line in self.order if cells[line * width + head] == FREE]
            if count > len(free) or all(self.costs[stroke.marks[0]][n * width + head] >= NEVER for n in free):
                continue
            for gaps, chosen in _choices(len(free), count):
                lines = tuple(free[index] for index in chosen)
                if not turned:
                    yield from self._fitting(stroke, lines, head, GAP * gaps)
                    continue
                for other in _turned(lines) if gaps <= MOST_TURNED_GAPS else ():
                    yield from self._fitting(stroke, other, head, GAP * gaps + BACK)

    def _fitting(self, stroke: Stroke, lines: Lines, head: int, cost: float) -> Iterator[Placement]:
        width = len(self.grid.heads)
        placed = tuple([line * width + head for line in lines])
        for mark, cell in zip(stroke.marks, placed, strict=True):
            cost += self.costs[mark][cell]
            if cost >= NEVER:
                return
        yield placed, cost

    def _along(self, stroke: Stroke, cells: Cells) -> Iterator[Placement]:
        for line in stroke.lines or range(len(self.grid.lines)):
            yield from self._row(stroke, cells, line)

    def _row(self, stroke: Stroke, cells: Cells, line: int) -> tuple[Placement, ...]:
        """All marks in one row, each segment from left to right; worked out once for the same free cells."""
        width = len(self.grid.heads)
        free = tuple([cell == FREE for cell in cells[line * width : line * width + width]])
        key = stroke.marks[0], line, free
        found = self.rows.get(key)
        if found is None:
            options = [
                [
                    (cell, self.costs[mark][cell])
                    for cell, is_free in enumerate(free, line * width)
                    if is_free and self.costs[mark][cell] < NEVER
                ]
                for mark in stroke.marks
            ]
            placed = self._extend(options, _breaks(stroke), (), 0.0) if all(options) else ()
            found = self.rows[key] = tuple(placed)
        return found

    def _extend(
        self,
        options: Sequence[list[tuple[int, float]]],
        breaks: dict[int, bool],
        chosen: tuple[int, ...],
        cost: float,
    ) -> Iterator[Placement]:
        at = len(chosen)
        if at == len(options):
            yield chosen, cost + (SKIPPED * self._skipped(chosen) if self.in_line else 0.0)
            return
        for cell, looks in options[at]:
            more = NEVER if cell in chosen else self._step(chosen, cell, breaks, at)
            if more < NEVER:
                yield from self._extend(options, breaks, (*chosen, cell), cost + looks + more)

    def _skipped(self, chosen: tuple[int, ...]) -> int:
        """How many columns of the same sort are left out before those chosen."""
        width, heads = len(self.grid.heads), self.grid.heads
        columns = tuple([cell % width for cell in chosen])
        count = self.skips.get(columns)
        if count is None:
            count = 0
            for kind in {heads[column].kind for column in columns}:
                mine = [column for column in columns if heads[column].kind is kind]
                last = max(self.places[head] for head in mine)
                count += sum(h.kind is kind and self.places[n] < last for n, h in enumerate(heads)) + 1 - len(mine)
            self.skips[columns] = count
        return count

    def _step(self, chosen: tuple[int, ...], cell: int, breaks: dict[int, bool], at: int) -> float:
        """What it costs that a mark stands where it does after the mark before it on its line."""
        if not chosen:
            return 0.0
        width = len(self.grid.heads)
        here, last = cell % width, chosen[-1] % width
        rightward = self.places[here] > self.places[last]
        if at in breaks:
            return BACK if breaks[at] and rightward else 0.0
        if rightward:
            return 0.0
        return NEVER if self.grid.heads[here].kind is self.grid.heads[last].kind else ODD


def _breaks(stroke: Stroke) -> dict[int, bool]:
    """Positions at which a new segment begins, and whether the pen moved back there."""
    out: dict[int, bool] = {}
    at = 0
    for segment, glued in zip(stroke.segments, stroke.glued, strict=True):
        if at:
            out[at] = glued
        at += len(segment)
    return out


def _turned(lines: Lines) -> Iterator[Lines]:
    """The rows against their order, and with one of them last; few rows in any order."""
    if len(lines) == 1:
        return
    if len(lines) <= SMALL:
        yield from (order for order in permutations(lines) if order != lines)
        return
    yield lines[::-1]
    for at in range(len(lines) - 1):
        yield (*lines[:at], *lines[at + 1 :], lines[at])


@lru_cache(maxsize=1024)
def _choices(size: int, count: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Increasing choices with few gaps inside, each with the number of its gaps, fewest first."""
    found: list[tuple[int, tuple[int, ...]]] = []
    if count == 1:
        return tuple((0, (first,)) for first in range(size))
    for first in range(size - count + 1):
        for last in range(first + count - 1, min(size, first + count + MOST_GAPS)):
            gaps = last - first + 1 - count
            found += [(gaps, (first, *inner, last)) for inner in combinations(range(first + 1, last), count - 2)]
    return tuple(sorted(found))
