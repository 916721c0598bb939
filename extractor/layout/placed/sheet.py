"""What all readers of a printed page need: its pieces and lines, and what the deck tells."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import regex

from extractor.layout.placed.cells import Cell
from extractor.model.deck import RepairedLine
from extractor.model.number import Run, Sign
from extractor.model.page import Piece, PrintedPage
from extractor.model.period import FiscalCalendar
from extractor.rulebook import Rulebook

SPREAD = regex.compile(r"(?<!\S)[\p{Han}\p{Hiragana}\p{Katakana}ー](?: +[\p{Han}\p{Hiragana}\p{Katakana}ー])+(?!\S)")
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


def run_of(cell: Cell, lines: Mapping[int, RepairedLine]) -> Run | None:
    """The numeric run of a cell, below zero where a sign or bracket stands before its currency."""
    run = run_at(cell.piece, lines)
    if (
        run is None
        or not cell.negative
        or len(run.best.quantities) != 1
        or run.best.quantities[0].sign is not Sign.NONE
    ):
        return run
    below = replace(run.best.quantities[0], sign=Sign.BRACKET)
    return replace(run, candidates=(replace(run.best, quantities=(below,)), *run.candidates[1:]))


def clean(text: str) -> str:
    """A label without the mark of its footnote, glyphs that were set apart put together."""
    return NOTE.sub("", SPREAD.sub(lambda word: word[0].replace(" ", ""), text.strip())).strip()
