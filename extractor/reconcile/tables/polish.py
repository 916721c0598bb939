"""Polish: single marks of a reading moved where the checks hold better, as far as the way they were printed allows."""

from extractor.reconcile.tables.grid import FREE
from extractor.reconcile.tables.proof import Move, Prover

WORTH = 2.0
MOST_STEPS = 12


def polish(prover: Prover) -> None:
    """Moves marks of the prover's state until no move gains more than its looks cost."""
    for _ in range(MOST_STEPS):
        moves = [(_gain(prover, move), move) for move in prover.moves()]
        best = max(moves, key=lambda pair: pair[0], default=(0.0, ()))
        if best[0] < WORTH:
            return
        _apply(prover, best[1], best[0])


def _gain(prover: Prover, move: Move) -> float:
    cells, costs = prover.state.cells, prover.placer.costs
    before = {cells[cell]: cell for cell, _ in move if cells[cell] != FREE}
    looks = sum(costs[mark][cell] - costs[mark][before[mark]] for cell, mark in move if mark != FREE)
    return -prover.loss(move) - looks


def _apply(prover: Prover, move: Move, gain: float) -> None:
    state, checks = prover.state, prover.checks
    touched: set[int] = set()
    for cell, mark in move:
        state.cells[cell] = mark
        touched.update(checks.by_cell[cell])
    for check in sorted(touched):
        state.scores[check] = checks.score(check, state.cells)
    state.total += gain
