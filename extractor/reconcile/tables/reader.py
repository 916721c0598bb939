"""Reading the cells of a table: the spans of marks, narrowed by other printings and by shares of the whole."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from extractor.model.exhibit import ColumnKind
from extractor.reconcile.tables.grid import Grid, Span

Cells = list[int]
Score = float
Test = Callable[[Cells], Score | None]
HUNDRED = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: its family, the cells it reads, those it cannot do without, and the test.

    The test gives bits, a penalty, or None where a needed cell is empty.
    """

    family: str
    cells: tuple[int, ...]
    test: Test
    needs: tuple[int, ...] = ()


Known = tuple[Callable[[Cells], Hashable], dict[Hashable, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """All checks of a grid, and their numbers by the cells that they read and by those that they need.

    `known` holds for every check how to read its cells, and what it said of the marks in them.
    """

    all: tuple[Check, ...]
    by_cell: tuple[tuple[int, ...], ...]
    by_need: tuple[tuple[int, ...], ...]
    known: tuple[Known, ...]

    def forget(self) -> None:
        for _, scores in self.known:
            scores.clear()

    def score(self, number: int, cells: Cells) -> float:
        """What a check says of filled cells, nothing being 0; worked out once for the marks that it reads."""
        reads, scores = self.known[number]
        marks = reads(cells)
        score = scores.get(marks)
        if score is None:
            score = scores[marks] = self.all[number].test(cells) or 0.0
        return score


@dataclass(frozen=True, slots=True)
class Reader:
    """Spans of marks by number, None for dashes; what other slides say of cells; cells of shares by cell of amount."""

    grid: Grid
    spans: tuple[Span | None, ...]
    known: tuple[Span | None, ...]
    shares: tuple[int, ...]

    def plain(self, cells: Cells, cell: int) -> Span | None:
        """What is printed in a cell, narrowed by other printings."""
        mark = cells[cell]
        if mark < 0:
            return None
        span, known = self.spans[mark], self.known[cell]
        return span if known is None or span is None else _meet(span, known)

    def amount(self, cells: Cells, cell: int, whole: int) -> Span | None:
        """An amount narrowed by its share of the whole too; `whole` is the cell of the whole, −1 for none."""
        found = self.plain(cells, cell)
        if found is None or whole < 0:
            return found
        share = cells[self.shares[cell]] if self.shares[cell] >= 0 else -1
        part = self.spans[share] if share >= 0 else None
        if part is None:
            return found
        of_it = self.plain(cells, whole)
        if of_it is None or part[0] < 0 or of_it[0] < 0:
            return found
        return _meet(found, (part[0] * of_it[0] / HUNDRED, part[1] * of_it[1] / HUNDRED))


def _meet(one: Span, other: Span) -> Span:
    """The common part; the first where there is none."""
    low = one[0] if one[0] > other[0] else other[0]
    high = one[1] if one[1] < other[1] else other[1]
    return (low, high) if low <= high else one


def read_grid(grid: Grid) -> Reader:
    share_of = {head.new: n for n, head in enumerate(grid.heads) if head.kind is ColumnKind.SHARE}
    width = grid.width
    shares = [
        cell - cell % width + share_of[cell % width] if cell % width in share_of else -1 for cell in range(grid.size)
    ]
    known = dict(grid.known)
    return Reader(
        grid=grid,
        spans=tuple(None if mark.nil else mark.span for mark in grid.marks),
        known=tuple(known.get(cell) for cell in range(grid.size)),
        shares=tuple(shares),
    )


def whole_cell(grid: Grid, head: int) -> int:
    return grid.cell(grid.whole, head) if grid.whole >= 0 else -1
