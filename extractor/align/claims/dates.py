"""Which period a stated figure is of: printed in its clause, told by its bases, or standing around it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.align.claims.context import Sentence
from extractor.align.claims.links import Hanging, Link
from extractor.align.claims.marks import Mark, MarkKind
from extractor.align.claims.measures import CHANGES, PHYSICAL, Reckoned
from extractor.align.claims.periods import follows, period_of, versus_of
from extractor.align.claims.subjects import Subject
from extractor.model.figure import Measure
from extractor.model.period import FISCAL, Period, PeriodKind, a_year_before, fiscal, instant_at_end
from extractor.model.proposal import Claim
from extractor.rulebook.lookup import items_named

MONTHLY = regex.compile(r"\bmonthly\b|月次|月間", regex.IGNORECASE)
CAUSE = regex.compile(r"(?:mainly )?(?:due to|because)\b", regex.IGNORECASE)
LEADING = frozenset({"in", "for", "during"})
CLAUSE, HEADING, BASE = "clause", "heading", "base"
UNSAID = frozenset({"slide", "chapter"})
CHAIN = 2
LABEL = (MarkKind.PERIOD, MarkKind.COLON, MarkKind.QUANTITY)
LABELLED = len(LABEL)
YEARLY = regex.compile(r"\b(?:yearly|annual)\b|年間|年額", regex.IGNORECASE)
Dated = tuple[Period | None, str]


def dated(sentence: Sentence, hanging: Hanging, subject: Subject, reckoned: Reckoned) -> Dated:
    """The period of a figure and where it was found; items that stand at a day get the last day."""
    period, found = _period(sentence, hanging, subject)
    if period is None and sentence.around.day is not None and _counts(sentence, hanging, reckoned):
        return sentence.around.day, HEADING
    if period is not None and found in UNSAID and period.kind is PeriodKind.QUARTER and YEARLY.search(subject.name):
        return fiscal(PeriodKind.YEAR, period.year), found
    if subject.base and found in UNSAID:
        return period, found
    return _at_day(period, found, (subject.name, reckoned, sentence)), found


def _counts(sentence: Sentence, hanging: Hanging, reckoned: Reckoned) -> bool:
    """Whether a figure counts, or is the share in brackets of what was counted."""
    shared = reckoned.measure is Measure.RATIO and hanging.inside
    return reckoned.counts or (shared and sentence.last is not None and sentence.last.measure is Measure.COUNT)


def _period(sentence: Sentence, hanging: Hanging, subject: Subject) -> Dated:
    """The period in the clause, else of the figure before it, else told by bases, else around it.

    What is only compared to has its own period, or that of the year before.
    """
    around, before = sentence.around, sentence.last
    if hanging.past and hanging.link is not Link.AGAINST and hanging.own is None:
        now = before.period if before is not None and hanging.inside else around.period
        return (a_year_before(now) if now is not None else None), CLAUSE
    own = (period_of(mark, around.period, around.reporting) for mark in _own_periods(sentence, hanging, subject))
    clause = next((period for period in own if period is not None), None)
    if clause is not None or hanging.link is Link.AGAINST:
        return clause or _year_ago(hanging, before), CLAUSE
    if before is not None and before.period is not None and hanging.link is Link.SAME:
        return before.period, before.found
    return _further(sentence, hanging)


def _further(sentence: Sentence, hanging: Hanging) -> Dated:
    """The period that bases tell, that other figures of the sentence name, or that stands around it."""
    around = sentence.around
    follower = _following(sentence)
    if follower is not None:
        return follower, BASE
    said = sentence.said or _later(sentence, hanging)
    if said is not None and around.found != HEADING:
        return said, HEADING
    return around.period, around.found


def _year_ago(hanging: Hanging, before: Claim | None) -> Period | None:
    """The period a year before that of the figure before, where the sentence says so."""
    ago = hanging.growth is not None and hanging.growth.text == "yoy"
    period = before.period if before is not None and ago else None
    return a_year_before(period) if period is not None else None


def _later(sentence: Sentence, hanging: Hanging) -> Period | None:
    """The one period that later figures of the sentence have, as in `A fell 2% and B rose 3% in 2Q07`."""
    end = _cause(sentence.marks, hanging.at)
    later = [h for h in sentence.hangings if hanging.at < h.at < end and not h.inside and h.link is not Link.AGAINST]
    owned = [period_of(h.own, sentence.around.period, sentence.around.reporting) for h in later if h.own is not None]
    found = {period.label: period for period in owned if period is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _cause(marks: Sequence[Mark], at: int) -> int:
    """Where the sentence turns to the cause of a figure, whose dates are not the figure's."""
    return next((n for n in range(at, len(marks)) if CAUSE.match(marks[n].words or marks[n].text)), len(marks))


