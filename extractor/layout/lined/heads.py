"""Heads over the columns of rows in text order: as many phrases as columns, or years over as many parts."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.lined.phrases import Phrase, openers, opens, phrases_of
from extractor.model.period import PeriodKind
from extractor.rulebook import Rulebook

WHOLE = 10
AXIS = 3
LONG = {PeriodKind.QUARTER: 2, PeriodKind.HALF: 4, PeriodKind.NINE_MONTHS: 6}
Texts = tuple[str, ...]


def heads_over(lines: Sequence[str], count: int, rulebook: Rulebook) -> tuple[Texts, ...]:
    """For every column the texts over it, from the top; nothing where the heads do not fit the columns.

    What stands above the heads may say a period or a plan too, and is left out as far as they fit without it; a part
    of the year right above them is that of each of their years.
    """
    for first in range(len(lines)):
        found = _heads(lines[first:], count, rulebook)
        if found:
            return _within(lines[first - 1], found, rulebook) if first else found
    return ()


def _within(above: str, heads: tuple[Texts, ...], rulebook: Rulebook) -> tuple[Texts, ...]:
    """The heads with the part of the year that a line above them names alone."""
    told = phrases_of([above], rulebook)
    if len(told) != 1 or not told[0].part or told[0].year:
        return heads
    return tuple((*texts, told[0].text) if _is_year(texts, rulebook) else texts for texts in heads)


def _is_year(texts: Texts, rulebook: Rulebook) -> bool:
    return all(phrase.year and not phrase.part for phrase in phrases_of(texts, rulebook))


def _heads(lines: Sequence[str], count: int, rulebook: Rulebook) -> tuple[Texts, ...]:
    opening = [line for line in lines if opens(line, rulebook)]
    phrases = phrases_of([line for line in lines if line not in opening], rulebook)
    if opening:
        return _opened(openers(" ".join(opening)), phrases, count)
    if len(phrases) == count:
        return tuple((phrase.text,) for phrase in phrases) if _sensible(phrases) else ()
    years = [phrase for phrase in phrases if phrase.year]
    below = [phrase for phrase in phrases if not phrase.year]
    if not years or len(below) != count:
        return ()
    if not any(phrase.part for phrase in below):
        return tuple((phrase.text,) for phrase in below) if _sensible(below) else ()
    return _under_years(years, below)


def _sensible(phrases: Sequence[Phrase]) -> bool:
    """Whether heads of one level could be told apart, and parts have their year; an axis of a chart is another's."""
    if len(phrases) >= AXIS and not any(phrase.move or phrase.scenario for phrase in phrases):
        return False
    said = [(p.period.label if p.period is not None else "", p.scenario, p.to_date) for p in phrases if not p.move]
    dated = all(p.period is not None and (p.period.year or p.period.end) for p in phrases if not p.move)
    compared = any(phrase.move for phrase in phrases) and not any(p.period is not None for p in phrases if not p.move)
    return len(set(said)) == len(said) and (dated or compared)


def _opened(spans: Sequence[str], days: Sequence[Phrase], count: int) -> tuple[Texts, ...]:
    """Stretches of time over as many days each."""
    if len(days) != count or count % len(spans) or any(day.move for day in days):
        return ()
    each = count // len(spans)
    return tuple((spans[at // each], day.text) for at, day in enumerate(days))


def _under_years(years: Sequence[Phrase], below: Sequence[Phrase]) -> tuple[Texts, ...]:
    """Parts under their years: a year ends where the parts begin anew."""
    starts = [0, *(n for n, (one, two) in enumerate(pairwise(below), start=1) if _anew(one, two, below, n))]
    if len(starts) != len(years) > 1:
        each = len(below) // len(years)
        alike = len(below) % len(years) == 0 and _repeats(below, each)
        starts = [at * each for at in range(len(years))] if alike else []
    if len(starts) != len(years):
        return ()
    ends = [*starts[1:], len(below)]
    return tuple(
        (year.text, phrase.text)
        for year, start, end in zip(years, starts, ends, strict=True)
        for phrase in below[start:end]
    )


def _anew(one: Phrase, two: Phrase, below: Sequence[Phrase], at: int) -> bool:
    """Whether a part begins another year: it ends before the last part on its left did."""
    if two.period is None:
        return False
    left = next((p for p in reversed(below[:at]) if p.period is not None or p.to_date), one)
    return _rank(two) < _rank(left)


def _rank(phrase: Phrase) -> int:
    """When in its year a part ends."""
    period = phrase.period
    if period is None or period.kind is PeriodKind.YEAR:
        return WHOLE
    if period.kind is PeriodKind.NINE_MONTHS:
        return LONG[period.kind]
    return LONG.get(period.kind, WHOLE) * (period.part or 1)


def _repeats(below: Sequence[Phrase], each: int) -> bool:
    """Whether every run of so many heads says the same as the first."""
    said = [(p.period.label if p.period is not None else "", p.move) for p in below]
    return each > 0 and all(said[at] == said[at % each] for at in range(len(said)))
