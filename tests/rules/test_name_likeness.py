"""Whether two printed names denote one line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rulebook import load_rulebook
from extractor.rulebook.likeness import CONTAINED, SAME, could_be_one, same_item

RULEBOOK = load_rulebook()
LINES = (Path(__file__).parent / "cases" / "same_line.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" | ")) for line in LINES if line and not line.startswith("#")]

SAID = ("harbor", "harbors", "logistics", "logistic", "services", "service", "operating", "operation", "HL", "HLS")
WORDS = st.sampled_from(
    (*SAID, "total", "net", "new", "revenue", "from", "of", "other", "(JPY)", "business", "domestic")
)


def verdict(score: int) -> str:
    if score >= SAME:
        return "same"
    return "contained" if score >= CONTAINED else "other"


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_cases(one: str, other: str, expected: str) -> None:
    assert verdict(same_item(one, other, RULEBOOK)) == expected


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_a_glance_refuses_no_names_of_one_line(one: str, other: str, expected: str) -> None:
    assert expected != "same" or could_be_one(one, other, RULEBOOK)


@pytest.mark.parametrize(
    ("one", "other", "seen"),
    [
        ("Harbor Logistics", "Harbor Logistic Services", True),
        ("HLS", "Harbor Logistic Services", True),
        ("Harbor Logistics", "Harbor Cranes", False),
        ("Harbor Logistics", "Logistics of Quarries", False),
    ],
)
def test_a_glance_tells_names_apart_that_share_a_word_only(one: str, other: str, seen: bool) -> None:
    assert could_be_one(one, other, RULEBOOK) is could_be_one(other, one, RULEBOOK) is seen


@settings(max_examples=300)
@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, min_size=1, max_size=5))
def test_a_glance_refuses_nothing_that_rules_join(one: list[str], other: list[str]) -> None:
    pair = " ".join(one), " ".join(other)
    assert could_be_one(*pair, RULEBOOK) or same_item(*pair, RULEBOOK) < SAME


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
