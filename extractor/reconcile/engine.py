"""The engine: boards settled by their sums, named by what the deck proves, until nothing new is learnt."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.model.deck import Deck
from extractor.model.interval import Regime
from extractor.reconcile.boards.board import Board, has_nameless
from extractor.reconcile.boards.contested import with_shared_doubted
from extractor.reconcile.boards.exchanged import with_exchanges
from extractor.reconcile.boards.labelled import labelled_boards
from extractor.reconcile.boards.opened import opened_boards
from extractor.reconcile.boards.settle import settle_sums
from extractor.reconcile.boards.trials import corrected, retried
from extractor.reconcile.boards.twice import with_second_printing
from extractor.reconcile.boards.unprinted import could_lack_total, levels_of, with_unprinted_total
from extractor.reconcile.boxes import find_groups, with_boxes, without
from extractor.reconcile.known.derived import derive
from extractor.reconcile.known.facts import board_facts, claim_facts, scoped
from extractor.reconcile.known.world import Fact, World, build, extended
from extractor.reconcile.naming.above import ABOVE, names_above
from extractor.reconcile.naming.confirm import confirm, confirm_counts
from extractor.reconcile.naming.guesses import named_again
from extractor.reconcile.naming.joint import jointly
from extractor.reconcile.naming.legend import named_orders, usual_direction
from extractor.reconcile.naming.legend_order import Habits, by_order
from extractor.reconcile.naming.names import find_keys
from extractor.reconcile.naming.naming import Match, Scene, evidence_of_fit, likely, name_series, proven, tried
from extractor.reconcile.naming.reviewed_names import with_reviewed_names
from extractor.reconcile.naming.segments import with_ratio_names, with_segments
from extractor.reconcile.naming.shared import find_twins, rows_of
from extractor.reconcile.ratios.margins import ties, with_margins
from extractor.reconcile.ratios.per_share import with_per_share, with_title_scenario
from extractor.reconcile.ratios.shares import with_share_names, with_shares
from extractor.reconcile.ratios.units import with_days, with_units
from extractor.reconcile.rounding.rounding import Rounding, find_rounding
from extractor.reconcile.sentences.told_sums import with_told_sums
from extractor.reconcile.tables import is_table, settle_table
from extractor.reconcile.torn import settle_torn
from extractor.rulebook import Rulebook

MOST_ROUNDS = 12
FORCED = frozenset({"name-only", "name-left-over", "name-only-ratio", "name-total", "name-eliminated"})
Boards = tuple[Board, ...]
Step = Callable[[Boards, Scene], Boards]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Decided boards, with the scene they were decided in and the rounding regime of the deck's amounts.

    `settled` are the boards before they were finished, from which deciding goes on where sister decks say more;
    `own` is what the deck itself says, without them.
    """

    boards: Boards
    scene: Scene
    regime: Regime
    settled: Boards
    own: World
    rounding: Rounding


def decide(deck: Deck, rulebook: Rulebook) -> Decision:
    """All boards of a deck, decided as far as its figures allow."""
    keys = find_keys(deck, rulebook)
    groups = find_groups(deck)
    opened = opened_boards(deck, without(deck.align.proposals, groups), keys, rulebook)
    rounding = find_rounding(opened, deck, rulebook)
    regime = rounding.regime
    boards = tuple(_settled(board, regime) for board in opened)
    boards = with_reviewed_names(boards, deck.read.decisions, keys)
    blank = Scene(world=build(()), keys=keys, rulebook=rulebook, calendar=deck.layout.calendar, regime=regime)
    seen = _eyes(deck, blank)
    boards = _tables(boards, seen(boards))
    for _ in range(MOST_ROUNDS):
        after = _round(boards, seen)
        if after == boards:
            break
        boards = after
    scene = seen(boards)
    finished = _on_charts(_finished, boards, scene)
    finished = with_boxes(finished, groups, scene, deck)
    return Decision(boards=finished, scene=scene, regime=regime, settled=boards, own=scene.world, rounding=rounding)


