"""Checks of a table: shares of the whole, growth, changes, achievements, sums of rows, and printings elsewhere.

They are tried thousands of times on readings of a table, so they work on ordinary numbers and give up early where a
cell is empty.
"""

from collections.abc import Callable, Iterator
from operator import itemgetter

from extractor.model.exhibit import ColumnKind
from extractor.reconcile.tables.grid import Grid, Span
from extractor.reconcile.tables.reader import HUNDRED, Cells, Check, Checks, Reader, Score, read_grid, whole_cell
from extractor.reconcile.tables.spans import bits, meets, minus, quotient

BROKEN = {
    "share": -14.0,
    "growth": -14.0,
    "change": -14.0,
    "achievement": -14.0,
    "sum": -8.0,
    "largest": -9.0,
}
ELSEWHERE, ORPHAN = -2.0, -2.0
SOFT = frozenset({"elsewhere", "orphan"})
"""Families whose penalties make a reading less likely, but break nothing."""
PERCENT_REACH = 25.0
ALL: Span = (HUNDRED, HUNDRED)
NOTHING: Span = (0.0, 0.0)
PER_SHARE, INCOME = "eps", ("net_income_parent", "net_income")
ALIKE, A_POINT = 3.0, 0.5
MOVES = frozenset({ColumnKind.CHANGE, ColumnKind.CHANGE_PCT, ColumnKind.ACHIEVEMENT})


def compile_checks(grid: Grid) -> Checks:
    """All checks that the rows and columns of a grid allow."""
    reader = read_grid(grid)
    families = (_shares, _orphans, _moves, _sums, _largest, _elsewhere, _per_share)
    found = [check for family in families for check in family(reader)]
    read = [check.cells for check in found]
    needed = [check.needs or check.cells for check in found]
    return Checks(
        all=tuple(found),
        by_cell=_by_cell(read, grid.size),
        by_need=_by_cell(needed, grid.size),
        known=tuple((itemgetter(*cells), {}) for cells in read),
    )


def _by_cell(cells_of: list[tuple[int, ...]], size: int) -> tuple[tuple[int, ...], ...]:
    by_cell: list[list[int]] = [[] for _ in range(size)]
    for number, cells in enumerate(cells_of):
        for cell in cells:
            by_cell[cell].append(number)
    return tuple(tuple(numbers) for numbers in by_cell)


def _score(wanted: Span | None, printed: Span, family: str, reach: float) -> Score | None:
    if wanted is None:
        return None
    return bits(wanted, printed, reach) if meets(wanted, printed) else BROKEN[family]


def _shares(reader: Reader) -> Iterator[Check]:
    grid = reader.grid
    for line, row in enumerate(grid.lines):
        for head, column in enumerate(grid.heads):
            if column.kind is ColumnKind.SHARE and not row.own and grid.whole >= 0:
                yield _share(reader, grid.cell(line, head), grid.cell(line, column.new), whole_cell(grid, column.new))


def _share(reader: Reader, cell: int, part: int, whole: int) -> Check:
    spans = reader.spans

    def test(cells: Cells) -> Score | None:
        mark = cells[cell]
        printed = spans[mark] if mark >= 0 else None
        if printed is None:
            return None
        above = reader.plain(cells, part)
        below = reader.plain(cells, whole)
        if above is None or below is None:
            return None
        return _score(ALL if part == whole else quotient(above, below), printed, "share", PERCENT_REACH)

    return Check(family="share", cells=tuple(dict.fromkeys((cell, part, whole))), test=test)


def _orphans(reader: Reader) -> Iterator[Check]:
    """A share rarely stands without the amount that it is a share of."""
    grid = reader.grid
    for line, row in enumerate(grid.lines):
        for head, column in enumerate(grid.heads):
            if column.kind is ColumnKind.SHARE and not row.ratio:
                yield _orphan(grid.cell(line, head), grid.cell(line, column.new))


def _orphan(share: int, amount: int) -> Check:
    def test(cells: Cells) -> Score | None:
        return ORPHAN if cells[share] >= 0 and cells[amount] < 0 else None

    return Check(family="orphan", cells=(share, amount), test=test, needs=(share,))


def _grown(new: Span, old: Span) -> Span | None:
    rate = quotient(new, old)
    return None if rate is None else (rate[0] - HUNDRED, rate[1] - HUNDRED)


Wanted = Callable[[Span, Span], Span | None]
_WANTED: dict[ColumnKind, tuple[str, Wanted]] = {
    ColumnKind.CHANGE: ("change", minus),
    ColumnKind.CHANGE_PCT: ("growth", _grown),
    ColumnKind.ACHIEVEMENT: ("achievement", quotient),
}


def _moves(reader: Reader) -> Iterator[Check]:
    """Changes, growth and achievements against the two amounts behind them."""
    grid = reader.grid
    bases = dict(grid.bases)
    for line in range(len(grid.lines)):
        for head, column in enumerate(grid.heads):
            if column.kind in MOVES:
                yield _move(reader, line, head, bases.get((line, head)))


