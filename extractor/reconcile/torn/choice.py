"""Choice: the layouts of glued rows under which most torn columns foot, and what the sums tell apart."""

from dataclasses import replace

from extractor.model.figure import Alternative
from extractor.model.interval import Regime
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, Series, with_series
from extractor.reconcile.torn.blocks import provable
from extractor.reconcile.torn.columns import blocks_of
from extractor.reconcile.torn.footing import Footing, Options
from extractor.reconcile.torn.layouts import Layout

OPEN = "cut-open"
Choice = tuple[Layout, ...]


def choose(board: Board, options: Options, footings: tuple[Footing, ...], regime: Regime) -> Board:
    """The board with all glued rows laid out: so that their sums hold, else as text order says."""
    for row, found in options.items():
        board = with_series(board, row, _as_likely(board.series[row], found))
    fixed: dict[int, Layout] = {}
    for footing in footings:
        board = replace(board, sums=(*board.sums, footing.rule))
        choices = [choice for choice in footing.choices if _agrees(choice, footing, fixed)]
        if choices:
            board = _settled(board, footing, choices, regime)
            fixed.update({row: _layout_of(board, row) for row in footing.members})
    return board


def _agrees(choice: Choice, footing: Footing, fixed: dict[int, Layout]) -> bool:
    placed = zip(footing.members, choice, strict=True)
    return all(row not in fixed or fixed[row].cells == layout.cells for row, layout in placed)


def _layout_of(board: Board, row: int) -> Layout:
    return Layout(cells=board.series[row].cells, cost=0)


def _laid(series: Series, layout: Layout) -> Series:
    bare = tuple(tuple(code for code in codes if code != OPEN) for codes in series.evidence)
    return replace(series, cells=layout.cells, evidence=bare, rivals=tuple(() for _ in layout.cells))


def _as_likely(series: Series, found: tuple[Layout, ...]) -> Series:
    """The row under its likeliest layout; cells that differ under another as likely stay open."""
    best, others = found[0], [layout for layout in found[1:] if layout.cost <= found[0].cost]
    evidence, rivals = list(series.evidence), list(series.rivals)
    for column, cell in enumerate(best.cells):
        raws = dict.fromkeys(_raw(layout.cells[column]) for layout in others)
        differing = [raw for raw in raws if raw != _raw(cell)]
        if cell is not None and differing:
            evidence[column] = (*evidence[column], OPEN)
            rivals[column] = tuple(Alternative(link="value", reading=raw) for raw in differing if raw)
    return replace(series, cells=best.cells, evidence=tuple(evidence), rivals=tuple(rivals))


def _raw(cell: Glyphs | None) -> str:
    return "" if cell is None else cell.quantity.raw


def _with_choice(board: Board, footing: Footing, choice: Choice) -> Board:
    for row, layout in zip(footing.members, choice, strict=True):
        board = with_series(board, row, _laid(board.series[row], layout))
    return board


def _settled(board: Board, footing: Footing, choices: list[Choice], regime: Regime) -> Board:
    """The choice under which the fewest torn columns fail; a cell is unique where all as good agree on it."""
    laid = [_with_choice(board, footing, choice) for choice in choices]
    fails = [_failures(one, regime) for one in laid]
    accepted = [at for at, failed in enumerate(fails) if failed == min(fails)]
    likely = [at for at in accepted if _cost(choices[at]) == _cost(choices[accepted[0]])]
    best = laid[accepted[0]]
    foots = [column for column in range(board.width) if _foots(best, footing, column, regime)]
    for row in footing.members:
        told = _told(tuple(laid[at].series[row] for at in accepted), foots, whole=footing.complete)
        best = with_series(best, row, _opened(told, tuple(laid[at].series[row] for at in likely), foots))
    return best


def _cost(choice: Choice) -> int:
    return sum(layout.cost for layout in choice)


def _opened(series: Series, others: tuple[Series, ...], foots: list[int]) -> Series:
    """The row with cells open that no sum tests and other choices as likely read in another way."""
    evidence = tuple(
        (*codes, OPEN) if column not in foots and len({_raw(other.cells[column]) for other in others}) > 1 else codes
        for column, codes in enumerate(series.evidence)
    )
    return replace(series, evidence=evidence)


def _failures(board: Board, regime: Regime) -> int:
    """Torn columns whose sums could hold and do not, less those whose sums do."""
    blocks = [block for column, _ in board.proposal.apart for block in blocks_of(board, column, regime)]
    testable = [block for block in blocks if block.testable]
    return sum(-1 if provable(block) else 1 for block in testable)


def _told(rows: tuple[Series, ...], foots: list[int], *, whole: bool) -> Series:
    """The first of a row's accepted layouts, with what the sums say of its cells where they hold."""
    series = rows[0]
    evidence, rivals = list(series.evidence), list(series.rivals)
    for column in foots:
        cell = series.cells[column]
        if cell is not None:
            raws = [other.quantity.raw for row in rows if (other := row.cells[column]) is not None]
            others = [raw for raw in dict.fromkeys(raws) if raw != cell.quantity.raw]
            unique = whole and not others and len(raws) == len(rows)
            evidence[column] = (*evidence[column], "check-unique" if unique else "check-allows-others")
            rivals[column] = tuple(Alternative(link="value", reading=raw) for raw in others)
    return replace(series, evidence=tuple(evidence), rivals=tuple(rivals))


def _foots(board: Board, footing: Footing, column: int, regime: Regime) -> bool:
    """Whether a rule holds in a column, with the torn column's own values where cells are missing."""
    own = replace(board, sums=(footing.rule,))
    return any(provable(block) for block in blocks_of(own, column, regime))
