"""Settles a board by its own sums: finds them, arranges their rows, says what they tell apart."""

from dataclasses import replace

from extractor.model.interval import Regime
from extractor.reconcile.boards.arrange import arrange, columns_hold
from extractor.reconcile.boards.arranged import Outcome
from extractor.reconcile.boards.board import Board, SumRule
from extractor.reconcile.boards.gathered import with_gathered_total
from extractor.reconcile.boards.short import with_short_row
from extractor.reconcile.boards.sums import find_sums
from extractor.reconcile.boards.task import Task


def settle_sums(board: Board, regime: Regime) -> Board:
    """The board with its sum rules, and the rows under them arranged so that every column meets them."""
    found = find_sums(board)
    if not found:
        board = with_gathered_total(board, regime)
        found = find_sums(board)
    board = replace(board, sums=found)
    if not board.sums:
        return with_short_row(board, regime)
    for group in _groups(board.sums):
        board = _settle(board, group, regime)
    return board


def _groups(sums: tuple[SumRule, ...]) -> list[tuple[SumRule, ...]]:
    """Sum rules that share rows, together."""
    groups: list[tuple[SumRule, ...]] = []
    for rule in sums:
        rows = {rule.total, *rule.parts}
        touching = [g for g in groups if any(rows & {r.total, *r.parts} for r in g)]
        groups = [g for g in groups if g not in touching]
        groups.append((*(r for g in touching for r in g), rule))
    return groups


def _settle(board: Board, group: tuple[SumRule, ...], regime: Regime) -> Board:
    rows = tuple(sorted({row for rule in group for row in (rule.total, *rule.parts)}))
    clean = frozenset(row for row in rows if board.series[row].row.clean)
    spare = tuple(glyph for glyph in board.loose if not glyph.quantity.percent)
    for fixed in (clean, frozenset[int]()):
        outcome = arrange(Task(board=board, rows=rows, sums=group, spare=spare, regime=regime, fixed=fixed))
        if outcome is not None:
            return with_outcome(board, outcome)
    held = tuple(rule for rule in group if any(columns_hold(board, rule, regime)))
    return replace(board, sums=tuple(rule for rule in board.sums if rule not in group or rule in held))


def with_outcome(board: Board, outcome: Outcome) -> Board:
    """The board with arranged rows; spare glyphs that found a cell are no longer loose."""
    settled = dict(outcome.series)
    used = {id(cell) for series in settled.values() for cell in series.cells if cell is not None}
    return replace(
        board,
        series=tuple(settled.get(index, series) for index, series in enumerate(board.series)),
        loose=tuple(glyph for glyph in board.loose if id(glyph) not in used),
    )
