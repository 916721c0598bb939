"""Where slides begin, as readable cases and on decks with their signs taken away."""

from itertools import count
from pathlib import Path

import pytest

from extractor.read import read_source
from extractor.rulebook import load_rulebook

CASES = Path(__file__).parent / "cases" / "slides.txt"
PAGES = 6
MANY_PAGES = 30


def cases() -> list[tuple[str, str, str]]:
    text = CASES.read_text(encoding="utf-8").partition("\n\n")[2]
    parts = [part.lstrip("\n") for part in text.split("\n.\n")]
    return list(zip(parts[0::3], parts[1::3], parts[2::3], strict=False))


def starts(text: str) -> list[int]:
    deck = read_source(text, format="dump", rulebook=load_rulebook())
    return [slide.first for slide in deck.read.slides]


@pytest.mark.parametrize(("title", "dump", "expected"), cases(), ids=lambda text: text[:30])
def test_slides(title: str, dump: str, expected: str) -> None:
    text = "\n".join(line.removesuffix("_") + " " * line.endswith("_") for line in dump.split("\n"))
    assert starts(text.replace("\\f", "\f")) == [int(first) for first in expected.split()], title


def page(number: int) -> list[str]:
    """A slide of ten lines with a title that is no strong sign."""
    rows = [f"Segment {letter} {number}{n},{n}00 {number}{n},{n}50" for n, letter in enumerate("ABCDEFG", 1)]
    return ["1Q07 2Q07", *rows, "Trend of segments"]


@pytest.mark.parametrize("mark", ["{}", "Page {}", "- {} -", "{} / 6", "Copyright 2007 Alpha Corp. {}"])
@pytest.mark.parametrize("at_head", [True, False])
def test_page_numbers_divide_a_dump_without_other_signs(mark: str, *, at_head: bool) -> None:
    lines: list[str] = []
    firsts: list[int] = []
    for number in range(1, PAGES + 1):
        firsts.append(len(lines) + 1)
        printed = [mark.format(number)]
        lines += printed + page(number) if at_head else page(number) + printed
    assert starts("\n".join(lines)) == firsts


def test_a_page_number_in_the_middle_tells_two_slides_from_one() -> None:
    numbers = count(1)
    lines: list[str] = []
    firsts: list[int] = []
    for _ in range(PAGES):
        firsts.append(len(lines) + 1)
        rows = page(next(numbers))
        lines += [" " + rows[0], *rows[1:5], "", str(next(numbers) // 2), "", *rows[5:]]
    found = read_source("\n".join(lines), format="dump", rulebook=load_rulebook()).read.slides
    assert [slide.first for slide in found] == firsts


def test_slides_hold_every_line_once_and_say_why() -> None:
    text = "\n".join(["", " Alpha", *page(1), " Beta", *page(2), ""])
    read = read_source(text, format="dump", rulebook=load_rulebook()).read
    assert [line.number for line in read.lines] == list(range(1, len(text.split("\n")) + 1))
    assert [slide.first for slide in read.slides][1:] == [slide.last + 1 for slide in read.slides][:-1]
    assert all(slide.because for slide in read.slides)


def test_a_form_feed_inside_a_line_shifts_no_line() -> None:
    read = read_source("a 1\nb 2\fc 3\nd 4\n", format="dump", rulebook=load_rulebook()).read
    assert [line.raw for line in read.lines] == ["a 1", "b 2\fc 3", "d 4", ""]
    assert [slide.first for slide in read.slides] == [1, 3]


def test_dumps_joined_by_form_feeds_keep_their_own_pages() -> None:
    lines = [line for number in range(1, MANY_PAGES + 1) for line in (*page(number), f"Page {number}")]
    alone, joined = starts("\n".join(lines)), starts("\f".join(["\n".join(lines) + "\n"] * 2))
    assert len(alone) == MANY_PAGES
    assert joined == [*alone, *(first + len(lines) for first in alone)]


def test_a_long_table_between_form_feeds_is_one_page() -> None:
    table = [f"Item {letter}{row}\n1,2{row:02}" for letter in "ABC" for row in range(99)]
    pages = ["Balance Sheets\nUnit: JPY million\n" + "\n".join(table), "Costs\n900 950"]
    assert len(starts("\f".join(pages))) == len(pages)
