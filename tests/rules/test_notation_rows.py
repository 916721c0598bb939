"""Every row of notations has something that reads it and something beside it that stays silent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from linereaders import periods, terms, units

from extractor.api import extract
from extractor.match import match_item
from extractor.model.number import CandidateKind
from extractor.rulebook import load_rulebook

ROOT = Path(__file__).parents[2]
TEXT = (Path(__file__).parent / "cases" / "notation_rows.txt").read_text(encoding="utf-8")
ROWS_IN = {"0": 6, "1.1": 14, "1.2": 12, "2": 15, "3": 8, "4": 6, "5": 12, "6": 5}
"""How many rows every family of notations has."""


def numbers(text: str) -> str:
    """The values that repair sees in a line."""
    runs = [run for line in extract(text, format="dump").repair.lines for run in line.runs]
    shown = [
        "nil" if run.best.kind is CandidateKind.NIL else ",".join(str(one.value) for one in run.best.quantities)
        for run in runs
    ]
    return " ".join(shown)


def item(text: str) -> str:
    return match_item(text, load_rulebook()).item_id


READERS = {"period": periods, "unit": units, "term": terms, "number": numbers, "item": item}


def rows() -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    """The number of every row with its lines: what is asked, of which reader, the printed text, the answer."""
    number, lines = "", []
    for line in TEXT.splitlines():
        if not line or line.startswith("#"):
            continue
        if line[0].isdigit():
            if number:
                yield number, lines
            number, lines = line.split(" ")[0], []
            continue
        asked, rest = line.split(" ", 1)
        kind, _, told = ("", "", rest) if asked == "see" else rest.partition(" ")
        printed, _, want = told.partition(" |")
        lines.append((asked, kind, printed, want.strip()))
    yield number, lines


ROWS = tuple(rows())


@pytest.mark.parametrize(("number", "lines"), ROWS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_row_reads_its_notations_and_no_others(number: str, lines: list[tuple[str, str, str, str]]) -> None:
    asked = [(kind, printed, want, READERS[kind](printed)) for verb, kind, printed, want in lines if verb != "see"]
    assert [one for one in asked if one[2] != one[3]] == [], number
    assert any(verb in {"reads", "see"} for verb, *_ in lines), number
    assert any(verb == "trap" for verb, *_ in lines), number


@pytest.mark.parametrize(("number", "lines"), ROWS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_row_points_at_is_there(number: str, lines: list[tuple[str, str, str, str]]) -> None:
    for verb, _, file, text in lines:
        assert verb != "see" or text in (ROOT / file).read_text(encoding="utf-8"), number


def test_no_row_is_left_out() -> None:
    found = [number.rpartition(".") for number, _ in ROWS]
    counted = {family: [int(place) for of, _, place in found if of == family] for family in ROWS_IN}
    assert counted == {family: list(range(1, count + 1)) for family, count in ROWS_IN.items()}