def _own_periods(sentence: Sentence, hanging: Hanging, subject: Subject) -> Iterator[Mark]:
    """Periods that speak of a figure, the nearest first."""
    if hanging.own is not None:
        yield hanging.own
    if len(subject.periods) == 1:
        yield subject.periods[0]
    if hanging.link is Link.AGAINST:
        return
    yield from _bracketed(sentence.marks, hanging)
    yield from _labelled(sentence.marks, hanging)
    if sentence.marks and sentence.marks[0].kind is MarkKind.PERIOD:
        yield sentence.marks[0]


def _bracketed(marks: Sequence[Mark], hanging: Hanging) -> Iterator[Mark]:
    """The one period inside the bracket of a figure, where `in` leads to it."""
    if not hanging.inside:
        return
    opened = [place for place in range(hanging.at) if marks[place].kind is MarkKind.OPEN]
    first = opened[-1] if opened else hanging.at
    last = next((p for p in range(hanging.at, len(marks)) if marks[p].kind is MarkKind.CLOSE), len(marks))
    found = [place for place in range(first, last) if marks[place].kind is MarkKind.PERIOD]
    if len(found) == 1 and marks[found[0] - 1].words in LEADING:
        yield marks[found[0]]


def _labelled(marks: Sequence[Mark], hanging: Hanging) -> Iterator[Mark]:
    """The period printed with a colon before a figure, for the bracket right behind that figure."""
    opened = [place for place in range(hanging.at) if marks[place].kind is MarkKind.OPEN]
    places = range(opened[-1] - LABELLED, opened[-1]) if opened and hanging.inside else range(0)
    if places and places[0] >= 0 and tuple(marks[place].kind for place in places) == LABEL:
        yield marks[places[0]]


def _following(sentence: Sentence) -> Period | None:
    """The reported period that the bases of the sentence belong to; none where they disagree."""
    reporting = sentence.around.reporting
    bases = [mark.period for mark in sentence.marks if mark.kind is MarkKind.BASE]
    bases += [h.own.period for h in sentence.hangings if h.link is Link.AGAINST and h.own is not None]
    following = [follows(base, reporting) for base in bases if base is not None]
    found = {period.label: period for period in following if period is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _at_day(period: Period | None, found: str, what: tuple[str, Reckoned, Sentence]) -> Period | None:
    """The last day of a period for items that stand at a day; a month for what is counted by the month."""
    name, reckoned, sentence = what
    if period is not None and period.kind is PeriodKind.INSTANT and MONTHLY.search(name):
        month = period.end[:7]
        return replace(period, kind=PeriodKind.MONTH, label=month, start=f"{month}-01")
    if period is None or period.kind not in FISCAL or not period.year:
        return period
    if reckoned.measure is Measure.RATIO or reckoned.unit in PHYSICAL or reckoned.unit == "points":
        return period
    if reckoned.counts and found not in {BASE, "chapter"} and not _at(sentence.marks, period):
        return period
    items = items_named(name, sentence.around.rulebook)
    stock = reckoned.counts or (bool(items) and all(item.period == "stock" for item in items))
    return instant_at_end(period, sentence.around.reporting.calendar) if stock else period


def _at(marks: Sequence[Mark], period: Period) -> bool:
    """Whether `at` stands before a period, which then means its last day."""
    places = [place for place, mark in enumerate(marks) if place and mark.period == period]
    return any(marks[place - 1].words == "at" for place in places)


def measured_against(sentence: Sentence, hanging: Hanging, period: Period | None) -> str:
    """What a change is measured against; a change behind a chain of two periods compares these."""
    if hanging.growth is not None:
        return versus_of(hanging.growth, period, sentence.around.reporting)
    chain = [c.period for c in sentence.made if c.measure not in CHANGES and c.period is not None]
    arrows = any(mark.kind is MarkKind.ARROW for mark in sentence.marks[: hanging.at])
    if arrows and len(chain) == CHAIN and period == chain[1] and hanging.inside:
        return chain[0].label
    return ""
