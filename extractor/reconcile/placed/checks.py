"""Checks that were run on placed tables, with the figures that they tie."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from extractor.model.deck import Deck
from extractor.model.figure import Check, Operand
from extractor.model.number import Quantity
from extractor.model.placed import PlacedTable
from extractor.reconcile.placed.cells import Place, cells_of, half_of
from extractor.reconcile.placed.chosen import chosen
from extractor.reconcile.placed.growth import HUNDRED, Growth, growths, proven, rate_between
from extractor.reconcile.placed.sums import Sum, sums


def placed_checks(deck: Deck) -> tuple[Check, ...]:
    """The checks that prove figures of placed tables and charts, in the order of the pages."""
    return tuple(check for table in chosen(deck) for check in _table(table))


def figure_of(table: PlacedTable, place: Place) -> str:
    """The id of the figure at a row and a column from 0."""
    return f"s{table.slide:03d}.p{table.number}.{place[0] + 1}.{place[1] + 1}"


def _table(table: PlacedTable) -> Iterator[Check]:
    found = tuple(one for one in growths(table) if one.holds)
    yield from (_growth(table, one) if one.rate else _change(table, one) for one in found)
    yield from (_sum(table, one) for one in sums(table, proven(table)))


def _growth(table: PlacedTable, one: Growth) -> Check:
    new, old, rate = (_printed(table, place) for place in (one.new, one.old, one.change))
    low, high = rate_between(new, old)
    base = HUNDRED if abs(low - HUNDRED - Fraction(rate.value)) < abs(low - Fraction(rate.value)) else Fraction(0)
    half = half_of(rate)
    return Check(
        identity="growth",
        exhibit=table.title,
        period=_label(table, one.new),
        operands=_operands(table, (one.new, 1), (one.old, -1)),
        total=figure_of(table, one.change),
        gap=Decimal(0),
        allowed=f"{float(low - base - half):.6g}%..{float(high - base + half):.6g}%",
        holds=True,
    )


def _change(table: PlacedTable, one: Growth) -> Check:
    new, old, change = (_printed(table, place) for place in (one.new, one.old, one.change))
    return Check(
        identity="change",
        exhibit=table.title,
        period=_label(table, one.new),
        operands=_operands(table, (one.new, 1), (one.old, -1)),
        total=figure_of(table, one.change),
        gap=change.value - (new.value - old.value),
        allowed=_slack(new, old, change),
        holds=True,
    )


def _sum(table: PlacedTable, one: Sum) -> Check:
    total, parts = _printed(table, one.total), [_printed(table, part) for part in one.parts]
    return Check(
        identity=one.identity,
        exhibit=table.title,
        period=_label(table, one.total),
        operands=_operands(table, *((part, 1) for part in one.parts)),
        total=figure_of(table, one.total),
        gap=total.value - sum((part.value for part in parts), Decimal(0)),
        allowed=_slack(total, *parts),
        holds=True,
    )


def _operands(table: PlacedTable, *weighted: tuple[Place, int]) -> tuple[Operand, ...]:
    return tuple(Operand(figure=figure_of(table, place), weight=Decimal(weight)) for place, weight in weighted)


def _slack(*quantities: Quantity) -> str:
    """How far rounding may put a sum from its total, in the printed scale."""
    slack = float(sum(map(half_of, quantities), Fraction(0)))
    return f"{-slack:g}..{slack:g}"


def _printed(table: PlacedTable, place: Place) -> Quantity:
    return cells_of(table.rows[place[0]])[place[1]]


def _label(table: PlacedTable, place: Place) -> str:
    period = table.columns[place[1]].column.period
    return period.label if period is not None else ""
