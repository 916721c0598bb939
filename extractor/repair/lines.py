"""One line at a time: even widths, words undoubled, periods masked, numeric runs read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model.deck import RepairedLine
from extractor.model.number import Candidate, CandidateKind, Run, Sign
from extractor.model.period import PeriodMention
from extractor.model.text import PICTURED, Line, Span
from extractor.repair.commas import has_decimal_commas, with_points
from extractor.repair.context import dress, is_money, open_bracket, sign_before, signed, unit_at
from extractor.repair.glyphs import Patch, Patched, edits_of, even_widths, patch, without_markup
from extractor.repair.habits import find_habits
from extractor.repair.letters import NO_QUARTERS, has_misread, is_misread, quarters_of, with_letters
from extractor.repair.readings import Habit, as_misread, moved, read_run
from extractor.repair.runs import Found, find_runs
from extractor.repair.words import find_doubled
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.units import UnitMention, find_units

_DIGIT = re.compile(r"[0-9]")
_FIGURES_ONLY = re.compile(r"[\s0-9.,%()+△▲•-]*")
_DATED = re.compile(r"[0-9]{4}[.-][0-9]|[0-9]-[0-9]|[0-9]\.[0-9]+\.")
_NIL = re.compile(r"(?<!\S)[-‐‑‒–—―−－─](?!\S)")
_CELL_GLYPHS = " \t0123456789.,%()+△▲‐‑‒–—―−－─-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A line with even widths and undoubled words: its periods, units and numeric runs, not read yet."""

    line: Line
    text: Patched
    periods: tuple[PeriodMention, ...] = ()
    units: tuple[UnitMention, ...] = ()
    found: tuple[Found, ...] = ()


def repair_lines(lines: Sequence[Line], rulebook: Rulebook) -> tuple[RepairedLine, ...]:
    """Repaired lines in the order of the raw ones."""
    commas = has_decimal_commas(lines)
    scanned = [scan(line, rulebook, commas=commas) for line in lines]
    known = quarters_of(mention.period.label for one in scanned for mention in one.periods)
    scanned = [
        scan(one.line, rulebook, known, commas=commas) if has_misread(one.text, known) else one for one in scanned
    ]
    habits = find_habits((one.line.slide, one.text.text[f.start : f.end]) for one in scanned for f in one.found)
    return tuple(_read(one, habits.get(one.line.slide, Habit())) for one in scanned)


def scan(line: Line, rulebook: Rulebook, quarters: frozenset[str] = NO_QUARTERS, *, commas: bool = False) -> Scanned:
    """Everything about a line that needs no other line, but for the quarters and decimals that the deck prints."""
    even = without_markup(line, even_widths(line.raw, rulebook))
    patched = _undouble(line.raw, with_points(line.raw, even) if commas else even)
    patched = with_letters(line.raw, patched, quarters)
    text = patched.text
    if not text.strip():
        return Scanned(line=line, text=patched)
    if _is_figures(text):
        return Scanned(line=line, text=patched, found=find_runs(text, ()))
    periods = find_periods(text, rulebook)
    masked = [(one.start, one.end) for one in periods]
    units = find_units(text, rulebook) if _DIGIT.search(text) else ()
    found = find_runs(text, masked, {unit.figure_end: is_money(unit) for unit in units if unit.attached})
    return Scanned(line=line, text=patched, periods=periods, units=units, found=found)


def _is_figures(text: str) -> bool:
    """Whether a line has figures and marks only, so that it can name no period."""
    return bool(_FIGURES_ONLY.fullmatch(text)) and not _DATED.search(text)


def _undouble(raw: str, even: Patched) -> Patched:
    doubled = find_doubled(even.text)
    if not doubled:
        return even
    words = [
        Patch(start=even.columns[d.start], end=even.columns[d.end], after=d.once, rule="doubled.words") for d in doubled
    ]
    kept = [p for p in even.patches if not any(w.start <= p.start < w.end for w in words)]
    return patch(raw, sorted([*kept, *words], key=lambda p: p.start))


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
    text = scanned.text.text
    span = _span(scanned, found.start, found.end)
    reading = read_run(text[found.start : found.end], habit, found.shape)
    candidates = tuple(moved(one, span) for one in reading.candidates)
    if _is_pictured(scanned.line) or is_misread(scanned.text, span.start, span.end):
        candidates = tuple(as_misread(one) for one in candidates)
    candidates += open_bracket(candidates[0], text, found.start, found.end)
    return Run(
        raw=scanned.line.raw[span.start : span.end],
        span=span,
        start=found.start,
        end=found.end,
        candidates=_dressed(scanned, found, candidates),
        capped=reading.capped,
        shape=found.shape,
    )


def _is_pictured(line: Line) -> bool:
    return any(edit.rule == PICTURED for edit in line.edits)


def _dressed(scanned: Scanned, found: Found, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    unit = unit_at(scanned.units, found.end)
    if unit is None:
        return candidates
    candidates = tuple(dress(one, unit) for one in candidates)
    sign = sign_before(scanned.text.text, unit)
    if sign is Sign.NONE:
        return candidates
    span = _span(scanned, unit.start - 1, found.end)
    return tuple(signed(one, sign, scanned.line.raw[span.start : span.end], span) for one in candidates)


def _span(scanned: Scanned, start: int, end: int) -> Span:
    columns = scanned.text.columns
    return Span(line=scanned.line.number, start=columns[start], end=columns[end - 1] + 1)


def _nils(scanned: Scanned) -> Iterator[Run]:
    """Dashes that stand alone as cells: in a line of cells, or behind words and before cells only."""
    text = scanned.text.text
    cells = len(text.rstrip(_CELL_GLYPHS))
    indent = len(text) - len(text.lstrip())
    for match in _NIL.finditer(text):
        if match.end() < cells or (cells and match.start() <= indent):
            continue
        span = _span(scanned, *match.span())
        nil = Candidate(kind=CandidateKind.NIL, quantities=())
        raw = scanned.line.raw[span.start : span.end]
        yield Run(raw=raw, span=span, start=match.start(), end=match.end(), candidates=(nil,))
