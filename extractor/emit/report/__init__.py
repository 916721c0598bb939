"""report.html: one page for reviewers that loads nothing; it says what to look at, and beside it the source."""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.emit.cells import encodable, grouped, place
from extractor.emit.coverage import coverage
from extractor.emit.glyphs import source_lines
from extractor.emit.grid import Grid, GridRow, grids
from extractor.emit.phrases import MARKS, SYMBOLS, Evidence, evidence, name_phrase, terms
from extractor.emit.report.drawing import BARS_HEIGHT, GLANCE_HEIGHT, GLANCE_WIDTH, glance, redrawn
from extractor.emit.report.facts import embedded, page_data
from extractor.emit.report.pages import page_view, pictures
from extractor.emit.report.things import Thing, is_contradiction, things
from extractor.emit.report.translation import ledger_sentence, left_because, verdict_sentence
from extractor.emit.report.words import Words, words
from extractor.model.deck import Deck
from extractor.model.figure import Check, Figure, Grade, Measure

if TYPE_CHECKING:
    from jinja2 import Template

View = dict[str, object]
_CHIPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The template with its style and its script, and the hashes by which the page allows these two alone."""

    template: "Template"
    style: str
    script: str
    allowed: dict[str, str]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def _page() -> _Page:
    from jinja2 import Environment, StrictUndefined

    page, style, script = (
        Path(__file__).with_name(f"page.{kind}").read_text("utf-8") for kind in ("html", "css", "js")
    )
    strict = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    allowed = {"style": _hash(style), "script": _hash(script)}
    return _Page(template=strict.from_string(page), style=style, script=script, allowed=allowed)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else "0"


def _summary(deck: Deck, exhibits: int, said: Words) -> View:
    counts = Counter(figure.grade for figure in deck.figures)
    ledger, total = coverage(deck), len(deck.figures)
    lead = said["lead" if total else "lead_none"].format(figures=f"{total:,}", exhibits=exhibits)
    lost = dict(ledger.leftovers).get("unplaced", 0) + ledger.unaccounted
    aside = sum(count for _, count in ledger.leftovers) + ledger.unaccounted - lost
    facts = {
        "count": f"{counts[Grade.SURE]:,}",
        "share": _share(counts[Grade.SURE], total),
        "inferred": counts[Grade.INFERRED],
        "ambiguous": counts[Grade.AMBIGUOUS],
        "unassessed": counts[Grade.NOT_ASSESSED],
        "findings": sum(map(is_contradiction, deck.findings)),
        "failed": sum(not check.holds for check in deck.checks),
        "checks": f"{len(deck.checks):,}",
        "tokens": f"{ledger.tokens:,}",
        "used": f"{ledger.in_figures:,}",
        "aside": aside,
        "lost": lost,
    }
    cards = [
        {"kind": kind, "title": said[kind], "text": said[f"{kind}_text"].format(**facts)}
        for kind in ("proven", "doubtful", "contradictory", "unread")
    ]
    return {"lead": lead, "cards": cards, "ledger": ledger_sentence(ledger, said)}


def _cell(figure: Figure) -> View:
    reading = figure.reading
    return {
        "id": reading.figure,
        "grade": figure.grade.word,
        "symbol": SYMBOLS[figure.grade],
        "value": grouped(reading.value, reading.decimals) + ("%" if reading.unit == "%" else ""),
        "name": encodable(name_phrase(figure)),
    }


def _row(row: GridRow, said: Words) -> View:
    return {
        "item": row.item,
        "breadcrumb": row.breadcrumb,
        "measure": "" if row.measure == Measure.AMOUNT else said[f"measure_{row.measure}"],
        "unit": row.unit_text,
        "cells": [[_cell(figure) for figure in cell] for cell in row.cells],
        "picture": redrawn(row),
    }


def _check(check: Check, known: Evidence, said: Words) -> View:
    return {
        "mark": MARKS[check.holds],
        "holds": check.holds,
        "identity": check.identity,
        "where": check.period,
        "terms": terms(check, known),
        "verdict": verdict_sentence(check, said),
    }


def _own_checks(deck: Deck, grid: Grid) -> list[Check]:
    """Checks whose total stands in this exhibit, those that fail first."""
    ids = {figure.reading.figure for figure in grid.figures}
    return sorted((check for check in deck.checks if check.total in ids), key=lambda check: check.holds)


def _exhibit(grid: Grid, deck: Deck, known: Evidence, said: Words) -> View:
    checks = _own_checks(deck, grid)
    rows = [_row(row, said) for row in grid.rows]
    return {
        "number": grid.number,
        "title": grid.title,
        "slide": grid.slide,
        "columns": grid.columns,
        "rows": rows,
        "drawn": any(row["picture"] for row in rows),
        "lines": source_lines(deck, grid.figures),
        "checks": [_check(check, known, said) for check in checks],
        "failed": sum(not check.holds for check in checks),
        "worst": min(figure.grade for figure in grid.figures).word,
    }


def _thing(thing: Thing, known: Evidence) -> View:
    named = [known.figures[figure] for figure in thing.figures if figure in known.figures]
    return {
        "thing": thing,
        "chips": [_cell(figure) for figure in named[:_CHIPS]],
        "more": len(named) - _CHIPS,
    }


def _contradicted(found: Sequence[Thing]) -> frozenset[str]:
    return frozenset(figure for thing in found if thing.kind == "contradiction" for figure in thing.figures)


def _leftovers(deck: Deck, said: Words) -> list[tuple[int, str, str, str]]:
    return [(each.slide, place(each.span), each.raw, left_because(each.reason, said)) for each in deck.leftovers]


def report_html(deck: Deck, lang: str = "en", source: bytes | None = None) -> bytes:
    """The page as UTF-8, in a language of `words.toml`; all text of the deck is escaped.

    `source` are the bytes of a PDF that was read: its pages are shown beside their tables.

    Raises CallError for a language that there are no words for.
    """
    said, known, laid, page = words(lang), evidence(deck), grids(deck), _page()
    found, drawn = things(deck, laid, said), pictures(deck, laid, source)
    text = page.template.render(
        name=deck.source.name,
        source=deck.source,
        t=said,
        style=page.style,
        script=page.script,
        allowed=page.allowed,
        data=embedded(page_data(deck, laid, known, said)),
        summary=_summary(deck, len(laid), said),
        legend=[(SYMBOLS[grade], grade.word) for grade in sorted(Grade, reverse=True)],
        counts=Counter(figure.grade.word for figure in deck.figures),
        glance=glance(deck, laid, _contradicted(found), said),
        glance_size=(GLANCE_WIDTH, GLANCE_HEIGHT),
        bars_height=BARS_HEIGHT,
        drawn=drawn,
        pages=[page for page in deck.read.pages if page.number in drawn],
        things=[_thing(thing, known) for thing in found],
        exhibits=[_exhibit(grid, deck, known, said) | {"view": page_view(deck, grid, drawn)} for grid in laid],
        leftovers=_leftovers(deck, said),
    )
    return encodable(text).encode("utf-8")
