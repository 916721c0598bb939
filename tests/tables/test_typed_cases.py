"""Dumps that keep the blanks between columns, as readable cases with made-up figures."""

import pytest
from tablefile import dots, expected_lines, figures, read_cases, shown

from extractor.api import extract
from extractor.emit.rows import figure_rows
from extractor.model.figure import Grade
from extractor.read import read_source

CASES = "typed.txt"


@pytest.mark.parametrize(("title", "text", "expected"), read_cases(CASES), ids=lambda text: text[:40])
def test_every_cell_is_read_and_no_other(title: str, text: str, expected: str) -> None:
    assert {shown(figure) for figure in figures(text, "dump")} == expected_lines(expected), title


def test_case_file_is_read_whole() -> None:
    assert len(read_cases(CASES)) * 3 == dots(CASES)


TABLE = """Results of Norvane Corp.
                       FY31        FY32     Change
Net sales              4,812      5,293     +10.0%
Operating income         611        589      -3.6%
Net income               402        398      -1.0%
FY32 is the year from April 1, 2031 to March 31, 2032.
"""


def test_figures_that_the_growth_beside_them_proves_are_sure() -> None:
    grades = {shown(figure): figure.grade for figure in figures(TABLE, "dump")}
    assert grades["Net sales: 4,812 FY2031"] is grades["Net sales: 5,293 FY2032"] is Grade.SURE


def test_figures_at_odds_with_the_growth_beside_them_are_not_sure() -> None:
    swapped = TABLE.replace("4,812      5,293", "5,293      4,812")
    assert not [f for f in figures(swapped, "dump") if f.reading.item == "Net sales" and f.grade is Grade.SURE]


def test_a_figure_says_its_line_and_columns() -> None:
    sources = {row["value"]: row["source"] for row in figure_rows(extract(TABLE, format="dump"))}
    assert sources["5293"] == "L3:35-39"


def test_lines_with_single_blanks_make_no_pages() -> None:
    text = "\n".join(" ".join(line.split()) for line in TABLE.splitlines())
    assert not read_source(text, format="dump").read.pages
    assert all(page.typed for page in read_source(TABLE, format="dump").read.pages)
