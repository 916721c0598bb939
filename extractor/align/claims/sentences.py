"""Figures stated in one sentence: each with its subject, measure, period and base."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.align.claims.links import Hanging, Link, hang
from extractor.align.claims.passage import Mark, MarkKind
from extractor.align.claims.periods import period_of, versus_of
from extractor.align.claims.subjects import NOBODY, Subject, phrase_before
from extractor.model.exhibit import Exhibit
from extractor.model.figure import Measure
from extractor.model.number import Sign
from extractor.model.period import FiscalCalendar, Period
from extractor.model.proposal import Claim, Glyphs
from extractor.rulebook import Rulebook
from extractor.rulebook.phrases import is_general

COUNTS = frozenset(
    {"persons", "contracts", "stores", "companies", "ATMs", "clients", "projects", "sites", "cases", "lines"}
) | {"accounts", "subscribers", "units"}
MONEY_LENGTH = 3
DIRECT_WORDS = 8
RATIO_NAME = regex.compile(r"(?:ratio|rate|margin|率|比率|マージン)[\s)）]*$", regex.IGNORECASE)
OUT = regex.compile(
    r"\bused (?:in|for)\b(?!\s*\))|^equity in (?:net )?loss|\b(?:loss|losses|deficit)$|損失$|支出$",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds a sentence: its exhibit, the calendar, and the period of its heading or slide."""

    exhibit: Exhibit
    calendar: FiscalCalendar
    rulebook: Rulebook
    heading: str = ""
    period: Period | None = None
    found: str = ""


def read_sentence(text: str, marks: Sequence[Mark], around: Around) -> Iterator[Claim]:
    """Claims of a sentence in text order; what hangs in doubt is left out."""
    hangings = [hang(marks, at) for at, mark in enumerate(marks) if mark.kind is MarkKind.QUANTITY]
    before: Claim | None = None
    for place, hanging in enumerate(_with_bases(hangings, marks)):
        del place
        claim = _claim(text, marks, hanging, (around, before))
        before = claim
        if claim is not None:
            yield claim


def _with_bases(hangings: list[Hanging], marks: Sequence[Mark]) -> list[Hanging]:
    """Changes that stand before one with a base share it, as in `+758, +4.9% from 1Q06`."""
    out = list(hangings)
    for place in range(len(out) - 2, -1, -1):
        here, following = out[place], out[place + 1]
        between = marks[here.at + 1 : following.at]
        listed = all(mark.kind in _LISTING for mark in between)
        if here.growth is None and listed and here.changes(marks[here.at]):
            out[place] = replace(here, growth=following.growth)
    return out


_LISTING = frozenset({MarkKind.COMMA, MarkKind.RISE, MarkKind.FALL, MarkKind.ABOUT})


def _claim(
    text: str, marks: Sequence[Mark], hanging: Hanging, context: tuple[Around, Claim | None]
) -> Claim | None:
    around, before = context
    mark = marks[hanging.at]
    measure, unit = _measure(mark, hanging)
    subject = _subject(text, marks, hanging, before)
    if mark.token is None or not subject.name or measure is None:
        return None
    if _doubtful(subject, measure, hanging.link, around.rulebook):
        return None
    period, found = _period(marks, hanging, around, before)
    versus = _versus(hanging, period, around) if measure in _CHANGES else ""
    if measure in _CHANGES and not versus:
        return None
    return Claim(
        exhibit=around.exhibit.number,
        subject=subject.name,
        scope=subject.scope if is_general(subject.name, around.rulebook) else "",
        glyphs=Glyphs(token=mark.token, quantity=mark.token.run.best.quantities[0]),
        measure=measure,
        unit=unit,
        scale=mark.scale,
        period=period,
        versus=versus,
        approximate=_approximate(marks, hanging.at),
        direction=_direction(subject.name, hanging, mark),
        line=mark.token.line,
        found=found,
    )


def _doubtful(subject: Subject, measure: Measure, link: Link, rulebook: Rulebook) -> bool:
    """Whether a figure is tied too loosely for its kind, or its item is named too loosely inside a sentence."""
    if measure is Measure.RATIO and link in {Link.BRACKET, Link.OF, Link.DIRECT}:
        return not RATIO_NAME.search(subject.name)
    if measure is Measure.COUNT and link is Link.DIRECT:
        return True
    return not subject.opens and is_general(subject.name, rulebook)


