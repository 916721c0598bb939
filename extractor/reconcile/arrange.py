"""Arrangement: which glyph stands in which cell, where text order does not meet the conditions of a board."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, sqrt

from extractor.model.figure import Alternative
from extractor.model.interval import Interval, Regime, meets
from extractor.model.proposal import Glyphs
from extractor.reconcile.board import Board, Series, SumRule, glyph_interval, rival, value_units
from extractor.reconcile.bounds import Bound
from extractor.reconcile.solver import free_cells, solve
from extractor.reconcile.solver_model import Choice, Freedom, Limits, Linear, Problem, Solution, Token
from extractor.reconcile.solver_swaps import unnoticed_swaps
from extractor.reconcile.sums import column_verdict
from extractor.reconcile.verdict import SUSPICIOUS_Z
from extractor.reconcile.world import SCALES

FAR = 10**15
MOVED_COST = 4
EARLY_COST = 1
LIMITS = Limits(solutions=8, effort=5.0, margin=MOVED_COST + EARLY_COST)
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to arrange: rows of a board, the sum rules among them, bounds by row, and glyphs beside their own.

    `shared` lets every glyph stand in every row, `fixed` rows keep their cells, `targets` are intervals that
    the sum of all rows must meet column by column, `empty_cost` is what an empty cell costs (−1: none may be
    empty).
    """

    board: Board
    rows: tuple[int, ...]
    sums: tuple[SumRule, ...] = ()
    bounds: tuple[tuple[int, tuple[Bound, ...]], ...] = ()
    spare: tuple[Glyphs, ...] = ()
    regime: Regime = Regime.UNKNOWN
    shared: bool = False
    soft: bool = True
    fixed: frozenset[int] = frozenset()
    targets: tuple[Interval | None, ...] = ()
    empty_cost: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A solved task: the rows' series with evidence, and the spare glyphs that are left."""

    series: tuple[tuple[int, Series], ...]
    left: tuple[Glyphs, ...]
    unique: bool
    cost: int


def decimals_of(task: Task) -> int:
    glyphs = [g for row in task.rows for g in task.board.series[row].row.glyphs]
    return max((glyph.quantity.decimals for glyph in (*glyphs, *task.spare)), default=0)


def arrange(task: Task) -> Outcome | None:
    """The arrangement closest to text order that meets every condition; None where there is none.

    Rows that were printed in one string each keep their order.
    """
    if any(task.board.series[row].row.string for row in task.rows):
        return None
    glyphs = _glyphs(task)
    problem = _problem(task, glyphs)
    solution = solve(problem, LIMITS)
    if solution is not None and (not solution.cost or not task.soft):
        return _outcome(task, glyphs, (solution, _freedom(problem, solution)))
    wide = _problem(replace(task, soft=False), glyphs)
    if wide == problem:
        return solution and _outcome(task, glyphs, (solution, _freedom(problem, solution)))
    nearer = solve(wide, LIMITS)
    if nearer is not None and (solution is None or nearer.cost < solution.cost):
        return _outcome(task, glyphs, (nearer, _freedom(wide, nearer)))
    if solution is None:
        return None
    unlikely = free_cells(wide, solution, replace(LIMITS, margin=0))
    return _outcome(task, glyphs, (solution, _either(_freedom(problem, solution), unlikely)))


def _either(one: Freedom, other: Freedom) -> Freedom:
    """Cells that either search leaves open."""
    others = tuple((*a, *(token for token in b if token not in a)) for a, b in zip(one.others, other.others, strict=True))
    return Freedom(others=others, complete=one.complete and other.complete)


def _freedom(problem: Problem, solution: Solution) -> Freedom:
    """Rivals of every cell: in text order those that one swap would bring, else all within one more move."""
    if solution.cost:
        return free_cells(problem, solution, LIMITS)
    others: list[tuple[int, ...]] = [()] * len(problem.cells)
    for one, other in unnoticed_swaps(problem, solution):
        others[one] = (*others[one], solution.chosen[other])
        others[other] = (*others[other], solution.chosen[one])
    return Freedom(others=tuple(others))


