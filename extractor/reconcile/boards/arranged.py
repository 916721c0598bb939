"""Arranged rows: the solution of a task as series, with evidence and rivals for every cell."""

from dataclasses import dataclass, replace

from extractor.model.figure import Alternative
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Series, rival
from extractor.reconcile.boards.task import Task
from extractor.reconcile.solver.model import Freedom, Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A solved task: the rows' series with evidence, and the spare glyphs that are left."""

    series: tuple[tuple[int, Series], ...]
    left: tuple[Glyphs, ...]
    unique: bool
    cost: int


def outcome_of(task: Task, glyphs: tuple[Glyphs, ...], solved: tuple[Solution, Freedom]) -> Outcome:
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
    """Tokens off the longest increasing run: those that text order alone would have put elsewhere.

    Of two neighbours that changed places either may be the moved one; both count.
    """
    best: list[list[int]] = []
    for position, token in enumerate(tokens):
        longest: list[int] = max((run for run in best[:position] if run[-1] < token), key=len, default=[])
        best.append([*longest, token])
    kept: list[int] = max(best, key=len, default=[])
    padded = [-1, *tokens, max(tokens, default=0) + 1]
    four = zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    changed = [(one, other) for before, one, other, behind in four if before < other < one < behind]
    return frozenset(tokens) - frozenset(kept) | {token for pair in changed for token in pair}


def _rivals(tokens: tuple[int, ...], glyphs: tuple[Glyphs, ...]) -> tuple[Alternative, ...]:
    return tuple(rival(glyphs[token]) for token in tokens if token >= 0)