_CHANGES = frozenset({Measure.CHANGE, Measure.CHANGE_PCT})


def _measure(mark: Mark, hanging: Hanging) -> tuple[Measure | None, str]:
    """What the figure measures, and its unit; nothing where it has none."""
    changes = hanging.changes(mark)
    unit = mark.unit
    if unit == "points":
        return Measure.CHANGE, unit
    if unit == "%":
        return (Measure.CHANGE_PCT if changes else Measure.RATIO), unit
    if changes and unit:
        return Measure.CHANGE, unit
    if unit in COUNTS:
        return Measure.COUNT, unit
    if (len(unit) == MONEY_LENGTH and unit.isupper()) or (not unit and mark.scale != "1"):
        return Measure.AMOUNT, unit or "JPY"
    return (Measure.OTHER, unit) if unit == "Gbps" else (None, "")


def _subject(text: str, marks: Sequence[Mark], hanging: Hanging, before: Claim | None) -> Subject:
    if hanging.link in {Link.SAME, Link.AGAINST}:
        same = hanging.changes(marks[hanging.at]) or hanging.link is Link.AGAINST or hanging.chained
        if before is None or not (same or hanging.inside):
            return NOBODY
        return Subject(name=before.subject, scope=before.scope, opens=True)
    if hanging.link in {Link.COLON, Link.VERB, Link.BRACKET}:
        return phrase_before(text, marks, hanging.before)
    if hanging.link is Link.OF:
        return phrase_before(text, marks, hanging.before + 1)
    if hanging.link is Link.DIRECT:
        return _direct(text, marks, hanging)
    return NOBODY


def _direct(text: str, marks: Sequence[Mark], hanging: Hanging) -> Subject:
    """A name right before its figure, where it opens the sentence or a verb of change stands between."""
    subject = phrase_before(text, marks, hanging.before)
    if hanging.direction or (subject.opens and len(subject.name.split()) <= DIRECT_WORDS):
        return subject
    return NOBODY


def _period(
    marks: Sequence[Mark], hanging: Hanging, around: Around, before: Claim | None
) -> tuple[Period | None, str]:
    """The period in the clause, else that of the figure before in the same sentence, else around it."""
    if hanging.own is not None:
        own = period_of(hanging.own, around.period, around.calendar)
        if own is not None:
            return own, "clause"
    if before is not None and before.period is not None and hanging.link is Link.SAME and not hanging.chained:
        return before.period, before.found
    alone = [mark for mark in marks if mark.kind is MarkKind.PERIOD]
    leading = [mark for mark in marks[: hanging.at] if mark.kind is MarkKind.PERIOD] or alone
    if len(leading) == 1 and _speaks_of_all(marks, leading[0], hanging):
        own = period_of(leading[0], around.period, around.calendar)
        if own is not None:
            return own, "clause"
    return around.period, around.found


def _speaks_of_all(marks: Sequence[Mark], period: Mark, hanging: Hanging) -> bool:
    """Whether a period before a figure is that of the clause: it opens it, or `in` leads to it."""
    place = list(marks).index(period)
    if place == 0 or place > hanging.at:
        return place == 0
    words = marks[place - 1]
    leads = words.kind is MarkKind.WORDS and words.text.lower().split()[-1] in {
        "in",
        "for",
        "at",
        "of",
        "during",
    }
    return leads or words.kind in {MarkKind.COLON, MarkKind.STOP}


def _versus(hanging: Hanging, period: Period | None, around: Around) -> str:
    if hanging.growth is None or period is None:
        return ""
    return versus_of(hanging.growth, period, around.calendar)


def _approximate(marks: Sequence[Mark], at: int) -> bool:
    near = [marks[at - 1]] if at else []
    near += marks[at + 1 : at + 2]
    return any(mark.kind is MarkKind.ABOUT for mark in near)


def _direction(subject: str, hanging: Hanging, mark: Mark) -> int:
    quantity = mark.token.run.best.quantities[0] if mark.token else None
    if hanging.direction:
        return hanging.direction
    if quantity is not None and quantity.sign is not Sign.NONE:
        return 1
    return -1 if OUT.search(subject) else 1
