"""What all readers of a printed page need: its pieces and lines, and what the deck tells."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from extractor.model.deck import RepairedLine
from extractor.model.number import Run
from extractor.model.page import Piece, PrintedPage
from extractor.model.period import FiscalCalendar
from extractor.rulebook import Rulebook

NOTE = regex.compile(r"(?:[*※＊]\s?\d*|\(\s?(?:注|Note)?\s?\d?\s?\)|（注\d?）)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page with its lines, and what the deck tells of its calendar and its title."""

    page: PrintedPage
    lines: Mapping[int, RepairedLine]
    calendar: FiscalCalendar
    rulebook: Rulebook
    title: str = ""


def run_at(piece: Piece, lines: Mapping[int, RepairedLine]) -> Run | None:
    """The numeric run of a piece, None where repair sees none or several."""
    line = lines.get(piece.span.line)
    found = [run for run in line.runs if piece.span.start <= run.span.start < piece.span.end] if line else []
    return found[0] if len(found) == 1 else None


def clean(text: str) -> str:
    """A label without the mark of its footnote."""
    return NOTE.sub("", text.strip()).strip()
