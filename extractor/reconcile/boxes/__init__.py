"""Boxes: figures outside axes and tables, grouped by sums, named by captions, dated by their slide."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.model.deck import Deck
from extractor.reconcile.boards.board import Board
from extractor.reconcile.boxes.alone import alone_boards
from extractor.reconcile.boxes.boards import whole_board
from extractor.reconcile.boxes.changes import bridge_board
from extractor.reconcile.boxes.claimed import find_groups, find_slides, without
from extractor.reconcile.boxes.explained import stated_board
from extractor.reconcile.boxes.nouns import Group, Kind, Slide
from extractor.reconcile.boxes.parts import part_boards
from extractor.reconcile.boxes.undated import undated_board
from extractor.reconcile.known.facts import board_facts, scoped
from extractor.reconcile.known.world import build
from extractor.reconcile.naming.naming import Scene

__all__ = ["find_groups", "with_boxes", "without"]
Boards = tuple[Board, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What groups are decided with: the deck, its decided boards, all groups, and what all these say."""

    deck: Deck
    boards: Boards
    groups: tuple[Group, ...]
    scene: Scene


def with_boxes(boards: Boards, groups: tuple[Group, ...], scene: Scene, deck: Deck) -> Boards:
    """The boards, and behind those of each slide one for every group of boxes on it."""
    around = _Around(deck=deck, boards=boards, groups=groups, scene=_informed(scene, boards))
    made = [board for group in groups for board in _boards(group, around)]
    made += [board for slide in find_slides(deck) for board in _of_slide(slide, around)]
    made += part_boards(boards, deck.align.claims, around.scene)
    return tuple(sorted((*boards, *made), key=lambda board: board.exhibit.number))


def _informed(scene: Scene, boards: Boards) -> Scene:
    """The scene with the facts of the boards as they are now."""
    facts = {fact: None for found in scene.world.facts.values() for fact in found}
    facts |= {
        fact: None for board in scoped(boards, scene.memo) for fact in board_facts(board, scene.calendar, scene.memo)
    }
    return replace(scene, world=build(facts))


def _of_slide(slide: Slide, around: _Around) -> Iterator[Board]:
    """Boards that need no group: of a chart without an axis, and of amounts alone."""
    yield from undated_board(slide, around.scene)
    taken = frozenset(claim.glyphs.token.order for claim in slide.claims)
    yield from alone_boards(slide, taken, around.scene.rulebook)


def _boards(group: Group, around: _Around) -> Iterator[Board]:
    beside = tuple(b for b in around.boards if b.exhibit.number == group.slide.exhibit.number)
    if group.kind is Kind.WHOLE:
        yield whole_board(group, around.groups, beside, around.scene.rulebook)
    elif group.kind is Kind.BRIDGE:
        yield from bridge_board(group, around.groups, beside, around.scene.calendar)
    else:
        yield stated_board(group, around.groups, around.scene, around.deck.layout.exhibits)
