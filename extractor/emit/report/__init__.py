"""report.html: one page for reviewers that loads nothing; it says what to look at, and beside it the source."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.emit.cells import encodable, place
from extractor.emit.glyphs import raw_lines
from extractor.emit.phrases import SYMBOLS, Evidence
from extractor.emit.prepared import Prepared, prepared
from extractor.emit.report.drawing import GLANCE_HEIGHT, GLANCE_WIDTH, glance
from extractor.emit.report.exhibits import checks_html, shown_value, source_html, table_html
from extractor.emit.report.facts import embedded, page_data
from extractor.emit.report.pages import page_view, pictures
from extractor.emit.report.templates import part, template
from extractor.emit.report.things import Thing, is_contradiction, things
from extractor.emit.report.translation import ledger_sentence, left_because
from extractor.emit.report.words import Words, words
from extractor.model.deck import Deck
from extractor.model.figure import Check, Figure, Grade

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
    style, script = part("page.css"), part("page.js")
    allowed = {"style": _hash(style), "script": _hash(script)}
    return _Page(template=template("page.html"), style=style, script=script, allowed=allowed)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else "0"


def _summary(ready: Prepared, said: Words) -> View:
    deck, ledger = ready.deck, ready.ledger
    counts, total = Counter(figure.grade for figure in deck.figures), len(deck.figures)
    lead = said["lead" if total else "lead_none"].format(
        figures=f"{total:,}", exhibits=len(ready.laid), slides=len(deck.read.slides)
    )
    lost = dict(ledger.leftovers).get("unplaced", 0) + ledger.unaccounted
    aside = sum(count for _, count in ledger.leftovers) + ledger.unaccounted - lost
    facts = {
        "count": f"{counts[Grade.SURE]:,}",
        "inferred": f"{counts[Grade.INFERRED]:,}",
        "ambiguous": f"{counts[Grade.AMBIGUOUS]:,}",
        "unassessed": f"{counts[Grade.NOT_ASSESSED]:,}",
        "findings": sum(map(is_contradiction, deck.findings)),
        "failed": sum(not check.holds for check in deck.checks),
        "checks": f"{len(deck.checks):,}",
        "tokens": f"{ledger.tokens:,}",
        "used": f"{ledger.in_figures:,}",
        "aside": f"{aside:,}",
        "lost": f"{lost:,}",
    }
    heads = {
        "proven": f"{_share(counts[Grade.SURE], total)} %",
        "doubtful": f"{total - counts[Grade.SURE]:,}",
        "contradictory": f"{facts['findings']:,}",
        "unread": facts["lost"],
    }
    cards = [
        {
            "kind": kind if head != "0" else "clear",
            "title": said[kind],
            "head": head,
            "text": said[f"{kind}_text"].format(**facts),
        }
        for kind, head in heads.items()
    ]
    return {"lead": lead, "cards": cards, "ledger": ledger_sentence(ledger, said)}


def _chip(figure: Figure, known: Evidence) -> View:
    name = figure.reading.figure
    value = shown_value(figure, known)
    return {"id": name, "grade": figure.grade.word, "value": value, "name": encodable(known.names[name])}


def _totals(ready: Prepared) -> dict[int, list[Check]]:
    """By exhibit the checks whose total stands in it, those that fail first."""
    places = {figure.reading.figure: grid.number for grid in ready.laid for figure in grid.figures}
    found: dict[int, list[Check]] = {}
    for check in sorted(ready.deck.checks, key=lambda check: check.holds):
        if check.total in places:
            found.setdefault(places[check.total], []).append(check)
    return found


def _exhibits(ready: Prepared, drawn: Mapping[int, str], said: Words) -> Iterator[View]:
    lines, checks, known = raw_lines(ready.deck), _totals(ready), ready.known
    for grid in ready.laid:
        source = source_html(grid, page_view(ready.deck, grid, drawn), lines, said)
        yield {
            "number": grid.number,
            "title": grid.title,
            "slide": grid.slide,
            "source": source,
            "table": table_html(grid, known, said),
            "checks": checks_html(checks.get(grid.number, ()), known, said),
            "worst": min(figure.grade for figure in grid.figures).word,
        }


def _thing(thing: Thing, known: Evidence) -> View:
    named = [known.figures[figure] for figure in thing.figures if figure in known.figures]
    return {
        "thing": thing,
        "chips": [_chip(figure, known) for figure in named[:_CHIPS]],
        "more": len(named) - _CHIPS,
    }


def _contradicted(found: Sequence[Thing]) -> frozenset[str]:
    return frozenset(figure for thing in found if thing.kind == "contradiction" for figure in thing.figures)


def _leftovers(deck: Deck, said: Words) -> list[tuple[int, str, str, str]]:
    return [(each.slide, place(each.span), each.raw, left_because(each.reason, said)) for each in deck.leftovers]


def report_html(deck: Deck, lang: str = "en", source: bytes | None = None, ready: Prepared | None = None) -> bytes:
    """The page as UTF-8, in a language of `words.toml`; all text of the deck is escaped.

    `source` are the bytes of a PDF that was read: its pages are shown beside their tables.

    Raises CallError for a language that there are no words for.
    """
    said, ready, page = words(lang), ready or prepared(deck), _page()
    known, laid = ready.known, ready.laid
    found, drawn = things(deck, laid, said), pictures(deck, laid, source)
    text = page.template.render(
        name=deck.source.name,
        source=deck.source,
        t=said,
        style=page.style,
        script=page.script,
        allowed=page.allowed,
        data=embedded(page_data(deck, laid, known, said)),
        summary=_summary(ready, said),
        legend=[(SYMBOLS[grade], grade.word) for grade in sorted(Grade, reverse=True)],
        counts=Counter(figure.grade.word for figure in deck.figures),
        glance=glance(deck, laid, _contradicted(found), said),
        glance_size=(GLANCE_WIDTH, GLANCE_HEIGHT),
        drawn=drawn,
        pages=[page for page in deck.read.pages if page.number in drawn],
        things=[_thing(thing, known) for thing in found],
        exhibits=list(_exhibits(ready, drawn, said)),
        leftovers=_leftovers(deck, said),
    )
    return encodable(text).encode("utf-8")
