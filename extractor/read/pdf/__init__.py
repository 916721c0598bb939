"""PDF decks: the text that a reader sees, page by page, with the place of every piece and what is drawn around it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extractor.model.deck import ReadSheet
from extractor.model.figure import Finding
from extractor.model.page import Box, PrintedPage
from extractor.model.text import PICTURED, Edit, Line, Slide
from extractor.read.pdf.document import MOST_PAGES
from extractor.read.pdf.guard import Allowance
from extractor.read.pdf.ocr import MEMORY, SECONDS, tessdata
from extractor.read.pdf.second import second_grids
from extractor.read.pdf.sight import Sight, Source, sights
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding

__all__ = ["USUAL", "Allowance", "read_pdf", "second_grids"]

USUAL = Allowance()


def read_pdf(data: bytes, label: str, rulebook: Rulebook, allowance: Allowance = USUAL) -> ReadSheet:
    """The visible lines of a PDF, one slide per page, and its printed pages.

    Raises UnreadableError where the file is no PDF, damaged, locked, without pages, or more than the allowance. A page
    that is too much by itself is left out, with a finding.
    """
    lines: list[Line] = []
    slides: list[Slide] = []
    pages: list[PrintedPage] = []
    findings: list[Finding] = []
    folder = tessdata() if allowance.ocr else ""
    source = Source(data=data, label=label, most_pages=allowance.pages or MOST_PAGES, ocr=folder)
    for number, sight in enumerate(sights(source, _widened(allowance) if folder else allowance), 1):
        first = len(lines) + 1
        lines.extend(_page_lines(sight, first))
        slides.append(Slide(number=number, first=first, last=len(lines), because=("a page",)))
        pages.append(sight.page)
        findings.extend(_findings(sight, rulebook))
    return ReadSheet(lines=tuple(lines), slides=tuple(slides), pages=tuple(pages), findings=tuple(findings))


def _widened(allowance: Allowance) -> Allowance:
    """The allowance with what OCR of a page takes; what has no limit keeps none."""
    return replace(
        allowance,
        page=allowance.page and max(allowance.page, SECONDS),
        more=allowance.more and max(allowance.more, SECONDS),
        memory=allowance.memory and max(allowance.memory, MEMORY),
    )


def _page_lines(sight: Sight, first: int) -> Iterator[Line]:
    """The lines of a page from number `first` on; those that OCR read say so by an edit that changes nothing."""
    texts = sight.lines or ("",)
    for at, text in enumerate(texts):
        number, end = first + at, len(text)
        edits = (Edit(line=number, start=end, end=end, before="", after="", rule=PICTURED),)
        own = at < len(texts) - sight.pictured or not text
        yield Line(number=number, raw=text, slide=sight.page.number, edits=() if own else edits)


def _findings(sight: Sight, rulebook: Rulebook) -> Iterator[Finding]:
    """What a reviewer must know of a page: hidden text, a cipher, pictures, damage."""
    page, where = sight.page, f"p{sight.page.number}"
    if sight.broken:
        yield finding(rulebook, "page-damaged", where, page=page.number, error=sight.broken)
    if not page.readable:
        yield finding(rulebook, "text-ciphered", where, page=page.number)
    if sight.seen.hidden:
        yield finding(rulebook, "text-hidden", where, page=page.number, count=sight.seen.hidden)
    if sight.pictured:
        yield finding(rulebook, "picture-read", where, page=page.number, lines=sight.pictured)
    if sight.cut:
        yield finding(rulebook, "drawings-cut", where, page=page.number, count=f"{sight.cut:,}")
    if _unread(page.pictures, page.pieces):
        yield finding(rulebook, "picture-unread", where, page=page.number, count=len(page.pictures))


def _unread(pictures: Sequence[Box], pieces: Sequence[Any]) -> bool:
    """Whether pictures of some size stand on a page; those with text over them are backgrounds."""
    return any(not any(box.holds(piece.box.x, piece.box.y) for piece in pieces) for box in pictures)
