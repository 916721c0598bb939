"""Labels to items: every listed name, the traps, the refusals and the contexts."""

from pathlib import Path

import pytest

from extractor.errors import CallError
from extractor.match import match_item
from extractor.rulebook import load_rulebook
from extractor.rulebook.items import Item
from extractor.rulebook.lexicon import COMPANY
from extractor.rulebook.likeness import SAME
from extractor.rulebook.lookup import items_named

RULEBOOK = load_rulebook()
ITEMS = RULEBOOK.items
CASES = Path(__file__).parent / "cases"


def _traps() -> list[tuple[str, str, str]]:
    lines = (CASES / "traps.txt").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return [(title, label, expected) for title, label, expected in blocks]


def test_all_canonical_items_are_there() -> None:
    assert len(ITEMS) == 174
    assert len({item.order for item in ITEMS}) == len(ITEMS)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_name_finds_its_item_or_is_refused_with_its_owners(item: Item) -> None:
    for name in item.names:
        found = match_item(name.replace(COMPANY, "Example Networks"), RULEBOOK)
        owners = {owner.id for owner in items_named(name, RULEBOOK)}
        if len(owners) > 1:
            assert item.id in owners
            assert (found.item_id, "more than one item" in found.because) == ("", True)
        else:
            assert found.item_id == item.id, name
            assert found.score >= SAME, name


@pytest.mark.parametrize("item", [item for item in ITEMS if item.kin], ids=lambda item: item.id)
def test_near_lines_carry_the_item_without_standing_for_it(item: Item) -> None:
    for name in item.kin:
        found = match_item(name, RULEBOOK)
        assert found.item_id == item.id, name
        assert 0 < found.score < SAME, name
        assert found.concept != next(iter(item.concepts), None)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_examples_and_counters(item: Item) -> None:
    assert [label for label in item.examples if match_item(label, RULEBOOK).item_id != item.id] == []
    assert [label for label in item.counters if match_item(label, RULEBOOK).item_id == item.id] == []


@pytest.mark.parametrize("item", [item for item in ITEMS if item.contexts], ids=lambda item: item.id)
def test_names_of_several_items_are_refused_without_context(item: Item) -> None:
    for name in item.contexts:
        assert len(items_named(name, RULEBOOK)) > 1, name
        assert match_item(name, RULEBOOK).refused


@pytest.mark.parametrize(("title", "label", "expected"), _traps(), ids=lambda value: value)
def test_traps(title: str, label: str, expected: str) -> None:
    found = match_item(label, RULEBOOK)
    if expected.startswith("- "):
        assert found.refused, (title, found)
        assert expected.removeprefix("- ") in found.because
    else:
        assert found.item_id == expected, (title, found)


@pytest.mark.parametrize(
    ("label", "measure", "statement", "expected"),
    [
        ("Gross margin", "amount", "", "gross_profit"),
        ("Gross margin", "ratio", "", "gross_margin_ratio"),
        ("Gross margin", "change_pct", "", "gross_profit"),
        ("Gross margin", "change", "", ""),
        ("非支配持分", "", "balance", "nci_equity"),
        ("Minority interests", "", "income", "net_income_nci"),
        ("Volume", "count", "", "unit_sales"),
        ("Operating expenses", "amount", "income", ""),
        ("Operating Income", "ratio", "", "operating_income"),
    ],
)
def test_context_decides_between_owners(label: str, measure: str, statement: str, expected: str) -> None:
    assert match_item(label, RULEBOOK, statement=statement, measure=measure).item_id == expected


def test_concepts_come_with_items() -> None:
    assert match_item("売上高", RULEBOOK).concept == "jppfs_cor:NetSales"
    assert match_item("Operating backlog of widgets", RULEBOOK).concept == ""


def test_names_in_two_languages_must_agree() -> None:
    assert match_item("営業利益 Operating income", RULEBOOK).item_id == "operating_income"
    assert match_item("営業収益 Revenues from operations", RULEBOOK).item_id == "revenue"
    torn = match_item("売上高 Cost of sales", RULEBOOK)
    assert (torn.item_id, "halves disagree" in torn.because) == ("", True)
    assert match_item("営業利益 Adjusted figure", RULEBOOK).refused


@pytest.mark.parametrize("context", [{"statement": "PL"}, {"measure": "yen"}])
def test_unknown_context_is_a_wrong_call(context: dict[str, str]) -> None:
    with pytest.raises(CallError):
        match_item("Revenue", RULEBOOK, **context)
