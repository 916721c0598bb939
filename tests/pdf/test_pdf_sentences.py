"""Sentences that repeat figures of a table take period and name from it; printed growth proves its columns."""

import pytest

from extractor import extract
from extractor.model.deck import Deck
from extractor.read import read_source
from fixtures.simulate.pages import Drawing

ROWS = (("Net sales", "624.2", "656.9", "+5.2%"), ("Operating profit", "219.9", "220.8", "+0.4%"))


def page(rows: tuple[tuple[str, ...], ...], *sentences: str) -> Deck:
    drawing = Drawing()
    drawing.text((40, 60), "Financial Highlights", 16)
    drawing.text((40, 80), "FY24/Q1-Q2 indicates the period between April 1, 2023 and September 30, 2023.", 7)
    drawing.right((500, 100), "(billions of yen)", 7)
    for x, head in ((300, "FY23/Q1-Q2"), (400, "FY24/Q1-Q2"), (500, "Change")):
        drawing.right((x, 115), head, 8)
    for n, (item, *values) in enumerate(rows):
        drawing.text((60, 135 + 18 * n), item)
        for x, value in zip((300, 400, 500), values, strict=True):
            drawing.right((x, 135 + 18 * n), value)
    for n, sentence in enumerate(sentences):
        drawing.text((60, 260 + 13 * n), sentence)
    return extract(drawing.data(), name="made-up")


def callouts(deck: Deck) -> set[tuple[str, str, str]]:
    readings = (figure.reading for figure in deck.figures)
    return {(r.item, r.period.label, f"{r.value}") for r in readings if r.kind.value == "callout"}


def test_a_sentence_that_repeats_figures_has_their_period_and_name() -> None:
    said = (
        "Year-on-year, net sales rose by 5.2% to 656.9 billion yen, operating profit rose by 0.4% to 220.8 billion yen."
    )
    assert {("Operating profit", "1H24", "0.4"), ("Operating profit", "1H24", "220.8")} <= callouts(page(ROWS, said))


def test_a_figure_that_the_table_does_not_print_is_not_dated_by_it() -> None:
    deck = page(ROWS, "Year-on-year, operating profit rose to 333.3 billion yen.")
    assert {period for _, period, _ in callouts(deck)} <= {""}


def grades(deck: Deck, item: str) -> list[str]:
    return [figure.grade.word for figure in deck.figures if figure.reading.item == item]


def test_growth_that_holds_makes_a_row_sure() -> None:
    assert grades(page(ROWS), "Net sales") == ["sure", "sure", "sure"]


@pytest.mark.parametrize("values", [("656.9", "624.2", "+5.2%"), ("624.2", "656.9", "+9.2%"), ("6", "7", "+17%")])
def test_growth_that_fails_or_says_little_proves_nothing(values: tuple[str, ...]) -> None:
    assert grades(page((("Net sales", *values),)), "Net sales") == ["inferred", "inferred", "inferred"]


def test_a_sentence_broken_by_its_box_is_one_line() -> None:
    drawing = Drawing()
    drawing.text((60, 100), "· Net sales rose with the depreciation of the yen by 5.2% year-on-")
    drawing.text((66, 112), "year to 656.9 billion yen, and the operating margin rose to")
    drawing.text((66, 124), "33.5%. Other things did not change.")
    drawing.text((60, 150), "· Costs were level.")
    assert spoken_lines(drawing) == [
        "· Net sales rose with the depreciation of the yen by 5.2% year-on-year to 656.9 billion yen, and the operating"
        " margin rose to 33.5%. Other things did not change.",
        "· Costs were level.",
    ]


def test_names_below_each_other_stay_apart() -> None:
    drawing = Drawing()
    for row, name in enumerate(("Japan and other parts of Asia", "Europe and the Middle East", "The Americas")):
        drawing.text((60, 100 + 11 * row), name)
    assert len(spoken_lines(drawing)) == len(("Japan", "Europe", "America"))


def test_a_sentence_beside_a_table_is_no_part_of_its_rows() -> None:
    drawing = Drawing()
    said = "The effect of a weaker currency on sales of the first half was large"
    drawing.text((60, 100), said)
    drawing.text((420, 100), "Net sales")
    drawing.text((520, 100), "1,234")
    assert spoken_lines(drawing) == [said, "Net sales   1,234"]


def spoken_lines(drawing: Drawing) -> list[str]:
    return [line.raw for line in read_source(drawing.data(), name="x").read.lines if line.raw]
