"""A second quarter named in Japanese may be six months, and is sure only where something says that it is not."""

import pytest

from extractor import extract
from extractor.model.figure import Grade

TABLE = """2032年3月期 第2四半期 連結損益計算書
(百万円)
31/3期2Q 32/3期2Q 増減額 増減率
売上高 49,564 52,340 +2,776 +5.6%
売上原価 30,120 31,500 +1,380 +4.6%
売上総利益 19,444 20,840 +1,396 +7.2%
"""
AXIS = "\f四半期業績\n(百万円)\n1Q31 2Q31 3Q31 4Q31\n売上高 24,100 25,464 26,100 27,300\n"


def _sales(text: str) -> dict[str, Grade]:
    deck = extract(text, format="dump")
    return {str(f.reading.value): f.grade for f in deck.figures if f.reading.item == "売上高" and f.reading.slide == 1}


def test_a_quarter_that_nothing_explains_is_inferred_and_told() -> None:
    deck = extract(TABLE, format="dump")
    assert _sales(TABLE)["52340"] is Grade.INFERRED
    assert "quarter-open" in {finding.code for finding in deck.findings}


def test_a_chart_of_quarters_elsewhere_says_nothing_of_a_table() -> None:
    assert _sales(TABLE + AXIS)["52340"] is not Grade.SURE


@pytest.mark.parametrize("said", ["2Q（7-9月）", "第2四半期会計期間", "2Q単独"])
def test_what_says_three_months_lets_it_be_sure(said: str) -> None:
    told = TABLE + f"※ {said}\n"
    assert _sales(told)["52340"] is Grade.SURE
    assert "quarter-open" not in {finding.code for finding in extract(told, format="dump").findings}


def test_first_quarters_are_what_they_are() -> None:
    first = TABLE.replace("2Q", "1Q").replace("第2四半期", "第1四半期")
    assert _sales(first)["52340"] is Grade.SURE


def test_english_quarters_are_three_months() -> None:
    english = TABLE.replace("31/3期2Q 32/3期2Q", "2Q31 2Q32").replace(
        "2032年3月期 第2四半期", "Results of 2Q32 (2032/7-9)"
    )
    assert _sales(english)["52340"] is Grade.SURE
