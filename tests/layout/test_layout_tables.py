"""What layout makes of slides with tables, as readable cases with made-up figures."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from extractor.layout import layout
from extractor.model.deck import Deck, ReadSheet, Source
from extractor.model.exhibit import Column, Exhibit
from extractor.model.text import Line, Slide
from extractor.repair import repair
from extractor.rulebook import load_rulebook

CASES = Path(__file__).parent / "cases" / "tables.txt"
RULEBOOK = load_rulebook()


def cases() -> list[tuple[str, str, str]]:
    text = CASES.read_text(encoding="utf-8").partition("\n\n")[2]
    parts = [part.strip("\n") for part in text.split("\n.\n")]
    return list(zip(parts[0::3], parts[1::3], parts[2::3], strict=False))


def laid(text: str) -> Deck:
    raw = text.split("\n")
    lines = tuple(Line(number=number, raw=line, slide=1) for number, line in enumerate(raw, start=1))
    slides = (Slide(number=1, first=1, last=len(lines)),)
    deck = Deck(source=Source(name="case", format="dump"), read=ReadSheet(lines=lines, slides=slides))
    return layout(repair(deck, RULEBOOK), RULEBOOK)


def shown_column(column: Column) -> str:
    period = column.period.label if column.period is not None else ""
    scenario = "" if column.scenario == "actual" else column.scenario
    return " ".join(part for part in (column.kind.value, period, scenario) if part)


def shown_rows(exhibit: Exhibit) -> Iterator[str]:
    numbers = [token for token in exhibit.tokens if not token.prose]
    for _, group in groupby(numbers, key=lambda token: token.line):
        tokens = tuple(group)
        values = " ".join("".join(token.run.raw.split()) for token in tokens)
        yield f"{tokens[0].label}: {values}" if tokens[0].row else f"- {values}"


def shown(deck: Deck) -> Iterator[str]:
    exhibit = deck.layout.exhibits[0]
    if exhibit.columns:
        yield "columns " + " | ".join(shown_column(column) for column in exhibit.columns)
    dates = [leftover.raw for leftover in deck.layout.aside if leftover.reason == "date"]
    if dates:
        yield "dates " + " ".join(dates)
    if exhibit.unit.printed:
        yield f"unit {exhibit.unit.unit} {exhibit.unit.scale}"
    for section in exhibit.sections:
        period = section.period.label if section.period is not None else "-"
        again = " again" if section.repeated else ""
        yield f"section {section.name} {period} {section.first}..{section.last}{again}"
    yield from shown_rows(exhibit)


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=lambda text: text[:40])
def test_slides(title: str, text: str, expected: str) -> None:
    assert list(shown(laid(text))) == expected.split("\n"), title


def test_case_file_is_read_whole() -> None:
    assert len(cases()) * 3 == CASES.read_text(encoding="utf-8").splitlines().count(".")


def names(text: str) -> list[str]:
    return [name.text for name in laid(text).layout.exhibits[0].names]


def test_a_name_may_wrap_over_a_blank_line() -> None:
    text = "Financial Results\n\n1H31 1H30\n\nYoY\n\nIncome before\nIncome Tax\n\nExpense (Benefit)\n\n9.1%\n"
    assert "Income before Income Tax Expense (Benefit)" in names(text)


def test_two_names_do_not_become_one() -> None:
    text = "Financial Results\n\n1H31 1H30\n\nYoY\n\nOperating\nIncome\n\nNet Income\n\n9.1%\n"
    assert "Operating Income Net Income" not in names(text)


def test_heads_name_no_row() -> None:
    text = "Financial Results\n\nResults % of Total\nRevenues\n\nNet Income\n\n9.1%\n"
    assert "Revenues" not in names(text)
    assert "Net Income" in names(text)