def _eyes(deck: Deck, blank: Scene, lent: tuple[Fact, ...] = ()) -> Callable[[Boards], Scene]:
    """What is seen from boards: the facts they give, those of sentences, and those that sister decks lend."""
    stated = tuple(claim_facts(deck.align.claims, blank.keys))

    def seen(now: Boards) -> Scene:
        return replace(blank, world=build((*stated, *_facts(now, blank), *lent), blank.memo))

    return seen


def decide_with(deck: Deck, alone: Decision, lent: tuple[Fact, ...]) -> Decision:
    """The decision on a deck taken further with facts of sister decks.

    They prove names and places; they never guess, settle tables anew, or date what has no period.
    """
    groups, seen = find_groups(deck), _eyes(deck, alone.scene, lent)
    boards = _on_charts(named_again, alone.settled, seen(alone.settled))
    for _ in range(MOST_ROUNDS):
        after = _proven(boards, seen)
        if after == boards:
            break
        boards = after
    own, scene = _eyes(deck, alone.scene)(boards), seen(boards)
    finished = with_boxes(_on_charts(_finished, boards, scene), groups, own, deck)
    return replace(alone, boards=finished, scene=scene, settled=boards, own=own.world)


def _settled(board: Board, regime: Regime) -> Board:
    if board.proposal.stacks:
        return board
    return (settle_torn if board.proposal.torn else settle_sums)(board, regime)


def _finished(boards: Boards, scene: Scene) -> Boards:
    doubted = tuple(with_shared_doubted(confirm(board, scene)) for board in scoped(boards, scene.memo))
    confirmed = with_exchanges(doubted, scene)
    named = tuple(with_second_printing(with_share_names(board)) for board in confirmed)
    named = tuple(with_per_share(with_title_scenario(board, scene.rulebook), scene) for board in named)
    named = tuple(confirm_counts(with_units(board, scene.rulebook), scene) for board in named)
    named = tuple(with_days(board, scene.calendar) for board in named)
    return tuple(b for board in named for b in (board, *labelled_boards(board, named, scene.calendar)))


def _on_charts(step: Step, boards: Boards, scene: Scene) -> Boards:
    """The boards after a step that knows charts only; tables stay what they are, each at its slide."""
    after = step(tuple(board for board in boards if not is_table(board)), scene)
    tables = tuple(board for board in boards if is_table(board))
    return tuple(sorted((*after, *tables), key=lambda board: board.exhibit.number))


def _tables(boards: Boards, scene: Scene) -> Boards:
    return tuple(settle_table(board, scene) if is_table(board) else board for board in boards)


def _round(boards: Boards, seen: Callable[[Boards], Scene]) -> Boards:
    """The boards after every step that proves; where none gains, after the first that guesses or settles tables.

    A gain is seen by the steps behind it; what bounds prove is used up before any name is given by what is left.
    Tables cost most and come last, with all that charts have learnt.
    """
    proven = _proven(boards, seen)
    if proven != boards:
        return proven
    scene = seen(boards)
    for step in GUESSES:
        after = _on_charts(step, boards, scene)
        if after != boards:
            return after
    return _tables(boards, scene)


def _proven(boards: Boards, seen: Callable[[Boards], Scene]) -> Boards:
    """The boards after every step that proves."""
    scene, proven = seen(boards), boards
    for step in PROOFS:
        after = _on_charts(step, proven, scene)
        while after != proven:
            proven, scene = after, seen(after)
            after = _on_charts(step, proven, scene) if step is _prove else proven
    return proven


def _facts(boards: Boards, scene: Scene) -> Iterator[Fact]:
    for board in scoped(boards, scene.memo):
        yield from board_facts(board, scene.calendar, scene.memo)


def _by_exhibit(boards: Iterable[Board]) -> list[Boards]:
    return [tuple(group) for _, group in groupby(boards, key=lambda board: board.exhibit.number)]


