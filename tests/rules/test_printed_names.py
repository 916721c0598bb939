"""Printed names in comparable form, and the ids of a company's own lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rulebook.names import halves, local_id, read_name, singular


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("Total Shareholders’ Equity", "total shareholder equity"),
        ("SG&A/R&D", "sga rd"),
        ("Depreciation & amortization*1", "depreciation and amortization"),
        ("1. Revenue", "revenue"),
        ("Ⅲ-1. Developments", "development"),
        ("● 営業利益①", "営業利益"),
        ("売 上 高 ※1", "売上高"),
        ("Ｄ／Ｅレシオ", "deレシオ"),
        ("Non controlling interests", "noncontrolling interest"),
        ("Pre-tax income", "pretax income"),
        ("Value-added Services (VAS)", "value added service"),
        ("Net sales (1)", "net sale"),
        ("P/E", "p/e"),
        ("一株当たり配当金（円）", "1株当たり配当金円"),
        ("Revenue¹", "revenue"),
        ("¥1,234", "1 234"),
        ("", ""),
    ],
)
def test_full_form(printed: str, full: str) -> None:
    assert read_name(printed).full == full


def test_brackets_are_kept_apart() -> None:
    name = read_name("Net cash provided by (used in) operating activities (JPY million)")
    assert name.inner == ("used in", "jpy million")
    assert name.outer == "net cash provided by operating activity"


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("taxes", "tax"),
        ("activities", "activity"),
        ("losses", "loss"),
        ("sales", "sale"),
        ("business", "business"),
    ],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize("word", ["gas", "eps", "gross", "status", "basis", "tax"])
def test_words_without_a_plural_ending_stay(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("Connectivity Services for Corporate Users", "local.connectivity_service_for_corporate_user"),
        ("Connectivity Service for Corporate Users*2", "local.connectivity_service_for_corporate_user"),
        ("クラウド 事業（百万円）", "local.クラウド事業百万円"),
        ("国内事業 Domestic business", "local.domestic_business"),
        ("VAS & Others (%)", "local.vas_and_other_percent"),
        ("12.3%", ""),
        ("※1", ""),
    ],
)
def test_local_ids(printed: str, slug: str) -> None:
    assert local_id(printed) == slug


def test_long_names_give_short_ids() -> None:
    assert len(local_id("network service " * 40)) <= 86


@pytest.mark.parametrize(
    ("printed", "both"),
    [
        ("営業利益 Operating income", ("営業利益", "Operating income")),
        ("Operating income 営業利益", ("営業利益", "Operating income")),
        ("営業利益／Operating income", ()),
        ("連結 EBITDA", ()),
        ("Non-GAAP 営業利益", ()),
        ("Operating income", ()),
        ("営業利益", ()),
    ],
)
def test_halves(printed: str, both: tuple[str, ...]) -> None:
    assert halves(printed) == both


@given(st.text(max_size=200))
def test_any_text_is_read_and_read_again_to_itself(text: str) -> None:
    name = read_name(text)
    assert name.full == name.full.strip()
    assert local_id(text) == local_id(text)
    assert local_id(text) == "" or local_id(text).startswith("local.")
