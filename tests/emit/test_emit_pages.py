"""Pages of a PDF in the report: the print with a box on every figure, and only the print that was read."""

import re
from random import Random

import pytest

from extractor import extract
from extractor.emit.report import report_html
from fixtures.simulate.pages import Drawing, Look, results_table


@pytest.fixture(scope="module")
def printed():
    drawing = Drawing()
    results_table(drawing, Random(7), Look())
    data = drawing.data()
    return extract(data, name="made-up"), data


def framed(page):
    return {
        name
        for names in re.findall(r'<rect class="frame \w+" data-figures="([^"]+)"', page)
        for name in names.split(" ")
    }


def test_every_figure_of_a_page_is_boxed_on_its_picture(printed):
    deck, data = printed
    page = report_html(deck, source=data).decode()
    assert len(re.findall(r'<image id="page-1" [^>]*href="data:image/(?:png|jpeg);base64,', page)) == 1
    assert framed(page) == {figure.reading.figure for figure in deck.figures}
    assert '<div class="line">' not in page


def test_boxes_stand_where_the_glyphs_are(printed):
    deck, data = printed
    page = report_html(deck, source=data).decode()
    piece = next(p for p in deck.read.pages[0].pieces if p.span == deck.figures[0].reading.spans[0])
    box = re.search(rf'data-figures="{deck.figures[0].reading.figure}" x="([\d.]+)" y="([\d.]+)"', page)
    assert box is not None
    assert float(box[1]) == pytest.approx(piece.box.x0, abs=2)
    assert float(box[2]) == pytest.approx(piece.box.y0, abs=2)


@pytest.mark.parametrize("other", [None, b"", b"%PDF-1.4 another file"])
def test_lines_are_shown_where_the_print_is_not_the_one_that_was_read(printed, other):
    deck, _ = printed
    page = report_html(deck, source=other).decode()
    assert "<image" not in page
    assert '<div class="line">' in page


def test_the_same_pictures_every_time(printed):
    deck, data = printed
    assert report_html(deck, source=data) == report_html(deck, source=data)
