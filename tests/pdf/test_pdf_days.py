"""What stands at a day: tables that compare a year with a part of the next, exchange rates, interim dividends."""

from extractor import extract
from fixtures.simulate.pages import Drawing

Row = tuple[str, ...]


def found(heads: Row, *rows: Row) -> set[tuple[str, str, str]]:
    drawing = Drawing()
    drawing.text((40, 60), "Rates and Dividends", 16)
    drawing.text((40, 80), "FY24/Q1-Q2 indicates the period between April 1, 2023 and September 30, 2023.", 7)
    for x, head in zip((300, 400, 500), heads, strict=True):
        drawing.right((x, 115), head, 8)
    for n, (item, *values) in enumerate(rows):
        drawing.text((60, 135 + 18 * n), item)
        for x, value in zip((300, 400, 500), values, strict=True):
            drawing.right((x, 135 + 18 * n), value)
    readings = [figure.reading for figure in extract(drawing.data(), name="made-up").figures]
    return {(r.item, r.period.label, f"{r.value}") for r in readings}


def test_a_year_beside_a_part_of_the_next_means_their_ends() -> None:
    got = found(("FY23", "FY24/Q2", "Comparison"), ("1 USD", "121.83 yen", "144.61 yen", "+22.78 yen"))
    days = {("121.83", "2023-03-31"), ("144.61", "2023-09-30"), ("22.78", "2023-09-30")}
    assert got == {("1 USD", day, value) for value, day in days}


def test_two_halves_are_no_days() -> None:
    got = found(("FY23/Q1-Q2", "FY24/Q1-Q2", "Comparison"), ("1 Euro", "135.41 yen", "141.70 yen", "+6.29 yen"))
    assert {period for _, period, _ in got} == {"1H23", "1H24"}


def test_an_interim_dividend_is_paid_for_the_first_half() -> None:
    got = found(
        ("FY23", "FY24", "Change"),
        ("Interim", "620 yen", "630 yen", "+10 yen"),
        ("Year-end", "20 yen", "30 yen", "+10 yen"),
    )
    assert {period for item, period, _ in got if item == "Interim"} == {"1H23", "1H24"}
    assert {period for item, period, _ in got if item == "Year-end"} == {"FY2023", "FY2024"}
