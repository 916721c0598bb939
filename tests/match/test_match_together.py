"""Labels of one table: a shared name goes where the other labels leave it, and stays open where they do not."""

import pytest

from extractor.match import match_together
from extractor.rulebook import load_rulebook

RULEBOOK = load_rulebook()


@pytest.mark.parametrize(
    ("labels", "item"),
    [
        (("Minority interests", "Total assets", "Total liabilities"), "nci_equity"),
        (("Minority interests", "Net income", "Ordinary income"), "net_income_nci"),
        (("非支配持分", "資産合計"), "nci_equity"),
        (("Gross margin", "Gross margin ratio"), "gross_profit"),
        (("Gross margin", "Gross profit"), "gross_margin_ratio"),
        (("Minority interests", "Net income", "Total assets"), ""),
        (("Minority interests",), ""),
    ],
)
def test_the_other_labels_decide(labels: tuple[str, ...], item: str) -> None:
    assert match_together(labels, RULEBOOK)[0].item_id == item


def test_labels_that_are_clear_stay_what_they_are() -> None:
    found = match_together(("固定資産除却損", "売上高"), RULEBOOK, statement="income", section="営業外費用")
    assert [one.item_id for one in found] == ["line.loss_on_retirement_of_noncurrent_asset", "revenue"]
