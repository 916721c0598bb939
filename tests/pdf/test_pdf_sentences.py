"""Sentences that repeat figures of a table take period and name from it; printed growth proves its columns."""

import pytest

from extractor import extract
from extractor.model.deck import Deck
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
