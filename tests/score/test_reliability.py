"""Confidence is held against decks that it was not measured on."""

from decimal import Decimal

import pytest

from extractor.rulebook.rules import ConfidenceRule
from extractor.score.confidence import shares, wilson
from fixtures.confidence import Judged, tally, written
from fixtures.reliability import Stated, bins, left_out, risk_coverage, write_reliability


def judged(deck: str, code: str, right: int, wrong: int, *, made_up: bool = False) -> tuple[Judged, ...]:
    outcomes = [True] * right + [False] * wrong
    return tuple(Judged(deck=deck, made_up=made_up, grade="sure", code=code, right=one) for one in outcomes)


def test_figures_are_counted_by_code_and_by_grade_apart_for_made_up_decks() -> None:
    rules = {rule.id: rule for rule in tally((*judged("a", "sum", 3, 1), *judged("m", "sum", 5, 0, made_up=True)))}
    assert rules["confidence.sum"] == ConfidenceRule(
        id="confidence.sum", right=3, figures=4, made_up_right=5, made_up_figures=5, why=rules["confidence.sum"].why
    )
    assert (rules["confidence.sure"].right, rules["confidence.sure"].made_up_figures) == (3, 5)
    assert "made_up_figures = 5" in written(rules.values())


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        ((40, 40, 40, 80), wilson(40, 80)),
        ((20, 40, 80, 80), wilson(20, 40)),
        ((5, 5, 40, 80), wilson(40, 80)),
        ((40, 40, 0, 3), wilson(40, 40)),
    ],
)
def test_the_worse_of_two_measurements_counts(counts: tuple[int, int, int, int], share: Decimal) -> None:
    right, figures, made_up_right, made_up_figures = counts
    rule = ConfidenceRule(
        id="confidence.sum",
        right=right,
        figures=figures,
        made_up_right=made_up_right,
        made_up_figures=made_up_figures,
        why="w",
    )
    assert dict(shares((rule,))) == {"sum": share}


def test_a_deck_is_judged_by_the_others() -> None:
    figures = (*judged("a", "sum", 30, 0), *judged("b", "sum", 0, 30))
    stated = left_out(figures)
    assert {(one.confidence, one.right) for one in stated} == {(wilson(0, 30), True), (wilson(30, 30), False)}


def test_made_up_decks_are_not_judged_themselves() -> None:
    assert left_out(judged("m", "sum", 30, 0, made_up=True)) == ()


def test_bins_and_the_curve_count_what_is_right() -> None:
    good = [Stated(confidence=Decimal("0.96"), right=True, sure=True)] * 9
    bad = [Stated(confidence=Decimal("0.4"), right=False, sure=False)]
    found = bins((*good, *bad))
    assert [(one.figures, one.right, round(one.stated, 2)) for one in found] == [(1, 0, 0.4), (9, 9, 0.96)]
    assert all(one.lower <= one.share <= one.upper for one in found)
    points = risk_coverage((*bad, *good))
    assert points[-1] == (1.0, 0.1)
    assert {risk for coverage, risk in points if coverage <= 0.9} == {0.0}


def test_tables_and_pictures_are_written(tmp_path) -> None:
    write_reliability((*judged("a", "sum", 30, 1), *judged("b", "sum", 28, 2)), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "reliability.csv", "reliability.svg", "risk-coverage.csv", "risk-coverage.svg",
    ]  # fmt: skip
    assert (tmp_path / "reliability.svg").read_text("utf-8").count("<circle") == len(
        (tmp_path / "reliability.csv").read_text("utf-8").splitlines()
    ) - 1
