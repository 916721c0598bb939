"""One line at a time: even widths, words undoubled, periods masked, numeric runs read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model.deck import RepairedLine
from extractor.model.figure import Finding
from extractor.model.number import Candidate, CandidateKind, Run
from extractor.model.period import PeriodMention
from extractor.model.text import Line, Span
from extractor.repair.doubling import decode_squares
from extractor.repair.glyphs import Patch, Patched, edits_of, even_widths, patch
from extractor.repair.readings import CAP, Habit, moved, read_run
from extractor.repair.runs import Found, find_runs
from extractor.repair.words import find_doubled
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding
from extractor.rulebook.periods import find_periods

_NIL = re.compile(r"(?<![^\s])[-‐‑‒–—―−－](?![^\s])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A line with even widths and undoubled words, its period mentions and its numeric runs, not read yet."""

    line: Line
    text: Patched
    periods: tuple[PeriodMention, ...]
    found: tuple[Found, ...]


def repair_lines(
    lines: Sequence[Line], rulebook: Rulebook
) -> tuple[tuple[RepairedLine, ...], tuple[Finding, ...]]:
    """Repaired lines in the order of the raw ones, and a finding for each run with more cuts than are kept."""
    scanned = [scan(line, rulebook) for line in lines]
    habits = _habits(scanned)
    repaired = tuple(_read(one, habits[one.line.slide]) for one in scanned)
    return repaired, tuple(_findings(repaired, rulebook))


def scan(line: Line, rulebook: Rulebook) -> Scanned:
    """Everything about a line that needs no other line."""
    text = _undouble(line.raw, even_widths(line.raw, rulebook))
    if not text.text.strip():
        return Scanned(line=line, text=text, periods=(), found=())
    periods = find_periods(text.text, rulebook)
    found = find_runs(text.text, ((one.start, one.end) for one in periods))
    return Scanned(line=line, text=text, periods=periods, found=found)


def _undouble(raw: str, even: Patched) -> Patched:
    doubled = find_doubled(even.text)
    if not doubled:
        return even
    words = [
        Patch(start=even.columns[d.start], end=even.columns[d.end], after=d.once, rule="doubled.words")
        for d in doubled
    ]
    kept = [p for p in even.patches if not any(w.start <= p.start < w.end for w in words)]
    return patch(raw, sorted([*kept, *words], key=lambda p: p.start))


def _habits(scanned: Sequence[Scanned]) -> dict[int, Habit]:
    """How numbers stand on each slide; whether thousands are grouped is a habit of the whole deck."""
    runs = [(one.line.slide, one.text.text[f.start : f.end]) for one in scanned for f in one.found]
    grouped = sum("," in raw for _, raw in runs)
    long = sum(raw.isdigit() and len(raw) > 4 for _, raw in runs)
    squares: dict[int, int] = {}
    for slide, raw in runs:
        if "," in raw and len(raw) > 6:
            squares[slide] = squares.get(slide, 0) + (1 if decode_squares(raw) else -(raw.count(",") > 1))
    slides = dict.fromkeys(one.line.slide for one in scanned)
    return {s: Habit(grouped=grouped >= long, doubled=squares.get(s, 0) >= 0) for s in slides}


def _read(scanned: Scanned, habit: Habit) -> RepairedLine:
    line, text = scanned.line, scanned.text
    runs = [_run(scanned, found, habit) for found in scanned.found]
    runs += _nils(scanned)
    return RepairedLine(
        number=line.number,
        slide=line.slide,
        text=text.text,
        runs=tuple(sorted(runs, key=lambda run: run.start)),
        periods=scanned.periods,
        edits=edits_of(line.number, line.raw, text.patches),
    )


def _run(scanned: Scanned, found: Found, habit: Habit) -> Run:
    text, columns = scanned.text.text, scanned.text.columns
    span = Span(line=scanned.line.number, start=columns[found.start], end=columns[found.end - 1] + 1)
    reading = read_run(text[found.start : found.end], habit)
    candidates = tuple(moved(one, span) for one in reading.candidates)
    return Run(
        raw=scanned.line.raw[span.start : span.end],
        span=span,
        start=found.start,
        end=found.end,
        candidates=candidates,
        capped=reading.capped,
    )


def _nils(scanned: Scanned) -> Iterator[Run]:
    raw = scanned.line.raw
    if not _NIL.search(raw) or any(glyph.isalpha() for glyph in raw):
        return
    for match in _NIL.finditer(scanned.text.text):
        columns = scanned.text.columns
        span = Span(line=scanned.line.number, start=columns[match.start()], end=columns[match.start()] + 1)
        yield Run(
            raw=raw[span.start : span.end],
            span=span,
            start=match.start(),
            end=match.end(),
            candidates=(Candidate(kind=CandidateKind.NIL, quantities=()),),
        )


def _findings(lines: Sequence[RepairedLine], rulebook: Rulebook) -> Iterator[Finding]:
    for line in lines:
        for run in line.runs:
            if run.capped:
                where = f"L{line.number}:{run.span.start + 1}-{run.span.end}"
                yield finding(rulebook, "cut-capped", where, run=run.raw, tried=CAP)
