"""Sums inside a board: which row is the total of which others, found by trying contiguous rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from extractor.model.interval import Regime
from extractor.model.scale import SCALES
from extractor.reconcile.boards.board import Board, Series, SumRule, value_units
from extractor.reconcile.told.verdict import Printed, Verdict, sum_verdict

LEAST_SHARE = 0.6
LEAST_COLUMNS = 2
MOST_ROWS = 12
FREE_SUBSETS_UP_TO = 6


def find_sums(board: Board) -> tuple[SumRule, ...]:
    """Sum rules that hold in most columns as printed, or over all; no row is a part twice.

    Where rows of a rule have a total of their own, that subtotal stands in for them.
    """
    found = sorted(_candidates(board), key=_preference)
    chosen: list[SumRule] = []
    for rule in found:
        totals = {kept.total for kept in chosen}
        parts = {part for kept in chosen for part in kept.parts}
        circular = any(rule.total in kept.parts and kept.total in rule.parts for kept in chosen)
        if rule.total not in totals and not parts & set(rule.parts) and not circular:
            chosen.append(rule)
    return tuple(nested for rule in chosen for nested in _nested(rule, found))


def _nested(rule: SumRule, found: list[SumRule]) -> tuple[SumRule, ...]:
    """The rule, or that of a subtotal of some parts with the same total over the subtotal and the rest."""
    for inner in found:
        rest = set(rule.parts) - set(inner.parts)
        outside = inner.total not in rule.parts and inner.total != rule.total
        if not outside or not rest or len(rest) + len(inner.parts) != len(rule.parts):
            continue
        for outer in found:
            if outer.total == rule.total and set(outer.parts) == rest | {inner.total}:
                return (*_nested(inner, found), outer) if inner.holds >= rule.holds else (rule,)
    return (rule,)


def _preference(rule: SumRule) -> tuple[float, int, int]:
    return (-rule.holds / max(1, rule.columns), -len(rule.parts), rule.total)


def _candidates(board: Board) -> Iterator[SumRule]:
    rows = [i for i, series in enumerate(board.series) if _summable(series)][:MOST_ROWS]
    units = {row: _units(board.series[row], board.width) for row in rows}
    for total in rows:
        for parts in part_sets(total, rows):
            rule = _tried(board, total, parts, units)
            if rule is not None:
                yield rule


def _summable(series: Series) -> bool:
    return not series.row.style.percent


def part_sets(total: int, rows: list[int]) -> Iterator[tuple[int, ...]]:
    """All others, contiguous runs of others, and any two or more where there are few rows."""
    others = [row for row in rows if row != total]
    seen: set[tuple[int, ...]] = set()
    options: list[tuple[int, ...]] = [tuple(others)]
    options += [tuple(others[a:b]) for a in range(len(others)) for b in range(a + 2, len(others) + 1)]
    if len(others) <= FREE_SUBSETS_UP_TO:
        options += [c for size in range(2, len(others)) for c in combinations(others, size)]
    for option in options:
        if len(option) > 1 and option not in seen:
            seen.add(option)
            yield option


@dataclass(frozen=True, slots=True, kw_only=True)
class _Units:
    """The values of a row in units of its smallest digit, the sum of all it prints, and how many it lacks."""

    decimals: int
    cells: tuple[int | None, ...]
    printed: int
    lacking: int


def _units(series: Series, width: int) -> _Units:
    glyphs = series.row.glyphs
    decimals = max(glyph.quantity.decimals for glyph in glyphs) if glyphs else 0
    return _Units(
        decimals=decimals,
        cells=tuple(None if cell is None else value_units(cell, decimals) for cell in series.cells),
        printed=sum(value_units(glyph, decimals) for glyph in glyphs),
        lacking=width - len(glyphs),
    )


def _at(units: _Units, decimals: int) -> tuple[int | None, ...]:
    if units.decimals == decimals:
        return units.cells
    factor = 10 ** (decimals - units.decimals)
    return tuple(None if value is None else value * factor for value in units.cells)


def _tried(board: Board, total: int, parts: tuple[int, ...], units: dict[int, _Units]) -> SumRule | None:
    """The rule, where the board's figures support it."""
    members = [units[row] for row in (total, *parts)]
    decimals = max(row.decimals for row in members)
    if min(board.series[row].row.style.decimals for row in (total, *parts)) != decimals:
        return None
    cells = [_at(row, decimals) for row in members]
    holds = sum(_holds(column, len(members)) for column in zip(*cells, strict=True))
    enough = holds >= max(LEAST_COLUMNS, LEAST_SHARE * board.width)
    if not enough and not _whole_holds(board, members, decimals):
        return None
    return SumRule(total=total, parts=parts, holds=holds, columns=board.width)


def _holds(column: tuple[int | None, ...], reach: int) -> bool:
    """Whether the first value is about the sum of the others; not where one is missing."""
    values = [value for value in column if value is not None]
    return len(values) == len(column) and abs(2 * values[0] - sum(values)) <= reach


def _whole_holds(board: Board, members: list[_Units], decimals: int) -> bool:
    """Whether all glyphs of the parts, with loose ones for their gaps, add up to the total's."""
    if board.width <= LEAST_COLUMNS:
        return False
    missing = sum(row.lacking for row in members)
    plain = [g for g in board.loose if not g.quantity.percent and g.quantity.decimals == decimals] if missing else []
    if len(plain) != missing:
        return False
    total, *parts = (row.printed * 10 ** (decimals - row.decimals) for row in members)
    gap: int = total - sum(parts) - sum(value_units(glyph, decimals) for glyph in plain)
    return abs(gap) <= board.width * len(members) // 2


def column_verdict(board: Board, rule: SumRule, column: int, regime: Regime) -> Verdict | None:
    """The test of a sum rule in one column; None where a cell is empty."""
    figures = [_printed(board.series[row], column) for row in (rule.total, *rule.parts)]
    known = [figure for figure in figures if figure is not None]
    if len(known) != len(figures):
        return None
    return sum_verdict(known[0], tuple((figure, 1) for figure in known[1:]), regime)


def _printed(series: Series, column: int) -> Printed | None:
    value = series.value(column)
    return None if value is None else Printed(value=value, unit=series.step(column) / base(series))


def base(series: Series):  # type: ignore[no-untyped-def]
    return SCALES[series.scale]
