"""Whether two printed names denote one line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rulebook import load_rulebook
from extractor.rulebook.likeness import CONTAINED, SAME, same_item

RULEBOOK = load_rulebook()
LINES = (Path(__file__).parent / "cases" / "same_line.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" | ")) for line in LINES if line and not line.startswith("#")]


def verdict(score: int) -> str:
    if score >= SAME:
        return "same"
    return "contained" if score >= CONTAINED else "other"


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_cases(one: str, other: str, expected: str) -> None:
    assert verdict(same_item(one, other, RULEBOOK)) == expected


def test_abbreviations_of_the_deck_decide() -> None:
    defined = (("MSS", "managed security services"),)
    assert same_item("MSS for corporations", "Managed Security Services for Corporations", RULEBOOK, defined) == 100
    assert verdict(same_item("DC services", "Data center services", RULEBOOK)) == "same"
    assert verdict(same_item("DC services", "Data center services", RULEBOOK, (("DC", "direct current"),))) == "other"


@pytest.mark.parametrize("name", ["", "123", "※1", "()", "   ", "—"])
def test_no_name_is_like_nothing(name: str) -> None:
    assert verdict(same_item(name, "Revenue", RULEBOOK)) == "other"


@settings(max_examples=200)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_one_likeness_in_either_order(one: str, other: str) -> None:
    likeness = same_item(one, other, RULEBOOK)
    assert 0 <= likeness <= 100
    assert same_item(other, one, RULEBOOK) == likeness
