"""Checks of tables read by place: changes as amounts prove their figures, and every proof is on the list of checks."""

import pytest

from extractor import extract
from extractor.model.figure import Grade

TABLE = """貸借対照表
（百万円）
                2031/3末   2032/3末   増減
流動資産          45,678     48,901    3,223
固定資産          54,322     56,099    1,777
資産合計         100,000    105,000    5,000
"""


def sure(text: str) -> set[str]:
    return {str(f.reading.value) for f in extract(text, format="dump").figures if f.grade is Grade.SURE}


def test_changes_as_amounts_prove_their_figures() -> None:
    assert sure(TABLE) == {"45678", "48901", "3223", "54322", "56099", "1777", "100000", "105000", "5000"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("45,678     48,901", "48,901     45,678"), ("3,223", "3,232"), ("3,223", "   12")],
    ids=["columns exchanged", "another change", "too small to tell"],
)
def test_a_change_that_does_not_fit_proves_nothing_in_its_row(old: str, new: str) -> None:
    without_total = TABLE.replace(
        "資産合計         100,000    105,000    5,000", "負債             60,000     62,500    2,500"
    )
    assert {"60000", "62500", "2500"} <= sure(without_total.replace(old, new))
    assert not {"45678", "48901"} & sure(without_total.replace(old, new))


def test_every_proof_is_on_the_list_of_checks() -> None:
    deck = extract(TABLE, format="dump")
    ids = {figure.reading.figure: str(figure.reading.value) for figure in deck.figures}
    told = [(check.identity, [ids[one.figure] for one in check.operands], ids[check.total]) for check in deck.checks]
    assert ("change", ["48901", "45678"], "3223") in told
    assert ("parts-total", ["45678", "54322"], "100000") in told
    assert all(check.holds for check in deck.checks)
    proven = {value for _, operands, total in told for value in (*operands, total)}
    assert sure(TABLE) <= proven


def test_no_amount_grows_from_a_share() -> None:
    """Columns read askew: 42,953 over 100.0 % is no growth of 42,834 %, though the arithmetic fits."""
    text = """Consolidated Financial Results for 3Q31
Unit: JPY million

3Q31 % of Revenues 3Q30 % of Revenues YoY
(2031/7-9) (2030/7-9)
Total Revenues 42,953 100.0% 42,834 100.0% 0.3%
Cost of Revenues 34,528 80.4% 35,738 83.4% (3.4%)
Gross Profit 8,425 19.6% 7,096 16.6% 18.7%
SG&A Expenses 5,742 13.4% 4,727 11.0% 21.5%
Operating Income 2,682 6.2% 2,369 5.5% 13.2%
"""
    places = [f for f in extract(text, format="dump").figures if f.reading.measure.value == "change"]
    assert all(figure.grade is not Grade.SURE for figure in places)
