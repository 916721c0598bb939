"""What the lexers promise for any line, and the calendar that co-printed periods give."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import RulebookError
from extractor.model.figure import Finding, Severity
from extractor.model.period import FiscalCalendar, Period, YearNaming, resolve
from extractor.rulebook import load_rulebook
from extractor.rulebook.calendar import ends_before, fiscal_label, infer_calendar
from extractor.rulebook.findings import finding
from extractor.rulebook.glyphs import fold
from extractor.rulebook.patterns import LONGEST, join
from extractor.rulebook.periods import find_bare_years, find_month_days, find_periods
from extractor.rulebook.terms import find_bases, find_terms
from extractor.rulebook.titles import title_weight
from extractor.rulebook.units import find_units

BOOK = load_rulebook()
LEXERS = (find_periods, find_bare_years, find_month_days, find_units, find_terms, find_bases)
PIECES = tuple((Path(__file__).parent / "cases" / "pieces.txt").read_text(encoding="utf-8").split())
LINES = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*PIECES, " ", "\t"]), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
)


def period(text: str) -> Period:
    (mention,) = find_periods(text, BOOK)
    return mention.period


@given(LINES)
def test_mentions_stand_in_order_inside_the_line(line: str) -> None:
    for lexer in LEXERS:
        spans = [(mention.start, mention.end) for mention in lexer(line, BOOK)]
        ends = [0, *(end for _, end in spans)]
        assert all(before <= start < end <= len(line) for before, (start, end) in zip(ends, spans, strict=False))


@given(LINES)
def test_folding_keeps_the_columns(line: str) -> None:
    folded = fold(line, BOOK)
    assert len(folded) == len(line)
    assert fold(folded, BOOK) == folded
    assert isinstance(title_weight(line, BOOK), int)


@given(LINES)
def test_dated_periods_have_dates_that_resolve(line: str) -> None:
    for mention in find_periods(line, BOOK):
        named = resolve(mention.period, FiscalCalendar())
        assert named.label
        assert named.start <= named.end


@pytest.mark.parametrize("head", ["2Q07 ", "第2四半期 ", "2007/4-9 ", "JPY1bn,YoY "])
def test_long_lines_are_read_whole(head: str) -> None:
    line = head * (3 * LONGEST // len(head))
    for lexer in LEXERS:
        once = len(lexer(head, BOOK))
        assert len(lexer(line, BOOK)) == once * (3 * LONGEST // len(head))


def test_comparisons_name_their_base() -> None:
    line = "(+21.3% compared to 1H05, +5.6% compared to the initial target, up 2.7 points from 2Q06)"
    bases = [(base.period.label if base.period else "", base.scenario) for base in find_bases(line, BOOK)]
    assert bases == [("1H05", ""), ("", "initial"), ("2Q06", "")]


def test_broken_heads_are_recognised() -> None:
    assert [(day.month, day.day) for day in find_month_days("  September 30,", BOOK)] == [(9, 30)]
    assert [(day.month, day.day) for day in find_month_days(" March 31, June 30,", BOOK)] == [
        (3, 31),
        (6, 30),
    ]
    assert [year.year for year in find_bare_years("2007 Changes", BOOK)] == [2007]
    assert find_bare_years("March 31, 2007 FY2007 2007/4-9", BOOK) == ()


@pytest.mark.parametrize(
    ("label", "dated", "month", "naming"),
    [
        ("1H07", "2007/4-9", 4, YearNaming.START),
        ("2Q12", "12/7～12/9", 4, YearNaming.START),
        ("3Q FY2025", "2024/10-12", 4, YearNaming.END),
        ("FY2012", "2012/1-2012/12", 1, YearNaming.START),
        ("FY25", "2024/2-2025/1", 2, YearNaming.END),
        ("FY2007", "March 31, 2008", 4, YearNaming.START),
    ],
)
def test_the_calendar_follows_from_one_anchor(label: str, dated: str, month: int, naming: YearNaming) -> None:
    found = infer_calendar(((period(label), period(dated)),))
    assert (found.first_month, found.naming) == (month, naming)
    assert found.because == f"{period(label).label} stands beside {period(dated).label} (1 of 1 anchors)"


def test_a_year_named_by_its_closing_month_is_its_own_anchor() -> None:
    closing = period("2008年3月期")
    found = infer_calendar(((closing, closing),))
    assert (found.first_month, found.naming) == (4, YearNaming.END)


def test_most_anchors_decide() -> None:
    right = (period("1H07"), period("2007/4-9"))
    wrong = (period("FY10"), period("11/4~12/3"))
    found = infer_calendar((wrong, right, right))
    assert (found.first_month, found.naming) == (4, YearNaming.START)
    assert found.because == "1H07 stands beside 2007-04/2007-09 (2 of 3 anchors)"


def test_without_anchors_the_calendar_is_assumed() -> None:
    found = infer_calendar(((period("1Q"), period("2007/4-6")),))
    assert (found.first_month, found.naming) == (4, YearNaming.START)
    assert found.because.startswith("assumed")


def test_explicit_months_get_their_fiscal_name() -> None:
    april = FiscalCalendar()
    names = [fiscal_label(period(text), april).label for text in ("2007/7-9", "12/4～13/3", "2007/5-8")]
    assert names == ["2Q07", "FY2012", "2007-05/2007-08"]
    assert fiscal_label(period("2007/7-9"), replace(april, naming=YearNaming.END)).label == "2Q08"


def test_actuals_end_before_the_deck() -> None:
    assert ends_before(period("2Q07"), FiscalCalendar(), "2007-11-12")
    assert not ends_before(period("FY2007"), FiscalCalendar(), "2007-11-12")


def test_findings_come_from_the_table() -> None:
    made = finding(BOOK, "no-figures", "p1", figures=("f1",))
    assert made == Finding(
        code="no-figures",
        severity=Severity.WARNING,
        message="No figure was found.",
        where="p1",
        figures=("f1",),
        facts=(("detail", ""),),
    )
    assert "?" in finding(BOOK, "printed-unequal", "p1", item="Revenue").message


def test_an_unknown_finding_is_an_error() -> None:
    with pytest.raises(RulebookError, match="no-such-code"):
        finding(BOOK, "no-such-code", "p1")


@pytest.mark.parametrize("pattern", ["(", "{no_such_piece}"])
def test_a_wrong_pattern_is_named_by_the_check_of_the_rules(pattern: str) -> None:
    with pytest.raises(RulebookError, match="irdeck rules check"):
        join([msgspec.structs.replace(BOOK.periods[0], pattern=pattern)], {})
