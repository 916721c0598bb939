"""Pages of a PDF as lines of text with the place of every piece, each within what it may take."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from extractor.errors import UnreadableError
from extractor.model.page import Box, PrintedPage
from extractor.read.pdf.ciphers import is_cipher
from extractor.read.pdf.document import library, opened
from extractor.read.pdf.glyphs import Ground, Seen, Stroken, seen
from extractor.read.pdf.guard import Allowance, Fault, guarded
from extractor.read.pdf.lines import blocks_of, numbered, rows_of
from extractor.read.pdf.ocr import pictured_words
from extractor.read.pdf.packed import Packed, packed_boxes, packed_drawings, packed_strips, page_of
from extractor.read.pdf.paragraphs import Strip
from extractor.read.pdf.shapes import drawings
from extractor.read.pdf.upright import upright

LARGE = 0.12
MOST_WORDS = 6_000
"""So many words fill a page of the smallest print several times."""
MOST_DRAWN = 400_000
"""Pieces and drawings of a whole deck; one of two hundred full pages has a quarter of them."""
MOST_FAULTS = 2
BROKEN = 2
SHADE = "fill-shade"
PAINTS = re.compile(rb"/[^\s/]+\s+(?:scn|SCN)\b|\b(?:sh|BI)\b")
PAINTING = (b"scn", b"SCN", b"sh", b"BI")
"""Operators that draw with patterns, shades and inline pictures."""
PAINTED = frozenset({"fill-image", "fill-imgmask", SHADE})
NOTHING = Seen(words=(), hidden=0, twice=0, unmapped=0, glyphs=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of a PDF, the name it is called by, and the most pages it may have.

    `ocr` is the folder with the data for reading pictures; they are not read where it is empty.
    """

    data: bytes
    label: str
    most_pages: int
    ocr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One page as lines, with what was found on the way; the last lines may be `pictured`, read by OCR.

    `cut` are drawings beyond the most that are looked at.
    """

    page: PrintedPage
    lines: tuple[str, ...]
    seen: Seen
    broken: str = ""
    pictured: int = 0
    cut: int = 0

    @property
    def drawn(self) -> int:
        """How much stands on the page."""
        page = self.page
        return sum(map(len, (page.pieces, page.shapes, page.strokes, page.across, page.down)))


def sights(source: Source, allowance: Allowance) -> Iterator[Sight]:
    """All pages; one that ends or overtaxes the process that reads it is empty and says why.

    Raises UnreadableError where several are such, or where all together are too much.
    """
    library()
    pages = read = lines = drawn = faults = 0
    while not pages or read < pages:
        fault = None
        for given in guarded(partial(_steps, source, read, lines), allowance):
            if isinstance(given, int):
                pages = given
                continue
            fault = given if isinstance(given, Fault) else None
            if fault is not None and (not pages or fault.spent or faults == MOST_FAULTS):
                raise UnreadableError(_refusal(source, read + 1 if pages else 0, fault))
            sight = _blank(read + 1, fault.said) if fault is not None else _unpacked(given)
            read, lines, drawn = read + 1, lines + max(1, len(sight.lines)), drawn + sight.drawn
            if drawn > MOST_DRAWN:
                raise UnreadableError(f"{source.label}: draws more than any deck; give it in parts")
            yield sight
        if fault is not None:
            faults, allowance = faults + 1, allowance.without(fault.used)


def _refusal(source: Source, page: int, fault: Fault) -> str:
    where = f"page {page} of this PDF cannot be read" if page else "this PDF cannot be opened"
    return f"{source.label}: {where}: {fault.said}; give it in parts, or allow more (--timeout, --memory)"


def _steps(source: Source, read: int, lines: int) -> Iterator[int | Packed]:
    """The number of pages, then those that are not read yet."""
    with opened(source.data, source.label, source.most_pages) as document:
        yield len(document)
        for number in range(read + 1, len(document) + 1):
            sight = _sight(document, number, lines + 1, source.ocr)
            lines += max(1, len(sight[1])) if len(sight) > BROKEN else 1
            yield sight


def _unpacked(given: Packed) -> Sight:
    """A page as it came, or its number and what is wrong with it."""
    if len(given) == BROKEN:
        return _blank(*given)
    parts, lines, found, (pictured, cut) = given
    return Sight(page=page_of(*parts), lines=lines, seen=found, pictured=pictured, cut=cut)


def _blank(number: int, broken: str) -> Sight:
    return Sight(page=PrintedPage(number=number, width=0.0, height=0.0), lines=(), seen=NOTHING, broken=broken)


def _sight(document: Any, number: int, first: int, ocr: str = "") -> Packed:
    """One page; what the library cannot draw is empty and says so: its errors have no common kind."""
    try:
        return _looked(document[number - 1], number, first, ocr)
    except Exception as error:
        return number, " ".join(str(error).split())[:80] or "damaged"


def _looked(page: Any, number: int, first: int, ocr: str) -> Packed:
    page, spans = upright(page, page.get_texttrace())
    width, height = float(page.rect.width), float(page.rect.height)
    drawn = drawings(page.get_cdrawings())
    marked = tuple(_painted(page))
    painted = tuple((order, box) for kind, order, box in marked if kind != SHADE)
    shades = tuple((order, box) for kind, order, box in marked if kind == SHADE)
    whole = Box(x0=0.0, y0=0.0, x1=width, y1=height)
    found = seen(spans, Ground(page=whole, shapes=drawn.shapes, pictures=painted, shades=shades))
    if len(found.words) > MOST_WORDS:
        return number, f"it holds {len(found.words):,} words, more than {MOST_WORDS:,}"
    readable = not is_cipher(found)
    pictures = tuple(box for _, box in painted if box.width * box.height > LARGE * width * height)
    texts, strips = _lines(found.words if readable else (), drawn.down, number, first)
    unread = [box for box in pictures if not any(box.holds((w.x0 + w.x1) / 2, w.y) for w in found.words)]
    words = pictured_words(page, unread, found.words, ocr) if ocr and readable else ()
    more, others = _lines(words, (), number, first + len(texts) + bool(texts))
    texts += ["", *more] if texts and more else more
    parts = (
        (number, width, height),
        packed_strips(strips + others),
        packed_drawings(drawn),
        (packed_boxes(pictures), readable),
    )
    return parts, tuple(texts), replace(found, words=()), (len(more), drawn.cut)


def _lines(
    words: Sequence[Stroken], down: Sequence[Box], number: int, first: int
) -> tuple[list[str], list[tuple[Strip, int, int]]]:
    rows = rows_of(words, down) if words else ()
    return numbered(tuple(blocks_of(rows, number)), first)


def _painted(page: Any) -> Iterator[tuple[str, int, Box]]:
    """Pictures and shades by the order of drawing; most pages have none, and asking for the order takes long."""
    if not _may_paint(page):
        return
    for order, (kind, box) in enumerate(page.get_bboxlog()):
        if kind in PAINTED:
            x0, y0, x1, y1 = box
            yield kind, order, Box(x0=x0, y0=y0, x1=x1, y1=y1)


def _may_paint(page: Any) -> bool:
    """Whether a page, a form that it draws, or a note on it holds a picture, a shade or a pattern."""
    document = page.parent
    if page.first_annot or page.first_widget or document.get_page_images(page.number, full=True):
        return True
    streams = [page.read_contents(), *(document.xref_stream(form[0]) for form in page.get_xobjects())]
    return any(PAINTS.search(stream) for stream in streams if stream and any(sign in stream for sign in PAINTING))
