"""Doubts about slides: heads that contradict themselves, and figures that a slide promises and the text lacks."""

from collections.abc import Iterable, Iterator

from extractor.model.deck import Deck
from extractor.model.exhibit import Exhibit
from extractor.model.figure import Figure, FigureKind, Finding
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding

REDATED = "head-redated"


def doubts_of_slides(deck: Deck, figures: tuple[Figure, ...], rulebook: Rulebook) -> Iterator[Finding]:
    """What is wrong with slides as a whole, in their order."""
    by_slide: dict[int, list[Figure]] = {}
    for figure in figures:
        by_slide.setdefault(figure.reading.slide, []).append(figure)
    for exhibit in deck.layout.exhibits:
        own = tuple(by_slide.get(exhibit.slide, ()))
        yield from _heads(exhibit, own, rulebook)
        yield from _missing(exhibit, own, rulebook)


def _heads(exhibit: Exhibit, figures: Iterable[Figure], rulebook: Rulebook) -> Iterator[Finding]:
    """Columns whose head names another year than its months."""
    taken = tuple(figure for figure in figures if REDATED in figure.reading.period_evidence)
    heads = dict.fromkeys(c.printed for grid in exhibit.grids for c in grid.columns if c.redated)
    if taken:
        yield finding(
            rulebook,
            "head-contradiction",
            f"L{taken[0].reading.spans[0].line}",
            figures=tuple(figure.reading.figure for figure in taken),
            exhibit=exhibit.title,
            head="; ".join(heads) or "of a column",
            period=taken[0].reading.period.label,
        )


def _missing(exhibit: Exhibit, figures: tuple[Figure, ...], rulebook: Rulebook) -> Iterator[Finding]:
    """A slide with a title and a unit, but without a chart or a table: it may have been a picture."""
    shown = any(figure.reading.kind is not FigureKind.CALLOUT for figure in figures)
    if exhibit.title and exhibit.unit.printed and not shown:
        where = f"slide {exhibit.slide}"
        yield finding(rulebook, "figures-missing", where, title=exhibit.title, unit=exhibit.unit.printed.strip())
