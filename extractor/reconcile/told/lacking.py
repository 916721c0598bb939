"""Totals that lack a part: the cell of one part is empty, and what it would be is left over."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.model.figure import Finding
from extractor.model.interval import Regime
from extractor.reconcile.boards.board import Board, SumRule, figure_id
from extractor.reconcile.rounding.gaps import allowed_gap
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding


def lacking_parts(boards: Iterable[Board], rulebook: Rulebook) -> Iterator[Finding]:
    """Columns in which a sum that holds elsewhere has a total, and all parts but one.

    A row may begin behind the first column or end before the last one: where the others make the total, as far as
    rounding tells, nothing is missing.
    """
    for board in boards:
        for rule in board.sums:
            for column in range(board.width):
                yield from _lacking(board, rule, column, rulebook)


def _lacking(board: Board, rule: SumRule, column: int, rulebook: Rulebook) -> Iterator[Finding]:
    total = board.series[rule.total].cells[column]
    empty = [row for row in rule.parts if board.series[row].cells[column] is None]
    if total is None or len(empty) != 1:
        return
    printed = total.quantity.value
    there = [value for row in rule.parts if (value := board.series[row].value(column)) is not None]
    computed = sum(there, Decimal(0))
    period = board.columns[column].period
    low, high = allowed_gap(len(there), Regime.UNKNOWN, soft=False)
    if low <= (printed - computed).scaleb(total.quantity.decimals) <= high:
        return
    yield finding(
        rulebook,
        "total-lacks-part",
        f"L{total.token.line}",
        figures=(figure_id(board, rule.total, column),),
        exhibit=board.exhibit.title,
        period=period.label if period is not None else "",
        total=f"{printed:,}",
        computed=f"{computed:,}",
        item=board.series[empty[0]].name or "a part without a name",
        gap=f"{printed - computed:,}",
    )
