"""Letters and digits misread for each other, in lines of a deck."""

from extractor.model.deck import RepairedLine
from extractor.model.number import CandidateKind
from extractor.model.text import Line
from extractor.repair.glyphs import undo
from extractor.repair.lines import repair_lines
from extractor.rulebook import load_rulebook

AXIS = "1Q31 2Q31 3Q31"


def repaired(*raws: str) -> list[RepairedLine]:
    lines = [Line(number=number, raw=raw, slide=1) for number, raw in enumerate(raws, start=1)]
    found = list(repair_lines(lines, load_rulebook()))
    assert [undo(line.text, line.edits) for line in found] == list(raws)
    return found


def test_a_quarter_of_the_deck_with_a_zero_for_its_letter() -> None:
    line = repaired(AXIS, AXIS, AXIS, "• *1031 Revenue: JPY6.5 billion")[3]
    assert [mention.period.label for mention in line.periods] == ["1Q31"]
    assert [edit.rule for edit in line.edits] == ["ocr.quarter"]


def test_a_number_like_no_quarter_of_the_deck_stays() -> None:
    line = repaired(AXIS, AXIS, AXIS, "• 1044 Companies", "•  1031 companies")
    assert [len(one.periods) for one in line[3:]] == [0, 0]


def test_a_year_is_no_quarter() -> None:
    line = repaired(AXIS, AXIS, AXIS, "2031 Changes")[3]
    assert (line.text, line.edits) == ("2031 Changes", ())


def test_a_quarter_needs_to_be_printed_often() -> None:
    assert not repaired(AXIS, AXIS, "• *1031 Revenue: JPY6.5 billion")[2].periods


def test_the_letter_o_is_a_zero_that_was_misread() -> None:
    run = repaired("Operating Income: JPYO.4 billion")[0].runs[0]
    assert (run.raw, run.best.kind, str(run.best.quantities[0].magnitude)) == ("O.4", CandidateKind.OCR, "0.4")
    assert run.best.quantities[0].currency == "JPY"
