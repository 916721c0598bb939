"""How one cell is written: numbers, places, lists, and text that must not become a formula."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.model.page import Piece, place_of
from extractor.model.text import Span

if TYPE_CHECKING:
    from extractor.model.deck import Deck

_TRIGGERS = frozenset("=+-@\t\r\n＝＋－＠")
_NUMBER = r"[+\-＋－]?\d[\d,，]*(?:[.．]\d+)?[%％]?"
_HARMLESS = re.compile(rf"{_NUMBER}(?:\.\.{_NUMBER})?")
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_PICTURES |= dict.fromkeys((*range(0x80, 0xA0), 0xFFFE, 0xFFFF), 0xFFFD)


def neutral(text: str) -> str:
    """The text as a spreadsheet may open it: what would start a formula gets an apostrophe, numbers stay."""
    if text[:1] in _TRIGGERS and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text


def encodable(text: str) -> str:
    """The text with lone surrogates spelled out (`\\udc80`), so that every file format can hold it."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def visible(text: str) -> str:
    """The text with control characters shown as pictures, safe for terminals, comments and pages."""
    return text if text.isprintable() else encodable(text).translate(_PICTURES)


def plain(value: Decimal, decimals: int = 0) -> str:
    """A plain decimal without exponent; at least `decimals` digits stand after the point."""
    text = f"{value:f}"
    printed = len(text.partition(".")[2])
    return f"{value:.{decimals}f}" if printed < decimals else text


def grouped(value: Decimal, decimals: int = 0) -> str:
    """A plain decimal with thousands separators, for people."""
    text = f"{value:,f}"
    printed = len(text.partition(".")[2])
    return f"{value:,.{decimals}f}" if printed < decimals else text


def unit_text(unit: str, scale: str) -> str:
    """Unit and scale in one phrase, `JPY million`."""
    return " ".join(part for part in (unit, "" if scale == "1" else scale) if part)


def place(span: Span) -> str:
    """A span as a reader counts: `L283:1-60`, 1-based inclusive columns."""
    return f"L{span.line}:{span.start + 1}-{max(span.end, span.start + 1)}"


def places(deck: "Deck") -> Callable[[Span], str]:
    """How spans are written: as a place on a printed page in points (`p4@72.0,310.5,118.2,320.1`), else as a line."""
    lines: dict[int, tuple[int, list[Piece]]] = {}
    for page in deck.read.pages:
        for piece in () if page.typed else page.pieces:
            lines.setdefault(piece.span.line, (page.number, []))[1].append(piece)

    def written(span: Span) -> str:
        number, pieces = lines.get(span.line, (0, []))
        box = place_of(pieces, span)
        return f"p{number}@{box.x0:.1f},{box.y0:.1f},{box.x1:.1f},{box.y1:.1f}" if box is not None else place(span)

    return written


def listed(texts: Iterable[str]) -> str:
    """Texts joined by `;`, each once, in order; a semicolon inside a text becomes a comma."""
    return ";".join(dict.fromkeys(text.replace(";", ",") for text in texts if text))


def trail(breadcrumb: Iterable[str]) -> str:
    """Sections above an item, `A > B`."""
    return " > ".join(breadcrumb)
