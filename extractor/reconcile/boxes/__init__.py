"""Boxes: figures outside axes and tables, grouped by sums, named by captions, dated by their slide."""

from extractor.reconcile.board import Board
from extractor.reconcile.boxes.boards import whole_board
from extractor.reconcile.boxes.changes import bridge_board
from extractor.reconcile.boxes.claimed import find_groups, without
from extractor.reconcile.boxes.nouns import Group, Kind
from extractor.reconcile.naming import Scene

__all__ = ["find_groups", "with_boxes", "without"]


def with_boxes(boards: tuple[Board, ...], groups: tuple[Group, ...], scene: Scene) -> tuple[Board, ...]:
    """The boards, and behind those of each slide one for every group of boxes on it."""
    made = tuple(board for group in groups for board in _boards(group, groups, boards, scene))
    return tuple(sorted((*boards, *made), key=lambda board: board.exhibit.number))


def _boards(
    group: Group, groups: tuple[Group, ...], boards: tuple[Board, ...], scene: Scene
) -> tuple[Board, ...]:
    beside = tuple(board for board in boards if board.exhibit.number == group.slide.exhibit.number)
    if group.kind is Kind.WHOLE:
        return (whole_board(group, groups, beside, scene.rulebook),)
    return bridge_board(group, groups, beside, scene.calendar)
