"""What the page knows about every figure and check, as data for its scripts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.emit.cells import encodable, grouped, place, plain, trail, unit_text
from extractor.emit.grid import Grid, column_label
from extractor.emit.phrases import MARKS, Evidence, in_units, terms
from extractor.emit.report.translation import message, reason, verdict_sentence
from extractor.emit.report.words import Words
from extractor.model.deck import Deck
from extractor.model.figure import Check, Figure
from extractor.model.number import Candidate, Run
from extractor.model.text import Span

_CHECKS_SHOWN = 40
_LOST_SHOWN, _READING_SHOWN = 4, 80


class _Pool:
    """Texts that are said often, each kept once; figures refer to them by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._at: dict[str, int] = {}

    def of(self, text: str) -> int:
        if text not in self._at:
            self._at[text] = len(self.texts)
            self.texts.append(encodable(text))
        return self._at[text]


@dataclass(frozen=True, slots=True)
class _About:
    """What is said of figures: in which words, by which checks, and of which runs with more than one reading."""

    known: Evidence
    checks: Mapping[str, list[int]]
    runs: Mapping[Span, Run]
    said: Words

    def lost(self, figure: Figure) -> list[Candidate]:
        """The readings of its glyphs that do not hold its value."""
        size = abs(figure.reading.value)
        runs = (self.runs[span] for span in figure.reading.spans if span in self.runs)
        every = (candidate for run in runs for candidate in run.candidates)
        return [each for each in every if all(quantity.magnitude != size for quantity in each.quantities)]


def _runs(deck: Deck) -> dict[Span, Run]:
    return {run.span: run for line in deck.repair.lines for run in line.runs if len(run.candidates) > 1}


def readings_of(candidate: Candidate) -> str:
    """The numbers of a reading, in the order of the glyphs."""
    values = (grouped(each.value, each.decimals) + "%" * each.percent for each in candidate.quantities)
    text = " | ".join(values)
    return text if len(text) <= _READING_SHOWN else text[:_READING_SHOWN] + "…"


def _figure(figure: Figure, about: _About, pool: _Pool) -> dict[str, object]:
    reading = figure.reading
    links = (figure.value_link, figure.period_link, figure.item_link)
    lost = about.lost(figure)
    return {
        "item": pool.of(reading.item),
        "crumb": pool.of(trail(reading.breadcrumb)),
        "id": pool.of(reading.item_id),
        "period": pool.of(column_label(figure)),
        "bare": pool.of(reading.period.label),
        "span": pool.of("–".join(part for part in (reading.period.start, reading.period.end) if part)),
        "value": encodable(in_units(about.known.values[reading.figure], figure)),
        "plain": plain(reading.value, reading.decimals),
        "unit": pool.of(unit_text(reading.unit, reading.scale)),
        "raw": encodable(reading.raw),
        "places": [place(span) for span in reading.spans],
        "links": [[link.grade.word, [pool.of(reason(text, about.said)) for text in link.because]] for link in links],
        "other": [[pool.of(other.link), encodable(other.reading)] for other in reading.alternatives],
        "lost": [[each.kind.value, readings_of(each)] for each in lost[:_LOST_SHOWN]],
        "more": max(len(lost) - _LOST_SHOWN, 0),
        "edits": list(reading.edits),
        "conf": plain(figure.confidence),
        "checks": about.checks.get(reading.figure, [])[:_CHECKS_SHOWN],
    }


def _check(check: Check, known: Evidence, said: Words) -> dict[str, object]:
    return {
        "mark": MARKS[check.holds],
        "holds": check.holds,
        "identity": encodable(check.identity),
        "where": encodable(" ".join(part for part in (check.exhibit, check.period) if part)),
        "terms": [[term.sign, term.value, term.figure] for term in terms(check, known)],
        "verdict": verdict_sentence(check, said),
    }


def _checks_of(deck: Deck) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, check in enumerate(deck.checks):
        for name in dict.fromkeys((*(operand.figure for operand in check.operands), check.total)):
            found.setdefault(name, []).append(at)
    return found


def page_data(deck: Deck, grids: Sequence[Grid], known: Evidence, said: Words) -> dict[str, object]:
    """Figures by id, checks, findings and phrases; texts that come often are numbers into `texts`."""
    pool = _Pool()
    about = _About(known, _checks_of(deck), _runs(deck), said)
    figures = {figure.reading.figure: _figure(figure, about, pool) for grid in grids for figure in grid.figures}
    return {
        "deck": encodable(deck.source.name),
        "digest": deck.source.digest,
        "figures": figures,
        "checks": [_check(check, known, said) for check in deck.checks],
        "findings": [[each.code, message(each, said), list(each.figures)] for each in deck.findings],
        "texts": pool.texts,
        "words": dict(said),
    }


def embedded(data: object) -> str:
    """JSON that may stand inside a script element: no sign of it can end the element or start markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, code in (("<", "003c"), (">", "003e"), ("&", "0026"), ("\u2028", "2028"), ("\u2029", "2029")):
        text = text.replace(sign, f"\\u{code}")
    return text
