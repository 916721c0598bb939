"""Every notation of periods, units, signs and comparisons that decks print, row by row, and the traps beside them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.rulebook import load_rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms
from extractor.rulebook.units import find_units

BOOK = load_rulebook()
CASES = Path(__file__).parent / "cases"


def periods(text: str) -> str:
    return " ".join(found.period.label + "!" * found.at_end for found in find_periods(text, BOOK))


def units(text: str) -> str:
    shown = []
    for found in find_units(text, BOOK):
        excluding = f" excluding {found.excluding}" if found.excluding else ""
        shown.append(f"{found.scale} {found.unit}{excluding}")
    return " ".join(shown).strip()


def terms(text: str) -> str:
    return " ".join(f"{found.term}:{found.reading}" for found in find_terms(text, BOOK))


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
