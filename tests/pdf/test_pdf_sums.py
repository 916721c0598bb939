"""Parts of a year that make the whole, and rows that make a total, prove columns of a table; less proves nothing."""

import pytest

from extractor import extract
from extractor.model.deck import Deck
from fixtures.simulate.pages import Drawing

HEADS = ("FY2023.3 1st Half", "FY2023.3 2nd Half", "FY2023.3 Full Year")
SALES, COSTS = ("Net Sales", "393,646", "495,624", "889,270"), ("Gross Profit", "160,527", "195,739", "356,266")
PARTS = (("Toys", "210,111", "220,222", "430,334"), ("Games", "183,535", "275,402", "458,936"))
TOTAL = ("Total", "393,646", "495,624", "889,270")


def page(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> Deck:
    drawing = Drawing()
    drawing.text((40, 60), "Summary of Income", 16)
    drawing.right((600, 90), "(Millions of yen)", 7)
    for x, head in zip((350, 470, 590), heads, strict=True):
        drawing.right((x, 115), head, 8)
    for n, (item, *values) in enumerate(rows):
        drawing.text((60, 135 + 18 * n), item)
        for x, value in zip((350, 470, 590), values, strict=True):
            drawing.right((x, 135 + 18 * n), value)
    return extract(drawing.data(), name="made-up")


def grades(deck: Deck, item: str) -> list[str]:
    return [figure.grade.word for figure in deck.figures if figure.reading.item == item]


def test_halves_that_make_the_year_in_two_rows_make_them_sure() -> None:
    deck = page(SALES, COSTS)
    assert grades(deck, "Net Sales") == grades(deck, "Gross Profit") == ["sure"] * 3


def test_rows_that_make_a_proven_total_are_sure_too() -> None:
    deck = page(SALES, COSTS, *PARTS, TOTAL)
    assert grades(deck, "Toys") == grades(deck, "Games") == ["sure"] * 3


@pytest.mark.parametrize(
    "rows",
    [
        (SALES,),
        (SALES, ("Gross Profit", "356,266", "160,527", "195,739")),
        (("Net Sales", "393,646", "495,624", "889,370"), COSTS),
        (("Net Sales", "3", "4", "7"), ("Gross Profit", "1", "1", "2")),
    ],
    ids=["one row", "shifted", "off by a hundred", "few digits"],
)
def test_less_proves_nothing(rows: tuple[tuple[str, ...], ...]) -> None:
    assert "sure" not in {figure.grade.word for figure in page(*rows).figures}


def test_months_that_are_assumed_leave_a_sum_inferred() -> None:
    deck = page(SALES, COSTS, heads=("FY2023 1st Half", "FY2023 2nd Half", "FY2023 Full Year"))
    assert grades(deck, "Net Sales") == ["inferred"] * 3
