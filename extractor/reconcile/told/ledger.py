"""The ledger: numeric tokens of the deck that no reading uses, each with the reason."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

import regex

from extractor.model.deck import Deck, RepairedLine
from extractor.model.figure import Leftover, Reading
from extractor.model.number import CandidateKind, Run, RunShape
from extractor.model.period import FISCAL, PeriodKind
from extractor.model.text import Line, Span
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods

DATE = regex.compile(r"\d{1,2}\s?/\s?\d{1,2}")
YEAR = regex.compile(r"[(（]?(?:19|20)\d\d[)）]?")
DIGITS = regex.compile(r"\d(?:[\d,.]*\d)?")
BRACKETED = regex.compile(r"[(（]\d{1,2}[)）]")
HEADING = regex.compile(r"(?:[IVX]+|[\u2160-\u2169]+|[A-Z])-\d{1,2}")
WORD = regex.compile(r"[\w\-&]+")
UNPLACED = "unplaced"
TWICE = "block printed twice"
UNREAD = "line not read"
LIMITS = frozenset({"limit.line"})
MOST_TOLD = 1_000
PERIOD, DAY = "period", "date"
NAME, POINT = "part of a name", "number of a point"
Place = tuple[int, int]
Word = tuple[int, int, bool]
"""Where a word begins and ends, and whether it has letters."""
SHAPES: Mapping[RunShape, str] = {
    RunShape.SLASHED: DAY,
    RunShape.CODE: "reference",
    RunShape.RANGE: "range",
    RunShape.LIST: POINT,
    RunShape.NOTE: "note",
}


def leftovers(deck: Deck, readings: Iterable[Reading], rulebook: Rulebook) -> tuple[Leftover, ...]:
    """Numeric tokens of the deck in no reading, in text order; what layout set aside keeps its reason."""
    used: dict[int, list[Span]] = {}
    for reading in readings:
        for span in reading.spans:
            used.setdefault(span.line, []).append(span)
    out: list[Leftover] = []
    for left in _of_runs(deck, used):
        used.setdefault(left.span.line, []).append(left.span)
        out.append(left)
    for line, repaired in zip(deck.read.lines, deck.repair.lines, strict=True):
        limited = any(edit.rule in LIMITS for edit in line.edits)
        spans = used.get(line.number, [])
        out.extend(_of_limited(line) if limited else _of_words(line, repaired, spans, deck, rulebook))
    return tuple(sorted(out, key=lambda left: (left.span.line, left.span.start)))


def _of_runs(deck: Deck, used: Mapping[int, list[Span]]) -> Iterator[Leftover]:
    """Runs in no reading."""
    aside = {(item.span.line, item.span.start): item for item in deck.layout.aside}
    prose = {(t.run.span.line, t.run.span.start) for e in deck.layout.exhibits for t in e.tokens if t.prose}
    for line in deck.repair.lines:
        starts = sorted(span.start for span in used.get(line.number, ()))
        for run in line.runs:
            place = (run.span.line, run.span.start)
            if place in aside:
                yield aside[place]
            elif bisect_left(starts, run.span.start) == bisect_left(starts, run.span.end) and not _inside(run, used):
                reason = TWICE if line.number in deck.repair.repeated else _reason(run, prose=place in prose)
                yield Leftover(slide=line.slide, span=run.span, raw=run.raw, reason=reason)


def _inside(run: Run, used: Mapping[int, list[Span]]) -> bool:
    """Whether a run is the end of a number in two scales."""
    return any(span.start < run.span.start and run.span.end <= span.end for span in used.get(run.span.line, ()))


def _reason(run: Run, *, prose: bool) -> str:
    raw = run.raw.strip()
    if run.best.kind is CandidateKind.NIL:
        return "dash"
    if run.shape in SHAPES or DATE.fullmatch(raw):
        return SHAPES.get(run.shape, DAY)
    if YEAR.fullmatch(raw):
        return "year"
    return _in_sentence(run) if prose else UNPLACED


def _in_sentence(run: Run) -> str:
    """What a number of a sentence is that no figure was made of."""
    quantity = run.best.quantities[0]
    if quantity.percent:
        return "share in a sentence"
    if quantity.currency or quantity.scale:
        return "amount in a sentence"
    return POINT if BRACKETED.fullmatch(run.raw.strip()) else "count in a sentence"


def _of_limited(line: Line) -> Iterator[Leftover]:
    """The first numbers of a line that was too long to read; a finding tells of the line."""
    for match in islice(DIGITS.finditer(line.raw), MOST_TOLD):
        span = Span(line=line.number, start=match.start(), end=match.end())
        yield Leftover(slide=line.slide, span=span, raw=match[0], reason=UNREAD)


def _of_words(
    line: Line, repaired: RepairedLine, used: list[Span], deck: Deck, rulebook: Rulebook
) -> Iterator[Leftover]:
    """Digits that are no number: of periods, dates, headings and names."""
    taken = bytearray(len(line.raw))
    for span in used:
        taken[span.start : span.end] = b"\1" * len(taken[span.start : span.end])
    free = [m.span() for m in DIGITS.finditer(line.raw) if not any(taken[m.start() : m.end()])]
    if not free:
        return
    periods, words = tuple(_periods(line, rulebook)), _words(line.raw)
    starts, ends = [place[0] for place, _ in periods], [place[1] for place, _ in periods]
    found: dict[Place, str] = {}
    for token in free:
        met = periods[bisect_right(ends, token[0]) : bisect_left(starts, token[1])]
        whole = bool(met) and met[0][0][0] <= token[0] and token[1] <= met[-1][0][1]
        found.update(met if whole else [_word(line.raw, words, token, repaired)])
    for (start, end), reason in found.items():
        yield Leftover(
            slide=line.slide,
            span=Span(line=line.number, start=start, end=end),
            raw=line.raw[start:end],
            reason=TWICE if line.number in deck.repair.repeated else reason,
        )


def _periods(line: Line, rulebook: Rulebook) -> Iterator[tuple[Place, str]]:
    for mention in find_periods(line.raw, rulebook):
        kind = mention.period.kind
        fiscal = kind in FISCAL or kind is PeriodKind.RELATIVE
        yield (mention.start, mention.end), PERIOD if fiscal else DAY


def _words(raw: str) -> tuple[Word, ...]:
    return tuple((*match.span(), any(map(str.isalpha, match[0]))) for match in WORD.finditer(raw))


def _word(raw: str, words: Sequence[Word], token: Place, repaired: RepairedLine) -> tuple[Place, str]:
    """The word around digits that name no period as they stand, and what it is."""
    start, end, lettered = words[bisect_right(words, token[0], key=itemgetter(0)) - 1]
    word = (start, max(end, token[1]))
    if YEAR.fullmatch(raw[token[0] : token[1]]):
        return token, "year"
    if repaired.periods and repaired.edits:
        return word, PERIOD
    if HEADING.fullmatch(raw, *word):
        return word, "number of a heading"
    lettered = lettered or any(map(str.isalpha, raw[end : word[1]]))
    return (word, NAME) if lettered else (token, POINT)
