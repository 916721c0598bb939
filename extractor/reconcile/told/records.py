"""Records: the checks that were run on decided boards, with operands, gap and what rounding allows."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import log2

from extractor.model.figure import Check, Operand
from extractor.model.interval import Interval, Regime, meets
from extractor.reconcile.boards.board import Board, Series, SumRule, figure_id
from extractor.reconcile.boards.sums import base, column_verdict
from extractor.reconcile.known.bounds import HUNDRED, Bound
from extractor.reconcile.known.fit import weighted
from extractor.reconcile.known.places import terms
from extractor.reconcile.naming.naming import Scene, bounds_of
from extractor.reconcile.ratios.shares import expected_shares

PLACES = Decimal("0.1")
GROWTH = "growth"


def board_checks(board: Board, scene: Scene, regime: Regime) -> Iterator[Check]:
    """All checks on a board: its sums by column, what the deck says of named series, shares of revenue."""
    yield from sum_checks(board, regime)
    for row, series in enumerate(board.series):
        if series.share_of >= 0:
            yield from _share_checks(board, row, scene)
        elif series.key:
            yield from _bound_checks(board, row, scene)


def sum_checks(board: Board, regime: Regime) -> Iterator[Check]:
    """The checks on the sums of a board, by column."""
    for rule in board.sums:
        for column in range(board.width):
            check = _sum_check(board, rule, column, regime)
            if check is not None:
                yield check


def _sum_check(board: Board, rule: SumRule, column: int, regime: Regime) -> Check | None:
    verdict = column_verdict(board, rule, column, regime)
    if verdict is None:
        return None
    total = board.series[rule.total]
    unit = total.step(column) / base(total)
    rivals = sum(len(board.series[row].rivals[column]) for row in (rule.total, *rule.parts))
    return Check(
        identity="parts-total",
        exhibit=board.exhibit.title,
        period=_period(board, column),
        operands=tuple(Operand(figure=figure_id(board, row, column), weight=Decimal(1)) for row in rule.parts),
        total=figure_id(board, rule.total, column),
        gap=_decimal(verdict.gap * Fraction(unit)),
        allowed=f"{verdict.allowed_low * unit:f}..{verdict.allowed_high * unit:f}",
        holds=verdict.possible,
        tried=1 + rivals,
        survived=1 + rivals if verdict.possible else 0,
        bits=_bits(total, column, verdict.allowed_high - verdict.allowed_low + 1) if verdict.possible else Decimal(0),
    )


def _bits(series: Series, column: int, passing: int) -> Decimal:
    """What a passed check proves: log2 of the printed value over the printable values that would pass."""
    cell = series.cells[column]
    units = abs(cell.quantity.value.scaleb(cell.quantity.decimals)) if cell is not None else Decimal(0)
    return Decimal(log2(max(1.0, float(units) / max(1, passing)))).quantize(PLACES)


def _share_checks(board: Board, row: int, scene: Scene) -> Iterator[Check]:
    series = board.series[row]
    for column, want in enumerate(expected_shares(board, series.share_of, scene)):
        interval = series.interval(column)
        if want is None or interval is None:
            continue
        yield Check(
            identity="share-of-revenue",
            exhibit=board.exhibit.title,
            period=_period(board, column),
            operands=(Operand(figure=figure_id(board, series.share_of, column), weight=Decimal(1)),),
            total=figure_id(board, row, column),
            gap=_gap(interval, want, base(series)),
            allowed=_between(want, Fraction(1)),
            holds=meets(interval, want),
            survived=int(meets(interval, want)),
        )


def _bound_checks(board: Board, row: int, scene: Scene) -> Iterator[Check]:
    series = board.series[row]
    bounds = bounds_of(board, row, series.key, scene)
    growths = [bound for bound in bounds if bound.identity == GROWTH]
    upper = dict(zip(growths[::2], growths[1::2], strict=True))
    equal: dict[tuple[str, tuple[tuple[int, int, int], ...], int], Check] = {}
    for bound in bounds:
        if bound in upper:
            yield from _growth_check(board, row, bound, upper[bound])
        total = weighted(series, bound)
        if total is None or bound.identity == GROWTH:
            continue
        name = bound.identity, terms(bound), id(bound.interval)
        if name not in equal:
            equal[name] = _bound_check(board, row, bound, total)
        yield replace(equal[name], total=bound.source)


def _bound_check(board: Board, row: int, bound: Bound, total: Interval) -> Check:
    series = board.series[row]
    holds = meets(total, bound.interval)
    return Check(
        identity=bound.identity,
        exhibit=board.exhibit.title,
        period=_period(board, bound.weights[0][0]),
        operands=_operands(board, row, bound),
        total=bound.source,
        gap=_gap(total, bound.interval, base(series)),
        allowed=_between(bound.interval, Fraction(base(series))),
        holds=holds,
        survived=int(holds),
    )


def _growth_check(board: Board, row: int, low: Bound, high: Bound) -> Iterator[Check]:
    """One check for the two ends of a stated growth: by how many points the growth of the printed amounts misses it."""
    series = board.series[row]
    signs = [(column, 1 if weight > 0 else -1) for column, weight in low.weights]
    values = [(series.value(column), sign) for column, sign in signs]
    sums = {way: sum((v for v, sign in values if v is not None and sign == way), Decimal(0)) for way in (1, -1)}
    if any(value is None for value, _ in values) or not sums[-1]:
        return
    ends = [HUNDRED * (-min(weight for _, weight in bound.weights) - 1) for bound in (low, high)]
    growth = HUNDRED * (Fraction(sums[1]) / Fraction(sums[-1]) - 1)
    holds = all(meets(total, b.interval) for b in (low, high) if (total := weighted(series, b)) is not None)
    yield Check(
        identity=GROWTH,
        exhibit=board.exhibit.title,
        period=_period(board, low.weights[0][0]),
        operands=tuple(Operand(figure=figure_id(board, row, c), weight=Decimal(sign)) for c, sign in signs),
        total=low.source,
        gap=Decimal(0) if holds else _decimal(growth - min(ends, key=lambda end: abs(end - growth))),
        allowed="..".join(f"{float(end):.6g}%" for end in ends),
        holds=holds,
        survived=int(holds),
    )


def _operands(board: Board, row: int, bound: Bound) -> tuple[Operand, ...]:
    return tuple(
        Operand(figure=figure_id(board, row, column), weight=_decimal(weight)) for column, weight in bound.weights
    )


def _gap(found: Interval, want: Interval, scale: int | Decimal) -> Decimal:
    """How far two intervals miss each other, in the printed scale; 0 where they meet."""
    if meets(found, want):
        return Decimal(0)
    missing = found.low - want.high if found.low >= want.high else found.high - want.low
    return _decimal(missing / Fraction(scale))


def _between(interval: Interval, scale: Fraction) -> str:
    return f"{float(interval.low / scale):.6g}..{float(interval.high / scale):.6g}"


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.0001")).normalize() + 0


def _period(board: Board, column: int) -> str:
    period = board.columns[column].period
    return period.label if period is not None else ""
