"""Figures stated in one sentence: each with its subject, measure, period and base."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.align.claims.context import Around
from extractor.align.claims.links import Hanging, Link, hangings
from extractor.align.claims.measures import CHANGES, Reckoned, direction_of, doubtful, reckon
from extractor.align.claims.marks import Mark, MarkKind, Passage
from extractor.align.claims.periods import FISCAL, follows, period_of, versus_of
from extractor.align.claims.subjects import NOBODY, Subject, clean, phrase_before, phrase_behind
from extractor.model.figure import Measure
from extractor.model.period import Period, PeriodKind, instant_at_end
from extractor.model.proposal import Claim, Glyphs
from extractor.rulebook.lookup import items_named
from extractor.rulebook.phrases import is_general

MONTHLY = regex.compile(r"\bmonthly\b|月次|月間", regex.IGNORECASE)
DIRECT_WORDS = 8
HEADING_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """The sentence being read: its text and marks, what surrounds it, and the claims made so far.

    `breaks` are the places where lines begin, `said` is the period of its last figure that names one.
    """

    text: str
    marks: Sequence[Mark]
    around: Around
    breaks: tuple[int, ...] = ()
    made: tuple[Claim, ...] = ()
    said: Period | None = None

    @property
    def last(self) -> Claim | None:
        return self.made[-1] if self.made else None


def read_sentence(passage: Passage, marks: Sequence[Mark], around: Around) -> Iterator[Claim]:
    """Claims of a sentence of a passage in text order; what hangs in doubt is left out."""
    sentence = _Sentence(text=passage.text, marks=marks, around=around, breaks=passage.breaks)
    for hanging in hangings(marks):
        claim = _claim(sentence, hanging)
        sentence = replace(sentence, made=(*sentence.made, claim) if claim is not None else ())
        if claim is None:
            continue
        if claim.found == "clause" and hanging.link is not Link.AGAINST:
            sentence = replace(sentence, said=claim.period)
        yield claim


def _claim(sentence: _Sentence, hanging: Hanging) -> Claim | None:
    mark, around = sentence.marks[hanging.at], sentence.around
    subject = _subject(sentence, hanging)
    reckoned = reckon(mark, hanging, subject.name, sentence.last)
    if mark.token is None or not subject.name or reckoned is None:
        return None
    if doubtful(subject, reckoned.measure, hanging.link, around.rulebook):
        return None
    period, found = _period(sentence, hanging, subject)
    period = _at_day(period, subject.name, reckoned, around)
    versus = _versus(sentence, hanging, period) if reckoned.measure in CHANGES else ""
    if reckoned.measure in CHANGES and not versus:
        return None
    return Claim(
        exhibit=around.exhibit.number,
        subject=subject.name,
        scope=subject.scope if is_general(subject.name, around.rulebook) else "",
        glyphs=Glyphs(token=mark.token, quantity=mark.token.run.best.quantities[0]),
        measure=reckoned.measure,
        unit=reckoned.unit,
        scale=mark.scale,
        period=period,
        versus=versus,
        scenario=_scenario(sentence, hanging),
        approximate=_approximate(sentence.marks, hanging.at),
        direction=direction_of(subject.name, hanging, mark),
        line=mark.token.line,
        found=found,
    )


def _subject(sentence: _Sentence, hanging: Hanging) -> Subject:
    text, marks, before = sentence.text, sentence.marks, sentence.last
    if hanging.link in {Link.SAME, Link.AGAINST}:
        return _same(marks, hanging, before)
    if hanging.link in {Link.COLON, Link.VERB, Link.BRACKET, Link.OF}:
        found = phrase_before(text, marks, hanging.before)
        return found if found.name or not _bare(found, hanging) else _headed(sentence, hanging)
    if hanging.link is Link.BEHIND:
        return phrase_behind(text, marks, hanging.at)
    if hanging.link is Link.DIRECT:
        return _direct(sentence, hanging)
    return _headed(sentence, hanging)


def _same(marks: Sequence[Mark], hanging: Hanging, before: Claim | None) -> Subject:
    """The subject of the figure before, for its changes, its brackets, and what it is compared to."""
    chained = marks[hanging.before].kind is MarkKind.ARROW
    goes_on = hanging.changes(marks[hanging.at]) or hanging.led or hanging.inside
    if before is None or not (goes_on or chained or hanging.link is Link.AGAINST):
        return NOBODY
    return Subject(name=before.subject, scope=before.scope, opens=True)


def _bare(found: Subject, hanging: Hanging) -> bool:
    """Whether nothing but a period stands before a figure."""
    return found.first == 0 and hanging.link is Link.COLON


def _headed(sentence: _Sentence, hanging: Hanging) -> Subject:
    """The heading as the subject of a line that has none: a period and its figure, or a change alone."""
    heading = clean(sentence.around.heading)
    before = sentence.marks[: hanging.at]
    plain = all(mark.kind in _BARE for mark in before)
    if not plain or not sentence.around.near or len(heading.split()) > HEADING_WORDS:
        return NOBODY
    name = _unperioded(heading, sentence)
    grows = hanging.direction and hanging.growth is not None and _known(name, sentence.around)
    return Subject(name=name, opens=True) if hanging.own is not None or grows else NOBODY


_BARE = frozenset(
    {MarkKind.PERIOD, MarkKind.COLON, MarkKind.RISE, MarkKind.FALL, MarkKind.ABOUT, MarkKind.OPEN}
)


def _known(name: str, around: Around) -> bool:
    """Whether a name is that of an item of any company."""
    return is_general(name, around.rulebook) or bool(items_named(name, around.rulebook))


def _unperioded(heading: str, sentence: _Sentence) -> str:
    """A heading without its period."""
    period = sentence.around.period
    name = heading.replace(period.printed, "") if period is not None and period.printed else heading
    return clean(name.strip(" <>《》【】-–—"))


def _direct(sentence: _Sentence, hanging: Hanging) -> Subject:
    """A name right before its figure, where it opens the sentence or a verb of change stands between.

    A name on a line above must be that of a known item.
    """
    text, marks, around = sentence.text, sentence.marks, sentence.around
    subject = phrase_before(text, marks, hanging.before)
    if hanging.direction and not subject.opens:
        return subject
    if not subject.opens or len(subject.name.split()) > DIRECT_WORDS:
        return NOBODY
    first, last = marks[subject.first].start, marks[hanging.at].start
    if hanging.direction or not any(first < place <= last for place in sentence.breaks):
        return subject
    return subject if _known(subject.name, around) else NOBODY


def _period(sentence: _Sentence, hanging: Hanging, subject: Subject) -> tuple[Period | None, str]:
    """The period in the clause, else of the figure before it, else told by bases, else around it."""
    around, before = sentence.around, sentence.last
    for mark in _own_periods(sentence, hanging, subject):
        own = period_of(mark, around.period, around.reporting)
        if own is not None:
            return own, "clause"
    if (
        before is not None
        and before.period is not None
        and hanging.link is Link.SAME
        and before.found != "base"
    ):
        return before.period, before.found
    follower = _following(sentence)
    if follower is not None:
        return follower, "base"
    if sentence.said is not None and around.found != "heading":
        return sentence.said, "heading"
    return around.period, around.found


def _own_periods(sentence: _Sentence, hanging: Hanging, subject: Subject) -> Iterator[Mark]:
    """Periods that speak of a figure, the nearest first."""
    if hanging.own is not None:
        yield hanging.own
    if len(subject.periods) == 1:
        yield subject.periods[0]
    if hanging.link is not Link.AGAINST:
        yield from _bracketed(sentence.marks, hanging)
    marks = sentence.marks
    if marks and marks[0].kind is MarkKind.PERIOD and hanging.link is not Link.AGAINST:
        yield marks[0]


def _bracketed(marks: Sequence[Mark], hanging: Hanging) -> Iterator[Mark]:
    """The one period inside the bracket of a figure, where `in` leads to it."""
    if not hanging.inside:
        return
    first = max(
        (place for place in range(hanging.at) if marks[place].kind is MarkKind.OPEN), default=hanging.at
    )
    last = next((p for p in range(hanging.at, len(marks)) if marks[p].kind is MarkKind.CLOSE), len(marks))
    found = [place for place in range(first, last) if marks[place].kind is MarkKind.PERIOD]
    if len(found) == 1 and marks[found[0] - 1].text.lower() in {"in", "for", "during"}:
        yield marks[found[0]]


def _following(sentence: _Sentence) -> Period | None:
    """The reported period that the bases of the sentence belong to; none where they disagree."""
    around = sentence.around
    bases = [mark.period for mark in sentence.marks if mark.kind is MarkKind.BASE and mark.period is not None]
    bases += [
        h.own.period for h in hangings(sentence.marks) if h.link is Link.AGAINST and h.own and h.own.period
    ]
    found = {p.label: p for base in bases if (p := follows(base, around.reporting)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _at_day(period: Period | None, name: str, reckoned: Reckoned, around: Around) -> Period | None:
    """The last day of a period for items that stand at a day, and for counts `at` a quarter."""
    if period is not None and period.kind is PeriodKind.INSTANT and MONTHLY.search(name):
        return replace(period, kind=PeriodKind.MONTH, label=period.end[:7], start=f"{period.end[:7]}-01")
    if period is None or period.kind not in FISCAL or not period.year:
        return period
    if reckoned.measure in {Measure.COUNT, Measure.RATIO} or "points" in reckoned.unit:
        return period
    items = items_named(name, around.rulebook)
    stock = bool(items) and all(item.period == "stock" for item in items)
    return instant_at_end(period, around.reporting.calendar) if stock else period


def _versus(sentence: _Sentence, hanging: Hanging, period: Period | None) -> str:
    """What a change is measured against; a change behind a chain of two periods compares these."""
    if hanging.growth is not None:
        return versus_of(hanging.growth, period, sentence.around.reporting)
    chain = [c.period for c in sentence.made if c.measure not in CHANGES and c.period is not None]
    arrows = any(mark.kind is MarkKind.ARROW for mark in sentence.marks[: hanging.at])
    if arrows and len(chain) == len(_PAIR) and period == chain[1] and hanging.inside:
        return chain[0].label
    return ""


_PAIR = ("before", "after")


def _scenario(sentence: _Sentence, hanging: Hanging) -> str:
    """`forecast` where the sentence speaks of a plan before the figure, or right beside it in brackets."""
    planned = any(mark.kind is MarkKind.PLAN for mark in sentence.marks[: hanging.at])
    return "forecast" if planned else "actual"


def _approximate(marks: Sequence[Mark], at: int) -> bool:
    near = [*marks[max(0, at - 1) : at], *marks[at + 1 : at + 2]]
    return any(mark.kind is MarkKind.ABOUT for mark in near)
