"""Lines of the taxonomy: context, roles, and what is refused; and its tables as they stand."""

import pytest

from extractor.errors import RulebookError
from extractor.match import match_item
from extractor.match.roles import row_role
from extractor.rulebook import load_rulebook
from extractor.rulebook.load import rules_home
from extractor.rulebook.taxonomy import FOLDER, KEYS, LINES, keys_table, read_lines, taxonomy

RULEBOOK = load_rulebook()
LOST, ABROAD = "line.loss_on_retirement_of_noncurrent_asset", "line.foreign_currency_translation_adjustment"
UNKNOWN = (
    "固定資産売却損等の戻入",
    "店舗設備（純額）",
    "建物及び船舶",
    "有形固定資産の移設による支出",
    "固定資産売却損益計",
)


@pytest.mark.parametrize(
    ("label", "statement", "section", "item", "concept"),
    [
        ("建設仮勘定", "", "", "line.construction_in_progress", "ConstructionInProgress"),
        ("Construction in progress", "", "", "line.construction_in_progress", "ConstructionInProgress"),
        ("減価償却費", "cashflow", "", "depreciation_amortization", "DepreciationAndAmortizationOpeCF"),
        ("貸倒損失", "income", "特別損失", "line.bad_debt_expense", "BadDebtsWrittenOffEL"),
        ("固定資産除却損", "income", "営業外費用", LOST, "LossOnRetirementOfNoncurrentAssetsNOE"),
        ("その他", "balance", "流動資産", "other_items", "OtherCA"),
        ("開発費", "balance", "", "line.development_expense", "DevelopmentExpensesDA"),
        ("開発費", "income", "", "rd_expenses", ""),
        ("営業収入", "cashflow", "", "line.operating_revenue", "OperatingIncomeOpeCF"),
        ("四半期包括利益", "comprehensive", "", "comprehensive_income", "ComprehensiveIncome"),
        ("セグメント利益又は損失（△）", "", "", "segment_profit", ""),
        ("為替換算調整勘定", "income", "", ABROAD, "ForeignCurrencyTranslationAdjustmentNetOfTaxOCI"),
    ],
)  # fmt: skip
def test_context_finds_the_line(label: str, statement: str, section: str, item: str, concept: str) -> None:
    found = match_item(label, RULEBOOK, statement=statement, section=section)
    assert found.item_id == item
    assert concept in {"", found.concept.partition(":")[2]}


@pytest.mark.parametrize(
    "label",
    [
        "固定資産売却損等の戻入",
        "店舗設備（純額）",
        "建物及び船舶",
        "有形固定資産の移設による支出",
        "固定資産売却損益計",
    ],
)
def test_a_name_that_differs_in_meaning_is_refused(label: str) -> None:
    found = match_item(label, RULEBOOK)
    assert (found.item_id, bool(found.because)) == ("", True)


def test_a_name_of_several_places_says_so() -> None:
    found = match_item("資産除去債務", RULEBOOK, statement="balance")
    assert found.score <= 90
    assert "several places" in found.because


@pytest.mark.parametrize(
    ("label", "role", "item"),
    [
        ("うち減価償却費", "part", "depreciation_amortization"),
        ("（うち減価償却費）", "part", "depreciation_amortization"),
        ("of which: Goodwill", "part", "goodwill"),
        ("減価償却費（再掲）", "memo", "depreciation_amortization"),
        ("消去又は全社", "elimination", "segment_adjustment"),
        ("売上高（うち海外）", "part", ""),
        ("内訳", "part", ""),
        ("法人税等調整額", "", "income_taxes"),
        ("内燃力発電費", "", "line.内燃力発電費"),
        ("国内売上高", "", ""),
    ],
)
def test_rows_beside_the_sum_are_known(label: str, role: str, item: str) -> None:
    found = match_item(label, RULEBOOK)
    assert (found.role, found.item_id) == (role, item)


def test_words_of_role_are_taken_off_at_the_ends_only() -> None:
    assert row_role("うち減価償却費", RULEBOOK) == ("part", "減価償却費")
    assert row_role("売上高（うち海外）", RULEBOOK) == ("part", "売上高（うち海外）")
    assert row_role("建物", RULEBOOK) == ("", "建物")


def test_the_forms_are_those_of_the_labels() -> None:
    folder = rules_home() / FOLDER
    lines = read_lines((folder / LINES).read_text(encoding="utf-8"))
    assert (folder / KEYS).read_text(encoding="utf-8") == keys_table(lines, RULEBOOK), "run `make taxonomy`"


def test_every_item_of_the_taxonomy_exists() -> None:
    known = {item.id for item in RULEBOOK.items} | {""}
    assert {line.item for line in taxonomy().lines} <= known
    assert {line.concept.partition(":")[0] for line in taxonomy().lines} == {"jppfs_cor", "jpigp_cor", "jpcrp_cor"}


@pytest.mark.parametrize(
    "text", ["concept,ja\n", "concept,statement,period,data,item,parent,tier,ja,en\na:b,income,x\n"]
)
def test_a_damaged_table_is_told(text: str) -> None:
    with pytest.raises(RulebookError, match=LINES):
        read_lines(text)
