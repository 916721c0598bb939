"""Alterations of a deck: nothing changes by itself, damage stays, every figure is where truth says."""

from decimal import Decimal

import pytest

from fixtures.alter import alter_deck
from fixtures.alter.amounts import Known, swapped, swaps
from fixtures.alter.years import shift_period, shift_text
from fixtures.simulate import make_deck

FACTOR = Decimal("0.37")


@pytest.mark.parametrize(
    ("text", "years", "moved"),
    [
        ("1Q05 2Q05 3Q05", 2, "1Q07 2Q07 3Q07"),
        ("2Q062Q051Q054Q04", -3, "2Q032Q021Q024Q01"),
        ("1H061H06", 10, "1H161H16"),
        ("<1H07 (2007/4-9)>", 1, "<1H08 (2008/4-9)>"),
        ("End of FY2005 End of 1H2007", 4, "End of FY2009 End of 1H2011"),
        ("（12/4～12/9）", 3, "（15/4～15/9）"),
        ("September 30, 2007", -10, "September 30, 1997"),
        ("FY11: 97,315", 1, "FY12: 97,315"),
        ("4Q98 1Q99", 2, "4Q00 1Q01"),
        ("2,007 million at 20.12 on 10/31", 5, "2,007 million at 20.12 on 10/31"),
        ("Revenues FY06/1Q Q2 FY07 2QFY2008", 1, "Revenues FY07/1Q Q2 FY08 2QFY2009"),
    ],
)
def test_years_move(text: str, years: int, moved: str) -> None:
    assert shift_text(text, years) == moved
    assert shift_text(moved, -years) == text


@pytest.mark.parametrize(
    ("period", "moved"),
    [
        ("2Q07", "2Q10"),
        ("FY2007", "FY2010"),
        ("2007-09-30", "2010-09-30"),
        ("2005-02-28", "2008-02-29"),
        ("", ""),
    ],
)
def test_periods_move(period: str, moved: str) -> None:
    assert shift_period(period, 3) == moved


@pytest.mark.parametrize(
    ("line", "known", "new"),
    [
        ("9,8809,880", [("9880", "4940")], "4,9404,940"),
        ("2,2,303011", [("2301", "1150")], "1,1,151500"),
        ("525516", [("525", "262"), ("516", "258")], "262258"),
        ("6301,0002731,043", [("630", "70"), ("1000", "2000"), ("273", "1"), ("1043", "9")], "702,00019"),
        ("33 50 33", [("33", "11"), ("50", "20"), ("33", "11")], "11 20 11"),
        ("5,0005,000", [("5000", "700"), ("5000", "700")], "700700"),
        ("16,834Common Stock", [("16834", "5")], "5Common Stock"),
        ("(1,885) +767", [("-1885", "-1000"), ("767", "400")], "(1,000) +400"),
        ("7 strange", [("8", "9")], "7 strange"),
        ("Costs JPY3.180 million", [("3180", "1590")], "Costs JPY1.590 million"),
        ("up 3.180 points", [("3.180", "1.590")], "up 1.590 points"),
    ],
)
def test_amounts_are_printed_again_under_their_damage(line: str, known: list[tuple[str, str]], new: str) -> None:
    changes, _ = swaps(line, tuple(Known(old=old, new=other) for old, other in known))
    assert swapped(line, changes) == new


def test_an_amount_and_an_equal_percentage_stay_apart() -> None:
    known = (Known(old="16.3", new="16.3", percent=True), Known(old="16.3", new="6.0"))
    changes, unknown = swaps("Revenues 16.3 billion (16.3% YoY)", known)
    assert (swapped("Revenues 16.3 billion (16.3% YoY)", changes), unknown) == (
        "Revenues 6.0 billion (16.3% YoY)",
        (),
    )


@pytest.mark.parametrize("seed", range(25))
def test_nothing_changes_by_itself(seed: int) -> None:
    deck = make_deck(seed)
    same = alter_deck(deck.text, deck.truth)
    assert (same.text, same.truth) == (deck.text, deck.truth)


@pytest.mark.parametrize("seed", range(25))
def test_altered_truth_stands_on_its_lines(seed: int) -> None:
    deck = make_deck(seed)
    altered = alter_deck(deck.text, deck.truth, years=7, factor=FACTOR)
    lines = altered.text.split("\n")
    assert len(altered.truth) == len(deck.truth)
    assert [row for row in altered.truth if row.raw not in lines[int(row.line) - 1]] == []
    assert len(lines) == deck.text.count("\n") + 1


@pytest.mark.parametrize("seed", range(10))
def test_years_come_back(seed: int) -> None:
    deck = make_deck(seed)
    there = alter_deck(deck.text, deck.truth, years=3)
    back = alter_deck(there.text, there.truth, years=-3)
    assert (back.text, back.truth) == (deck.text, deck.truth)
