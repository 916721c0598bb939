"""The library calls: every kind of source gives the same deck, and faults are of one family."""

import io
from pathlib import Path

import pytest

from extractor import ExtractedDeck, ExtractorError, extract, extract_many, load_rulebook, match_item
from extractor.api import bundled_deck
from extractor.errors import ExitCode, UnreadableError
from extractor.model.deck import Deck

TEXT = "Revenues\n1Q07\n2Q07\nSales 100 200\n"


def test_every_kind_of_source_gives_the_same_sheets(tmp_path: Path) -> None:
    path = tmp_path / "deck.txt"
    path.write_text(TEXT, encoding="utf-8")
    decks = (
        extract(path),
        extract(str(path)),
        extract(TEXT.encode(), name="deck"),
        extract(io.BytesIO(TEXT.encode()), name="deck"),
        extract(io.StringIO(TEXT), name="deck"),
        extract(TEXT, format="dump", name="deck"),
    )
    assert {deck.source.name for deck in decks} == {"deck"}
    assert all(deck.read.lines == decks[0].read.lines for deck in decks)
    assert all(deck.figures == decks[0].figures for deck in decks)


def test_an_extracted_deck_is_a_deck() -> None:
    deck = extract(TEXT, format="dump")
    assert isinstance(deck, Deck)
    assert isinstance(deck, ExtractedDeck)
    assert deck.leftovers is deck.reconcile.leftovers


def test_several_decks_come_out_in_order() -> None:
    first, second = extract_many((TEXT.encode(), TEXT.replace("100", "300").encode()))
    assert "100" in first.read.lines[3].raw
    assert "300" in second.read.lines[3].raw


def test_tables_hold_the_figures() -> None:
    deck = extract(bundled_deck() / "input.txt", name=bundled_deck().name)
    table = deck.to_pandas()
    assert len(table) == len(deck.figures) > 0
    assert list(table["figure"]) == [figure.reading.figure for figure in deck.figures]
    assert set(deck.tables())


def test_writing_gives_the_paths(tmp_path: Path) -> None:
    paths = extract(TEXT, format="dump").write(tmp_path / "deck")
    assert {"figures.csv", "report.html", "deck.json"} <= {path.name for path in paths}
    assert all(path.is_file() for path in paths)


@pytest.mark.parametrize("source", [b"", "missing.txt", Path("missing.txt")])
def test_what_cannot_be_read_says_so(source: bytes | str | Path) -> None:
    with pytest.raises(ExtractorError) as fault:
        extract(source)
    assert isinstance(fault.value, UnreadableError)
    assert fault.value.exit_code == ExitCode.UNREADABLE


def test_an_unknown_format_is_a_wrong_call() -> None:
    with pytest.raises(ExtractorError) as fault:
        extract(TEXT, format="papyrus")
    assert fault.value.exit_code == ExitCode.WRONG_CALL


def test_labels_are_matched_or_refused() -> None:
    assert match_item("営業利益", statement="income").item_id == match_item("Operating income").item_id != ""
    refusal = match_item("Weather on the day", rulebook=load_rulebook())
    assert refusal.refused
    assert refusal.because


def test_the_measure_tells_an_amount_from_its_ratio() -> None:
    assert match_item("Gross margin").refused
    assert match_item("Gross margin", measure="amount").item_id == "gross_profit"
    assert match_item("Gross margin", measure="ratio").item_id == "gross_margin_ratio"
