"""Torn charts: what a row string may hold, which layouts foot, how torn columns are filled."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.model.exhibit import Column, Exhibit, Style, Token
from extractor.model.figure import FigureKind
from extractor.model.grammar import cut_run
from extractor.model.interval import Regime
from extractor.model.number import Candidate, CandidateKind, Quantity, Run
from extractor.model.period import PeriodKind, fiscal
from extractor.model.proposal import Glyphs, Proposal, SeriesRow
from extractor.model.text import Span
from extractor.reconcile.boards.board import Board, SumRule, open_board
from extractor.reconcile.naming.scopes import parts_apart
from extractor.reconcile.torn import settle_torn
from extractor.reconcile.torn.blocks import Block, fill, provable
from extractor.reconcile.torn.footing import find_footings
from extractor.reconcile.torn.layouts import frame_of, layouts
from fixtures.judge import judge
from fixtures.scoring import rows_of
from fixtures.simulate import make_deck

NEVER = -1


def _token(raw: str, order: int, candidates: tuple[Candidate, ...]) -> Token:
    span = Span(line=order + 1, start=0, end=len(raw))
    run = Run(raw=raw, span=span, start=0, end=len(raw), candidates=candidates)
    return Token(order=order, line=order + 1, block=0, run=run, style=Style())


def _value(number: int, order: int) -> Glyphs:
    raw = f"{number:,}"
    span = Span(line=order + 1, start=0, end=len(raw))
    quantity = Quantity(magnitude=Decimal(number), decimals=0, raw=raw, span=span)
    clean = Candidate(kind=CandidateKind.CLEAN, quantities=(quantity,))
    return Glyphs(token=_token(raw, order, (clean,)), quantity=quantity)


def _string(raw: str, order: int, counts: tuple[int, ...]) -> SeriesRow:
    """A glued row, newest first, with its cuts into so many cells."""
    cuts = tuple(cut for count in counts for cut in cut_run(raw, count, 60))
    token = _token(raw, order, cuts)
    readings = [
        tuple(
            Glyphs(token=token, quantity=q, candidate=at, part=part, parts=len(cut.quantities))
            for part, q in enumerate(cut.quantities)
        )[::-1]
        for at, cut in enumerate(cuts)
    ]
    return SeriesRow(glyphs=readings[0], style=Style(), clean=False, variants=tuple(readings[1:]), string=True)


def _board(
    rows: tuple[SeriesRow, ...],
    loose: tuple[tuple[int, int], ...] = (),
    apart: tuple[tuple[int, int], ...] = (),
    hints: tuple[tuple[int, int], ...] = (),
    width: int = 5,
) -> Board:
    periods = [fiscal(PeriodKind.QUARTER, 2030 + number // 4, number % 4 + 1) for number in range(width)]
    proposal = Proposal(
        exhibit=1,
        panel=1,
        kind=FigureKind.CHART,
        columns=tuple(Column(period=period) for period in periods),
        rows=rows,
        loose=tuple(_value(number, order) for number, order in loose),
        torn=True,
        newest_first=True,
        apart=apart,
        hints=hints,
    )
    return open_board(proposal, Exhibit(number=1, slide=1, title="Revenues"))


def _numbers(board: Board, row: int) -> list[int | None]:
    return [None if cell is None else int(cell.quantity.value) for cell in board.series[row].cells]


def _filled(block: Block) -> dict[int, int]:
    return {row: int(glyph.quantity.value) for row, glyph in fill(block).cells.items()}


def test_a_row_lacks_the_columns_printed_before_it() -> None:
    row = _string("1,4001,3001,2001,100", 5, (4,))
    frame = frame_of(_board((row,), apart=((2, 3), (4, 9))).proposal)
    best, *others = layouts(row, frame)
    assert [cell is not None for cell in best.cells] == [True, True, False, True, True]
    assert all(layout.cost > best.cost for layout in others)


def test_a_lost_label_leaves_the_layout_open() -> None:
    row = _string("1,4001,3001,2001,100", 5, (4,))
    frame = frame_of(_board((row,), apart=((2, NEVER), (3, NEVER))).proposal)
    assert [layout.cost for layout in layouts(row, frame)] == [0, 0]


def test_too_many_cells_have_no_layout() -> None:
    row = _string("1,4001,3001,2001,100", 5, (4,))
    assert layouts(row, frame_of(_board((row,), width=3).proposal)) == ()


def _footed(total: str, *parts: str) -> list[tuple[int, tuple[int, ...]]]:
    width = 5 if "," in total else 3
    rows = tuple(_string(raw, 10 + at, (width,)) for at, raw in enumerate((*parts, total)))
    board = _board(rows, width=width)
    frame = frame_of(board.proposal)
    options = {at: layouts(row, frame) for at, row in enumerate(rows)}
    found = find_footings(board, options, frame, Regime.UNKNOWN)
    return [(footing.rule.total, footing.rule.parts) for footing in found]


def test_a_total_is_the_row_that_the_others_add_up_to() -> None:
    assert _footed("1,9101,8201,7301,6401,550", "1,5001,4001,3001,2001,100", "410420430440450") == [(2, (0, 1))]


def test_rows_that_do_not_add_up_have_no_total() -> None:
    assert _footed("1,9101,8201,7901,7401,550", "1,5001,4001,3001,2001,100", "410420430440450") == []


def test_a_few_small_sums_prove_nothing() -> None:
    assert _footed("554466", "222233", "332233") == []


def test_sums_choose_the_cut_of_plain_digits() -> None:
    rows = (
        _string("1,5001,4001,3001,2001,100", 10, (5,)),
        _string("410423440450", 11, (5,)),
        _string("1,9101,4421,3341,2401,550", 12, (5,)),
    )
    board = settle_torn(_board(rows), Regime.UNKNOWN)
    assert _numbers(board, 1) == [450, 40, 34, 42, 410]
    assert all("check-unique" in codes for codes in board.series[1].evidence)


def test_a_cut_that_no_sum_chooses_stays_open() -> None:
    board = settle_torn(_board((_string("1,21817295", 10, (3,)),), width=3), Regime.UNKNOWN)
    assert ["cut-open" in codes for codes in board.series[0].evidence] == [True, True, False]


def _column(glyphs: tuple[int, ...], *, summed: bool = True) -> Block:
    """Three rows that lack the last quarter: 1,5.., 4.. and their total."""
    rows = (
        _string("1,5001,4001,3001,200", 10, (4,)),
        _string("410420430440", 11, (4,)),
        _string("1,9101,8201,7301,640", 12, (4,)),
    )
    loose = tuple((number, order) for order, number in enumerate(glyphs))
    hints = tuple((order, 4) for order in range(len(glyphs)))
    board = _board(rows, loose, ((4, len(glyphs)),), hints)
    board = replace(board, sums=(SumRule(total=2, parts=(0, 1), holds=4, columns=5),) if summed else ())
    return Block(board=board, column=4, rows=(0, 1, 2), glyphs=board.loose, rules=board.sums)


@pytest.mark.parametrize("glyphs", [(2005, 1560, 445), (1560, 445, 2005), (2005, 445, 1560), (9, 2005, 1560, 445)])
def test_a_sum_finds_the_total_of_a_torn_column(glyphs: tuple[int, ...]) -> None:
    block = _column(glyphs)
    assert _filled(block) == {0: 1560, 1: 445, 2: 2005}
    assert fill(block).proven
    assert fill(block).alone == {2}


def test_values_nearest_to_the_label_are_taken_first() -> None:
    assert _filled(_column((2005, 1560, 445, 1985, 1540, 445))) == {0: 1540, 1: 445, 2: 1985}
    assert fill(_column((2005, 1560, 445, 1985, 1540, 445))).alone == frozenset()


def test_a_column_that_does_not_add_up_is_not_proven() -> None:
    block = _column((2005, 1560, 400))
    assert not provable(block)
    assert not fill(block).proven


def test_a_column_without_a_sum_keeps_the_order_of_the_rows() -> None:
    block = _column((1560, 445, 2005), summed=False)
    assert _filled(block) == {0: 1560, 1: 445, 2: 2005}
    assert fill(block).rivals == ()


def test_sizes_speak_against_the_order_of_a_column() -> None:
    filled = fill(_column((1560, 2005, 445), summed=False))
    assert {row: int(glyph.quantity.value) for row, glyph in filled.cells.items()} == {
        0: 1560,
        2: 2005,
        1: 445,
    }
    assert [(row, int(glyph.quantity.value)) for row, glyph in filled.rivals] == [(1, 2005), (2, 445)]


def test_a_row_of_one_name_that_is_less_everywhere_is_a_part() -> None:
    rows = (_string("1,5001,4001,3001,2001,100", 10, (5,)), _string("410420430440450", 11, (5,)))
    boards = [_board((row,)) for row in rows]
    exhibits = [replace(board.exhibit, number=number) for number, board in enumerate(boards, start=1)]
    named = tuple(
        replace(board, exhibit=exhibit, series=(replace(board.series[0], name="Revenues", key="revenue"),))
        for board, exhibit in zip(boards, exhibits, strict=True)
    )
    assert [board.series[0].key for board in parts_apart(named)] == ["revenue", "revenue@2"]
    assert parts_apart(named[:1]) == named[:1]


@pytest.mark.parametrize("kinds", [("torn_columns",), ("torn_columns", "newest_first"), ("newest_first",)])
@pytest.mark.parametrize("seed", [0, 7, 11])
def test_made_up_tables_survive_tearing(seed: int, kinds: tuple[str, ...]) -> None:
    deck = make_deck(seed, size=8, kinds=kinds)
    assert deck.damages
    whole = judge(deck.truth, rows_of(deck.text, deck.name))
    trend = [number for number, row in enumerate(deck.truth) if "Quarterly" in row.exhibit]
    assert whole.wrong == ()
    assert trend
    assert whole.found >= set(trend)
