"""What repair promises for any line: nothing raises, nothing is lost, doubling is undone."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model.deck import Deck, ReadSheet, RepairSheet, Source
from extractor.model.grammar import whole_number
from extractor.model.text import Edit, Line
from extractor.repair import repair
from extractor.repair.doubling import decode_squares
from extractor.repair.glyphs import undo
from extractor.repair.readings import Habit, read_run
from extractor.rulebook import load_rulebook

PIECES = [
    *"0123456789,.%()+△－−–１，％①²Ⅱ\t\f\x00\u3000\u200b\u2009\uf075ｶﾞ売上高 ",
    *("1,234", "9,8809,880", "2,2,062 062", "JPY", "million", "RevenueRevenue", "2Q07", "10/31"),
    *("03-5259-6500", "*1"),
]
LINES = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=24).map("".join))


def sheet(*raws: str) -> RepairSheet:
    lines = tuple(Line(number=number, raw=raw, slide=1) for number, raw in enumerate(raws, 1))
    deck = Deck(source=Source(name="any", format="dump"), read=ReadSheet(lines=lines))
    return repair(deck, load_rulebook()).repair


@settings(max_examples=300)
@given(LINES)
def test_undone_edits_give_the_raw_line(raw: str) -> None:
    (line,) = sheet(raw).lines
    assert undo(line.text, line.edits) == raw
    assert all(raw[edit.start : edit.end] == edit.before for edit in line.edits)
    assert all(first.end <= second.start for first, second in pairwise(line.edits))


@settings(max_examples=300)
@given(LINES)
def test_runs_stand_in_order_and_point_at_their_glyphs(raw: str) -> None:
    (line,) = sheet(raw).lines
    ends = [0, *(run.end for run in line.runs)]
    assert all(end <= run.start < run.end <= len(line.text) for end, run in zip(ends, line.runs, strict=False))
    assert all(raw[run.span.start : run.span.end] == run.raw for run in line.runs)
    assert all(run.candidates for run in line.runs)
    costs = [[one.cost for one in run.candidates] for run in line.runs]
    assert costs == [sorted(cost) for cost in costs]


@given(st.integers(min_value=0, max_value=9_999_999), st.lists(st.integers(min_value=0, max_value=9), max_size=3))
def test_undoubling_gives_the_number_back(amount: int, cuts: list[int]) -> None:
    printed = f"{amount:,}"
    marks = sorted({0, len(printed), *(cut for cut in cuts if cut < len(printed))})
    doubled = "".join(printed[start:end] * 2 for start, end in pairwise(marks))
    assert printed in decode_squares(doubled)
    readings = read_run(doubled, Habit()).candidates
    assert amount in {one.quantities[0].magnitude for one in readings if len(one.quantities) == 1}


@given(st.lists(st.integers(min_value=1_000, max_value=9_999_999), min_size=2, max_size=5, unique=True))
def test_different_glued_cells_are_never_read_as_doubled(amounts: list[int]) -> None:
    glued = "".join(f"{amount:,}" for amount in amounts)
    readings = read_run(glued, Habit()).candidates
    doubled = [one for one in decode_squares(glued) if whole_number(one)]
    assert doubled == []
    assert len(readings[0].quantities) > 1


def test_undo_takes_several_edits_back() -> None:
    edits = (
        Edit(line=1, start=0, end=4, before="abab", after="ab", rule="x"),
        Edit(line=1, start=5, end=5 + 1, before="１", after="1", rule="y"),
    )
    assert undo("ab 1 ", edits) == "abab １ "


def test_a_block_printed_twice_is_named_once() -> None:
    block = ("Order backlog ", "at 2Q07 end", "", "JPY 18.9 ", "billion", "")
    found = sheet(*block, *block, "Order backlog ")
    assert found.repeated == frozenset({7, 8, 10, 11})


def test_equal_cells_and_equal_words_are_no_repeated_block() -> None:
    assert sheet("250", "300", "250", "300").repeated == frozenset()
    assert sheet("Net Income", "Change", "Net Income", "Change").repeated == frozenset()


def test_equal_halves_follow_the_habit_of_their_slide() -> None:
    glued = sheet("4,2004,800", "2,8502,000", "5,0005,000").lines[2].runs[0]
    doubled = sheet("2,2,062062", "5,0005,000").lines[1].runs[0]
    assert [len(one.quantities) for one in glued.candidates] == [2, 1]
    assert [len(one.quantities) for one in doubled.candidates] == [1, 2]


def test_runs_with_more_cuts_than_kept_say_so() -> None:
    assert sheet("811507247656410282(100)").lines[0].runs[0].capped
    assert not sheet("8,115 7,247").lines[0].runs[0].capped
