"""Scores of hand-made extractions against a hand-made truth."""

import pytest

from extractor.errors import UnreadableError
from extractor.truth import GradeTally, Tally, render, score_files

TRUTH = """\
exhibit,kind,item,breadcrumb,measure,period,versus,scenario,value,unit,scale,raw,line,evidence,certainty
Sales,chart,Connectivity,,amount,2Q07,,actual,9880,JPY,million,"9,8809,880",7,total,sure
Sales,chart,Connectivity,,amount,1Q07,,actual,9512,JPY,million,"9,512",7,total,sure
Sales,chart,Equipment,,amount,1Q07,,actual,391,JPY,million,391491,8,,sure
Sales,chart,Equipment,,amount,2Q07,,actual,491,JPY,million,391491,8,,ambiguous
Summary,callout,Operating Loss,,amount,1H07,,actual,0.4,JPY,billion,JPYO.4 billion,9,,sure
Summary,callout,Revenue & Sales,,amount,1H07,,actual,30.0,JPY,billion,30.0,9,,sure
Summary,table,Order backlog,,amount,2007-09-30,,actual,17174,JPY,million,"17,174",9,,sure
Summary,table,Not in the dump,,amount,1H07,,actual,77,JPY,million,,9,,sure
"""
FACTS = """\
item,exhibit,breadcrumb,period,period_start,period_end,value,unit,scale,grade,because
Connectivity services,Sales,,2Q07,,,9880,JPY,million,sure,sum
Connectivity,Sales,,1Q07,,,9512,JPY,million,sure,sum;row
Equipment,Sales,,1Q07,,,491,JPY,million,sure,order
Equipment,Sales,,2Q07,,,491,JPY,million,sure,order
Operating Loss,Summary,,1H07,,,-400,JPY,million,inferred,order
Assets,Summary,,1H07,,,30000,JPY,million,ambiguous,order
Order backlog,Summary,,end,,2007-09-30,17174,JPY,million,not_assessed,
Order backlog,Summary,,1Q07,,,5,JPY,million,sure,
Broken,Summary,,1Q07,,,n/a,JPY,million,sure,
"""


@pytest.fixture
def scored(tmp_path):
    def score(facts=FACTS, truth=TRUTH):
        (tmp_path / "facts.csv").write_text(facts, "utf-8-sig")
        (tmp_path / "truth.csv").write_text(truth, "utf-8")
        return score_files(tmp_path / "facts.csv", tmp_path / "truth.csv")

    return score


def test_found_and_missed(scored):
    report = scored()
    assert (report.truths, report.facts) == (7, 9)
    assert (report.found, report.value_period_found) == (5, 6)
    assert [each.shown for each in report.missed] == ["l.8 | Sales | Equipment | 1Q07 | 391 million JPY | 391491"]
    assert [(truth.item, fact.item) for truth, fact in report.other_item] == [("revenue and sales", "assets")]
    assert report.recall == pytest.approx(5 / 7)
    assert report.precision == pytest.approx(5 / 9)


def test_wrong_and_sure_is_a_value_of_the_truth_elsewhere(scored):
    report = scored()
    assert [each.shown for each in report.wrong_and_sure] == ["? | Sales | Equipment | 1Q07 | 491 million JPY | "]
    assert report.ambiguous_graded_sure == 1


def test_grades_and_reasons(scored):
    report = scored()
    assert report.by_grade == (
        GradeTally(grade="sure", right=3, wrong=1, unknown=1),
        GradeTally(grade="inferred", right=1, wrong=0, unknown=0),
        GradeTally(grade="ambiguous", right=0, wrong=1, unknown=0),
        GradeTally(grade="not_assessed", right=1, wrong=0, unknown=0),
    )
    assert report.sure == report.by_grade[0]
    assert report.by_evidence == (
        Tally(name="order", hits=2, total=4),
        Tally(name="row", hits=1, total=1),
        Tally(name="sum", hits=2, total=2),
    )


