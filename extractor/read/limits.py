"""Limits: what is longer than anything a slide prints is not read, or read in parts, and a finding says so.

A text longer than any deck is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.errors import UnreadableError
from extractor.model.deck import ReadSheet
from extractor.model.figure import Finding
from extractor.model.text import Edit, Line, Slide
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding

LONGEST_LINE = 20_000
MOST_LINES = 1_000
"""More glyphs on one line, or more lines on one slide, no page can hold."""
MOST_NUMBERS = 1_000
"""So many numbers fill a page of the smallest print; no line holds them."""
DECK_LINES = 50_000
DECK_NUMBERS = 60_000
"""Twice what a deck of two hundred full pages prints."""
NUMBER = regex.compile(r"\d[\d,.]*+")


def readable(raws: Sequence[str]) -> list[str]:
    """The lines, those longer or fuller than any page prints left empty."""
    return [raw if _fits(raw) else "" for raw in raws]


def refuse_oversized(raws: Sequence[str], label: str) -> None:
    """Raise UnreadableError where a text is longer than any deck; lines that are not read do not count."""
    if len(raws) > DECK_LINES:
        raise UnreadableError(f"{label}: has {len(raws):,} lines, more than {DECK_LINES:,}; give one deck at a time")
    numbers = sum(map(_numbers, readable(raws)))
    if numbers > DECK_NUMBERS:
        raise UnreadableError(f"{label}: has {numbers:,} numbers, more than {DECK_NUMBERS:,}; give one deck at a time")


def _numbers(raw: str) -> int:
    return sum(1 for _ in NUMBER.finditer(raw))


def _fits(raw: str) -> bool:
    return len(raw) <= LONGEST_LINE and (len(raw) <= MOST_NUMBERS or _numbers(raw) <= MOST_NUMBERS)


def limited(sheet: ReadSheet, rulebook: Rulebook) -> ReadSheet:
    """The sheet with long lines cut by an edit and long slides read in parts; nothing else changes."""
    slides, parts = _parted(sheet)
    findings = (*_too_long(sheet, rulebook), *_in_parts(slides, rulebook))
    if not findings:
        return sheet
    number_of = {number: slide.number for slide in parts for number in range(slide.first, slide.last + 1)}
    lines = tuple(_cut(replace(line, slide=number_of[line.number])) for line in sheet.lines)
    return replace(sheet, lines=lines, slides=parts, findings=(*sheet.findings, *findings))


def _cut(line: Line) -> Line:
    if _fits(line.raw):
        return line
    gone = Edit(line=line.number, start=0, end=len(line.raw), before=line.raw, after="", rule="limit.line")
    return replace(line, edits=(gone,))


def _too_long(sheet: ReadSheet, rulebook: Rulebook) -> Iterator[Finding]:
    for line in sheet.lines:
        where = f"L{line.number}"
        if len(line.raw) > LONGEST_LINE:
            yield finding(rulebook, "line-too-long", where, glyphs=f"{len(line.raw):,}", most=f"{LONGEST_LINE:,}")
        elif not _fits(line.raw):
            numbers = f"{_numbers(line.raw):,}"
            yield finding(rulebook, "line-too-full", where, numbers=numbers, most=f"{MOST_NUMBERS:,}")


def _in_parts(slides: Sequence[Slide], rulebook: Rulebook) -> Iterator[Finding]:
    for slide in slides:
        count = slide.last - slide.first + 1
        yield finding(rulebook, "slide-too-long", f"L{slide.first}", lines=f"{count:,}", most=f"{MOST_LINES:,}")


def _parted(sheet: ReadSheet) -> tuple[tuple[Slide, ...], tuple[Slide, ...]]:
    """The slides that are too long, and all slides with these in parts, numbered anew."""
    blank = {line.number for line in sheet.lines if not line.raw.strip()}
    long = tuple(slide for slide in sheet.slides if slide.last - slide.first >= MOST_LINES)
    parts = [part for slide in sheet.slides for part in _parts(slide, blank)]
    return long, tuple(replace(part, number=number) for number, part in enumerate(parts, 1))


def _parts(slide: Slide, blank: set[int]) -> Iterator[Slide]:
    """Parts of a slide that end at a blank line where the second half of a part has one."""
    first = slide.first
    while slide.last - first >= MOST_LINES:
        end = first + MOST_LINES - 1
        last = next((number for number in range(end, end - MOST_LINES // 2, -1) if number in blank), end)
        yield replace(slide, first=first, last=last, headed=slide.headed and first == slide.first)
        first = last + 1
    yield replace(slide, first=first, headed=slide.headed and first == slide.first)
