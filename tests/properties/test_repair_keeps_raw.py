"""Repair loses nothing: edits undone give the raw line, and every printed figure is among the readings."""

from decimal import Decimal

import pytest

from extractor import load_rulebook, pipeline
from extractor.errors import ExtractorError
from extractor.model.deck import Deck, RepairedLine
from extractor.read import read_source
from fixtures.hostile import hostile_text
from fixtures.simulate import SimulatedDeck, TruthRow, make_deck

DOUBLED = ("doubled_whole", "doubled_chunks")


def repaired(text: str) -> Deck:
    rules = load_rulebook()
    return pipeline.run(read_source(text, format="dump", name="made-up"), rules, until="repair")


def undone(line: RepairedLine) -> str:
    """The raw line, from the repaired text and its edits."""
    raw, at = "", 0
    for edit in sorted(line.edits, key=lambda edit: (edit.start, edit.end)):
        kept = edit.start - len(raw)
        raw += line.text[at : at + kept] + edit.before
        at += kept + len(edit.after)
    return raw + line.text[at:]


def assert_edits_are_reversible(deck: Deck) -> None:
    for raw, line in zip(deck.read.lines, deck.repair.lines, strict=True):
        assert undone(line) == raw.raw
        assert [edit for edit in line.edits if raw.raw[edit.start : edit.end] != edit.before] == []
        assert [run for run in line.runs if raw.raw[run.span.start : run.span.end] != run.raw] == []


@pytest.mark.parametrize("seed", range(40))
def test_edits_undone_give_the_raw_deck(seed: int) -> None:
    assert_edits_are_reversible(repaired(make_deck(seed, size=5).text))


@pytest.mark.parametrize("seed", range(60))
def test_edits_undone_give_the_raw_noise(seed: int) -> None:
    text = hostile_text(seed)
    try:
        deck = repaired(text)
    except ExtractorError:
        assert not text.strip() or not text.isprintable()
    else:
        assert_edits_are_reversible(deck)


def readings(deck: Deck, row: TruthRow) -> set[Decimal]:
    """Magnitudes that the runs of a truth row's line could print."""
    runs = deck.repair.lines[int(row.line) - 1].runs
    return {one.magnitude for run in runs for candidate in run.candidates for one in candidate.quantities}


def unread(deck: SimulatedDeck) -> list[str]:
    """Figures that no candidate of their line prints."""
    sheet = repaired(deck.text)
    return [row.raw for row in deck.truth if abs(Decimal(row.value)) not in readings(sheet, row)]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kind", DOUBLED)
def test_undoubling_gives_the_amount_back(kind: str, seed: int) -> None:
    deck = make_deck(seed, size=4, kinds=(kind,))
    assert unread(deck) == []


@pytest.mark.parametrize("seed", range(40))
def test_every_printed_figure_is_among_the_readings(seed: int) -> None:
    deck = make_deck(seed, size=5)
    assert unread(deck) == []
