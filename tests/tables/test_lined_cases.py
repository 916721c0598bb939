"""Dumps that print tables row by row, as readable cases with made-up figures."""

import pytest
from tablefile import dots, expected_lines, figures, read_cases, shown

from extractor.layout.lined.heads import heads_over
from extractor.model.figure import Grade
from extractor.rulebook import load_rulebook

CASES = "lined.txt"


@pytest.mark.parametrize(("title", "text", "expected"), read_cases(CASES), ids=lambda text: text[:40])
def test_every_cell_is_read_and_no_other(title: str, text: str, expected: str) -> None:
    assert {shown(figure) for figure in figures(text, "dump")} == expected_lines(expected), title


def test_case_file_is_read_whole() -> None:
    assert len(read_cases(CASES)) * 3 == dots(CASES)


TABLE = """Consolidated Highlights
FY31 FY32 Change
Net sales 4,812 5,293 +10.0%
Operating income 611 589 -3.6%
Net income 402 398 -1.0%
FY32 is the year from April 1, 2031 to March 31, 2032.
"""


def test_figures_that_the_growth_beside_them_proves_are_sure() -> None:
    grades = {shown(figure): figure.grade for figure in figures(TABLE, "dump")}
    assert grades["Net sales: 4,812 FY2031"] is grades["Net sales: 5,293 FY2032"] is Grade.SURE


def test_rows_against_their_growth_are_not_sure() -> None:
    turned = TABLE.replace("FY31 FY32", "FY32 FY31")
    assert not [f for f in figures(turned, "dump") if f.reading.item == "Net sales" and f.grade is Grade.SURE]


def test_a_label_that_comes_twice_is_not_sure() -> None:
    twice = TABLE.replace("Operating income 611 589 -3.6%", "Net sales 611 589 -3.6%")
    assert not [f for f in figures(twice, "dump") if f.reading.item == "Net sales" and f.grade is Grade.SURE]


FITTING = {
    ("FY31 FY32 Change",): 3,
    ("FY31 FY32", "1H 2H 1H 2H"): 4,
    ("FY31 FY32", "1st Half", "Results", "Full Year", "Results", "1st Half", "Forecasts"): 3,
    ("2031年3月期", "2032年3月期", "増減率"): 3,
    ("May 2031 Aug. 2031 Change from", "Feb. 2031"): 3,
}
UNFIT = {
    ("FY31 FY32 Change",): 4,
    ("1H 2H", "1H 2H"): 4,
    ("FY31", "1H 2H 1H 2H"): 4,
    ("Q1 Q2 Q3 Q4",): 4,
    ("FY31 FY31",): 2,
}


@pytest.mark.parametrize(("lines", "count"), FITTING.items(), ids=lambda value: str(value)[:40])
def test_heads_that_fit_their_columns(lines: tuple[str, ...], count: int) -> None:
    assert len(heads_over(lines, count, load_rulebook())) == count


@pytest.mark.parametrize(("lines", "count"), UNFIT.items(), ids=lambda value: str(value)[:40])
def test_heads_that_do_not_fit_make_no_table(lines: tuple[str, ...], count: int) -> None:
    assert heads_over(lines, count, load_rulebook()) == ()


def test_names_of_figures_on_lines_of_their_own_are_not_sure() -> None:
    stacked = TABLE.replace("FY31 FY32 Change", "FY31\nFY32\nChange")
    for row in ("4,812 5,293 +10.0%", "611 589 -3.6%", "402 398 -1.0%"):
        stacked = stacked.replace(f" {row}", "\n" + row.replace(" ", "\n"))
    found = figures(stacked, "dump")
    assert {shown(figure) for figure in found} == {shown(figure) for figure in figures(TABLE, "dump")}
    assert {figure.item_link.grade for figure in found} == {Grade.INFERRED}
    periods = {shown(figure): figure.period_link.grade for figure in found}
    assert periods["Net sales: 4,812 FY2031"] is Grade.SURE


def test_figures_that_the_heads_do_not_divide_make_no_rows() -> None:
    torn = "Consolidated Highlights\nFY31\nFY32\nChange\nNet sales\n4,812\n5,293\nNet income\n402\n398\n"
    assert not [figure for figure in figures(torn, "dump") if figure.reading.item == "Net sales"]


def test_a_unit_behind_a_title_that_speaks_of_plans_is_that_of_the_table() -> None:
    text = "通期見通し（億円）\n2030年度実績 2031年度計画 前年比\n"
    text += "売上高 4,150 4,350 104.8%\n営業利益 274 300 109.5%\n当期利益 180 195 108.3%\n"
    amounts = [f.reading for f in figures(text, "dump") if f.reading.unit != "%"]
    assert {(r.unit, r.scale) for r in amounts} == {("JPY", "100million")}
    assert len(amounts) == 6
