"""What the page knows about every figure and check, as data for its scripts."""

import json
from collections.abc import Sequence

from extractor.emit.cells import encodable, place, plain, trail, unit_text
from extractor.emit.grid import Grid, column_label
from extractor.emit.phrases import MARKS, Evidence, in_units, terms
from extractor.emit.report.translation import message, reason, verdict_sentence
from extractor.emit.report.words import Words
from extractor.model.deck import Deck
from extractor.model.figure import Check, Figure

_CHECKS_SHOWN = 40


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


def _figure(figure: Figure, known: Evidence, checks: list[int], pool: _Pool, said: Words) -> dict[str, object]:
    reading = figure.reading
    links = (figure.value_link, figure.period_link, figure.item_link)
    return {
        "item": pool.of(reading.item),
        "crumb": pool.of(trail(reading.breadcrumb)),
        "id": pool.of(reading.item_id),
        "period": pool.of(column_label(figure)),
        "bare": pool.of(reading.period.label),
        "span": pool.of("–".join(part for part in (reading.period.start, reading.period.end) if part)),
        "value": encodable(in_units(known.values[reading.figure], figure)),
        "plain": plain(reading.value, reading.decimals),
        "unit": pool.of(unit_text(reading.unit, reading.scale)),
        "raw": encodable(reading.raw),
        "places": [place(span) for span in reading.spans],
        "links": [[link.grade.word, [pool.of(reason(text, said)) for text in link.because]] for link in links],
        "other": [[pool.of(other.link), encodable(other.reading)] for other in reading.alternatives],
        "edits": [pool.of(edit) for edit in reading.edits],
        "conf": plain(figure.confidence),
        "checks": checks[:_CHECKS_SHOWN],
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
    pool, checks = _Pool(), _checks_of(deck)
    figures = {
        figure.reading.figure: _figure(figure, known, checks.get(figure.reading.figure, []), pool, said)
        for grid in grids
        for figure in grid.figures
    }
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
