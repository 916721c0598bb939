"""Pictures of tables read by Tesseract: figures come out with item and period, and none of them is sure."""

from dataclasses import replace
from random import Random

import pymupdf
import pytest

from extractor.api import ExtractedDeck, extract_read, read_deck
from extractor.errors import CallError
from extractor.model.figure import Grade
from extractor.read.pdf import USUAL
from extractor.read.pdf.ocr import tessdata
from extractor.rulebook import load_rulebook
from fixtures.simulate.pages import Drawing, Told, results_of_years

READING = replace(USUAL, ocr=True)


@pytest.fixture(scope="session", autouse=True)
def tesseract() -> str:
    try:
        return tessdata()
    except CallError as error:
        pytest.fail(str(error))


def extracted(data: bytes, *, ocr: bool = True) -> ExtractedDeck:
    rules = load_rulebook()
    deck = read_deck(data, name="made-up", rulebook=rules, allowance=READING if ocr else USUAL)
    return extract_read([deck], rules)[0]


def pictured(*, japanese: bool = False) -> tuple[bytes, set[Told]]:
    """A page that shows a table as a picture only."""
    drawing, sheet = Drawing(), Drawing()
    told = results_of_years(sheet, Random(4), japanese=japanese)
    drawing.page.insert_image(drawing.page.rect, pixmap=sheet.page.get_pixmap(dpi=200))
    return drawing.data(), set(told)


def figures(deck: ExtractedDeck) -> set[Told]:
    readings = (figure.reading for figure in deck.figures)
    return {Told(item=r.item, period=r.period.label, value=f"{r.value}") for r in readings}


def codes(deck: ExtractedDeck) -> list[str]:
    return [finding.code for finding in deck.findings]


def test_a_picture_is_named_unread_without_ocr() -> None:
    deck = extracted(pictured()[0], ocr=False)
    assert not deck.figures
    assert "picture-unread" in codes(deck)


def test_figures_of_a_picture_are_candidates() -> None:
    data, told = pictured()
    deck = extracted(data)
    assert len(figures(deck) & told) >= 0.9 * len(told)
    assert {figure.grade for figure in deck.figures} <= {Grade.AMBIGUOUS, Grade.NOT_ASSESSED}
    assert "picture-read" in codes(deck)
    assert "picture-unread" not in codes(deck)


def test_japanese_pictures_are_read_too() -> None:
    data, told = pictured(japanese=True)
    found = figures(extracted(data))
    assert len({one.value for one in found} & {one.value for one in told}) >= 0.8 * len(told)
    assert any("売上高" in one.item for one in found)


def test_text_of_the_page_stands_over_what_ocr_reads() -> None:
    drawing = Drawing()
    told = results_of_years(drawing, Random(4))
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 400, 300))
    picture.clear_with(250)
    drawing.page.insert_image((60, 330, 780, 580), pixmap=picture)
    plain, read = extracted(drawing.data(), ocr=False), extracted(drawing.data())
    assert figures(plain) == figures(read) == set(told)
    assert [figure.grade for figure in plain.figures] == [figure.grade for figure in read.figures]