def test_recall_by_kind_certainty_and_damage(scored):
    report = scored()
    assert report.by_kind == (
        Tally(name="callout", hits=1, total=2),
        Tally(name="chart", hits=3, total=4),
        Tally(name="table", hits=1, total=1),
    )
    assert report.by_certainty == (
        Tally(name="ambiguous", hits=1, total=1),
        Tally(name="sure", hits=4, total=6),
    )
    assert report.by_damage == (
        Tally(name="among other digits", hits=1, total=2),
        Tally(name="clean", hits=2, total=3),
        Tally(name="doubled", hits=1, total=1),
        Tally(name="spelled otherwise", hits=1, total=1),
    )


def test_signs_count_in_tables_but_not_in_sentences(scored):
    table = TRUTH.replace("callout,Operating", "table,Operating")
    assert scored(truth=table).found == 4
    assert scored(truth=table.replace("actual,0.4", "actual,-0.4")).found == 5


def test_a_fact_serves_one_truth(scored):
    row = 'Sales,chart,Connectivity,,amount,2Q07,,actual,9880,JPY,million,"9,880",7,,sure\n'
    report = scored(truth=TRUTH + row)
    assert (report.truths, report.found) == (8, 5)


def test_pages_of_the_truth_limit_the_facts(scored):
    truth = "item,period,value,unit,page,raw\nSales,2Q07,5,JPY,3,5\nSales,2Q07,5,JPY,4,5\n"
    facts = "item,period,value,unit,page,grade\nSales,2Q07,5,JPY,4,sure\nSales,2Q07,5,JPY,9,sure\n"
    report = scored(facts, truth)
    assert (report.truths, report.facts, report.found) == (2, 1, 1)
    assert report.wrong_and_sure == ()


def test_periods_match_by_dates(scored):
    truth = "item,period,value,unit,raw\nSales,2025-03-01/2025-05-31,5,x,5\nDebt,2025-05-31,6,x,6\n"
    facts = (
        "item,period,period_start,period_end,value,unit\n"
        "Sales,1Q25,2025-03-01,2025-05-31,5,x\nDebt,1Q25,2025-05-31,2025-05-31,6,x\n"
    )
    assert scored(facts, truth).found == 2


def test_the_closer_section_wins(scored):
    truth = "item,breadcrumb,period,value,unit,raw\nCosts,Home,1Q07,5,x,5\n"
    facts = (
        "item,breadcrumb,period,value,unit,grade,because\nCosts,Away,1Q07,5,x,sure,far\nCosts,Home,1Q07,5,x,sure,near\n"
    )
    assert scored(facts, truth).by_evidence == (
        Tally(name="far", hits=0, total=1),
        Tally(name="near", hits=1, total=1),
    )


def test_a_named_damage_is_kept(scored):
    truth = "item,period,value,unit,raw,damage\nSales,2Q07,5,x,5,torn column\n"
    assert scored("item,period,value,unit\n", truth).by_damage == (Tally(name="torn column", hits=0, total=1),)


def test_in_words(scored):
    lines = render(scored(), misses=1).splitlines()
    assert lines[:5] == [
        "figures in truth        7",
        "facts extracted         9",
        "recall                  0.714  (5)",
        "recall, value+period    0.857  (6)",
        "precision               0.556",
    ]
    assert "WRONG AND SURE          1" in lines
    assert "recall by kind          callout 1/2  chart 3/4  table 1/1" in lines
    assert lines[-4].startswith("  missed      l.8 | Sales | Equipment")
    assert "missed" not in render(scored())


@pytest.mark.parametrize(
    ("truth", "message"),
    [
        ("item,value\n", "no column period, unit"),
        ("", "no column item, period, unit, value"),
        ("item,period,value,unit,raw\nSales,2Q07,five,x,5\n", "row 2: the value is no number"),
        ("item,period,value,unit,scale\nSales,2Q07,1E999999,x,trillion\n", "row 2: the value is no number"),
        ("item,period,value,unit\nSales,2Q07," + "5" * 200_000 + ",x\n", "no CSV"),
    ],
)
def test_other_files_are_refused(scored, truth, message):
    with pytest.raises(UnreadableError, match=message):
        scored(truth=truth)


def test_missing_and_binary_files_are_refused(tmp_path):
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError, match="no CSV in UTF-8"):
        score_files(tmp_path / "x.csv", tmp_path / "x.csv")
    with pytest.raises(UnreadableError, match="No such file"):
        score_files(tmp_path / "y.csv", tmp_path / "y.csv")
