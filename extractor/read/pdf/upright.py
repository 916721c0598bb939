"""Pages turned so that their text runs level: those that say they are turned, and those whose text runs up or down."""

from typing import Any

from extractor.read.pdf.document import library

STEEP = 0.9
MOST = 0.8
LEAST = 12
RIGHT_ANGLE, FULL = 90, 360


def upright(page: Any, spans: list[dict[str, Any]]) -> tuple[Any, list[dict[str, Any]]]:
    """The page as a reader holds it, with its traced text; the page itself where it needs no turn."""
    turn = page.rotation or _sideways(spans)
    if not turn:
        return page, spans
    width, height = page.rect.width, page.rect.height
    if not page.rotation and turn % (2 * RIGHT_ANGLE):
        width, height = height, width
    sheet = library().open()
    turned = sheet.new_page(width=width, height=height)
    page.set_rotation(0)
    turned.show_pdf_page(turned.rect, page.parent, page.number, rotate=-turn % FULL)
    return turned, turned.get_texttrace()


def _sideways(spans: list[dict[str, Any]]) -> int:
    """By how much a page is turned whose glyphs nearly all run up (90) or down (270); 0 for others."""
    up = sum(len(span["chars"]) for span in spans if span["dir"][1] < -STEEP)
    down = sum(len(span["chars"]) for span in spans if span["dir"][1] > STEEP)
    whole = sum(len(span["chars"]) for span in spans)
    if whole < LEAST or max(up, down) < MOST * whole:
        return 0
    return RIGHT_ANGLE if up > down else FULL - RIGHT_ANGLE
