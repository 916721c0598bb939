"""Heads on two levels: years over the parts of them that columns show, or a part over the years."""

import pytest

from extractor import extract

ROWS = "売上高 45,210 48,376 3,166 7.0%\n販管費 7,430 7,912 482 6.5%\n営業利益 2,451 2,790 339 13.8%\n"
TOP = "連結業績の概要\n（単位：百万円）\n"


def periods(text: str) -> list[tuple[str, str, str]]:
    """Label, first and last day of the periods of the first row's amounts."""
    deck = extract(text, format="dump", name="levels")
    first = [f.reading for f in deck.figures if f.reading.item == deck.figures[0].reading.item]
    return [(r.period.label, r.period.start, r.period.end) for r in first if r.measure.value == "amount"]


HALVES = [("1H30", "2029-04-01", "2029-09-30"), ("1H31", "2030-04-01", "2030-09-30")]


@pytest.mark.parametrize(
    "heads",
    [
        "2030年3月期 2031年3月期 前年同期比\n第2四半期累計 第2四半期累計 増減額 増減率\n",
        "第2四半期累計\n2030年3月期 2031年3月期 増減額 増減率\n",
        "2030年3月期 上期 2031年3月期 上期 増減額 増減率\n",
    ],
)
def test_years_and_their_parts_make_one_head(heads: str) -> None:
    assert periods(TOP + heads + ROWS) == HALVES


def test_parts_begin_anew_under_each_year() -> None:
    text = "Results\n(JPY million)\nFY2030 FY2031\n1H 2H 1H 2H\n"
    text += "Revenue 45,210 48,376 47,166 49,100\nCosts 7,430 7,912 7,482 7,600\n"
    assert [label for label, _, _ in periods(text)] == ["1H30", "2H30", "1H31", "2H31"]


def test_years_without_parts_stay_years() -> None:
    heads = "2030年3月期 2031年3月期 増減額 増減率\n"
    assert [label for label, _, _ in periods(TOP + heads + ROWS)] == ["FY2030", "FY2031"]
