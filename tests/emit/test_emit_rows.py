"""Rows of text: columns, values, places, lists."""

from decimal import Decimal

import pytest

from extractor.emit import FIGURE_COLUMNS, figure_rows
from extractor.emit.cells import grouped, listed, neutral, plain, visible

PROMISED = (
    "figure deck page exhibit kind item item_id concept breadcrumb measure period period_start period_end "
    "versus scenario value unit scale raw source grade value_grade period_grade item_grade confidence "
    "because alternatives flags"
)


def test_columns_are_those_promised(deck):
    assert " ".join(FIGURE_COLUMNS) == PROMISED
    assert all(tuple(row) == FIGURE_COLUMNS for row in figure_rows(deck))


def test_first_row_in_full(deck):
    assert list(figure_rows(deck)[0].values()) == [
        "f1", "acme-2q07", "1", "Sales by division", "chart", "Total", "revenue.total", "jppfs_cor:NetSales",
        "", "amount", "2Q07", "2007-07-01", "2007-09-30", "", "actual", "9880", "JPY", "million",
        "9,8809,880", "L2:1-10", "sure", "sure", "sure", "sure", "0.970",
        "meets the total;printed twice, once counted;clean label run", "", "total.gap",
    ]  # fmt: skip


def test_links_lists_and_trails(deck):
    change, doubtful, negative = figure_rows(deck)[1:]
    assert (change["value"], change["versus"], change["grade"]) == ("1.50", "2Q06", "inferred")
    assert doubtful["breadcrumb"] == "Goods > Home"
    assert doubtful["alternatives"] == "period: 2Q07, if swapped"
    assert doubtful["flags"] == "total.gap"
    assert (doubtful["grade"], doubtful["value_grade"], doubtful["item_grade"]) == (
        "ambiguous",
        "ambiguous",
        "sure",
    )
    assert (negative["value"], negative["raw"], negative["source"]) == ("-20", "(20)", "L3:5-8")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("16.0", 1, "16.0"),
        ("16", 2, "16.00"),
        ("1E+3", 0, "1000"),
        ("-0.5", 1, "-0.5"),
        ("1E-7", 0, "0.0000001"),
    ],
)
def test_values_are_plain_decimals(value, decimals, text):
    assert plain(Decimal(value), decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("-1234567.80", "-1,234,567.80"), ("12", "12"), ("123456", "123,456"), ("-100", "-100")],
)
def test_values_for_people_have_separators(value, text):
    assert grouped(Decimal(value)) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|'/C calc'!A0", "-", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "-2+3", "+1.2.3"]
)
def test_formulas_are_neutralised(text):
    assert neutral(text) == "'" + text


@pytest.mark.parametrize("text", ["", "-1,234.5", "+39.3%", "-1..1", "(1,885)", "△5", "a=b", "－12", "9,880"])
def test_numbers_and_plain_text_stay(text):
    assert neutral(text) == text


def test_lists_keep_their_separator():
    assert listed(("b", "a;c", "", "b")) == "b;a,c"


def test_control_characters_are_shown():
    assert visible("a\x1b[31m\x00\x85\ufffe\udc80\n") == "a␛[31m␀��\\udc80\n"
