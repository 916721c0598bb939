"""Tables and charts whose cells Markdown marks, as readable cases with made-up figures."""

import pytest
from tablefile import dots, expected_lines, figures, read_cases, shown

from extractor.model.figure import FigureKind, Grade

CASES = "grids.txt"


CALENDAR = "\n\n# Fiscal year\n\n1Q30 (2030/4-6)\n"
"""A last slide that dates the labels of the cases, so that their periods can be sure."""


@pytest.mark.parametrize(("title", "text", "expected"), read_cases(CASES), ids=lambda text: text[:40])
def test_every_cell_is_read_and_no_other(title: str, text: str, expected: str) -> None:
    assert {shown(figure) for figure in figures(text, "markdown")} == expected_lines(expected), title


@pytest.mark.parametrize(("title", "text", "expected"), read_cases(CASES), ids=lambda text: text[:40])
def test_full_lines_of_tables_are_sure(title: str, text: str, expected: str) -> None:
    tables = [f for f in figures(text + CALENDAR, "markdown") if f.reading.kind is FigureKind.TABLE]
    open_ones = [f for f in tables if f.grade is not Grade.SURE]
    doubtful = ("head", "i\t", "Grants")
    assert not open_ones or any(mark in title + text for mark in doubtful), [shown(f) for f in open_ones]


def test_a_head_that_contradicts_itself_is_never_sure() -> None:
    text = next(text for title, text, _ in read_cases(CASES) if "contradicts" in title)
    grades = {f.grade for f in figures(text, "markdown") if f.reading.scenario == "target"}
    assert grades == {Grade.INFERRED}


def test_a_unit_in_the_corner_is_that_of_the_table_and_no_section() -> None:
    head = "| (JPY million) | 1Q30 | 2Q30 |\n| --- | --- | --- |\n"
    text = f"# Trend\n\n{head}| Shops | 2,908 | 2,925 |\n| Cafes | 310 | 317 |\n"
    told = {(f.reading.unit, f.reading.scale, f.reading.breadcrumb) for f in figures(text, "markdown")}
    assert told == {("JPY", "million", ())}


def test_case_file_is_read_whole() -> None:
    assert len(read_cases(CASES)) * 3 == dots(CASES)