def _glyphs(task: Task) -> tuple[Glyphs, ...]:
    """All glyphs in play, in text order; the right-to-left parts of a glued run count from its right end."""
    own = [glyph for row in task.rows for glyph in task.board.series[row].row.glyphs]
    unique = {(g.token.order, g.candidate, g.part): g for g in (*own, *task.spare)}
    return tuple(unique[key] for key in sorted(unique))


def _problem(task: Task, glyphs: tuple[Glyphs, ...]) -> Problem:
    width, decimals = task.board.width, decimals_of(task)
    values = [value_units(glyph, decimals) for glyph in glyphs]
    places = {(g.token.order, g.candidate, g.part): index for index, g in enumerate(glyphs)}
    cells: list[tuple[Choice, ...]] = []
    for row in task.rows:
        series = task.board.series[row]
        limits = dict(task.bounds).get(row, ())
        for column in range(width):
            tokens = _tokens_for(task, row, column, glyphs, places)
            kept = [t for t in tokens if _within(glyphs[t], column, limits, series.scale)]
            cells.append(tuple(Choice(token=t, value=values[t]) for t in kept))
    return Problem(
        cells=tuple(cells),
        tokens=tuple(Token() for _ in glyphs),
        linears=(*_sum_linears(task), *_bound_linears(task, decimals), *_target_linears(task, decimals)),
        orders=tuple(
            tuple(range(n * width, (n + 1) * width)) for n, row in enumerate(task.rows) if row not in task.fixed
        ),
        empty_cost=task.empty_cost,
        order_cost=MOVED_COST,
        early_cost=EARLY_COST,
    )


def _tokens_for(
    task: Task, row: int, column: int, glyphs: tuple[Glyphs, ...], places: dict[tuple[int, int, int], int]
) -> list[int]:
    series = task.board.series[row]
    cell = series.cells[column]
    if row in task.fixed and cell is not None:
        return [places[(cell.token.order, cell.candidate, cell.part)]]
    if task.shared:
        return list(range(len(glyphs)))
    own = [places[(g.token.order, g.candidate, g.part)] for g in series.row.glyphs]
    if len(series.row.glyphs) < task.board.width:
        own += [places[(g.token.order, g.candidate, g.part)] for g in task.spare]
    return own


def _within(glyph: Glyphs, column: int, bounds: Iterable[Bound], scale: str) -> bool:
    """Whether a glyph meets all bounds on its column alone."""
    alone = [b for b in bounds if len(b.weights) == 1 and b.weights[0] == (column, Fraction(1))]
    return all(meets(glyph_interval(glyph, scale), bound.interval) for bound in alone)


def _sum_linears(task: Task) -> list[Linear]:
    width = task.board.width
    number = {row: n for n, row in enumerate(task.rows)}
    out = []
    for rule in task.sums:
        low, high = allowed_gap(len(rule.parts), task.regime, soft=task.soft)
        for column in range(width):
            terms = [(number[part] * width + column, 1) for part in rule.parts]
            terms.append((number[rule.total] * width + column, -1))
            out.append(Linear(terms=tuple(terms), low=-high, high=-low))
    return out


