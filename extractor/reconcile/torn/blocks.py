"""Blocks: the values of one torn column, printed before its label, given to the rows that lack it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, permutations
from math import comb, log, perm

from extractor.model.interval import Regime
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, SumRule, value_units
from extractor.reconcile.rounding.gaps import allowed_gap

MOST_TRIES = 8_000
MOST_PERMUTED = 6
FAR_APART = 9.0
LEAP = 0.7
"""A column is read against its order only where the rows' neighbours speak for it by a factor of two."""
UPWARD = 0.8
"""What it costs, in leaps, to read a column from its foot."""
Filling = dict[int, Glyphs]
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A torn column: the rows that lack it and the glyphs that could be theirs, both in text order.

    `rules` are the sums whose members all stand in the column once its rows are filled.
    """

    board: Board
    column: int
    rows: tuple[int, ...]
    glyphs: tuple[Glyphs, ...]
    rules: tuple[SumRule, ...] = ()
    regime: Regime = Regime.UNKNOWN

    @property
    def testable(self) -> bool:
        """Whether a sum can speak: it is complete as printed, or there are enough values to complete it."""
        return bool(self.rules) and len(self.glyphs) >= len(self.rows)

    @property
    def totals(self) -> tuple[int, ...]:
        """Rows of the block that are the sum of others."""
        return tuple(row for row in self.rows if any(row == rule.total for rule in self.rules))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A filled column: `proven` where its sums hold, `alone` rows that no other filling gives another value.

    `rivals` are other glyphs for rows where order and size disagree.
    """

    cells: Filling
    proven: bool = False
    alone: frozenset[int] = frozenset()
    rivals: tuple[tuple[int, Glyphs], ...] = ()


def provable(block: Block) -> bool:
    """Whether the block's values can be given to its rows so that the sums hold."""
    return block.testable and any(True for _ in _passing(block))


def fill(block: Block) -> Filled:
    """The filling whose sums hold, of glyphs near the label; without sums the nearest in text order."""
    passing = list(_passing(block)) if block.testable else []
    if not passing:
        return _guessed(block)
    whole = comb(len(block.glyphs), len(block.rows)) * perm(len(block.rows), len(block.totals)) <= MOST_TRIES
    seen = {row: {block.glyphs[dict(places)[row]].quantity.value for places in passing} for row in block.rows}
    parts = [row for row in block.rows if row not in block.totals]
    cells, rivals = _by_size(block, {row: block.glyphs[at] for row, at in passing[0]})
    alone = [row for row in block.rows if len(seen[row]) == 1 and (row not in parts or len(parts) == 1)]
    return Filled(cells=cells, proven=True, alone=frozenset(alone if whole else ()), rivals=rivals)


def _passing(block: Block) -> Iterator[Places]:
    """Fillings that meet all sums, those of the glyphs nearest to the label first."""
    tests = tuple(_test(block, rule) for rule in block.rules)
    decimals = _decimals(block)
    values = [value_units(glyph, decimals) for glyph in block.glyphs]
    for places in islice(_fillings(block), MOST_TRIES):
        if all(test.passes(places, values) for test in tests):
            yield places


