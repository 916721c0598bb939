"""Proof: which links of a settled table its checks would defend, by trying what else the marks could say."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model.exhibit import ColumnKind
from extractor.reconcile.tables.checks import SOFT
from extractor.reconcile.tables.grid import FREE, Grid, Stroke
from extractor.reconcile.tables.placements import NEVER, Placer
from extractor.reconcile.tables.reader import Checks
from extractor.reconcile.tables.search import State

PROVEN = 6.0
ANCHORS = 2
Move = tuple[tuple[int, int], ...]
"""Cells with the marks that they would hold, FREE for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the checks leave open: rival marks by cell, cells that no check touches or that break one, rows whose name
    another could have."""

    rivals: tuple[tuple[int, ...], ...]
    unseen: frozenset[int]
    broken: frozenset[int]
    names: tuple[tuple[int, ...], ...]
    anchored: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prover:
    """Tries moves on a settled state; columns that are `fixed` by the cells of their heads change no place."""

    grid: Grid
    checks: Checks
    placer: Placer
    state: State
    in_line: bool
    fixed: bool = False
    strokes: tuple[Stroke, ...] = ()

    def __post_init__(self) -> None:
        by_mark = {mark: stroke for stroke in self.grid.strokes for mark in stroke.marks}
        object.__setattr__(self, "strokes", tuple(by_mark[mark] for mark in range(len(self.grid.marks))))

    def proof(self) -> Proof:
        rivals: list[set[int]] = [set() for _ in range(self.grid.size)]
        for move in (*self.moves(), *(() if self.fixed else self._columns())):
            if self.loss(move) < PROVEN:
                for cell, mark in move:
                    if self.state.cells[cell] != FREE:
                        rivals[cell].add(mark)
        names = tuple(tuple(self._namesakes(line)) for line in range(len(self.grid.lines)))
        return Proof(
            rivals=tuple(tuple(sorted(found)) for found in rivals),
            unseen=frozenset(c for c in range(self.grid.size) if self._strength(c) <= 0),
            broken=frozenset(c for c in range(self.grid.size) if self._breaks(c)),
            names=names,
            anchored=frozenset(self._anchored(names)),
        )

    def _strength(self, cell: int) -> float:
        return sum(self.state.scores[check] for check in self.checks.by_need[cell])

    def _breaks(self, cell: int) -> bool:
        return any(
            self.state.scores[check] < 0 and self.checks.all[check].family not in SOFT
            for check in self.checks.by_need[cell]
        )

    def moves(self) -> Iterator[Move]:
        """Single marks exchanged or moved, as far as the way they were printed allows."""
        yield from self._swaps()
        yield from self._shifts()

    def loss(self, move: Move) -> float:
        """By how much the checks hold less after a move."""
        cells = self.state.cells
        before = [(cell, cells[cell]) for cell, _ in move]
        touched: set[int] = set()
        for cell, mark in move:
            cells[cell] = mark
            touched.update(self.checks.by_cell[cell])
        lost = 0.0
        for check in touched:
            lost += self.state.scores[check] - self.checks.score(check, cells)
        for cell, mark in before:
            cells[cell] = mark
        return lost

    def _differ(self, one: int, other: int) -> bool:
        a, b = self.grid.marks[one], self.grid.marks[other]
        return a.value != b.value or a.percent is not b.percent or a.nil is not b.nil

    def _swaps(self) -> Iterator[Move]:
        """Two marks exchanged; a mark on a line with its label stays in its row."""
        filled = [(c, m) for c, m in enumerate(self.state.cells) if m != FREE and not self.grid.marks[m].nil]
        costs = self.placer.costs
        for number, (cell, mark) in enumerate(filled):
            for other_cell, other in filled[number + 1 :]:
                if not self._differ(mark, other) or costs[mark][other_cell] >= NEVER or costs[other][cell] >= NEVER:
                    continue
                if self._may_leave(mark, cell, other_cell) and self._may_leave(other, other_cell, cell):
                    yield ((cell, other), (other_cell, mark))

    def _shifts(self) -> Iterator[Move]:
        """A mark moved to an empty cell of its row or column."""
        width = len(self.grid.heads)
        for cell, mark in enumerate(self.state.cells):
            if mark == FREE or self.grid.marks[mark].nil:
                continue
            for other in range(self.grid.size):
                near = other // width == cell // width or other % width == cell % width
                could = self.state.cells[other] == FREE and self.placer.costs[mark][other] < NEVER
                if near and could and self._may_leave(mark, cell, other):
                    yield ((cell, FREE), (other, mark))

    def _may_leave(self, mark: int, cell: int, other: int) -> bool:
        """Whether a mark could stand in another row or column as far as its stroke tells.

        A mark on a line with its label stays in its row, one of a printed column in that column, and a full line
        under heads in line stays as it is.
        """
        width = len(self.grid.heads)
        same_row, same_column = cell // width == other // width, cell % width == other % width
        stroke = self.strokes[mark]
        if stroke.upright:
            return same_column or len(stroke.marks) == 1
        if not stroke.lines:
            return same_row or same_column
        return same_row and not self._full(stroke)

    def _full(self, stroke: Stroke) -> bool:
        """Whether a line under heads in line has a mark for every column that the table fills."""
        width = len(self.grid.heads)
        used = {cell % width for cell, mark in enumerate(self.state.cells) if mark != FREE}
        return self.in_line and len(stroke.segments) == 1 and len(stroke.marks) == len(used)

    def _labelled(self, mark: int) -> bool:
        return bool(self.strokes[mark].lines)

    def _columns(self) -> Iterator[Move]:
        """Two columns of amounts exchanged, with their shares."""
        grid = self.grid
        amounts = [n for n, head in enumerate(grid.heads) if head.kind is ColumnKind.AMOUNT]
        shares = {head.new: n for n, head in enumerate(grid.heads) if head.kind is ColumnKind.SHARE}
        for number, one in enumerate(amounts):
            for other in amounts[number + 1 :]:
                pairs = [(one, other)]
                if one in shares and other in shares:
                    pairs.append((shares[one], shares[other]))
                move: list[tuple[int, int]] = []
                for a, b in pairs:
                    for line in range(len(grid.lines)):
                        left, right = grid.cell(line, a), grid.cell(line, b)
                        move += [(left, self.state.cells[right]), (right, self.state.cells[left])]
                yield tuple(move)

    def _namesakes(self, line: int) -> Iterator[int]:
        """Rows whose unlabelled marks could stand in this row, and those of this row there, with no check noticing."""
        for other in range(len(self.grid.lines)):
            move = self._exchange(line, other) if other != line else ()
            if move and self.loss(move) < PROVEN:
                yield other

    def _exchange(self, line: int, other: int) -> Move:
        """The unlabelled marks of two rows exchanged; nothing where the first gives no figure or one cannot take."""
        move: list[tuple[int, int]] = []
        given = 0
        for head in range(len(self.grid.heads)):
            left, right = self.grid.cell(line, head), self.grid.cell(other, head)
            one, two = self.state.cells[left], self.state.cells[right]
            if any(mark != FREE and self._labelled(mark) for mark in (one, two)):
                continue
            if (one != FREE and self.placer.costs[one][right] >= NEVER) or (
                two != FREE and self.placer.costs[two][left] >= NEVER
            ):
                return ()
            given += one != FREE and not self.grid.marks[one].nil
            if one != two:
                move += [(left, two), (right, one)]
        return tuple(move) if given else ()

    def _anchored(self, names: tuple[tuple[int, ...], ...]) -> Iterator[int]:
        """Rows whose name is open to the checks, but which stand in the order of statements among rows that are not.

        All columns in which the row was printed run in that order, two proven rows or more beside it.
        """
        width = len(self.grid.heads)
        place = {mark: cell for cell, mark in enumerate(self.state.cells) if mark != FREE}
        for line, rivals in enumerate(names):
            if not rivals or self.grid.lines[line].order < 0:
                continue
            columns = [
                [place[mark] // width for mark in stroke.marks if mark in place]
                for stroke in self.grid.strokes
                if stroke.upright and any(place.get(mark, -1) // width == line for mark in stroke.marks)
            ]
            if columns and all(self._in_order(rows) and self._proven(rows, names) for rows in columns):
                yield line

    def _in_order(self, rows: list[int]) -> bool:
        orders = [self.grid.lines[row].order for row in rows]
        return all(order >= 0 for order in orders) and orders == sorted(orders)

    def _proven(self, rows: list[int], names: tuple[tuple[int, ...], ...]) -> bool:
        return sum(not names[row] for row in rows) >= ANCHORS
