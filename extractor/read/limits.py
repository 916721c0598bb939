"""Limits: what is longer than anything a slide prints is not read, or read in parts, and a finding says so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.model.deck import ReadSheet
from extractor.model.figure import Finding
from extractor.model.text import Edit, Line, Slide
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding

LONGEST_LINE = 20_000
MOST_LINES = 1_000
"""More glyphs on one line, or more lines on one slide, no page can hold."""


def readable(raws: Sequence[str]) -> list[str]:
    """The lines, those longer than any page prints left empty."""
    return [raw if len(raw) <= LONGEST_LINE else "" for raw in raws]


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
    if len(line.raw) <= LONGEST_LINE:
        return line
    gone = Edit(line=line.number, start=0, end=len(line.raw), before=line.raw, after="", rule="limit.line")
    return replace(line, edits=(gone,))


def _too_long(sheet: ReadSheet, rulebook: Rulebook) -> Iterator[Finding]:
    for line in sheet.lines:
        if len(line.raw) > LONGEST_LINE:
            where = f"L{line.number}"
            yield finding(rulebook, "line-too-long", where, glyphs=f"{len(line.raw):,}", most=f"{LONGEST_LINE:,}")


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
