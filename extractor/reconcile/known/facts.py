"""Facts that decided series and sentences add to the world."""

from collections.abc import Iterable, Iterator
from functools import partial

from extractor.model.exhibit import ColumnKind
from extractor.model.figure import FigureKind, Measure
from extractor.model.interval import scale
from extractor.model.number import CandidateKind
from extractor.model.period import FiscalCalendar, resolve
from extractor.model.proposal import Claim
from extractor.reconcile.boards.board import Board, Series, figure_id, glyph_interval
from extractor.reconcile.known.memo import Memo
from extractor.reconcile.known.world import CLAIM, Fact, Slot, base_unit
from extractor.reconcile.naming.names import Keys
from extractor.reconcile.naming.scopes import parts_apart, scoped_to_exhibit

CHANGES = frozenset({Measure.CHANGE, Measure.CHANGE_PCT})
MEASURES = {
    ColumnKind.CHANGE: Measure.CHANGE,
    ColumnKind.CHANGE_PCT: Measure.CHANGE_PCT,
    ColumnKind.SHARE: Measure.RATIO,
    ColumnKind.ACHIEVEMENT: Measure.RATIO,
}

TOLD_SUM = "name-told-sum"
"""Evidence of a name whose row was arranged to have the sum that a sentence states."""
WEAK_NAMES = frozenset(
    {
        "name-above",
        "name-order",
        "name-order-one",
        "name-order-fit",
        "name-order-sister",
        "name-order-rest",
        "name-twin",
        "name-only",
        "name-left-over",
        "name-likely",
        TOLD_SUM,
    }
)
"""Evidence that names a series by its place, by values put in place for it, or by chance: it proves no other name."""


def owner_of(board: Board, row: int) -> str:
    return f"e{board.exhibit.number}.{board.proposal.panel}.{row}"


def board_facts(board: Board, calendar: FiscalCalendar, memo: Memo | None = None) -> Iterator[Fact]:
    """Facts of all named series of a board."""
    memo = memo or Memo()
    for row, series in enumerate(board.series):
        if series.key and _placed(board, series):
            told = partial(_told, board, row, series, calendar)
            yield from memo.once(told, (series, board.proposal, board.exhibit), "facts", row)


def _told(board: Board, row: int, series: Series, calendar: FiscalCalendar) -> tuple[Fact, ...]:
    return tuple(series_facts(board, row, series, calendar))


def _placed(board: Board, series: Series) -> bool:
    """Whether a series has its place: a short row of a table has none before it is settled."""
    short = len(series.row.glyphs) < board.width
    unsettled = all(set(codes) <= {"text-order", "clean-row"} for codes in series.evidence)
    return board.proposal.kind is not FigureKind.TABLE or not (short and unsettled)


def _stands(board: Board, series: Series, column: int) -> bool:
    """Whether a value has its column: text order gives a row with a gap none, as the gap may be anywhere."""
    whole = board.proposal.kind is not FigureKind.CHART or series.complete
    return whole or series.evidence[column] != ("text-order",)


def series_facts(board: Board, row: int, series: Series, calendar: FiscalCalendar) -> Iterator[Fact]:
    owner, source = owner_of(board, row), f"{board.exhibit.title} (slide {board.exhibit.slide})"
    sure = not WEAK_NAMES.issuperset(series.name_evidence)
    for column, head in enumerate(board.columns):
        cell = series.cells[column]
        when = series.period(column, head)
        if cell is None or cell.kind is CandidateKind.NIL or when is None or not _stands(board, series, column):
            continue
        measure = MEASURES.get(head.kind, series.measure)
        period = resolve(when, calendar)
        yield Fact(
            slot=Slot(
                key=series.key,
                period=period.label,
                measure=measure,
                versus=head.versus,
                scenario=head.scenario,
            ),
            interval=glyph_interval(cell, series.scale),
            owner=owner,
            source=source,
            period=period,
            figure=figure_id(board, row, column),
            sure=sure,
            unit=base_unit("1" if cell.quantity.percent else series.scale, cell.quantity.decimals),
        )


def scoped(boards: tuple[Board, ...], memo: Memo | None = None) -> tuple[Board, ...]:
    """Boards whose amounts, and ratios, of one name but other values are told apart.

    Only one ratio is the whole company's: that printed over the company's revenue; the others get a key of
    their own exhibit.
    """
    memo = memo or Memo()
    boards = parts_apart(boards, memo)
    seen: dict[str, set[tuple[str, ...]]] = {}
    for board in boards:
        for key, values in memo.once(partial(_ratios, board), (board,), "ratios of scopes"):
            seen.setdefault(key, set()).add(values)
    torn = {key for key, values in seen.items() if len(values) > 1}
    return tuple(_with_scope(board, torn, memo) for board in boards)


def _ratios(board: Board) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The keys of ratios with their values as text."""
    rows = (series for series in board.series if series.key and series.row.style.percent)
    return tuple((series.key, tuple(str(series.value(c)) for c in range(board.width))) for series in rows)


def _with_scope(board: Board, torn: set[str], memo: Memo) -> Board:
    if any(series.key == "revenue" for series in board.series):
        return board
    keys = frozenset(series.key for series in board.series if series.key in torn and series.row.style.percent)
    return scoped_to_exhibit(board, keys, memo, percent=True)


def claim_facts(claims: Iterable[Claim], keys: Keys) -> Iterator[Fact]:
    """Facts that sentences state, each an owner of its own."""
    for number, claim in enumerate(claims):
        key = keys.key(claim.subject)
        if not key or claim.period is None or claim.approximate or claim.scope:
            continue
        if claim.measure in CHANGES and not claim.versus:
            continue
        yield Fact(
            slot=Slot(key=key, period=claim.period.label, measure=claim.measure, versus=claim.versus),
            interval=scale(glyph_interval(claim.glyphs, claim.scale), claim.direction),
            owner=f"{CLAIM}{number}@{claim.exhibit}",
            source=f"line {claim.glyphs.token.line}",
            period=claim.period,
            unit=base_unit(claim.scale, claim.glyphs.quantity.decimals),
        )
