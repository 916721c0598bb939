"""Years that may be less: they end after the day of the deck, or their slide names a part of a year that nothing has.

Slides that show six months are headed by the year alone more often than a reader notices.
"""

from collections.abc import Iterator

import regex

from extractor.model.deck import Deck, RepairedLine
from extractor.model.figure import Reading
from extractor.model.period import Period, PeriodKind
from extractor.rulebook.calendar import ends_before, shown_on

PARTS = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS})
ACTUAL = "actual"
MOST_WORDS = 14
"""So many letters beside a period are a head or a title; more are a sentence."""
LETTERS = regex.compile(r"\p{L}")


def doubtful_years(deck: Deck) -> frozenset[str]:
    """The figures of whole years that may be those of a part of them."""
    day = shown_on(deck.repair.lines)
    readings = deck.reconcile.readings
    used = {(reading.slide, _part(reading.period)) for reading in readings}
    years = tuple(reading for reading in readings if reading.period.kind is PeriodKind.YEAR)
    doubtful = {slide for slide, part in _named_parts(deck) if (slide, part) not in used}
    doubtful |= {reading.slide for reading in years if _to_come(reading, deck, day)}
    return frozenset(reading.figure for reading in years if reading.slide in doubtful)


def _to_come(reading: Reading, deck: Deck, day: str) -> bool:
    """Whether a year whose results are said to be in ends after the day of the deck."""
    return bool(day) and reading.scenario == ACTUAL and not ends_before(reading.period, deck.layout.calendar, day)


def _named_parts(deck: Deck) -> Iterator[tuple[int, tuple[PeriodKind, int]]]:
    """Parts of years that stand in heads and titles, by slide."""
    titles = {exhibit.title_line for exhibit in deck.layout.exhibits}
    for line in deck.repair.lines:
        parts = [mention.period for mention in line.periods if mention.period.kind in PARTS]
        if parts and (line.number in titles or _is_head(line)):
            yield from ((line.slide, _part(period)) for period in parts)


def _is_head(line: RepairedLine) -> bool:
    """Whether a line says little beside its periods, and has no figures."""
    said = len(LETTERS.findall(line.text)) - sum(len(LETTERS.findall(m.period.printed)) for m in line.periods)
    return not line.runs and said <= MOST_WORDS


def _part(period: Period) -> tuple[PeriodKind, int]:
    return period.kind, period.part
