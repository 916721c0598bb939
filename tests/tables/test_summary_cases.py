"""Summary tables of results reports, whose columns are items and whose rows are periods, as readable cases."""

import pytest
from tablefile import dots, expected_lines, figures, read_cases, shown

from extractor.layout.summary.names import Names, names_over
from extractor.model.figure import Grade
from extractor.rulebook import load_rulebook

CASES = "summary.txt"
HALF = next(text for title, text, _ in read_cases(CASES) if title.startswith("half a year"))


@pytest.mark.parametrize(("title", "text", "expected"), read_cases(CASES), ids=lambda text: text[:40])
def test_every_figure_is_read_and_no_other(title: str, text: str, expected: str) -> None:
    assert {shown(figure) for figure in figures(text, "dump")} == expected_lines(expected), title


def test_case_file_is_read_whole() -> None:
    assert len(read_cases(CASES)) * 3 == dots(CASES)


def test_growth_proves_both_years() -> None:
    grades = {shown(figure): figure.grade for figure in figures(HALF, "dump")}
    assert grades["売上高: 52,340 1H32"] is grades["売上高: 49,564 1H31"] is Grade.SURE
    assert grades["1株当たり四半期純利益: 57.40 1H32"] is Grade.INFERRED


def test_rows_or_names_that_changed_places_are_not_sure() -> None:
    one, other = "2032年3月期第2四半期 52,340", "2031年3月期第2四半期 49,564"
    turned = HALF.replace(one, one[:13] + " 49,564").replace(other, other[:13] + " 52,340")
    sales = [figure for figure in figures(turned, "dump") if figure.reading.item == "売上高"]
    assert sales
    assert not [figure for figure in sales if figure.grade is Grade.SURE]


def test_a_quarter_that_nothing_calls_cumulative_makes_no_flow() -> None:
    silent = HALF.replace("（累計）", "").replace("（2031年4月１日～2031年9月30日）", "")
    assert not [figure for figure in figures(silent, "dump") if figure.reading.item == "売上高"]


def test_rows_of_one_period_twice_make_no_table() -> None:
    twice = HALF.replace("2031年3月期第2四半期", "2032年3月期第2四半期")
    assert figures(twice, "dump") == []


def test_a_plan_and_the_parent_are_told_apart() -> None:
    plans = next(text for title, text, _ in read_cases(CASES) if title.startswith("plans"))
    assert {figure.reading.scenario for figure in figures(plans, "dump")} == {"forecast"}
    parent = next(text for title, text, _ in read_cases(CASES) if title.startswith("the parent"))
    told = {
        (str(f.reading.value), bool(f.reading.breadcrumb)) for f in figures(parent, "dump") if f.reading.unit != "%"
    }
    assert {("91500", False), ("61200", True), ("3000", True)} <= told


@pytest.mark.parametrize(
    ("lines", "count", "names"),
    [
        (["売上高 営業利益"], 2, Names(texts=("売上高", "営業利益"))),
        (
            ["売上高 営業利益 親会社株主に帰属する", "当期純利益"],
            3,
            Names(texts=("売上高", "営業利益", "親会社株主に帰属する当期純利益")),
        ),
        (
            ["親会社株主に帰属する", "売上高 営業利益 当期純利益"],
            3,
            Names(texts=("売上高", "営業利益", "親会社株主に帰属する当期純利益"), sure=False),
        ),
        (["売上高 営業利益"], 3, None),
        (["Net sales Operating profit"], 2, Names(texts=("Net sales", "Operating profit"))),
        (["東京 大阪 名古屋"], 3, None),
    ],
)
def test_names_over_columns(lines: list[str], count: int, names: Names | None) -> None:
    assert names_over(lines, count, load_rulebook()) == names
