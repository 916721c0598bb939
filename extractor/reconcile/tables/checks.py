"""Checks of a table: shares of the whole, growth, changes, achievements, sums of rows, and printings elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.model.exhibit import ColumnKind
from extractor.reconcile.tables.grid import FREE, Grid, Span
from extractor.reconcile.tables.spans import bits, meet, meets, minus, product, quotient, times

Cells = list[int]
Score = float
BROKEN = {
    "share": -14.0,
    "growth": -14.0,
    "change": -14.0,
    "achievement": -14.0,
    "sum": -8.0,
    "largest": -9.0,
    "elsewhere": -2.0,
}
PERCENT_REACH = 25.0
HUNDRED = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: its family, its cells, and the test, which gives bits, a penalty, or None where cells are empty."""

    family: str
    cells: tuple[int, ...]
    test: Callable[[Cells], Score | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """All checks of a grid, and their numbers by the cells that they read."""

    all: tuple[Check, ...]
    by_cell: tuple[tuple[int, ...], ...]


@dataclass(slots=True)
class Reader:
    """Reads spans of cells: what is printed there, narrowed by what is known elsewhere and by the share beside it."""

    grid: Grid
    spans: list[Span] = field(default_factory=list)
    nil: list[bool] = field(default_factory=list)
    shares: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spans = [mark.span for mark in self.grid.marks]
        self.nil = [mark.nil for mark in self.grid.marks]
        self.shares = {h.new: n for n, h in enumerate(self.grid.heads) if h.kind is ColumnKind.SHARE}

    def printed(self, cells: Cells, cell: int) -> Span | None:
        mark = cells[cell]
        return self.spans[mark] if mark != FREE and not self.nil[mark] else None

    def dash(self, cells: Cells, cell: int) -> bool:
        """Whether a dash for nothing stands in a cell."""
        return cells[cell] != FREE and self.nil[cells[cell]]

    def plain(self, cells: Cells, cell: int) -> Span | None:
        """What is printed, narrowed by other printings."""
        printed = self.printed(cells, cell)
        known = self.grid.known.get(cell)
        if printed is None:
            return None
        return meet(printed, known) if known is not None else printed

    def amount(self, cells: Cells, line: int, head: int) -> Span | None:
        """An amount narrowed by its share of the whole too."""
        grid = self.grid
        base = line * len(grid.heads)
        found = self.plain(cells, base + head)
        share = self.shares.get(head, -1)
        if found is None or share < 0 or grid.whole < 0:
            return found
        part = self.printed(cells, base + share)
        whole = self.plain(cells, grid.whole * len(grid.heads) + head)
        if part is None or whole is None:
            return found
        return meet(found, times(product(part, whole), 1 / HUNDRED))


def compile_checks(grid: Grid) -> Checks:
    """All checks that the rows and columns of a grid allow."""
    reader = Reader(grid=grid)
    found: list[Check] = []
    for line in range(len(grid.lines)):
        for head, column in enumerate(grid.heads):
            if column.kind is ColumnKind.SHARE and not grid.lines[line].own:
                found.extend(_share(reader, line, head))
            elif column.kind in {ColumnKind.CHANGE_PCT, ColumnKind.ACHIEVEMENT, ColumnKind.CHANGE}:
                found.append(_move(reader, line, head))
    found.extend(_sums(reader))
    found.extend(_largest(reader))
    found.extend(_elsewhere(reader))
    by_cell: list[list[int]] = [[] for _ in range(grid.size)]
    for number, check in enumerate(found):
        for cell in check.cells:
            by_cell[cell].append(number)
    return Checks(all=tuple(found), by_cell=tuple(tuple(numbers) for numbers in by_cell))


def _share(reader: Reader, line: int, head: int) -> list[Check]:
    grid = reader.grid
    if grid.whole < 0:
        return []
    amounts = grid.heads[head].new
    cell, part, whole = grid.cell(line, head), grid.cell(line, amounts), grid.cell(grid.whole, amounts)

    def test(cells: Cells) -> Score | None:
        printed, above, below = reader.printed(cells, cell), reader.plain(cells, part), reader.plain(cells, whole)
        if printed is None or below is None or above is None:
            return None
        wanted = quotient(above, below) if part != whole else (HUNDRED, HUNDRED)
        return _score(wanted, printed, "share", PERCENT_REACH)

    return [Check(family="share", cells=(cell, part, whole), test=test)]


def _score(wanted: Span | None, printed: Span, family: str, reach: float) -> Score | None:
    if wanted is None:
        return None
    return bits(wanted, printed, reach) if meets(wanted, printed) else BROKEN[family]


def _move(reader: Reader, line: int, head: int) -> Check:
    """A change, growth, or achievement against the two amounts behind it."""
    grid = reader.grid
    column = grid.heads[head]
    cell = grid.cell(line, head)
    wanted = _WANTED[column.kind]
    outside = grid.bases.get((line, head))
    family = _FAMILY[column.kind]

    def test(cells: Cells) -> Score | None:
        printed = reader.printed(cells, cell)
        nothing = printed is None and reader.dash(cells, cell) and column.kind is ColumnKind.CHANGE
        if printed is None and not nothing:
            return None
        new = reader.amount(cells, line, column.new)
        old = reader.amount(cells, line, column.old) if column.old >= 0 else outside
        if new is None or old is None:
            return None
        if printed is None:
            return _unmoved(minus(new, old), abs(new[1]))
        reach = PERCENT_REACH if column.kind is not ColumnKind.CHANGE else max(abs(new[1]), abs(old[1])) / 2
        return _score(wanted(new, old), printed, family, max(reach, abs(printed[1])))

    reads = [cell, grid.cell(line, column.new)]
    for amounts in (column.new, column.old):
        if amounts >= 0:
            reads.append(grid.cell(line, amounts))
            share = reader.shares.get(amounts, -1)
            if share >= 0 and grid.whole >= 0:
                reads += [grid.cell(line, share), grid.cell(grid.whole, amounts)]
    return Check(family=family, cells=tuple(dict.fromkeys(reads)), test=test)


def _unmoved(change: Span, reach: float) -> Score | None:
    """A dash stands for no change where the amounts are equal; elsewhere it says nothing."""
    return bits(change, (0.0, 0.0), reach) if meets(change, (0.0, 0.0)) else None


def _grown(new: Span, old: Span) -> Span | None:
    rate = quotient(new, old)
    return None if rate is None else (rate[0] - HUNDRED, rate[1] - HUNDRED)


_WANTED: dict[ColumnKind, Callable[[Span, Span], Span | None]] = {
    ColumnKind.CHANGE: minus,
    ColumnKind.CHANGE_PCT: _grown,
    ColumnKind.ACHIEVEMENT: quotient,
}
_FAMILY = {
    ColumnKind.CHANGE: "change",
    ColumnKind.CHANGE_PCT: "growth",
    ColumnKind.ACHIEVEMENT: "achievement",
}


def _sums(reader: Reader) -> list[Check]:
    """Sums of rows by the statement, in every column of amounts and of shares."""
    grid = reader.grid
    kinds = {ColumnKind.AMOUNT, ColumnKind.SHARE}
    return [
        _sum(reader, terms, head)
        for terms in grid.sums
        for head, column in enumerate(grid.heads)
        if column.kind in kinds
    ]


def _sum(reader: Reader, terms: tuple[tuple[int, int], ...], head: int) -> Check:
    """The first term is the total; the others are its parts with their weights."""
    grid = reader.grid
    amounts = grid.heads[head].kind is ColumnKind.AMOUNT
    reads = tuple((grid.cell(line, head), line, weight) for line, weight in terms)

    def test(cells: Cells) -> Score | None:
        total: Span | None = None
        low = high = 0.0
        for number, (cell, line, weight) in enumerate(reads):
            if cells[cell] == FREE:
                return None
            span = reader.amount(cells, line, head) if amounts else reader.printed(cells, cell)
            if span is None:
                return None
            if number == 0:
                total = span
            else:
                part = times(span, weight)
                low, high = low + part[0], high + part[1]
        assert total is not None
        return _score((low, high), total, "sum", max(abs(total[1]), 1e-6))

    return Check(family="sum", cells=tuple(cell for cell, _, _ in reads), test=test)


def _largest(reader: Reader) -> list[Check]:
    """No amount of an income statement exceeds revenue."""
    grid = reader.grid
    if grid.whole < 0:
        return []
    found = []
    for head, column in enumerate(grid.heads):
        if column.kind is ColumnKind.AMOUNT:
            found += [
                _smaller(reader, grid.cell(line, head), grid.cell(grid.whole, head))
                for line in range(len(grid.lines))
                if line != grid.whole and not grid.lines[line].own
            ]
    return found


def _smaller(reader: Reader, cell: int, whole: int) -> Check:
    def test(cells: Cells) -> Score | None:
        part, all_of_it = reader.printed(cells, cell), reader.printed(cells, whole)
        if part is None or all_of_it is None:
            return None
        return 0.0 if part[0] <= all_of_it[1] else BROKEN["largest"]

    return Check(family="largest", cells=(cell, whole), test=test)


def _elsewhere(reader: Reader) -> list[Check]:
    return [_equal(reader, cell, known) for cell, known in sorted(reader.grid.known.items())]


def _equal(reader: Reader, cell: int, known: Span) -> Check:
    def test(cells: Cells) -> Score | None:
        printed = reader.printed(cells, cell)
        if printed is None:
            return None
        return _score(known, printed, "elsewhere", max(abs(known[1]), 1e-6))

    return Check(family="elsewhere", cells=(cell,), test=test)
