"""Only what a reader sees is read, and what cannot be read is named."""

from dataclasses import replace

import pytest

from extractor.errors import CallError
from extractor.read import read_source
from extractor.read.pdf import USUAL, ocr, read_pdf
from extractor.read.pdf.ciphers import is_cipher
from extractor.read.pdf.glyphs import Seen, Stroken
from extractor.rulebook import load_rulebook
from fixtures.simulate.pages import BLACK, WHITE, Drawing

PATCH = (50.0, 80.0, 300.0, 110.0)


def lines(drawing: Drawing) -> list[str]:
    return [line.raw for line in read_source(drawing.data(), name="x").read.lines if line.raw]


def codes(drawing: Drawing) -> list[str]:
    return [finding.code for finding in read_source(drawing.data(), name="x").read.findings]


def test_white_on_paper_is_dropped_and_said() -> None:
    drawing = Drawing()
    drawing.text((60, 100), "Net sales 1,234")
    drawing.text((60, 130), "Secret 9,999", colour=WHITE)
    assert lines(drawing) == ["Net sales 1,234"]
    assert codes(drawing) == ["text-hidden"]


def test_white_on_a_dark_bar_is_read() -> None:
    drawing = Drawing()
    drawing.fill(PATCH, BLACK)
    drawing.text((60, 100), "Net sales 1,234", colour=WHITE)
    assert lines(drawing) == ["Net sales 1,234"]
    assert codes(drawing) == []


def test_text_under_a_patch_is_dropped() -> None:
    drawing = Drawing()
    drawing.text((60, 100), "Old 9,999")
    drawing.fill(PATCH, WHITE)
    drawing.text((60, 100), "New 1,234")
    assert lines(drawing) == ["New 1,234"]


def test_invisible_text_and_text_off_the_page_are_dropped() -> None:
    drawing = Drawing()
    drawing.text((60, 100), "Seen 1,234")
    drawing.text((60, 130), "Unseen 9,999", mode=3)
    drawing.text((60, 5000), "Away 8,888")
    assert lines(drawing) == ["Seen 1,234"]


def test_a_shadow_is_no_second_number_but_equal_neighbours_are() -> None:
    drawing = Drawing()
    drawing.text((60, 100), "9,880")
    drawing.text((60.6, 100.4), "9,880")
    drawing.text((160, 100), "5,767")
    drawing.text((220, 100), "5,767")
    assert lines(drawing) == ["9,880   5,767   5,767"]


def test_a_page_that_is_a_picture_is_named() -> None:
    import pymupdf

    drawing = Drawing()
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 30))
    picture.clear_with(90)
    drawing.page.insert_image((100, 100, 700, 500), pixmap=picture)
    assert codes(drawing) == ["picture-unread"]


def soup(words: str) -> Seen:
    strokes = tuple(Stroken(word, 0.0, 9.0, 8.0, 9.0, BLACK, False) for word in words.split())
    return Seen(words=strokes, hidden=0, twice=0, unmapped=0, glyphs=len(words))


def test_a_text_layer_without_words_is_a_cipher() -> None:
    assert is_cipher(soup("!\"#$ %&'( =>?@ [\\]^ _`{| }~<; +*:? " * 6))


def test_a_table_full_of_figures_is_no_cipher() -> None:
    assert not is_cipher(soup("Net sales 1,234 (5,678) 12.3% △90 2Q07/1H07 Profit (loss) before tax " * 6))


def test_few_glyphs_are_no_cipher() -> None:
    assert not is_cipher(soup("!\"#$ %&'("))


def test_drawings_beyond_the_most_are_told() -> None:
    drawing = Drawing()
    drawing.text((60, 100), "Net sales 1,234")
    sheet = drawing.page.new_shape()
    for number in range(20_050):
        sheet.draw_rect((100 + number % 600, 200, 104 + number % 600, 203 + number % 5))
        sheet.finish(fill=(0.2, 0.4, 0.6), color=None)
    sheet.commit()
    found = read_source(drawing.data(), name="x").read.findings
    assert [dict(finding.facts)["count"] for finding in found if finding.code == "drawings-cut"] == ["50"]


def test_ocr_without_its_data_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "FOLDERS", ())
    monkeypatch.delenv(ocr.NAMED, raising=False)
    with pytest.raises(CallError, match="apt-get install tesseract-ocr tesseract-ocr-jpn"):
        read_pdf(Drawing().data(), "deck", load_rulebook(), replace(USUAL, ocr=True))
