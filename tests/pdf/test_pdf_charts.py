"""Chart objects of an office program and of a plotting library: nearly every figure with its item, period and value."""

from pathlib import Path

import pytest

from extractor.layout.placed.cells import sort_pieces
from extractor.read import read_source
from extractor.read.pdf.ciphers import is_cipher
from extractor.read.pdf.glyphs import Seen, Stroken
from extractor.rulebook import load_rulebook
from fixtures.charted.scored import scored
from fixtures.simulate.pages import BLACK, Drawing

DECKS = sorted((Path(__file__).parents[2] / "fixtures" / "charted" / "decks").glob("*.pdf"))
BAR = 0.98


@pytest.mark.parametrize("path", DECKS, ids=[path.stem for path in DECKS])
def test_charts_of_two_producers(path: Path) -> None:
    found = scored(path)
    assert found.shown > 50
    assert found.right >= BAR * found.shown
    assert found.rash == 0


def test_there_are_decks_of_both() -> None:
    assert {path.stem.partition("-")[0] for path in DECKS} == {"office", "plots"}


def test_labels_of_one_shape_are_no_cipher() -> None:
    labels = [f"FY2{year}/Q{quarter}" for year in (3, 4) for quarter in (1, 2, 3, 4)]
    words = ["Free", "Cash", "Flow", *labels, "-200", "-150", "150", "200", "-76", "-88", "149"]
    strokes = tuple(Stroken(word, 0.0, 9.0, 8.0, 9.0, BLACK, bold=False) for word in words)
    assert not is_cipher(Seen(words=strokes, hidden=0, twice=0, unmapped=0, glyphs=sum(map(len, words))))


def cells(drawing: Drawing) -> list[str]:
    page = read_source(drawing.data(), name="x").read.pages[0]
    return [cell.piece.text for row in sort_pieces(page, load_rulebook()).rows for cell in row]


def test_small_numbers_are_marks_of_notes_only_beside_other_print() -> None:
    drawing = Drawing()
    for n in range(4):
        drawing.text((60, 100 + 30 * n), "Net sales of the group", 12)
        drawing.text((400, 100 + 30 * n), "1,234", 12)
    drawing.text((432, 96), "1", 6)
    drawing.text((500, 300), "41", 6)
    drawing.text((60, 400), "2", 6)
    drawing.text((69, 400), "Before tax", 6)
    assert cells(drawing) == ["1,234", "1,234", "1,234", "1,234", "41"]
