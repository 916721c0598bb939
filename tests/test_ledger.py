"""The ledger: every string of digits on the paper is in a figure or among the leftovers, with a reason."""

import re

import pytest

from extractor import ExtractedDeck, extract
from extractor.api import bundled_deck
from fixtures.simulate import make_deck

TEXT = """Results for 1H30 (2030/4-9)
II-4. Services
Unit: JPY million
1Q30 2Q30
Hosting 3,637 3,733
IPv6 Service 432 478
- Revenues of JPY 7,370 million for more than 6,500 companies, up 19.8% from 2029
March 31, 2030
FY2030FY2030 target
Form 20-F of the year 2029
(1) as announced
Tel. 03-1234-5678
"""


def bare(deck: ExtractedDeck) -> list[str]:
    """Strings of digits that neither a figure nor a leftover covers, counted on the raw lines alone."""
    spans = [span for figure in deck.figures for span in figure.reading.spans]
    spans += [left.span for left in deck.leftovers]
    covered = {(span.line, column) for span in spans for column in range(span.start, span.end)}
    return [
        f"{line.number}: {found[0]} in {line.raw}"
        for line in deck.read.lines
        for found in re.finditer(r"\d+", line.raw)
        if not any((line.number, column) in covered for column in range(*found.span()))
    ]


def test_every_digit_of_a_small_deck_is_accounted_for() -> None:
    assert bare(extract(TEXT, format="dump")) == []


def test_the_reasons_are_told() -> None:
    reasons = {left.raw.strip(): left.reason for left in extract(TEXT, format="dump").leftovers}
    assert reasons["1Q30"] == "period"
    assert reasons["March 31, 2030"] == "date"
    assert reasons["IPv6"] == "part of a name"
    assert reasons["II-4"] == "number of a heading"
    assert reasons["6,500"] == "count in a sentence"
    assert reasons["2029"] == "year"
    assert reasons["03-1234-5678"] == "reference"


def test_every_digit_of_the_bundled_deck_is_accounted_for() -> None:
    deck = extract(bundled_deck() / "input.txt")
    assert bare(deck) == []
    unplaced = sum(left.reason == "unplaced" for left in deck.leftovers)
    assert unplaced <= 0.02 * sum(len(re.findall(r"\d+", line.raw)) for line in deck.read.lines)


@pytest.mark.parametrize("seed", range(5))
def test_every_digit_of_made_up_decks_is_accounted_for(seed: int) -> None:
    assert bare(extract(make_deck(seed, size=3).text, format="dump")) == []
