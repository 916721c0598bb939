"""Tables from text to graded figures, as readable cases with made-up figures."""

from pathlib import Path

import pytest

from extractor.api import extract
from extractor.model.figure import Figure, FigureKind, Grade

CASES = Path(__file__).parent / "cases" / "tables.txt"
ATTACHED = frozenset({"target", "initial", "revised"})


def cases() -> list[tuple[str, str, str]]:
    text = CASES.read_text(encoding="utf-8").partition("\n\n")[2]
    parts = [part.strip("\n") for part in text.split("\n.\n")]
    return list(zip(parts[0::3], parts[1::3], parts[2::3], strict=False))


def figures(text: str) -> list[Figure]:
    deck = extract(text, format="dump")
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


def missing(text: str, expected: str) -> list[str]:
    return sorted(expected_lines(expected) - {shown(figure) for figure in figures(text)})


def wrong_and_sure(text: str, expected: str) -> list[str]:
    right = expected_lines(expected)
    return [shown(figure) for figure in figures(text) if figure.grade is Grade.SURE and shown(figure) not in right]


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=lambda text: text[:40])
def test_every_cell_is_found(title: str, text: str, expected: str) -> None:
    assert missing(text, expected) == [], title


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=lambda text: text[:40])
def test_nothing_is_wrong_and_sure(title: str, text: str, expected: str) -> None:
    assert wrong_and_sure(text, expected) == [], title


def test_case_file_is_read_whole() -> None:
    assert len(cases()) * 3 == CASES.read_text(encoding="utf-8").splitlines().count(".")
