"""Views of decks as lines of words: what layout made of the slides, and what came out at the end."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from extractor.layout.roles import place
from extractor.layout.sketch import sketch
from extractor.model.deck import Deck
from extractor.model.exhibit import Axis, Exhibit, Role
from extractor.model.figure import Check, Figure, Leftover, Link
from extractor.rulebook import Rulebook


def shown_roles(deck: Deck, rulebook: Rulebook) -> Iterator[str]:
    """The role of every line that is not blank, before its text."""
    for line in place(tuple(sketch(line, rulebook) for line in deck.repair.lines)):
        if line.role is not Role.BLANK:
            yield f"{line.role.value} {line.text.strip()}"


def shown_layout(deck: Deck) -> Iterator[str]:
    """Words of the layout view: slide, title, unit, axis, name, guess, heading, says, aside, calendar."""
    for exhibit in deck.layout.exhibits:
        yield f"slide {exhibit.slide}"
        yield f"title {exhibit.title}".strip()
        yield from _unit(exhibit)
        yield from map(_axis, exhibit.axes)
        yield from (f"{'guess' if name.cost else 'name'} {name.text}" for name in exhibit.names)
        for statement in exhibit.statements:
            yield f"heading {statement.heading}".strip()
            yield f"says {statement.text}"
        yield from (_aside(item) for item in deck.layout.aside if item.slide == exhibit.slide)
    calendar = deck.layout.calendar
    yield f"calendar month {calendar.first_month}, named by its {calendar.naming.value}, {calendar.because}"


def _unit(exhibit: Exhibit) -> Iterator[str]:
    unit = exhibit.unit
    if unit.printed:
        yield f"unit {unit.unit} {unit.scale}" + (f" without {unit.excluding}" if unit.excluding else "")


def _axis(axis: Axis) -> str:
    return f"axis {_words(p.label for p in axis.periods)}" + (" (newest first)" if axis.newest_first else "")


def _aside(item: Leftover) -> str:
    return f"aside {item.raw} ({item.reason})"


LABELS = frozenset({"period", "date", "part of a name"})
"""Reasons of leftovers that are no numbers, which every axis brings."""


def shown_deck(deck: Deck) -> Iterator[str]:
    """Words of the deck view: said, over, row, unit, link, why, other, loose, check, finding, left.

    `said` is a figure of a sentence.
    `row` shows a series by its name over the columns of its board (`-` where a cell is empty), `link` the
    grades of its values, periods and item (one letter per figure where they differ), `why` the codes behind
    them, `other` what else could stand in a column.
    """
    yield from (_said(figure) for figure in deck.figures if _is_said(figure))
    for panel, group in groupby((figure for figure in deck.figures if not _is_said(figure)), key=_panel):
        figures = tuple(group)
        heads = {_place(figure)[1]: figure.reading.period.label for figure in figures}
        yield f"over {_words(heads[column] for column in sorted(heads))} (slide {panel[0]})"
        for _, row in groupby(figures, key=lambda figure: _place(figure)[0]):
            yield from _row(tuple(row), sorted(heads))
    yield from _checks(deck)
    told = (finding for finding in deck.findings if finding.where != "deck")
    yield from (f"finding {finding.code} {finding.where}" for finding in told)
    yield from (f"left {item.raw} ({item.reason})" for item in deck.leftovers if item.reason not in LABELS)


def _is_said(figure: Figure) -> bool:
    return figure.reading.figure.split(".")[1] == "c"


def _said(figure: Figure) -> str:
    reading = figure.reading
    return f"said {reading.item}: {reading.value} {reading.unit} ({reading.period.label})"


def _panel(figure: Figure) -> tuple[int, str]:
    return figure.reading.slide, figure.reading.figure.split(".")[1]


def _place(figure: Figure) -> tuple[int, int]:
    row, column = figure.reading.figure.split(".")[2:]
    return int(row), int(column)


def _row(figures: tuple[Figure, ...], columns: list[int]) -> Iterator[str]:
    first = figures[0].reading
    cells = {_place(figure)[1]: f"{figure.reading.value}" for figure in figures}
    name = " > ".join((*first.breadcrumb, first.item if _named(first.item_evidence) else "?"))
    yield f"row {name}: {_words(cells.get(column, '-') for column in columns)}"
    units = (f"{f.reading.unit} {f.reading.scale} {f.reading.measure.value}" for f in figures)
    yield f"unit {_words(dict.fromkeys(units)).strip()}"
    links = ((f.value_link, f.period_link, f.item_link) for f in figures)
    yield "link " + ", ".join(_grades(link) for link in zip(*links, strict=True))
    codes = (f.reading.value_evidence + f.reading.period_evidence + f.reading.item_evidence for f in figures)
    yield "why " + _words(dict.fromkeys(code for found in codes for code in found))
    for figure in figures:
        for other in figure.reading.alternatives:
            yield f"other {figure.reading.value}: {other.reading}"


def _named(evidence: tuple[str, ...]) -> bool:
    return "name-none" not in evidence


def _grades(links: Iterable[Link]) -> str:
    words = [link.grade.word for link in links]
    return words[0] if len(set(words)) == 1 else "".join(word[0] for word in words)


def _checks(deck: Deck) -> Iterator[str]:
    """Checks of one identity and exhibit together: periods where it holds, periods where it fails."""

    def key(check: Check) -> tuple[str, str]:
        return check.identity, check.exhibit

    for (identity, exhibit), group in groupby(deck.checks, key=key):
        checks = tuple(group)
        failed = [check.period for check in checks if not check.holds]
        told = f", not {_words(failed)}" if failed else ""
        yield f"check {identity} in {exhibit}: {len(checks) - len(failed)} hold{told}"


def _words(parts: Iterable[str]) -> str:
    return " ".join(parts)
