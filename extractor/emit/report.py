"""report.html: one page for reviewers, without network and without scripts."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.emit.cells import encodable, grouped, listed, place
from extractor.emit.coverage import coverage
from extractor.emit.glyphs import source_lines
from extractor.emit.grid import Grid, grids
from extractor.emit.phrases import (
    GRADE_MEANINGS,
    MARKS,
    SYMBOLS,
    Evidence,
    evidence,
    name_phrase,
    provenance,
    terms,
    value_phrase,
    verdict,
)
from extractor.model.deck import Deck
from extractor.model.figure import Check, Figure, Grade, Measure, Severity

if TYPE_CHECKING:
    from jinja2 import Template

View = dict[str, object]


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    page = Path(__file__).with_name("report.html").read_text("utf-8")
    strict = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return strict.from_string(page)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + "s" * (count != 1)


def _grades(deck: Deck) -> str:
    grades = [figure.grade for figure in deck.figures]
    words = ((grade.word.replace("_", " "), grades.count(grade)) for grade in sorted(Grade, reverse=True))
    return ", ".join(f"{count:,} {word}" for word, count in words if count)


def summary(deck: Deck) -> tuple[str, ...]:
    """The deck in sentences: figures with grades, checks, findings, and what became of its numeric tokens."""
    if not deck.figures:
        return ("No figures were found.", coverage(deck).sentence + ".")
    held = sum(check.holds for check in deck.checks)
    exhibits = len(grids(deck))
    worst = [each for each in deck.findings if each.severity is Severity.ERROR]
    return (
        f"{_counted(len(deck.figures), 'figure')} in {_counted(exhibits, 'exhibit')}: {_grades(deck)}.",
        f"{_counted(len(deck.checks), 'check')}: {held:,} hold, {len(deck.checks) - held:,} fail.",
        f"{_counted(len(deck.findings), 'finding')}, {_counted(len(worst), 'error')} among them.",
        coverage(deck).sentence + ".",
    )


def _cell(figure: Figure) -> View:
    reading = figure.reading
    places = listed(map(place, reading.spans))
    return {
        "id": reading.figure,
        "grade": figure.grade.word,
        "symbol": SYMBOLS[figure.grade],
        "value": grouped(reading.value, reading.decimals),
        "note": f"{name_phrase(figure)}\n{reading.figure} at {places}\n{provenance(figure)}",
    }


def _doubts(grid: Grid) -> Iterator[View]:
    for figure in grid.figures:
        for other in figure.reading.alternatives:
            yield {
                "id": figure.reading.figure,
                "grade": figure.grade.word,
                "reading": f"{name_phrase(figure)} = {value_phrase(figure)}",
                "other": f"{other.link}: {other.reading}",
            }


def _exhibit(grid: Grid, deck: Deck) -> View:
    rows = [
        {
            "item": row.item,
            "breadcrumb": row.breadcrumb,
            "measure": "" if row.measure == Measure.AMOUNT else row.measure.replace("_", " "),
            "unit": row.unit_text,
            "cells": [[_cell(figure) for figure in cell] for cell in row.cells],
        }
        for row in grid.rows
    ]
    return {
        "number": grid.number,
        "title": grid.title or "(no title)",
        "slide": grid.slide,
        "columns": grid.columns,
        "rows": rows,
        "lines": source_lines(deck, grid.figures),
        "doubts": list(_doubts(grid)),
    }


def _check(check: Check, known: Evidence) -> View:
    return {
        "mark": MARKS[check.holds],
        "holds": check.holds,
        "identity": check.identity,
        "where": " ".join(part for part in (check.exhibit, check.period) if part),
        "terms": terms(check, known),
        "verdict": verdict(check),
    }


def _findings(deck: Deck) -> Iterator[View]:
    for finding in sorted(deck.findings, key=lambda each: -each.severity):
        yield {
            "severity": finding.severity.word,
            "code": finding.code,
            "message": finding.message,
            "where": finding.where,
            "figures": finding.figures,
        }


def report_html(deck: Deck) -> bytes:
    """The page as UTF-8; all text of the deck is escaped."""
    known = evidence(deck)
    page = _template().render(
        name=deck.source.name,
        source=deck.source,
        summary=summary(deck),
        legend=[(SYMBOLS[grade], grade.word, meaning) for grade, meaning in GRADE_MEANINGS.items()],
        findings=list(_findings(deck)),
        exhibits=[_exhibit(grid, deck) for grid in grids(deck)],
        checks=[_check(check, known) for check in sorted(deck.checks, key=lambda each: each.holds)],
        leftovers=[(each.slide, place(each.span), each.raw, each.reason) for each in deck.leftovers],
    )
    return encodable(page).encode("utf-8")
