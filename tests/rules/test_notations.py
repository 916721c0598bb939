"""Every notation of periods, units, signs and comparisons that decks print, row by row, and the traps beside them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from linereaders import periods, terms, units

CASES = Path(__file__).parent / "cases"


def read_rows(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.partition(" |") for line in lines if line.strip() and not line.startswith("#")]
    return [(printed, want.strip()) for printed, _, want in rows]


@pytest.mark.parametrize(
    ("name", "read"),
    [("notations_periods.txt", periods), ("notations_units.txt", units), ("notations_terms.txt", terms)],
    ids=["periods", "units", "terms"],
)
def test_every_row_is_read(name: str, read: Callable[[str], str]) -> None:
    rows = read_rows(name)
    assert [(printed, want, read(printed)) for printed, want in rows if read(printed) != want] == []
    assert any(not want for _, want in rows), "a file of notations needs its traps"
