"""What cannot stand in a cell whatever the others hold: choices that no linear, or no other cell, leaves room for.

Only problems in which every cell is filled are narrowed. What is left out is in no solution; what is left may be in
none either.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extractor.reconcile.solver.model import Choice, Linear, Problem

Kept = dict[int, Choice]
"""Choices of a cell by their index."""
PAIR, FEW = 2, 3


def narrowed(problem: Problem) -> tuple[Kept, ...]:
    """Per cell the choices that may stand in it; one without any means that the problem has no solution."""
    cells = tuple(dict(enumerate(choices)) for choices in problem.cells)
    if problem.empty_cost >= 0:
        return cells
    before = -1
    while before != (now := sum(map(len, cells))) and all(cells):
        before = now
        for linear in problem.linears:
            _keep_reached(cells, linear)
            if len(linear.terms) == PAIR:
                _keep_paired(cells, linear)
        _keep_distinct(cells)
    return cells


def _keep_reached(cells: tuple[Kept, ...], linear: Linear) -> None:
    """Leaves out choices so large or small that the other cells cannot make up for them."""
    ends = [_ends(cells[cell], weight) for cell, weight in linear.terms]
    low, high = sum(end[0] for end in ends), sum(end[1] for end in ends)
    if low >= linear.low and high <= linear.high:
        return
    for (cell, weight), (least, most) in zip(linear.terms, ends, strict=True):
        highest, lowest = linear.high - (low - least), linear.low - (high - most)
        gone = [i for i, choice in cells[cell].items() if not lowest <= weight * choice.value <= highest]
        _drop(cells[cell], gone)


def _ends(kept: Kept, weight: int) -> tuple[int, int]:
    values = [weight * choice.value for choice in kept.values()]
    return min(values, default=0), max(values, default=0)


def _keep_paired(cells: tuple[Kept, ...], linear: Linear) -> None:
    """Of two cells leaves out what has no partner in the other."""
    for mine, theirs in (linear.terms, linear.terms[::-1]):
        others = sorted((theirs[1] * choice.value, choice.token) for choice in cells[theirs[0]].values())
        values = [value for value, _ in others]
        gone = []
        for i, choice in cells[mine[0]].items():
            value = mine[1] * choice.value
            span = range(bisect_left(values, linear.low - value), bisect_right(values, linear.high - value))
            if not any(others[at][1] != choice.token for at in span):
                gone.append(i)
        _drop(cells[mine[0]], gone)


def _keep_distinct(cells: tuple[Kept, ...]) -> None:
    """A token that one cell needs, or a few tokens that as many cells need, stand in no other."""
    takers = {token: holders for tokens, holders in _needed(cells) for token in tokens}
    for cell, kept in enumerate(cells) if takers else ():
        taken = [i for i, choice in kept.items() if choice.token in takers and cell not in takers[choice.token]]
        _drop(kept, taken)


def _needed(cells: tuple[Kept, ...]) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """Sets of tokens with the cells that hold them all, whichever holds which."""
    by_tokens: dict[frozenset[int], list[int]] = {}
    for cell, kept in enumerate(cells):
        if len(kept) <= FEW:
            by_tokens.setdefault(frozenset(choice.token for choice in kept.values()), []).append(cell)
    for tokens, holders in by_tokens.items():
        if len(holders) >= len(tokens):
            yield tokens, frozenset(holders[: len(tokens)])


def _drop(kept: Kept, gone: list[int]) -> None:
    for i in gone:
        del kept[i]
