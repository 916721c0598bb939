"""Broken and hostile PDFs are refused in one sentence, or read as far as they go; nothing else escapes."""

from random import Random

import pytest

from extractor import extract
from extractor.errors import UnreadableError
from extractor.read.pdf import read_pdf
from extractor.rulebook import load_rulebook
from fixtures.simulate.pages import Drawing, Look, results_table


@pytest.fixture(scope="module")
def sound() -> bytes:
    drawing = Drawing()
    results_table(drawing, Random(7), Look())
    return drawing.data()


def refusal(data: bytes, **options: int) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data, "deck", load_rulebook(), **options)
    return str(caught.value)


def test_a_locked_file_is_refused() -> None:
    drawing = Drawing()
    drawing.text((60, 100), "Net sales 1,234")
    assert "encrypted" in refusal(drawing.data(encryption=5, user_pw="secret", owner_pw="owner"))


def test_a_file_that_only_forbids_copying_is_read() -> None:
    drawing = Drawing()
    drawing.text((60, 100), "Net sales 1,234")
    data = drawing.data(encryption=5, user_pw="", owner_pw="owner", permissions=0)
    assert [line.raw for line in read_pdf(data, "deck", load_rulebook()).lines] == ["Net sales 1,234"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(500), b"no pdf at all"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert "PDF" in refusal(data)


def test_a_file_with_too_many_pages_is_refused() -> None:
    drawing = Drawing()
    drawing.turn()
    assert "2 pages, more than 1" in refusal(drawing.data(), most_pages=1)


@pytest.mark.parametrize("seed", range(40))
def test_altered_bytes_give_a_sheet_or_a_refusal(sound: bytes, seed: int) -> None:
    chance, data = Random(seed), bytearray(sound)
    for _ in range(chance.choice((1, 20, 400))):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    if seed % 3 == 0:
        del data[chance.randrange(9, len(data)) :]
    try:
        sheet = read_pdf(bytes(data), "deck", load_rulebook())
    except UnreadableError as error:
        assert str(error).startswith("deck: ")
    else:
        assert len(sheet.pages) == len(sheet.slides) > 0


def test_a_page_without_text_gives_a_deck_without_figures() -> None:
    deck = extract(Drawing().data(), name="blank")
    assert deck.figures == ()
    assert "no-figures" in [finding.code for finding in deck.findings]
