"""Broken and hostile PDFs are refused in one sentence, or read as far as they go; nothing else escapes."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from random import Random

import pytest

from extractor import extract
from extractor.errors import UnreadableError
from extractor.read.pdf import USUAL, Allowance, read_pdf
from extractor.read.pdf.guard import Fault, guarded
from extractor.rulebook import load_rulebook
from fixtures.hostile_pdf import (
    CATALOG,
    FONT,
    MAKERS,
    PAGE,
    TEXT,
    bomb,
    crowded,
    document,
    hostile_pdf,
    one_page,
    scattered,
    stream,
)
from fixtures.simulate.pages import Drawing, Look, results_table

FLOODS = (bomb, crowded, scattered)


@pytest.fixture(scope="module")
def sound() -> bytes:
    drawing = Drawing()
    results_table(drawing, Random(7), Look())
    return drawing.data()


def refusal(data: bytes, allowance: Allowance = USUAL) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data, "deck", load_rulebook(), allowance)
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
    assert "2 pages, more than 1" in refusal(drawing.data(), Allowance(pages=1))


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


@pytest.mark.parametrize("seed", [seed for seed in range(len(MAKERS)) if MAKERS[seed] not in FLOODS])
def test_hostile_pdfs_are_read_or_refused(seed: int) -> None:
    try:
        sheet = read_pdf(hostile_pdf(seed), "deck", load_rulebook(), Allowance(page=0.5, memory=400))
    except UnreadableError as error:
        assert str(error).startswith("deck: ")
    else:
        assert len(sheet.pages) == len(sheet.slides) > 0


def _endless() -> Iterator[int]:
    yield 1
    while True:
        pass


def _greedy() -> Iterator[int]:
    held = []
    while True:
        held.append(bytes(50_000_000))
        yield len(held)


def _killed() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.parametrize(
    ("work", "said"), [(_endless, "takes longer"), (_greedy, "memory"), (_killed, "ends the program")]
)
def test_work_that_hangs_or_crashes_or_takes_all_memory_is_ended(work: Callable[[], Iterator[int]], said: str) -> None:
    *given, fault = guarded(work, Allowance(page=1, memory=300))
    assert isinstance(fault, Fault)
    assert said in fault.said
    assert given == list(range(1, len(given) + 1)) != []


def test_other_threads_of_the_host_change_nothing() -> None:
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        *given, fault = guarded(_endless, Allowance(page=1, memory=300))
    finally:
        stop.set()
        other.join()
    assert isinstance(fault, Fault)
    assert given == [1]


def test_a_page_that_is_too_much_is_left_out_with_a_finding_and_the_next_is_read() -> None:
    words = "".join(f"BT /F 2 Tf {9 * (n % 80)} {6 * (n // 80)} Td (1,234) Tj ET\n" for n in range(6_400))
    objects: dict[int, bytes | str] = {
        1: CATALOG,
        2: "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
        3: PAGE,
        4: stream(words.encode()),
        5: FONT,
        6: PAGE.replace("4 0 R", "7 0 R"),
        7: stream(TEXT),
    }
    sheet = read_pdf(document(objects), "deck", load_rulebook())
    assert [(found.code, found.where) for found in sheet.findings] == [("page-damaged", "p1")]
    assert "6,400 words" in sheet.findings[0].message
    assert [line.raw for line in sheet.lines if line.slide == 2] == ["Net sales 1,234"]


def test_a_file_that_takes_longer_than_it_may_is_refused() -> None:
    slow = one_page(b"1 0 0 RG 0 0 m 842 595 l S\n" * 400_000)
    assert "takes longer" in refusal(slow, Allowance(page=0.1, seconds=0.5, more=0))
