"""Findings about slides, sums, names and units, each provoked by a small deck of its own."""

from extractor import extract

HEAD = "\fRevenue by Service\nUnit: JPY million\n\n"
AXIS = "1Q30 2Q30 3Q30 4Q30\n"
CHART = HEAD + AXIS + "Hosting 3,637 3,733 3,882 4,019\nGoods 432 478 551 612\nTotal Revenue 4,069 4,211 4,433 4,631\n"
GRID = """# Targets

Unit: JPY million

| | FY30 Results (2030/4~2031/3) | FY30 Target (2031/4~2032/3) |
|---|---|---|
| Total Revenues | 82,418 | 97,315 |
| Total Costs | 78,277 | 90,962 |
| Operating Income | 4,141 | 6,353 |
"""


def messages(text: str, code: str, source: str = "dump") -> list[str]:
    return [found.message for found in extract(text, format=source).findings if found.code == code]


def test_no_figures() -> None:
    assert messages("\fWelcome to our meeting\n", "no-figures") == ["No figure was found."]
    assert messages(CHART, "no-figures") == []


def test_a_slide_with_a_unit_and_no_figures_is_told() -> None:
    picture = "\fRevenue by Region\nUnit: JPY million\n\nEurope\nAsia\n"
    assert messages(CHART + picture, "figures-missing") == [
        "Revenue by Region (JPY million): the slide declares a unit, but no chart and no table could be read from it; "
        "it may be a picture."
    ]


def test_a_series_without_a_name_is_told() -> None:
    nameless = HEAD + "1,637 1,733 1,882 1,019\n5,432 5,478 5,551 5,612\n\n" + AXIS
    assert len(messages(nameless, "series-unnamed")) == 1
    assert messages(CHART, "series-unnamed") == []


def test_amounts_without_a_unit_are_told() -> None:
    assert len(messages(CHART.replace("Unit: JPY million\n", ""), "unit-missing")) == 1
    assert messages(CHART, "unit-missing") == []


def test_a_block_printed_twice_is_told() -> None:
    box = "\nNumber of clients\ngrew to 6,512\nin all regions\n"
    assert len(messages(CHART + box + box, "block-repeated")) == 1
    assert messages(CHART + box, "block-repeated") == []


def test_a_head_that_contradicts_its_months_is_told() -> None:
    told = messages(GRID, "head-contradiction", "markdown")
    assert len(told) == 1
    assert "FY30 Target" in told[0]
    assert messages(GRID.replace("FY30 Target", "FY31 Target"), "head-contradiction", "markdown") == []


def test_a_total_that_lacks_a_part_is_told() -> None:
    rows = (
        "3,637 3,733 3,882 4,019 4,151 4,290\n\n1,432 1,478 {}1,612 1,622 1,700\n\n"
        "5,069 5,211 5,433 5,631 5,773 5,990\n\n1Q30 2Q30 3Q30 4Q30 1Q31 2Q31\n"
    )
    names = "\nHosting\n\nConsulting\n\nTotal Revenues\n"
    assert messages(HEAD + rows.format("") + names, "total-lacks-part") == [
        "Revenue by Service, 3Q30: 5,433 is printed, the parts that are there give 3,882; Hosting is not there, "
        "it would be about 1,551."
    ]
    assert messages(HEAD + rows.format("1,551 ") + names, "total-lacks-part") == []


def test_a_part_may_be_lost_in_the_first_column_or_begin_behind_it() -> None:
    rows = (
        "3,637 3,733 3,882 4,019 4,151 4,290\n\n{} 1,478 1,551 1,612 1,622 1,700\n\n"
        "{} 5,211 5,433 5,631 5,773 5,990\n\n1Q30 2Q30 3Q30 4Q30 1Q31 2Q31\n"
    )
    names = "\nHosting\n\nConsulting\n\nTotal Revenues\n"
    told = messages(HEAD + rows.format("", "5,069") + names, "total-lacks-part")
    assert [message.partition(";")[0] for message in told] == [
        "Revenue by Service, 1Q30: 5,069 is printed, the parts that are there give 3,637"
    ]
    assert messages(HEAD + rows.format("1,432", "5,069") + names, "total-lacks-part") == []
    assert messages(HEAD + rows.format("", "3,637") + names, "total-lacks-part") == []


def test_values_without_periods_are_told() -> None:
    shares = "\fClients by Region\n\n12%\nEurope\n63%\nAsia\n25%\nAmerica\n"
    assert messages(shares, "axis-missing") == ["Clients by Region: 12, 63, 25 stand without periods."]
    assert messages(CHART, "axis-missing") == []


def test_a_period_compared_with_itself_is_told() -> None:
    slide = "\fSG&A Expenses\nYoY = 2Q31 compared to 2Q30\n\n- Compared to 2Q31, SG&A slightly rose with more staff\n"
    slide += "\n- New offices opened in 2Q31\n"
    told = messages(CHART + slide, "compared-to-itself")
    assert told == ["SG&A Expenses: a sentence compares 2Q31 with itself."]
    assert messages(CHART + slide.replace("to 2Q31, SG", "to 1Q31, SG"), "compared-to-itself") == []
    grown = "\fSG&A Expenses\n\n- SG&A in 2Q31 rose 3.5% compared to 2Q31\n"
    assert len(messages(CHART + grown, "compared-to-itself")) == 1
    assert messages(CHART + grown.replace("to 2Q31", "to 2Q30"), "compared-to-itself") == []
