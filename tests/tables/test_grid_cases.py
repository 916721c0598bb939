"""Tables and charts whose cells Markdown marks, as readable cases with made-up figures."""

from pathlib import Path

import pytest

from extractor.api import extract
from extractor.model.figure import Figure, FigureKind, Grade

CASES = Path(__file__).parent / "cases" / "grids.txt"
ATTACHED = frozenset({"target", "initial", "revised"})


CALENDAR = "\n\n# Fiscal year\n\n1Q30 (2030/4-6)\n"
"""A last slide that dates the labels of the cases, so that their periods can be sure."""


def cases() -> list[tuple[str, str, str]]:
    text = CASES.read_text(encoding="utf-8").partition("\n\n")[2]
    parts = [part.strip("\n") for part in text.split("\n.\n")]
    return list(zip(parts[0::3], parts[1::3], parts[2::3], strict=False))


def figures(text: str) -> list[Figure]:
    deck = extract(text, format="markdown")
    return [figure for figure in deck.figures if figure.reading.kind is not FigureKind.CALLOUT]


def shown(figure: Figure) -> str:
    """A figure as the cases write it: item, value, period, and base or scenario."""
    reading = figure.reading
    percent = "%" if reading.unit == "%" else ""
    base = f"/{reading.versus}" if reading.versus else ""
    scenario = f" {reading.scenario}" if reading.scenario in ATTACHED and not base else ""
    return f"{reading.item}: {reading.value:,}{percent} {reading.period.label}{base}{scenario}"


def expected_lines(expected: str) -> set[str]:
    rows = (line.split(": ", 1) for line in expected.split("\n"))
    return {f"{item}: {cell}" for item, cells in rows for cell in cells.split(", ")}


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=lambda text: text[:40])
def test_every_cell_is_read_and_no_other(title: str, text: str, expected: str) -> None:
    assert {shown(figure) for figure in figures(text)} == expected_lines(expected), title


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=lambda text: text[:40])
def test_full_lines_of_tables_are_sure(title: str, text: str, expected: str) -> None:
    tables = [f for f in figures(text + CALENDAR) if f.reading.kind is FigureKind.TABLE]
    open_ones = [f for f in tables if f.grade is not Grade.SURE]
    doubtful = ("head", "i\t", "Grants")
    assert not open_ones or any(mark in title + text for mark in doubtful), [shown(f) for f in open_ones]


def test_a_head_that_contradicts_itself_is_never_sure() -> None:
    text = next(text for title, text, _ in cases() if "contradicts" in title)
    grades = {f.grade for f in figures(text) if f.reading.scenario == "target"}
    assert grades == {Grade.INFERRED}


def test_case_file_is_read_whole() -> None:
    assert len(cases()) * 3 == CASES.read_text(encoding="utf-8").splitlines().count(".")
