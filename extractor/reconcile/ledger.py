"""The ledger: numeric tokens of the deck that no reading uses, each with the reason."""

from collections.abc import Iterable, Iterator

import regex

from extractor.model.deck import Deck, RepairedLine
from extractor.model.figure import Leftover, Reading
from extractor.model.number import CandidateKind, Run

DATE = regex.compile(r"\d{1,2}\s?/\s?\d{1,2}")
SENTENCE = "in a sentence"
UNPLACED = "unplaced"


def leftovers(deck: Deck, readings: Iterable[Reading]) -> tuple[Leftover, ...]:
    """Runs of the deck in no reading, in text order; what layout set aside keeps its reason."""
    used = {(span.line, span.start) for reading in readings for span in reading.spans}
    aside = {(item.span.line, item.span.start): item for item in deck.layout.aside}
    prose = {(t.run.span.line, t.run.span.start) for e in deck.layout.exhibits for t in e.tokens if t.prose}
    out: list[Leftover] = []
    for line in deck.repair.lines:
        for run in line.runs:
            place = (run.span.line, run.span.start)
            if place in aside:
                out.append(aside[place])
            elif not _is_used(run, used):
                out.append(_leftover(line, run, deck, sentence=place in prose))
    return tuple(out)


def _is_used(run: Run, used: set[tuple[int, int]]) -> bool:
    return any(line == run.span.line and run.span.start <= start < run.span.end for line, start in _near(run, used))


def _near(run: Run, used: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    return ((run.span.line, c) for c in range(run.span.start, run.span.end) if (run.span.line, c) in used)


def _leftover(line: RepairedLine, run: Run, deck: Deck, *, sentence: bool) -> Leftover:
    if line.number in deck.repair.repeated:
        reason = "block printed twice"
    elif DATE.fullmatch(run.raw.strip()):
        reason = "date"
    elif run.best.kind is CandidateKind.NIL:
        reason = "dash"
    else:
        reason = SENTENCE if sentence else UNPLACED
    return Leftover(slide=line.slide, span=run.span, raw=run.raw, reason=reason)
