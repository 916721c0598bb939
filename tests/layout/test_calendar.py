"""The fiscal calendar of a deck, from what its lines print; one company's habit says nothing of another's."""

import pytest

from extractor.layout.calendar import find_calendar
from extractor.model.deck import RepairedLine
from extractor.model.period import FiscalCalendar, YearNaming, resolve
from extractor.rulebook import load_rulebook
from extractor.rulebook.periods import find_periods

RULEBOOK = load_rulebook()
START, END = YearNaming.START, YearNaming.END
QUARTERS = "3Q FY2024  2Q FY2024  1Q FY2024"


def _calendar(*texts: str) -> FiscalCalendar:
    return find_calendar(
        tuple(
            RepairedLine(number=number, slide=1, text=text, periods=find_periods(text, RULEBOOK))
            for number, text in enumerate(texts, start=1)
        )
    )


@pytest.mark.parametrize(
    ("texts", "month", "naming"),
    [
        (("2Q07 (2007/7-9)",), 4, START),
        (("FY2025 Third Quarter", "October - December 2024"), 4, END),
        (("FY25（2025/3期） 決算説明資料",), 4, END),
        (("2025/3期 (FY2024)",), 4, START),
        (("FY25 = 2025年2月期",), 3, END),
        (("Fiscal 2017 (April 1, 2017 – March 31, 2018)",), 4, START),
        (("2025年2月10日", *(QUARTERS,) * 3), 4, START),
        (("February 5, 2024", *(QUARTERS,) * 3), 4, END),
        (("2025年1月10日", "2025年2月期", *(QUARTERS,) * 3), 3, START),
        (("2024年11月8日", *(QUARTERS,) * 3), 1, START),
        (("2008年3月期",), 4, END),
        (("2024年12月期 第1四半期", "FY2024"), 1, START),
    ],
)
def test_the_calendar_is_what_the_deck_says(texts: tuple[str, ...], month: int, naming: YearNaming) -> None:
    found = _calendar(*texts)
    assert (found.first_month, found.naming) == (month, naming)
    assert not found.because.startswith("assumed")


@pytest.mark.parametrize(
    "texts",
    [("2Q07",), ("FY2007 2008年3月期 の計画",), ("2008年3月期 FY2007",), ("2Q24 results",), ("FY2007 (2Q08)",)],
)
def test_what_does_not_say_it_leaves_it_assumed(texts: tuple[str, ...]) -> None:
    assert _calendar(*texts).because.startswith("assumed")


@pytest.mark.parametrize(
    ("texts", "month"),
    [
        (("1Q FY2023", "Dec. 31, 2022   Mar. 31, 2023"), 1),
        (("1Q FY2023", "June 30, 2022   September 30, 2022"), 7),
        (("1Q FY2023", "2022年6月末 2022年9月末", "2022年9月末 2022年12月末"), 4),
        (("1Q FY2023", "Sep. 30, 2022   Sep. 30, 2023"), 4),
        (("1Q FY2023",), 4),
        (("2024年2月期", "FY2023"), 3),
    ],
)
def test_months_that_balance_sheets_tell_are_still_assumed(texts: tuple[str, ...], month: int) -> None:
    found = _calendar(*texts)
    assert (found.first_month, found.assumed) == (month, True)


@pytest.mark.parametrize(
    ("label", "month", "naming", "dates"),
    [
        ("2Q07", 4, START, ("2007-07-01", "2007-09-30")),
        ("2Q07", 4, END, ("2006-07-01", "2006-09-30")),
        ("4Q FY2024", 1, START, ("2024-10-01", "2024-12-31")),
        ("2025年2月期 第3四半期", 4, START, ("2024-09-01", "2024-11-30")),
        ("2008年3月期第2四半期累計期間", 1, START, ("2007-04-01", "2007-09-30")),
        ("25/3 2Q", 1, START, ("2024-07-01", "2024-09-30")),
        ("H20/3", 1, START, ("2007-04-01", "2008-03-31")),
        ("平成19年度", 4, START, ("2007-04-01", "2008-03-31")),
        ("平成19年度", 1, START, ("2007-01-01", "2007-12-31")),
        ("CY2024", 4, END, ("2024-01-01", "2024-12-31")),
        ("13 weeks ended July 1, 2007", 4, START, ("2007-04-02", "2007-07-01")),
        ("（自 2007年4月1日 至 2008年3月31日）", 1, START, ("2007-04-01", "2008-03-31")),
    ],
)
def test_labels_get_their_dates(label: str, month: int, naming: YearNaming, dates: tuple[str, str]) -> None:
    (mention,) = find_periods(label, RULEBOOK)
    found = resolve(mention.period, FiscalCalendar(first_month=month, naming=naming))
    assert (found.start, found.end) == dates