def _fillings(block: Block) -> Iterator[Places]:
    """Numbers of glyphs for every row: totals anywhere among the chosen, parts in text order."""
    totals = block.totals
    parts = tuple(row for row in block.rows if row not in totals)
    for chosen in combinations(range(len(block.glyphs) - 1, -1, -1), len(block.rows)):
        for above in permutations(sorted(chosen), len(totals)):
            rest = tuple(at for at in sorted(chosen) if at not in above)
            yield tuple(zip((*totals, *parts), (*above, *rest), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Test:
    """A sum in one column: what its placed cells come to, signs of the rows to fill, the gaps allowed."""

    placed: int
    signs: dict[int, int]
    reach: tuple[int, int]

    def passes(self, places: Places, values: list[int]) -> bool:
        low, high = self.reach
        return low <= self.placed + sum(self.signs.get(row, 0) * values[at] for row, at in places) <= high


def _test(block: Block, rule: SumRule) -> _Test:
    signs = {row: 1 if row == rule.total else -1 for row in (rule.total, *rule.parts)}
    decimals = _decimals(block)
    cells = ((row, block.board.series[row].cells[block.column]) for row in signs)
    placed = sum(signs[row] * value_units(cell, decimals) for row, cell in cells if cell is not None)
    reach = allowed_gap(len(rule.parts), block.regime, soft=True)
    return _Test(placed=placed, signs={row: signs[row] for row in block.rows if row in signs}, reach=reach)


def _decimals(block: Block) -> int:
    rows = {row for rule in block.rules for row in (rule.total, *rule.parts)}
    glyphs = [*block.glyphs, *(glyph for row in rows for glyph in block.board.series[row].row.glyphs)]
    return max((glyph.quantity.decimals for glyph in glyphs), default=0)


def _guessed(block: Block) -> Filled:
    """The glyphs nearest to the label, in text order unless the sizes of their rows' neighbours forbid it."""
    kept = block.glyphs[max(0, len(block.glyphs) - len(block.rows)) :]
    cells = dict(_fitted(block, block.rows, kept))
    whole = len(kept) == len(block.rows)
    return Filled(cells=cells, rivals=_rivals(cells, block.rows, kept) if whole else ())


def _by_size(block: Block, cells: Filling) -> tuple[Filling, tuple[tuple[int, Glyphs], ...]]:
    """The same glyphs, those of one sum's parts exchanged where sizes forbid their order."""
    out = dict(cells)
    rivals: tuple[tuple[int, Glyphs], ...] = ()
    for rule in block.rules:
        rows = tuple(row for row in block.rows if row in rule.parts and row not in block.totals)
        glyphs = tuple(cells[row] for row in rows)
        out.update(_fitted(block, rows, glyphs))
        rivals += _rivals(out, rows, glyphs)
    return out, rivals


def _rivals(cells: Filling, rows: tuple[int, ...], glyphs: tuple[Glyphs, ...]) -> tuple[tuple[int, Glyphs], ...]:
    """What the nearest straight order, top-down or bottom-up, would give to rows that depart from it."""
    orders = [dict(zip(rows, way, strict=False)) for way in (glyphs, glyphs[::-1])]
    departures = [
        tuple((row, order[row]) for row in rows if row in order and order[row] is not cells[row]) for order in orders
    ]
    return min(departures, key=len)


def _fitted(block: Block, rows: tuple[int, ...], glyphs: tuple[Glyphs, ...]) -> list[tuple[int, Glyphs]]:
    """Glyphs given to as many rows: top-down or bottom-up, but for leaps in size that this would make."""
    totals = {rule.total for rule in block.board.sums}
    surprise = {(row, at): _surprise(block, row, glyph) for row in rows for at, glyph in enumerate(glyphs)}

    def cost(order: tuple[int, ...]) -> float:
        plain = [row for row in order if row not in totals]
        pairs = len(plain) * (len(plain) - 1) // 2
        upward = sum(a > b for a, b in combinations(plain, 2))
        crossed = min(upward, pairs - upward + UPWARD)
        return sum(surprise[row, at] for at, row in enumerate(order)) + LEAP * crossed

    few = len(rows) <= MOST_PERMUTED
    straight = (rows[: len(glyphs)], rows[::-1][: len(glyphs)])
    orders: Iterable[tuple[int, ...]] = permutations(rows, len(glyphs)) if few else straight
    best: tuple[int, ...] = min(orders, key=cost)
    return list(zip(best, glyphs, strict=False))


def _surprise(block: Block, row: int, glyph: Glyphs) -> float:
    """How far a value lies from its nearest neighbours in a row, as the logarithm of their quotient."""
    cells = block.board.series[row].cells
    left = next((c for c in reversed(cells[: block.column]) if c is not None), None)
    right = next((c for c in cells[block.column + 1 :] if c is not None), None)
    return min((_leap(glyph, cell) for cell in (left, right) if cell is not None), default=0.0)


def _leap(one: Glyphs, other: Glyphs) -> float:
    a, b = float(one.quantity.value), float(other.quantity.value)
    if (a < 0) is not (b < 0):
        return 1.0
    return min(FAR_APART, abs(log((abs(a) + 1) / (abs(b) + 1))))
