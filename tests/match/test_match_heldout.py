"""Wordings that no rule lists: never a wrong item, and not too many refusals.

Two lists were written by hand before the matcher saw them. A third is made by a machine: every listed name as
decks print it, in capitals, with a unit, a note or a number in front, or in wide letters.
"""

from pathlib import Path

import pytest

from extractor.match import match_item
from extractor.rulebook import load_rulebook
from extractor.rulebook.items import Item
from extractor.rulebook.lexicon import COMPANY
from extractor.rulebook.lookup import items_named
from fixtures.labels import listed_labels

RULEBOOK = load_rulebook()
CASES = Path(__file__).parent / "cases"
WIDE = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
HABITS = (
    "{} (JPY million)",
    "{}（百万円）",
    "{}*1",
    "{} ※2",
    "・{}",
    "2. {}",
    "{}:",
    "  {}  ",
    "Ⅰ. {}",
    "{}(注)",
)


def _lines(name: str) -> list[str]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _listed(name: str) -> list[tuple[str, str]]:
    cases = [line.rsplit(" | ", 1) for line in _lines(name)]
    return [(label, item.strip().replace("-", "")) for label, item in cases]


@pytest.mark.parametrize(("name", "missed"), [("heldout.txt", 2), ("heldout_second.txt", 6)])
def test_wordings_written_by_hand(name: str, missed: int) -> None:
    cases = _listed(name)
    found = {label: _item(label) for label, _ in cases}
    assert [label for label, item in cases if found[label] not in {item, ""}] == []
    assert len([label for label, item in cases if found[label] != item]) <= missed


def test_labels_of_statements() -> None:
    cases = [line.split(" | ") for line in _lines("tanshin.txt")]
    found = {(label, place): match_item(label, RULEBOOK, statement=place) for label, place, _ in cases}
    wrong = [
        (label, place, match)
        for label, place, item in cases
        if item.strip() not in {(match := found[label, place]).item_id or "-", match.concept.partition(":")[2]}
    ]
    assert wrong == []


@pytest.mark.parametrize("habit", HABITS)
def test_printing_habits_change_nothing(habit: str) -> None:
    assert _astray(habit.format) == []


def test_capitals_change_nothing() -> None:
    assert _astray(str.upper) == []


def test_wide_letters_change_nothing() -> None:
    assert _astray(lambda name: name.translate(WIDE)) == []


def _astray(printed) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    return [(item.id, name) for item, name in _own_names() if match_item(printed(name), RULEBOOK).item_id != item.id]


def _item(label: str) -> str:
    """The item of the rulebook; empty for a refusal and for a line that only the taxonomy has."""
    item = match_item(label, RULEBOOK).item_id
    return "" if item.startswith("line.") else item


def _own_names() -> list[tuple[Item, str]]:
    return [
        (item, name)
        for item in RULEBOOK.items
        for name in item.names
        if COMPANY not in name and len(items_named(name, RULEBOOK)) == 1
    ]


def test_numbers_and_notes_around_a_name() -> None:
    pairs = [line.split(" | ") for line in _lines("habits.txt")]
    asked = [
        (label, match_item(label, RULEBOOK).item_id, match_item(plain, RULEBOOK).item_id) for label, plain in pairs
    ]
    assert [(label, found) for label, found, item in asked if not item or found != item] == []


@pytest.mark.parametrize("label", ["受注1", "2 カ月後の売上高", "12 四半期の売上高", "セグメント資産", "売上高計画"])
def test_a_number_that_says_more_is_no_numbering(label: str) -> None:
    assert not match_item(label, RULEBOOK).item_id


def test_labels_of_statements_from_memory() -> None:
    asked = tuple(listed_labels())
    found = [match_item(one.label, RULEBOOK, statement=one.statement).item_id for one in asked]
    assert [one for one, item in zip(asked, found, strict=True) if item not in {one.item, ""}] == []
    assert sum(map(bool, found)) >= 0.99 * len(asked)
    assert len(asked) > 800
