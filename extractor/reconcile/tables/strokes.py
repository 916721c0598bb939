"""Strokes: the order in which they prove each other, and which of them stand beside each other."""

from itertools import pairwise

from extractor.reconcile.tables.grid import Grid, Stroke


def ordered(grid: Grid) -> list[Stroke]:
    """Strokes in the order in which they prove each other: amounts from the largest with their shares, then rates."""
    amounts = [s for s in grid.strokes if any(not grid.marks[m].percent and not grid.marks[m].nil for m in s.marks)]
    rest = [s for s in grid.strokes if s not in amounts]
    amounts.sort(key=lambda s: (-_size(grid, s), s.marks[0]))
    out: list[Stroke] = []
    for stroke in amounts:
        out.append(stroke)
        share = next((s for near in (_above, _below) for s in rest if near(grid, s, stroke)), None)
        if share is not None:
            out.append(share)
            rest.remove(share)
    return out + rest


def partners(strokes: list[Stroke]) -> dict[int, int]:
    """First marks of amounts and shares that stand beside each other, as pairs in both directions."""
    out: dict[int, int] = {}
    for one, other in pairwise(strokes):
        if not one.upright and len(one.marks) == len(other.marks):
            near = 1 in (one.marks[0] - other.marks[-1], other.marks[0] - one.marks[-1])
            if near:
                out |= {one.marks[0]: other.marks[0], other.marks[0]: one.marks[0]}
    return out


def _size(grid: Grid, stroke: Stroke) -> float:
    return max((abs(grid.marks[m].value) for m in stroke.marks if not grid.marks[m].percent), default=0.0)


def _above(grid: Grid, share: Stroke, amounts: Stroke) -> bool:
    """Whether percentages stand right above as many amounts, nothing between."""
    return amounts.marks[0] - share.marks[-1] == 1 and _paired(grid, share, amounts)


def _below(grid: Grid, share: Stroke, amounts: Stroke) -> bool:
    return share.marks[0] - amounts.marks[-1] == 1 and _paired(grid, share, amounts)


def _paired(grid: Grid, share: Stroke, amounts: Stroke) -> bool:
    blocks = {grid.marks[stroke.marks[0]].block for stroke in (share, amounts)}
    return len(blocks) == 1 and len(share.marks) == len(amounts.marks) and share.upright is amounts.upright
