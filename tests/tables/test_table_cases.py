"""Tables from text to graded figures, as readable cases with made-up figures."""

import pytest
from tablefile import dots, expected_lines, figures, read_cases, shown

from extractor.model.figure import Grade

CASES = "tables.txt"


def missing(text: str, expected: str) -> list[str]:
    return sorted(expected_lines(expected) - {shown(figure) for figure in figures(text, "dump")})


def wrong_and_sure(text: str, expected: str) -> list[str]:
    right = expected_lines(expected)
    return [
        shown(figure) for figure in figures(text, "dump") if figure.grade is Grade.SURE and shown(figure) not in right
    ]


@pytest.mark.parametrize(("title", "text", "expected"), read_cases(CASES), ids=lambda text: text[:40])
def test_every_cell_is_found(title: str, text: str, expected: str) -> None:
    assert missing(text, expected) == [], title


@pytest.mark.parametrize(("title", "text", "expected"), read_cases(CASES), ids=lambda text: text[:40])
def test_nothing_is_wrong_and_sure(title: str, text: str, expected: str) -> None:
    assert wrong_and_sure(text, expected) == [], title


def test_case_file_is_read_whole() -> None:
    assert len(read_cases(CASES)) * 3 == dots(CASES)
