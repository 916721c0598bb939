"""Callouts of Markdown decks: chapters that date, commas misread, names and amounts in turn, strewn labels."""

from extractor.api import extract
from extractor.model.figure import Figure, FigureKind, Grade

MILLIONS = "\n".join(f"- ◆Item {letter}: JPY{n}00 million in 1Q31" for n, letter in enumerate("ABCDE", 1))
CHAPTERS = f"""II. Consolidated Results for 1Q31

III. Reference

II-1. Revenues

Unit: JPY million

{MILLIONS}

II-2. Gross Margin

Unit: JPY million

- ◆Gross margin: JPY4,502 million (up JPY476 million YoY)

III-1. Reference

Unit: JPY million

- ◆Reserve margin: JPY802 million
"""
BOXES = f"""II-1. Revenues for 1Q31

Unit: JPY million

{MILLIONS}

Takeover of Alder Networks



- < Effects to FY30 Results> (B/S) *As of March 31, 2031

 Current Assets JPY11.021 million Noncurrent Assets JPY8.922 million

JPY8.198 million Current Liabilities JPY1.937 million Noncurrent Liabilities

(P/L) *7 months from Sep 2030 to March 2031

 Revenues JPY15.094 million

JPY12.137 million Costs SG&A JPY1.767 million

JPY1.190 million Operating Income 7.9%

• Operating Margin Ratio
"""


def callouts(text: str) -> dict[tuple[str, str], Figure]:
    found = extract(text, format="markdown").figures
    kept = [f for f in found if f.reading.kind is FigureKind.CALLOUT]
    return {(f.reading.item, str(f.reading.value)): f for f in kept}


def test_the_chapter_dates_its_slides() -> None:
    found = callouts(CHAPTERS)
    assert found[("Gross margin", "4502")].reading.period.label == "1Q31"
    assert found[("Gross margin", "476")].reading.versus == "1Q30"
    assert not found[("Reserve margin", "802")].reading.period.label
    assert found[("Gross margin", "4502")].grade is Grade.INFERRED


def test_names_and_amounts_in_turn() -> None:
    found = callouts(BOXES)
    dated = {(item, value): f.reading.period.label for (item, value), f in found.items() if "Item" not in item}
    assert dated == {
        ("Current Assets", "11021"): "2031-03-31",
        ("Noncurrent Assets", "8922"): "2031-03-31",
        ("Current Liabilities", "8198"): "2031-03-31",
        ("Noncurrent Liabilities", "1937"): "2031-03-31",
        ("Revenues", "15094"): "FY2030",
        ("Costs", "12137"): "FY2030",
        ("SG&A", "1767"): "FY2030",
        ("Operating Income", "1190"): "FY2030",
        ("Operating Margin Ratio", "7.9"): "FY2030",
    }


def test_a_comma_read_as_a_point_is_never_sure() -> None:
    found = callouts(BOXES)
    assert found[("Revenues", "15094")].value_link.grade is Grade.INFERRED
    assert found[("Revenues", "15094")].reading.edits == ("ocr",)


def test_a_point_stays_where_others_of_the_unit_have_one() -> None:
    mixed = BOXES.replace("Item A: JPY100 million", "Item A: JPY1.5 million")
    assert ("Revenues", "15.094") in callouts(mixed)


def test_strewn_labels_of_an_axis_date_nothing() -> None:
    labels = "\n\n".join(("1Q30", "2Q30", "3Q30"))
    text = CHAPTERS.replace("- ◆Gross margin", f"{labels}\n\n- ◆Gross margin")
    assert callouts(text)[("Gross margin", "4502")].reading.period.label == "1Q31"


def test_the_date_of_a_cause_is_not_that_of_the_figure() -> None:
    said = "- ◆Gross margin was JPY4,502 million (down 4.2% YoY), due to fees of approx JPY25 million for April 2031"
    text = CHAPTERS.replace("- ◆Gross margin: JPY4,502 million (up JPY476 million YoY)", said)
    found = callouts(text)
    assert found[("Gross margin", "4502")].reading.period.label == "1Q31"
    assert found[("Gross margin", "-4.2")].reading.versus == "1Q30"
    assert ("Gross margin", "25") not in found