def _move(reader: Reader, line: int, head: int, outside: Span | None) -> Check:
    grid, spans = reader.grid, reader.spans
    column = grid.heads[head]
    family, wanted = _WANTED[column.kind]
    cell, new_cell = grid.cell(line, head), grid.cell(line, column.new)
    old_cell = grid.cell(line, column.old) if column.old >= 0 else -1
    new_whole, old_whole = whole_cell(grid, column.new), whole_cell(grid, column.old) if column.old >= 0 else -1
    of_change = column.kind is ColumnKind.CHANGE

    def test(cells: Cells) -> Score | None:
        mark = cells[cell]
        if mark < 0:
            return None
        printed = spans[mark]
        if printed is None and not of_change:
            return None
        new = reader.amount(cells, new_cell, new_whole)
        old = reader.amount(cells, old_cell, old_whole) if old_cell >= 0 else outside
        if new is None or old is None:
            return None
        if printed is None:
            return _unmoved(minus(new, old), abs(new[1]))
        reach = max(abs(new[1]), abs(old[1])) / 2 if of_change else PERCENT_REACH
        return _score(wanted(new, old), printed, family, max(reach, abs(printed[1])))

    return Check(
        family=family,
        cells=_reads(reader, cell, (new_cell, new_whole), (old_cell, old_whole)),
        test=test,
        needs=tuple(c for c in (cell, new_cell, old_cell) if c >= 0),
    )


def _unmoved(change: Span, reach: float) -> Score | None:
    """A dash stands for no change where the amounts are equal; elsewhere it says nothing."""
    return bits(change, NOTHING, reach) if meets(change, NOTHING) else None


def _reads(reader: Reader, cell: int, *amounts: tuple[int, int]) -> tuple[int, ...]:
    """The cells that a check reads: its own, the amounts, and what narrows them."""
    reads = [cell]
    for amount, whole in amounts:
        if amount >= 0:
            reads.append(amount)
            if whole >= 0 and reader.shares[amount] >= 0:
                reads += [reader.shares[amount], whole]
    return tuple(dict.fromkeys(reads))


def _sums(reader: Reader) -> Iterator[Check]:
    """Sums of rows by the statement, in every column of amounts and of shares."""
    grid = reader.grid
    for terms in grid.sums:
        for head, column in enumerate(grid.heads):
            if column.kind is ColumnKind.AMOUNT or column.kind is ColumnKind.SHARE:
                yield _sum(reader, terms, head)


def _sum(reader: Reader, terms: tuple[tuple[int, int], ...], head: int) -> Check:
    """The first term is the total; the others are its parts with their weights."""
    grid = reader.grid
    whole = whole_cell(grid, head) if grid.heads[head].kind is ColumnKind.AMOUNT else -1
    reads = tuple((grid.cell(line, head), weight) for line, weight in terms)
    total_cell, parts = reads[0][0], reads[1:]

    def test(cells: Cells) -> Score | None:
        for cell, _ in reads:
            if cells[cell] < 0:
                return None
        total = reader.amount(cells, total_cell, whole)
        low = high = 0.0
        for cell, weight in parts:
            span = reader.amount(cells, cell, whole)
            if span is None:
                return None
            low += span[0] * weight if weight >= 0 else span[1] * weight
            high += span[1] * weight if weight >= 0 else span[0] * weight
        return None if total is None else _score((low, high), total, "sum", max(abs(total[1]), 1e-6))

    return Check(family="sum", cells=tuple(cell for cell, _ in reads), test=test)


def _largest(reader: Reader) -> Iterator[Check]:
    """No amount of an income statement exceeds revenue."""
    grid = reader.grid
    for head, column in enumerate(grid.heads):
        if column.kind is ColumnKind.AMOUNT and grid.whole >= 0:
            for line, row in enumerate(grid.lines):
                if line != grid.whole and not row.own:
                    yield _smaller(reader, grid.cell(line, head), whole_cell(grid, head))


def _smaller(reader: Reader, cell: int, whole: int) -> Check:
    spans = reader.spans

    def test(cells: Cells) -> Score | None:
        if cells[cell] < 0 or cells[whole] < 0:
            return None
        part, all_of_it = spans[cells[cell]], spans[cells[whole]]
        if part is None or all_of_it is None:
            return None
        return 0.0 if part[0] <= all_of_it[1] else BROKEN["largest"]

    return Check(family="largest", cells=(cell, whole), test=test)


def _elsewhere(reader: Reader) -> Iterator[Check]:
    for cell, known in reader.grid.known:
        yield _equal(reader, cell, known)


def _equal(reader: Reader, cell: int, known: Span) -> Check:
    spans = reader.spans
    reach = max(abs(known[1]), 1e-6)

    def test(cells: Cells) -> Score | None:
        printed = spans[cells[cell]] if cells[cell] >= 0 else None
        if printed is None:
            return None
        return bits(known, printed, reach) if meets(known, printed) else ELSEWHERE

    return Check(family="elsewhere", cells=(cell,), test=test)


def _per_share(reader: Reader) -> Iterator[Check]:
    """Net income per share grows about as net income does, as long as the number of shares stays."""
    grid = reader.grid
    per_share = [n for n, line in enumerate(grid.lines) if line.key == PER_SHARE]
    income = [n for n, line in enumerate(grid.lines) if line.key in INCOME]
    for head, column in enumerate(grid.heads):
        if column.kind is ColumnKind.CHANGE_PCT and per_share and income:
            yield _alike(reader, grid.cell(per_share[0], head), grid.cell(income[0], head))


def _alike(reader: Reader, one: int, other: int) -> Check:
    spans = reader.spans

    def test(cells: Cells) -> Score | None:
        if cells[one] < 0 or cells[other] < 0:
            return None
        first, second = spans[cells[one]], spans[cells[other]]
        if first is None or second is None:
            return None
        return ALIKE if abs(first[0] - second[0]) <= A_POINT else 0.0

    return Check(family="per-share", cells=(one, other), test=test)
