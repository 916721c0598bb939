"""How much of companies is owned: a merged cell of a table, brackets under names, and fractions with their names."""

from decimal import Decimal

from extractor.api import extract

Shown = dict[str, tuple[Decimal, str, tuple[str, ...]]]

GROUP = """Group Companies

\tCompany\tLogo name\tOwnership\tBusiness
Subsidiaries\tNorvane Care, Inc.\t\t\tLooks after shops.
\tTESSEL\tTessel Inc.\t\tBuilds shops.
\tUmber\tUmber America Inc.\t100%\tShops abroad.
\tAlder\tAlder Inc.\t\tShops for parents.
\tHoly\tHolm Inc.\t75.1%\tMachines in shops.
Associates\tq\tQuay Co.\t31%\tQuays.
"""
BRACKETS = """Group Structure

Norvane Technology Inc.
Consolidated

subsidiary (71.1%)

Umber Inc.

Equity method investee
(29.4%)

Shareholders: Norvane Holding Inc.

(100%)
"""
FRACTIONS = """Customers

The number of clients among the TOP 10 companies in each industry

Precision
machines

10/10

8/10

Construction

8/10

8/10

Banks Wholesale

10/10
Electronic toys
"""


def shown(text: str, format: str) -> Shown:
    figures = extract(text, format=format).figures
    return {f.reading.item: (f.reading.value, f.reading.unit, f.reading.breadcrumb) for f in figures}


def test_a_share_amid_empty_cells_is_that_of_all_of_them() -> None:
    part = ("Subsidiaries",)
    assert shown(GROUP, "markdown") == {
        "Ownership of Norvane Care, Inc.": (Decimal(100), "%", part),
        "Ownership of Tessel Inc.": (Decimal(100), "%", part),
        "Ownership of Umber America Inc.": (Decimal(100), "%", part),
        "Ownership of Alder Inc.": (Decimal(100), "%", part),
        "Ownership of Holm Inc.": (Decimal("75.1"), "%", part),
        "Ownership of Quay Co.": (Decimal(31), "%", ("Associates",)),
    }


def test_a_share_at_the_edge_of_empty_cells_is_its_own() -> None:
    named = shown(GROUP.replace("\t100%\t", "\t\t").replace("Alder Inc.\t\t", "Alder Inc.\t100%\t"), "markdown")
    assert [item for item, (value, *_) in named.items() if value == 100] == ["Ownership of Alder Inc."]


def test_brackets_go_to_the_name_right_above_and_to_no_other() -> None:
    assert shown(BRACKETS, "dump") == {
        "Ownership of Norvane Technology Inc.": (Decimal("71.1"), "%", ()),
        "Norvane Holding Inc.": (Decimal(100), "%", ("Shareholders",)),
    }


def test_fractions_take_the_names_beside_them_and_alike_ones_what_is_left() -> None:
    named = shown(FRACTIONS, "dump")
    assert {name: value for name, (value, *_) in named.items()} == {
        "Electronic toys": 10,
        "Precision machines": 10,
        "Construction": 8,
        "Banks": 8,
        "Wholesale": 8,
    }
    assert {unit for _, unit, _ in named.values()} == {"companies"}


def test_fractions_without_the_sentence_are_nothing() -> None:
    assert shown(FRACTIONS.replace("TOP 10", "leading"), "dump") == {}
