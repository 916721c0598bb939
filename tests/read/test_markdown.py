"""Markdown of layout tools: format by evidence, markup read with every column kept, cells, and slides."""

from pathlib import Path

import pytest

from extractor import pipeline
from extractor.model.deck import Deck
from extractor.read import read_source
from extractor.repair.glyphs import undo
from extractor.rulebook import load_rulebook

DECK = """
Alder Networks Inc.

Autumn Meeting 2031

Excellent Client Base



- Top Tiers
- Source: Alder Networks

Results of Trust Business(1)



- Revenue: JPY1,200 million
 - Contracts: 310

Results of Trust Business(2)

- Revenue: JPY900 million

II-1. Revenues

Unit: JPY million


Systems Construction Revenues



II-2. Number of Employees (1) Group



- Number of employees: 420

Unit: persons

Group Companies and Shares



Unit: JPY billion

\t1Q31\t2Q31
Sales\t12\t13
"""


def read(text: str) -> Deck:
    return read_source(text, format="markdown", rulebook=load_rulebook())


def repaired(text: str) -> list[str]:
    deck = pipeline.run(read(text), load_rulebook(), until="repair")
    raws = [line.raw for line in deck.read.lines]
    assert [undo(line.text, line.edits) for line in deck.repair.lines] == raws
    return [line.text for line in deck.repair.lines]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Over **6,500 Client Base**", "Over 6,500 Client Base"),
        ("- Target <u>Blue-chip</u> clients", "- Target Blue-chip clients"),
        ("Costs<br>1,200", "Costs 1,200"),
        ("- ◆Revenues: JPY2,893 million", "◆Revenues: JPY2,893 million"),
        (" - > Over 5,200 clients", " > Over 5,200 clients"),
        ("♦Income: JPY915 million", "◆Income: JPY915 million"),
        ("# Revenues \\#2", "Revenues #2"),
        ("<Investing Activities>", "<Investing Activities>"),
        ("A < B and 3 * 4 * 5 = 60", "A < B and 3 * 4 * 5 = 60"),
        ("R&amp;D [report](http://a.b) 12", "R&D report 12"),
        ("77\t***88***\t<u>(15</u>\t5.5 <i>%)</i>", "77\t88\t(15\t5.5 %)"),
        ("> Around 100 ATMs", "> Around 100 ATMs"),
        ("![](_page_3.jpeg) 12", " 12"),
    ],
)
def test_markup_is_read_and_can_be_undone(raw: str, said: str) -> None:
    assert repaired(raw) == [said]


def test_items_of_one_list_have_one_bullet() -> None:
    text = "- •Acquired a firm\n- ▪ Closed on May 1\n- Price: JPY9 billion\n - ▶ First\n - of two\n - ≻Second"
    said = ["•Acquired a firm", "• Closed on May 1", "• Price: JPY9 billion", " ➤ First", " of two", " ➤Second"]
    assert repaired(text) == said


def test_emphasis_over_two_lines() -> None:
    assert repaired("- share of **Trust\n Networks** 12") == ["- share of Trust", " Networks 12"]


def cells(text: str) -> list[list[list[str]]]:
    deck = read(text)
    raws = {line.number: line.raw for line in deck.read.lines}
    return [[[raws[c.line][c.start : c.end] for c in row] for row in table.rows] for table in deck.read.tables]


def test_cells_of_tabs() -> None:
    assert cells("Title\n\n\t1Q31\t 2Q31 \nSales\t12\t\nCosts\t(3)\t4\n\nend\tword") == [
        [["", "1Q31", "2Q31"], ["Sales", "12", ""], ["Costs", "(3)", "4"]]
    ]


def test_cells_of_pipes() -> None:
    assert cells("Title\n\n| | 1Q31 | 2Q31 |\n|---|--:|---|\n| A \\| B | 12 | |\n\nend") == [
        [["", "1Q31", "2Q31"], ["A \\| B", "12", ""]]
    ]


def test_slides_begin_at_headings() -> None:
    lines = DECK.split("\n")
    firsts = [lines[slide.first - 1] for slide in read(DECK).read.slides]
    assert firsts == [
        "",
        "Excellent Client Base",
        "Results of Trust Business(1)",
        "Results of Trust Business(2)",
        "II-1. Revenues",
        "II-2. Number of Employees (1) Group",
        "Group Companies and Shares",
    ]


def test_no_slide_between_chapters_in_a_row() -> None:
    text = DECK.replace("II-2. ", "III-4. ").replace("Systems Construction Revenues", "Systems Revenues\n\n\n\nBacklog")
    assert "Systems Revenues" not in [text.split("\n")[s.first - 1] for s in read(DECK).read.slides]
    assert any(s.headed for s in read(text).read.slides)


@pytest.mark.parametrize(
    ("text", "name", "format_"),
    [
        ("Revenues\n\n\tA\tB\tC\nx\t1\t2\t3\n\n**Bold** words", "a.txt", "markdown"),
        ("Revenues\n- one\n- two\n- three\n- four\n- five", "a.txt", "dump"),
        ("Revenues **up**\n12 13", "a.md", "markdown"),
        ("Cover\n Revenues\n12\n Costs\n13\n Income\n1\n Cash\n7", "a.md", "dump"),
        ("Cover\n Revenues\n12\n Costs\n13\n Income\n1\n Cash\n7", "a.txt", "dump"),
    ],
)
def test_the_format_is_told_by_its_marks(tmp_path: Path, text: str, name: str, format_: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_source(path).source.format == format_