def _named(boards: Boards, find: Callable[[Boards], Iterable[tuple[Match, tuple[str, ...]]]]) -> Boards:
    """The boards with the names that are found for the series of each exhibit, and the evidence of each."""
    out: list[Board] = []
    for group in _by_exhibit(boards):
        named = group
        for match, evidence in tuple(find(group)):
            named = name_series(named, match, evidence)
        out.extend(named)
    return tuple(out)


def _prove(boards: Boards, scene: Scene) -> Boards:
    """Names that bounds prove."""
    return _named(boards, lambda group: ((m, evidence_of_fit(m.fit)) for m in proven(tried(group, scene))))


def _head(boards: Boards, scene: Scene) -> Boards:
    """Names that take turns with their rows."""
    return _named(boards, lambda group: ((m, (ABOVE,)) for m in names_above(group, scene, tried(group, scene))))


def _lean(boards: Boards, scene: Scene) -> Boards:
    """Names that figures speak for, though they do not prove them."""
    return _named(boards, lambda group: ((m, ("name-likely",)) for m in likely(tried(group, scene))))


def _join(boards: Boards, scene: Scene) -> Boards:
    """Names that series of one slide prove for each other."""
    return _named(boards, lambda group: jointly(group, scene))


def _retry(boards: Boards, scene: Scene) -> Boards:
    return tuple(retried(board, scene) for board in boards)


def _forgive(boards: Boards, scene: Scene) -> Boards:
    return tuple(retried(board, scene, forgiving=True) for board in boards)


def _tell_sums(boards: Boards, scene: Scene) -> Boards:
    return tuple(board for group in _by_exhibit(boards) for board in with_told_sums(group, scene))


def _add_up(boards: Boards, scene: Scene) -> Boards:
    if not any(map(could_lack_total, boards)):
        return boards
    implied = derive(scene.world, scene.rulebook, scene.memo)
    levels = levels_of(implied)
    return tuple(with_unprinted_total(board, scene, levels) for board in boards)


def _order_totals(boards: Boards, scene: Scene) -> Boards:
    return _ordered(boards, scene, totals=True)


def _order_rest(boards: Boards, scene: Scene) -> Boards:
    return _ordered(boards, scene, totals=False)


def _ordered(boards: Boards, scene: Scene, *, totals: bool) -> Boards:
    """Names by the order of legends: with `totals` only those of totals and of rows with one name left.

    Exhibits follow each other: what one is named bears on the next.
    """
    groups = _by_exhibit(boards)
    usual, sisters, rows = usual_direction(groups, scene), named_orders(groups, scene), rows_of(groups, scene)
    for number, group in enumerate(groups):
        if not any(map(has_nameless, group)):
            continue
        named = group
        habits = Habits(usual=usual, sisters=sisters, twins=find_twins(groups, number, rows, scene))
        for match, code in tuple(by_order(group, scene, tried(group, scene), habits)):
            if not totals or code in FORCED:
                named = name_series(named, match, (code,))
        if named != group:
            groups[number] = named
            scene = _with_facts(scene, named)
    return tuple(board for group in groups for board in group)


def _with_facts(scene: Scene, boards: Boards) -> Scene:
    """The scene with the facts of newly named boards beside what it knew."""
    return replace(scene, world=extended(scene.world, _facts(boards, scene), scene.memo))


def _correct(boards: Boards, scene: Scene) -> Boards:
    """The boards with the first one corrected that has to be: what is corrected by it is right no longer."""
    for number, board in enumerate(boards):
        after = corrected(board, scene)
        if after != board:
            return (*boards[:number], after, *boards[number + 1 :])
    return boards


def _share(boards: Boards, scene: Scene) -> Boards:
    return tuple(with_shares(board, scene) for board in boards)


def _margin(boards: Boards, scene: Scene) -> Boards:
    boards = with_margins(boards, scene)
    found = tuple(ties(boards, scene))
    return with_ratio_names(with_segments(boards, scene, found), scene, found)


PROOFS: tuple[Step, ...] = (_prove, _order_totals, _retry, _add_up, _share, _margin, _join)
GUESSES: tuple[Step, ...] = (_tell_sums, _forgive, _head, _lean, _order_rest, _correct)
