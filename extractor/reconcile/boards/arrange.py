"""Arrangement: which glyph stands in which cell, where text order does not meet the conditions of a board."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from extractor.model.interval import Interval, Regime, meets
from extractor.model.proposal import Glyphs
from extractor.model.scale import SCALES
from extractor.reconcile.boards.arranged import Outcome, outcome_of
from extractor.reconcile.boards.board import Board, SumRule, glyph_interval, value_units
from extractor.reconcile.boards.sums import column_verdict
from extractor.reconcile.boards.task import Task, decimals_of
from extractor.reconcile.known.bounds import Bound
from extractor.reconcile.rounding.gaps import Gap, reach_of
from extractor.reconcile.solver.model import (
    EMPTY,
    Choice,
    Freedom,
    Limits,
    Linear,
    Problem,
    Solution,
    Token,
    broken,
    picks_of,
)
from extractor.reconcile.solver.solve import free_cells, solve
from extractor.reconcile.solver.swaps import unnoticed_swaps

FAR = 10**15
MOVED_COST = 4
EARLY_COST = 1
LIMITS = Limits(solutions=8, effort=5.0, margin=MOVED_COST + EARLY_COST)
MOST_MISPRINTS = 1


def arrange(task: Task) -> Outcome | None:
    """The arrangement closest to text order that meets every condition; None where there is none.

    Rows that were printed in one string each keep their order.
    """
    if any(task.board.series[row].row.string for row in task.rows):
        return None
    glyphs = _glyphs(task)
    tiers = Gap if task.sums else (task.gap,)
    cells = _choices(task, glyphs)
    problems = [_problem(replace(task, gap=gap), glyphs, cells) for gap in tiers]
    solved = _chosen(task, problems)
    if solved is None:
        return None
    solution, freedom = solved
    return outcome_of(task, glyphs, (solution, _either(freedom, _unbounded(task, problems[0], glyphs))))


def _unbounded(task: Task, problem: Problem, glyphs: tuple[Glyphs, ...]) -> Freedom:
    """Cells without a condition hold what is left over, which proves nothing where values beside the rows are loose."""
    width = task.board.width
    kinds = {glyph.quantity.percent for row in task.rows for glyph in task.board.series[row].row.glyphs}
    offered = {id(glyphs[choice.token]) for choices in problem.cells for choice in choices}
    beside = any(g.quantity.percent in kinds and id(g) not in offered for g in task.board.loose)
    summed = {cell for linear in problem.linears for cell, _ in linear.terms}
    alone = {
        task.rows.index(row) * width + column
        for row, bounds in task.bounds
        for column, limits in enumerate(_alone(bounds, width))
        if limits
    }
    bound = summed | alone if beside else set(range(len(problem.cells)))
    bound |= {n * width + c for n, row in enumerate(task.rows) if row in task.fixed for c in range(width)}
    return Freedom(others=tuple(() if cell in bound else (EMPTY,) for cell in range(len(problem.cells))))


def _chosen(task: Task, problems: list[Problem]) -> tuple[Solution, Freedom] | None:
    """The solution under usual gaps, unless one under odder gaps is nearer to text order.

    Rounding that is rare, or one misprinted sum, is likelier than labels out of place that happen to mend it.
    """
    best: tuple[Problem, Solution] | None = None
    limits = replace(LIMITS, effort=LIMITS.effort / len(problems))
    for problem in dict.fromkeys(problems):
        solution = solve(problem, limits, below=best[1].cost if best is not None else -1)
        if solution is not None and _is_sound(solution, problem, problems):
            best = problem, solution
        if best is not None and not best[1].cost:
            break
    return (best[1], _freedom_among(*best, problems)) if best is not None else None


def _is_sound(solution: Solution, problem: Problem, problems: list[Problem]) -> bool:
    """Whether no sum, or only one as a misprint would leave it, has a gap that rounding cannot leave."""
    possible = problems[min(Gap.POSSIBLE, len(problems) - 1)]
    return problem in problems[: Gap.ODD] or len(broken(possible, picks_of(possible, solution))) <= MOST_MISPRINTS


def _freedom_among(problem: Problem, solution: Solution, problems: list[Problem]) -> Freedom:
    """Rivals under the gaps that the solution has, and those as near to text order under odder or usual ones."""
    own = _freedom(problem, solution)
    if len(problems) == 1 or (not solution.cost and problem != problems[Gap.ODD]):
        return own
    possible = problems[Gap.POSSIBLE]
    if problem == possible:
        return own
    margin = 0 if problem == problems[Gap.USUAL] else LIMITS.margin
    return _either(own, free_cells(possible, solution, replace(LIMITS, margin=margin)), _doubtful(possible, solution))


def _doubtful(problem: Problem, solution: Solution) -> Freedom:
    """Cells of sums that do not hold: nothing is proven of them."""
    failing = {
        cell for number in broken(problem, picks_of(problem, solution)) for cell, _ in problem.linears[number].terms
    }
    return Freedom(others=tuple((EMPTY,) if cell in failing else () for cell in range(len(problem.cells))))


def _either(*searches: Freedom) -> Freedom:
    """Cells that any of the searches leaves open."""
    cells = zip(*(search.others for search in searches), strict=True)
    others = tuple(tuple(dict.fromkeys(token for found in cell for token in found)) for cell in cells)
    return Freedom(others=others, complete=all(search.complete for search in searches))


def _freedom(problem: Problem, solution: Solution) -> Freedom:
    """Rivals of every cell: those that one swap would bring and, out of text order, all within one more move."""
    others: list[tuple[int, ...]] = [()] * len(problem.cells)
    for one, other in unnoticed_swaps(problem, solution):
        others[one] = (*others[one], solution.chosen[other])
        others[other] = (*others[other], solution.chosen[one])
    swaps = Freedom(others=tuple(others))
    return _either(swaps, free_cells(problem, solution, LIMITS)) if solution.cost else swaps


def _glyphs(task: Task) -> tuple[Glyphs, ...]:
    """All glyphs in play, in text order; the right-to-left parts of a glued run count from its right end."""
    own = [glyph for row in task.rows for glyph in task.board.series[row].row.glyphs]
    unique = {(g.token.order, g.candidate, g.part): g for g in (*own, *task.spare)}
    return tuple(unique[key] for key in sorted(unique))


def _choices(task: Task, glyphs: tuple[Glyphs, ...]) -> tuple[tuple[Choice, ...], ...]:
    """What may stand in every cell: the same whatever gaps sums may leave."""
    width, decimals = task.board.width, decimals_of(task)
    values = [value_units(glyph, decimals) for glyph in glyphs]
    places = {(g.token.order, g.candidate, g.part): index for index, g in enumerate(glyphs)}
    cells: list[tuple[Choice, ...]] = []
    for row in task.rows:
        series = task.board.series[row]
        limits = _alone(dict(task.bounds).get(row, ()), width)
        seen = [glyph_interval(glyph, series.scale) for glyph in glyphs] if any(limits) else []
        for column in range(width):
            tokens = _tokens_for(task, row, column, glyphs, places)
            kept = [t for t in tokens if all(meets(seen[t], limit) for limit in limits[column])]
            cells.append(tuple(Choice(token=t, value=values[t]) for t in kept))
    return tuple(cells)


def _problem(task: Task, glyphs: tuple[Glyphs, ...], cells: tuple[tuple[Choice, ...], ...]) -> Problem:
    width, decimals = task.board.width, decimals_of(task)
    return Problem(
        cells=cells,
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


def _alone(bounds: Iterable[Bound], width: int) -> list[tuple[Interval, ...]]:
    """Per column what bounds on it alone allow, each once."""
    found: list[dict[Interval, None]] = [{} for _ in range(width)]
    for bound in bounds:
        column, weight = bound.weights[0]
        if len(bound.weights) == 1 and weight == 1:
            found[column][bound.interval] = None
    return [tuple(limits) for limits in found]


def _sum_linears(task: Task) -> list[Linear]:
    width = task.board.width
    number = {row: n for n, row in enumerate(task.rows)}
    out = []
    for rule in task.sums:
        low, high = reach_of(len(rule.parts), task.regime, task.gap)
        for column in range(width):
            terms = [(number[part] * width + column, 1) for part in rule.parts]
            terms.append((number[rule.total] * width + column, -1))
            out.append(Linear(terms=tuple(terms), low=-high, high=-low))
    return out


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


def columns_hold(board: Board, rule: SumRule, regime: Regime) -> tuple[bool, ...]:
    """Per column, whether a sum rule holds as the board stands; an empty cell counts as not holding."""
    verdicts = [column_verdict(board, rule, column, regime) for column in range(board.width)]
    return tuple(verdict is not None and verdict.possible for verdict in verdicts)
