"""Lines and slides that no page can hold: a finding says what was not read, the rest is read as ever."""

import pytest

from extractor import extract, extract_many
from extractor.errors import UnreadableError
from extractor.read.limits import LONGEST_LINE, MOST_LINES, MOST_NUMBERS
from extractor.repair.glyphs import undo

TABLE = "Sales by service\nJPY million\n1Q07 2Q07\nHosting 100 200\nHousing 300 400\nTotal 400 600\n"
PICTURE = "iVBORw0KGgo" * 3_000


@pytest.mark.parametrize(
    ("format", "line"), [("dump", PICTURE), ("markdown", f"![chart](data:image/png;base64,{PICTURE})")]
)
def test_a_line_longer_than_any_page_is_set_aside_with_a_finding(format: str, line: str) -> None:
    deck = extract(TABLE + "\n" + line + "\n", format=format, name="deck")
    assert len(line) > LONGEST_LINE
    assert [finding.where for finding in deck.findings if finding.code == "line-too-long"] == ["L8"]
    assert deck.repair.lines[7].text == ""
    assert undo("", deck.repair.lines[7].edits) == line
    assert [str(figure.reading.value) for figure in deck.figures] == ["100", "200", "300", "400", "400", "600"]


def test_a_line_of_more_numbers_than_a_page_is_set_aside_with_a_finding() -> None:
    deck = extract(TABLE + "\n" + "1 " * (MOST_NUMBERS + 1) + "\n", format="dump", name="deck")
    assert [finding.where for finding in deck.findings if finding.code == "line-too-full"] == ["L8"]
    assert len(deck.figures) == 6
    assert {left.reason for left in deck.reconcile.leftovers if left.span.line == 8} == {"line not read"}


def test_a_page_on_one_line_is_read() -> None:
    deck = extract(TABLE + "\n" + "1 " * (MOST_NUMBERS - 10) + "\n", format="dump", name="deck")
    assert not deck.read.findings


@pytest.mark.parametrize(("piece", "said"), [("Hosting\n", "lines"), ("12 34 56\n", "numbers")])
def test_a_text_longer_than_any_deck_is_refused(piece: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=rf"^deck: has [\d,]+ {said}, .*one deck at a time"):
        extract(piece * (50_001 if said == "lines" else 20_001), format="dump", name="deck")
    with pytest.raises(UnreadableError):
        extract_many([piece.encode() * 50_001, TABLE.encode()])


def test_a_slide_of_too_many_lines_is_read_in_parts_that_end_at_blank_lines() -> None:
    names = "Hosting\n\n" * MOST_LINES
    deck = extract(names, format="dump", name="deck")
    slides = deck.read.slides
    assert [finding.code for finding in deck.read.findings] == ["slide-too-long"]
    assert [slide.number for slide in slides] == list(range(1, len(slides) + 1))
    assert (slides[0].first, slides[-1].last) == (1, len(deck.read.lines))
    assert all(slide.last - slide.first < MOST_LINES for slide in slides)
    assert not any(deck.read.lines[slide.last - 1].raw for slide in slides)
    assert all(line.slide == slide.number for slide in slides for line in deck.read.lines[slide.first - 1 : slide.last])


def test_a_deck_within_the_limits_has_no_such_finding() -> None:
    assert not extract(TABLE, format="dump", name="deck").read.findings
