"""The engine: boards settled by their sums, named by what the deck proves, repeated until nothing new is learnt."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from extractor.model.deck import Deck
from extractor.reconcile.board import Board, open_board
from extractor.reconcile.facts import board_facts, claim_facts
from extractor.reconcile.legend import by_order
from extractor.reconcile.names import Keys, find_keys
from extractor.reconcile.naming import Scene, evidence_of, name_series, proven, tried
from extractor.reconcile.settle import deck_regime, settle_sums
from extractor.reconcile.world import build
from extractor.rulebook import Rulebook

MOST_ROUNDS = 6
Boards = tuple[Board, ...]


def decide(deck: Deck, rulebook: Rulebook) -> tuple[Boards, Keys]:
    """All boards of a deck, decided as far as its figures allow."""
    keys = find_keys(deck, rulebook)
    exhibits = {exhibit.number: exhibit for exhibit in deck.layout.exhibits}
    opened = tuple(_keyed(open_board(p, exhibits[p.exhibit]), keys) for p in deck.align.proposals if p.rows)
    regime = deck_regime(opened)
    boards = tuple(settle_sums(board, regime) for board in opened)
    for _ in range(MOST_ROUNDS):
        scene = _scene(deck, boards, keys, rulebook)
        after = tuple(b for group in _by_exhibit(boards) for b in _named(group, scene))
        if after == boards:
            break
        boards = after
    scene = _scene(deck, boards, keys, rulebook)
    return tuple(b for group in _by_exhibit(boards) for b in _ordered(group, scene)), keys


def _scene(deck: Deck, boards: Boards, keys: Keys, rulebook: Rulebook) -> Scene:
    calendar = deck.layout.calendar
    facts = [*claim_facts(deck.align.claims, keys)]
    facts += [fact for board in boards for fact in board_facts(board, calendar)]
    return Scene(world=build(facts), keys=keys, rulebook=rulebook, calendar=calendar)


def _by_exhibit(boards: Iterable[Board]) -> list[Boards]:
    return [tuple(group) for _, group in groupby(boards, key=lambda board: board.exhibit.number)]


def _keyed(board: Board, keys: Keys) -> Board:
    series = tuple(replace(s, key=keys.key(s.name)) if s.name else s for s in board.series)
    return replace(board, series=series)


def _named(boards: Boards, scene: Scene) -> Boards:
    for match in proven(tried(boards, scene)):
        boards = name_series(boards, match, evidence_of(match))
    return boards


def _ordered(boards: Boards, scene: Scene) -> Boards:
    for match, code in tuple(by_order(boards, scene, tried(boards, scene))):
        boards = name_series(boards, match, (code,))
    return boards
