"""Decks solved together, as readable cases: every expected line opens with the deck that it is about."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from casefile import CALENDAR, Case, read_cases
from views import shown_deck

from extractor import load_rulebook
from extractor.api import ExtractedDeck, extract_read
from extractor.read import read_source

HERE = Path(__file__).parent / "cases"
RULEBOOK = load_rulebook()
CASES = read_cases(HERE)


def texts(case: Case) -> dict[str, str]:
    """The decks of a case by name; `=== name` opens each."""
    parts = case.text.split("=== ")[1:]
    named = (part.partition("\n") for part in parts)
    return {name: f"\f{text}" + CALENDAR for name, _, text in named}


def solved(decks: dict[str, str], *, alone: bool = False) -> tuple[ExtractedDeck, ...]:
    read = (read_source(text, format="dump", name=name, rulebook=RULEBOOK) for name, text in decks.items())
    return extract_read(read, RULEBOOK, alone=alone)


def shown(case: Case, *, alone: bool = False) -> list[str]:
    words = {line.split(" ", 2)[1] for line in case.expected if line.split(" ", 2)[0] != "alone"}
    decks = solved(texts(case), alone=alone)
    return [
        f"{deck.source.name} {line}"
        for deck in decks
        for line in (*shown_deck(deck), *_messages(deck))
        if line.split(" ", 1)[0] in words
    ]


def _messages(deck: ExtractedDeck) -> Iterator[str]:
    yield from (f"says {finding.message}" for finding in deck.findings if finding.code != "calendar-assumed")
    yield from (f"because {f.reading.item} {f.reading.period.label}: {'; '.join(f.because)}" for f in deck.figures)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_together(case: Case) -> None:
    assert shown(case) == list(case.expected)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_order_of_the_decks_does_not_matter(case: Case) -> None:
    decks = texts(case)
    found = []
    for names in permutations(decks):
        out = {deck.source.name: deck for deck in solved({name: decks[name] for name in names})}
        found.append([out[name].reconcile for name in decks])
    assert all(sheets == found[0] for sheets in found)
