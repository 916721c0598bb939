"""Numbers that belong to the name of a row are none of its figures; figures are never taken for names."""

import pytest

from extractor import extract

HEADS = "Results by line\n(JPY million)\n1Q06 2Q06 3Q06\n"
ROWS = "Sales 21,000 34,337 47,674\nOther income 35,182 48,519 61,856\n"


def read(*rows: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for figure in extract(HEADS + ROWS + "\n".join(rows), format="dump", name="made-up").figures:
        found.setdefault(figure.reading.item, []).append(str(figure.reading.value))
    return {item: values for item, values in found.items() if item not in {"Sales", "Other income"}}


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Area 1 28,091 41,428 54,765", "Area 1"),
        ("Top 10 customers 28,091 41,428 54,765", "Top 10 customers"),
        ("Office 365 28,091 41,428 54,765", "Office 365"),
        ("Bonds due 2030 28,091 41,428 54,765", "Bonds due 2030"),
        ("第2地域 28,091 41,428 54,765", "第2地域"),
    ],
)
def test_a_number_too_many_is_part_of_the_name(row: str, name: str) -> None:
    assert read(row) == {name: ["28091", "41428", "54765"]}


def test_rows_that_are_all_numbered_keep_their_figures() -> None:
    rows = ("Area 1 28,091 41,428 54,765", "Area 2 18,091 31,428 44,765")
    assert read(*rows) == {"Area 1": ["28091", "41428", "54765"], "Area 2": ["18091", "31428", "44765"]}


def test_a_short_figure_in_its_own_column_stays_a_figure() -> None:
    assert read("Stores 12 41,428 54,765") == {"Stores": ["12", "41428", "54765"]}


def test_figures_of_like_length_are_not_taken_for_a_name() -> None:
    assert all("12" not in name for name in read("Stores 12 15 18 21"))


def test_a_column_without_a_head_leaves_short_figures_alone() -> None:
    rows = ("Stores 12 41,428 54,765 71,001", "Net income 31,428 41,428 54,765 71,001")
    assert all("12" not in name for name in read(*rows))
