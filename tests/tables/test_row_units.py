"""Units of rows that differ from what the table declares: figures per share, and money signs under a bare scale."""

import pytest

from extractor import extract

HEAD = "Forecast for FY2032\n({unit})\nFY2031 Actual FY2032 Forecast Change Change (%)\n"
ROWS = "Net sales {c}1,520.3 {c}1,600.0 79.7 5.2\nOperating income 120.4 130.0 9.6 8.0\n"


def units(text: str) -> dict[str, tuple[str, str]]:
    readings = [figure.reading for figure in extract(text, format="dump", name="made-up").figures]
    return {r.item: (r.unit, r.scale) for r in readings if r.measure != "change_pct"}


@pytest.mark.parametrize("row", ["Dividend per share (yen) 60 64 4 6.7\n", "Basic earnings per share 60 64 4 6.7\n"])
def test_figures_per_share_have_no_scale(row: str) -> None:
    found = units(HEAD.format(unit="Billions of yen") + ROWS.format(c="") + row)
    assert found["Net sales"] == ("JPY", "billion")
    assert found[row.partition(" 60")[0]] == ("JPY", "1")


def test_a_bare_scale_and_a_money_sign_make_one_unit() -> None:
    assert units(HEAD.format(unit="In millions") + ROWS.format(c="$"))["Net sales"] == ("USD", "million")


BY_PLACE = """Key figures
USD million       1Q31    2Q31
Sales            1,100   1,130
Costs              600     640
Net income         120     131
"""


@pytest.mark.parametrize(
    "text",
    [
        "Income (USD million)\n1Q31 2Q31 3Q31 4Q31\nSales 1,100 1,130 1,210 1,190\nCosts 600 640 660 690\n",
        "Key figures\nUSD million 1Q31 2Q31 3Q31 4Q31\nSales 1,100 1,130 1,210 1,190\nCosts 600 640 660 690\n",
        BY_PLACE,
    ],
    ids=["in the title", "over the names of rows", "over the names of rows, by place"],
)
def test_a_currency_with_a_scale_rules_the_table(text: str) -> None:
    assert set(units(text).values()) == {("USD", "million")}


def test_a_unit_in_the_title_is_no_part_of_it() -> None:
    text = "Income (USD million)\n1Q31 2Q31 3Q31 4Q31\nSales 1,100 1,130 1,210 1,190\nCosts 600 640 660 690\n"
    assert {figure.reading.exhibit for figure in extract(text, format="dump").figures} == {"Income"}
