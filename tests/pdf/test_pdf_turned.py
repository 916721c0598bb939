"""Turned pages are read as a reader holds them."""

import pytest

from extractor import extract
from extractor.read.pdf.document import library

SHOWN = {
    ("Net sales", "3Q23", "1234"),
    ("Net sales", "4Q23", "2345"),
    ("Costs", "3Q23", "345"),
    ("Costs", "4Q23", "456"),
}


def turned(angle: int, *, told: bool) -> bytes:
    """A small table on a page whose content runs sideways; where it is `told` the page says so and is shown upright."""
    document = library().open()
    page = document.new_page(width=540, height=760)

    def text(x: float, y: float, words: str) -> None:
        at = (540 - y, x) if angle == 270 else (y, 760 - x) if angle == 90 else (x, y)
        page.insert_text(at, words, fontsize=9, rotate={0: 0, 90: 90, 270: 270}[angle])

    text(40, 50, "Results (Millions of yen)")
    for x, head in ((300, "3Q23"), (400, "4Q23")):
        text(x, 80, head)
    for row, (item, *values) in enumerate((("Net sales", "1,234", "2,345"), ("Costs", "345", "456"))):
        text(40, 100 + 16 * row, item)
        for x, value in zip((300, 400), values, strict=True):
            text(x, 100 + 16 * row, value)
    if told:
        page.set_rotation({0: 0, 90: 90, 270: 270}[angle])
    return bytes(document.tobytes())


@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
@pytest.mark.parametrize("angle", [0, 90, 270])
def test_turned_pages(angle: int, told: bool) -> None:
    deck = extract(turned(angle, told=told), name="made-up")
    assert {(f.reading.item, f.reading.period.label, f"{f.reading.value}") for f in deck.figures} == SHOWN
