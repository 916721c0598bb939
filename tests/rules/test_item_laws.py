"""Laws of items: names have one owner unless the owners say otherwise, references exist, words are unique."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from extractor.errors import RulebookError
from extractor.match import match_item
from extractor.rulebook import Rulebook, load_rulebook
from extractor.rulebook.identities import Part
from extractor.rulebook.item_laws import check_items
from extractor.rulebook.lexicon import key_of, lexicon
from extractor.rulebook.names import read_name

BOOK = load_rulebook()
CUSTOMARY = (
    "revenue cost_of_revenue gross_profit sga operating_income ordinary_income income_before_tax",
    "income_taxes net_income current_assets total_assets total_liabilities net_assets operating_cf",
    "investing_cf financing_cf",
)


def _with_items(**changes: object) -> Rulebook:
    first, *others = BOOK.items
    return replace(BOOK, items=(msgspec.structs.replace(first, **changes), *others))


def test_the_rulebook_keeps_its_laws() -> None:
    assert check_items(BOOK) is None


def test_a_name_with_two_owners_is_refused() -> None:
    first, other = BOOK.items[0], BOOK.items[1]
    with pytest.raises(RulebookError, match=rf"{first.id}.*contexts") as refusal:
        check_items(_with_items(en=(*first.en, other.en[0])))
    assert other.id in str(refusal.value)


def test_an_identity_of_an_unknown_item_is_refused() -> None:
    broken = msgspec.structs.replace(BOOK.identities[0], target=Part(item="nowhere"))
    with pytest.raises(RulebookError, match="nowhere"):
        check_items(replace(BOOK, identities=(broken,)))


@pytest.mark.parametrize("item", BOOK.items, ids=lambda item: item.id)
def test_an_item_says_each_name_once(item) -> None:  # type: ignore[no-untyped-def]
    lex = lexicon(BOOK)
    reads = {name: read_name(name) for name in (*item.names, *item.kin)}
    keys = {name: key_of(read.full, lex, japanese=read.japanese) for name, read in reads.items()}
    own, kin = {keys[name] for name in item.names}, {keys[name] for name in item.kin}
    assert own.isdisjoint(kin)
    assert {keys.get(name, "") for name in item.contexts} <= own
    assert not set(item.examples) & {*item.en, *item.ja}


def test_statements_run_in_customary_order() -> None:
    order = {item.id: item.order for item in BOOK.items}
    lines = " ".join(CUSTOMARY).split()
    assert [order[line] for line in lines] == sorted(order[line] for line in lines)


def test_concepts_are_of_taxonomies_that_may_be_carried() -> None:
    prefixes = {concept.partition(":")[0] for item in BOOK.items for concept in item.concepts}
    assert prefixes == {"jppfs_cor", "jpcrp_cor", "jpigp_cor", "us-gaap"}


ALIAS = """
[[rule]]
id = "example.cloud-revenue"
why = "Example Networks calls its recurring revenue cloud revenue."
item = "{item}"
names = ["{name}"]
examples = ["{name}"]
counters = ["Cost of cloud revenue"]
"""


def _own_rules(folder: Path, item: str, name: str) -> Path:
    (folder / "companies").mkdir()
    (folder / "companies" / "example.toml").write_text(ALIAS.format(item=item, name=name), encoding="utf-8")
    return folder


def test_a_company_may_add_a_name(tmp_path: Path) -> None:
    book = load_rulebook(_own_rules(tmp_path, "recurring_revenue", "Cloud revenue"))
    assert match_item("Cloud revenues (JPY million)", book).item_id == "recurring_revenue"
    assert match_item("Cloud revenues (JPY million)", BOOK).refused


@pytest.mark.parametrize(("item", "name"), [("recurring_revenue", "Operating income"), ("nowhere", "Cloud revenue")])
def test_a_company_may_not_take_a_name(tmp_path: Path, item: str, name: str) -> None:
    with pytest.raises(RulebookError, match=r"operating_income|nowhere"):
        load_rulebook(_own_rules(tmp_path, item, name))