def allowed_gap(parts: int, regime: Regime, *, soft: bool) -> tuple[int, int]:
    """Whole gaps (total − parts) that rounding allows, or, softly, those within three standard deviations."""
    if regime is Regime.EXACT:
        return 0, 0
    reach = floor(SUSPICIOUS_Z * sqrt((parts + 1) / 12)) if soft else (parts + 1) // 2
    if regime is Regime.ROUND:
        return -min(reach, (parts + 1) // 2), min(reach, (parts + 1) // 2)
    middle = (parts - 1) / 2
    low = -(parts - 1) if not soft else floor(-SUSPICIOUS_Z * sqrt((parts + 1) / 12))
    high = parts - 1 if not soft else ceil(middle + SUSPICIOUS_Z * sqrt((parts + 1) / 12))
    return max(low, -parts), min(high, parts)


def _bound_linears(task: Task, decimals: int) -> list[Linear]:
    """Bounds over several columns, widened by what the columns' own rounding allows."""
    width = task.board.width
    out = []
    for row, bounds in task.bounds:
        first = task.rows.index(row) * width
        unit = Fraction(SCALES[task.board.series[row].scale]) / 10**decimals
        for bound in bounds:
            if len(bound.weights) == 1:
                continue
            factor = _whole_factor(bound)
            terms = tuple((first + column, int(weight * factor)) for column, weight in bound.weights)
            slack = sum(abs(weight) for _, weight in bound.weights)
            low, high = _units(bound.interval, unit)
            out.append(
                Linear(
                    terms=terms,
                    low=max(-FAR, floor((low - slack) * factor)),
                    high=min(FAR, ceil((high + slack) * factor)),
                )
            )
    return out


def _target_linears(task: Task, decimals: int) -> list[Linear]:
    """The sum of all rows meets a known total, widened by what the rows' own rounding allows."""
    width = task.board.width
    out = []
    unit = Fraction(SCALES[task.board.series[task.rows[0]].scale]) / 10**decimals
    slack = len(task.rows) // 2 + 1
    for column, target in enumerate(task.targets):
        if target is not None:
            low, high = _units(target, unit)
            terms = tuple((number * width + column, 1) for number in range(len(task.rows)))
            out.append(Linear(terms=terms, low=floor(low) - slack, high=ceil(high) + slack))
    return out


def _whole_factor(bound: Bound) -> int:
    """A factor that makes all weights whole; growth weights have few digits."""
    factor = 1
    for _, weight in bound.weights:
        factor = max(factor, weight.denominator)
    return factor


def _units(interval: Interval, unit: Fraction) -> tuple[Fraction, Fraction]:
    return interval.low / unit, interval.high / unit


def _outcome(task: Task, glyphs: tuple[Glyphs, ...], solved: tuple[Solution, Freedom]) -> Outcome:
    solution, freedom = solved
    width = task.board.width
    out = tuple(
        (row, _settled(task, row, glyphs, _slice(solved, number * width, width)))
        for number, row in enumerate(task.rows)
    )
    chosen = set(solution.chosen)
    left = tuple(g for index, g in enumerate(glyphs) if index not in chosen and g in task.spare)
    unique = freedom.complete and not any(freedom.others)
    return Outcome(series=out, left=left, unique=unique, cost=solution.cost)


def _slice(solved: tuple[Solution, Freedom], first: int, width: int) -> list[tuple[int, tuple[int, ...]]]:
    """Token and rivals of every cell of a row; without a complete search every cell counts as free."""
    solution, freedom = solved
    cells = range(first, first + width)
    unknown = () if freedom.complete else (-1,)
    return [(solution.chosen[cell], freedom.others[cell] or unknown) for cell in cells]


def _settled(task: Task, row: int, glyphs: tuple[Glyphs, ...], cells: list[tuple[int, tuple[int, ...]]]) -> Series:
    series = task.board.series[row]
    moved = _moved([token for token, _ in cells])
    evidence = []
    for column, (token, others) in enumerate(cells):
        order, open_code = ("moved", "moved-open") if token in moved else ("text-order", "check-allows-others")
        code = open_code if others else "check-unique"
        kept = token >= 0 and glyphs[token] == series.cells[column]
        base = ("clean-row",) if kept and "clean-row" in series.evidence[column] else (order,)
        evidence.append((*base, code))
    return replace(
        series,
        cells=tuple(glyphs[token] if token >= 0 else None for token, _ in cells),
        evidence=tuple(evidence),
        rivals=tuple(_rivals(others, glyphs) for _, others in cells),
    )


def _moved(tokens: list[int]) -> frozenset[int]:
    """Tokens off the longest increasing run: those that text order alone would have put elsewhere."""
    best: list[list[int]] = []
    for position, token in enumerate(tokens):
        longest: list[int] = max((run for run in best[:position] if run[-1] < token), key=len, default=[])
        best.append([*longest, token])
    kept: list[int] = max(best, key=len, default=[])
    return frozenset(tokens) - frozenset(kept)


def _rivals(tokens: tuple[int, ...], glyphs: tuple[Glyphs, ...]) -> tuple[Alternative, ...]:
    return tuple(rival(glyphs[token]) for token in tokens if token >= 0)


def columns_hold(board: Board, rule: SumRule, regime: Regime) -> tuple[bool, ...]:
    """Per column, whether a sum rule holds as the board stands; an empty cell counts as not holding."""
    verdicts = [column_verdict(board, rule, column, regime) for column in range(board.width)]
    return tuple(verdict is not None and verdict.possible for verdict in verdicts)
