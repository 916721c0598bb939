"""Names that a reviewer gave: what one figure of a row is called, the whole row is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.model.decision import Decision, Verdict
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, Series, with_series
from extractor.reconcile.naming.names import Keys
from extractor.rulebook.names import local_id

REVIEWED = "name-reviewed"
Place = tuple[int, int]


def with_reviewed_names(boards: tuple[Board, ...], decisions: Iterable[Decision], keys: Keys) -> tuple[Board, ...]:
    """The boards with the rows named of which a reviewer named a figure.

    Rows with a name printed beside them keep it; so do rows that decisions name in two ways, and glyphs that
    stand in two rows name none.
    """
    given: dict[Place, set[str]] = {}
    for decision in decisions:
        places = _places(boards, decision) if decision.verdict is not Verdict.REJECT and decision.item else ()
        if len(places) == 1:
            given.setdefault(places[0], set()).add(decision.item)
    named = list(boards)
    for (number, row), names in given.items():
        name = min(names)
        key = keys.key(name) or local_id(name)
        if len(names) == 1 and key and not boards[number].series[row].name:
            series = replace(named[number].series[row], name=name, key=key, name_evidence=(REVIEWED,))
            named[number] = with_series(named[number], row, series)
    return tuple(named)


def _places(boards: Sequence[Board], decision: Decision) -> tuple[Place, ...]:
    """The rows that hold the decided glyphs."""
    return tuple(
        (number, row)
        for number, board in enumerate(boards)
        for row, series in enumerate(board.series)
        if _holds(series, decision)
    )


def _holds(series: Series, decision: Decision) -> bool:
    size = abs(Decimal(decision.value))
    return any(cell is not None and _is_at(cell, decision, size) for cell in series.cells)


def _is_at(cell: Glyphs, decision: Decision, size: Decimal) -> bool:
    """Whether a cell is what was decided: a decision about glyphs that are other ones now is stale."""
    places = ((cell.token.run.span, cell.token.run.raw), (cell.quantity.span, cell.quantity.raw))
    printed = any(span in decision.spans and raw == decision.raw for span, raw in places)
    return printed and cell.quantity.magnitude == size
