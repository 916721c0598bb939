"""Shares listed by name, such as large shareholders."""

from decimal import Decimal

from extractor.api import extract

PROFILE = """ Company Profile (as of Sep. 2031)

Established December 2001

Large
Shareholders

Norvane (24.4%), Akiko Mori (6.3%),
Tessel Corp. (5.1%),
Umber Bank (4.9%)
"""


def listed(text: str) -> dict[str, tuple[Decimal, str]]:
    figures = extract(text, format="dump").figures
    return {f.reading.item: (f.reading.value, f.reading.period.label) for f in figures}


def test_shares_go_to_the_names_before_them() -> None:
    assert listed(PROFILE) == {
        "Norvane": (Decimal("24.4"), "2031-09-30"),
        "Akiko Mori": (Decimal("6.3"), "2031-09-30"),
        "Tessel Corp.": (Decimal("5.1"), "2031-09-30"),
        "Umber Bank": (Decimal("4.9"), "2031-09-30"),
    }


def test_more_than_the_whole_is_no_list() -> None:
    assert listed(PROFILE.replace("24.4", "94.4")) == {}


def test_two_names_are_no_list() -> None:
    assert listed(PROFILE.replace("Tessel Corp. (5.1%),\nUmber Bank (4.9%)\n", "")) == {}


CELLS = """Company Profile (as of September 2031)\t\t
Established\tDecember 2001\t
Top Shareholders\tNorvane(24.4%), Akiko Mori (6.3%), Tessel Corp.(5.1%)\t
"""


def test_shares_in_the_cell_of_a_table() -> None:
    figures = extract(CELLS, format="markdown").figures
    assert {f.reading.item: (f.reading.value, f.reading.period.label) for f in figures} == {
        "Norvane": (Decimal("24.4"), "2031-09-30"),
        "Akiko Mori": (Decimal("6.3"), "2031-09-30"),
        "Tessel Corp.": (Decimal("5.1"), "2031-09-30"),
    }
