"""PDF decks: the text that a reader sees, page by page, with the place of every piece and what is drawn around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.model.deck import ReadSheet
from extractor.model.figure import Finding
from extractor.model.page import Box, PrintedPage
from extractor.model.text import Line, Slide
from extractor.read.pdf.ciphers import is_cipher
from extractor.read.pdf.document import MOST_PAGES, opened
from extractor.read.pdf.glyphs import Ground, Seen, seen
from extractor.read.pdf.lines import blocks_of, numbered, rows_of
from extractor.read.pdf.shapes import drawings
from extractor.read.pdf.upright import upright
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding

__all__ = ["MOST_PAGES", "read_pdf"]

LARGE = 0.12
MOST_GLYPHS = 60_000
SHADE = "fill-shade"
PAINTED = frozenset({"fill-image", "fill-imgmask", SHADE})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sight:
    """One page as lines, with what was found on the way."""

    page: PrintedPage
    lines: tuple[str, ...]
    seen: Seen
    broken: str = ""


def read_pdf(data: bytes, label: str, rulebook: Rulebook, most_pages: int = MOST_PAGES) -> ReadSheet:
    """The visible lines of a PDF, one slide per page, and its printed pages.

    Raises UnreadableError where the file is no PDF, damaged, locked, without pages or longer than `most_pages`.
    """
    lines: list[Line] = []
    slides: list[Slide] = []
    pages: list[PrintedPage] = []
    findings: list[Finding] = []
    with opened(data, label, most_pages) as document:
        for number in range(1, len(document) + 1):
            sight = _sight(document, number, len(lines) + 1)
            first = len(lines) + 1
            lines.extend(
                Line(number=first + at, raw=text, slide=number) for at, text in enumerate(sight.lines or ("",))
            )
            slides.append(Slide(number=number, first=first, last=len(lines), because=("a page",)))
            pages.append(sight.page)
            findings.extend(_findings(sight, rulebook))
    return ReadSheet(lines=tuple(lines), slides=tuple(slides), pages=tuple(pages), findings=tuple(findings))


def _sight(document: Any, number: int, first: int) -> _Sight:
    """One page; what the library cannot draw is empty and says so."""
    nothing = Seen(words=(), hidden=0, twice=0, unmapped=0, glyphs=0)
    try:
        page = document[number - 1]
        return _looked(page, number, first)
    except (RuntimeError, ValueError, IndexError, OverflowError, ZeroDivisionError) as error:
        blank = PrintedPage(number=number, width=0.0, height=0.0)
        return _Sight(page=blank, lines=(), seen=nothing, broken=str(error)[:80] or "damaged")


def _looked(page: Any, number: int, first: int) -> _Sight:
    page, spans = upright(page, page.get_texttrace())
    width, height = float(page.rect.width), float(page.rect.height)
    drawn = drawings(page.get_cdrawings())
    marked = tuple(_painted(page))
    painted = tuple((order, box) for kind, order, box in marked if kind != SHADE)
    shades = tuple((order, box) for kind, order, box in marked if kind == SHADE)
    whole = Box(x0=0.0, y0=0.0, x1=width, y1=height)
    found = seen(spans, Ground(page=whole, shapes=drawn.shapes, pictures=painted, shades=shades))
    readable = not is_cipher(found)
    rows = rows_of(found.words[:MOST_GLYPHS], drawn.down) if readable and found.words else ()
    texts, pieces = numbered(tuple(blocks_of(rows, number)), first)
    pictures = tuple(box for _, box in painted if box.width * box.height > LARGE * width * height)
    printed = PrintedPage(
        number=number,
        width=width,
        height=height,
        pieces=pieces,
        shapes=drawn.shapes,
        strokes=drawn.strokes,
        across=drawn.across,
        down=drawn.down,
        pictures=pictures,
        readable=readable,
    )
    return _Sight(page=printed, lines=tuple(texts), seen=found)


def _painted(page: Any) -> Iterator[tuple[str, int, Box]]:
    """Pictures and shades by the order of drawing."""
    for order, (kind, box) in enumerate(page.get_bboxlog()):
        if kind in PAINTED:
            x0, y0, x1, y1 = box
            yield kind, order, Box(x0=x0, y0=y0, x1=x1, y1=y1)


def _findings(sight: _Sight, rulebook: Rulebook) -> Iterator[Finding]:
    """What a reviewer must know of a page: hidden text, a cipher, pictures, damage."""
    page, where = sight.page, f"p{sight.page.number}"
    if sight.broken:
        yield finding(rulebook, "page-damaged", where, page=page.number, error=sight.broken)
    if not page.readable:
        yield finding(rulebook, "text-ciphered", where, page=page.number)
    if sight.seen.hidden:
        yield finding(rulebook, "text-hidden", where, page=page.number, count=sight.seen.hidden)
    if _unread(page.pictures, page.pieces):
        yield finding(rulebook, "picture-unread", where, page=page.number, count=len(page.pictures))


def _unread(pictures: Sequence[Box], pieces: Sequence[Any]) -> bool:
    """Whether pictures of some size stand on a page; those with text over them are backgrounds."""
    return any(not any(box.holds(piece.box.x, piece.box.y) for piece in pieces) for box in pictures)
