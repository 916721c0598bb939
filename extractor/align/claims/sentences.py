"""Figures stated in one sentence: each with its subject, measure, period and base."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.align.claims.context import Around, Sentence, was_inside
from extractor.align.claims.dates import CLAUSE, dated, measured_against
from extractor.align.claims.japanese import is_held_against, is_planned
from extractor.align.claims.links import FROM_LEVEL, Hanging, Link, hangings
from extractor.align.claims.marks import Mark, MarkKind, Passage
from extractor.align.claims.measures import CHANGES, EFFECT, Reckoned, direction_of, doubtful, reckon
from extractor.align.claims.naming import BESIDE, subject_of
from extractor.align.claims.subjects import Subject
from extractor.model.exhibit import Unit
from extractor.model.figure import Measure
from extractor.model.number import Quantity, Sign
from extractor.model.proposal import Claim, Glyphs
from extractor.rulebook.lookup import items_named
from extractor.rulebook.phrases import is_general

PASSED = frozenset({MarkKind.OPEN, MarkKind.CLOSE, MarkKind.STATE, MarkKind.GROWTH, MarkKind.COMMA})


def read_sentence(passage: Passage, marks: Sequence[Mark], around: Around) -> Iterator[Claim]:
    """Claims of a sentence of a passage in text order; what hangs in doubt is left out."""
    hanging_all = hangings(marks)
    sentence = Sentence(text=passage.text, marks=marks, around=around, hangings=hanging_all, breaks=passage.breaks)
    for hanging in hanging_all:
        subject = subject_of(sentence, hanging)
        claim = _claim(sentence, hanging, subject)
        sentence = replace(sentence, made=(*sentence.made, claim) if claim is not None else ())
        if claim is None:
            continue
        spoken = claim.found == CLAUSE and hanging.link is not Link.AGAINST and not hanging.past
        sentence = replace(sentence, said=claim.period if spoken else sentence.said, base=subject.base)
        sentence = replace(sentence, told=(*sentence.told, claim))
        yield claim
        yield from (replace(claim, subject=other, merged=True) for other in subject.others)


def _claim(sentence: Sentence, hanging: Hanging, subject: Subject) -> Claim | None:
    mark, around = sentence.marks[hanging.at], sentence.around
    reckoned = reckon(mark, hanging, subject, (sentence.made, _declared(sentence, subject, mark)))
    if mark.token is None or mark.quantity is None or reckoned is None:
        return None
    if not subject.name or _loose(sentence, hanging, subject, reckoned):
        return None
    period, found = dated(sentence, hanging, subject, reckoned)
    versus = measured_against(sentence, hanging, period) if reckoned.measure in CHANGES else ""
    if reckoned.measure in CHANGES and not versus and not _moved(hanging) and not EFFECT.search(subject.name):
        return None
    return Claim(
        exhibit=around.exhibit.number,
        subject="" if subject.name == BESIDE else subject.name,
        beside=(around.above.run.span,) if around.above is not None and subject.name == BESIDE else (),
        scope=_scope(subject, reckoned, around),
        glyphs=Glyphs(token=mark.token, quantity=_unbracketed(mark.quantity)),
        measure=reckoned.measure,
        unit=reckoned.unit,
        scale=reckoned.scale,
        period=period,
        versus=versus,
        scenario=_scenario(sentence, hanging),
        approximate=_approximate(sentence.marks, hanging.at),
        direction=direction_of(subject.name, hanging, mark),
        line=mark.token.line,
        found=found,
    )


def _loose(sentence: Sentence, hanging: Hanging, subject: Subject, reckoned: Reckoned) -> bool:
    """Whether item, unit or time of a figure are in doubt."""
    mark = sentence.marks[hanging.at]
    behind = sentence.marks[hanging.at + 1 : hanging.at + 2]
    bare = reckoned.measure is Measure.AMOUNT and not mark.unit and mark.scale == "1"
    was = bool(behind) and behind[0].words in FROM_LEVEL
    elsewhen = hanging.past and hanging.link is not Link.AGAINST and not was and not was_inside(sentence, hanging)
    each = any(other.words.startswith("per ") for other in behind)
    unknown = bare and not items_named(subject.name, sentence.around.rulebook)
    rulebook = sentence.around.rulebook
    return elsewhen or each or unknown or doubtful(subject, reckoned.measure, hanging.link, rulebook)


def _moved(hanging: Hanging) -> bool:
    """Whether a verb or noun of change gives the figure, though the sentence does not repeat its base."""
    return bool(hanging.direction) and hanging.link in {Link.DIRECT, Link.VERB, Link.BEHIND}


def _declared(sentence: Sentence, subject: Subject, mark: Mark) -> Unit:
    """The unit declared on the slide; where none is, the currency of the deck for names of amounts."""
    around = sentence.around
    if mark.unit or around.exhibit.unit.unit or not around.reporting.currency:
        return around.exhibit.unit
    items = items_named(subject.name, around.rulebook)
    money = any(item.measure == "amount" for item in items)
    return Unit(unit=around.reporting.currency) if money else around.exhibit.unit


def _scope(subject: Subject, reckoned: Reckoned, around: Around) -> str:
    """What a name that says too little belongs to: the name before its colon; for loose counts the title."""
    if subject.certain or not is_general(subject.name, around.rulebook):
        return subject.scope if subject.certain else ""
    return subject.scope or (around.exhibit.title if reckoned.counts and not subject.opens else "")


def _unbracketed(quantity: Quantity) -> Quantity:
    """A percentage in brackets stands beside the words, and is not negative."""
    bracketed = quantity.percent and quantity.sign is Sign.BRACKET
    return replace(quantity, sign=Sign.NONE) if bracketed else quantity


def _scenario(sentence: Sentence, hanging: Hanging) -> str:
    """`forecast` where the sentence speaks of a plan before the figure, right behind it, or at its end in Japanese."""
    marks = sentence.marks
    plans = [place for place in range(hanging.at) if marks[place].kind is MarkKind.PLAN]
    behind = next((mark for mark in marks[hanging.at + 1 :] if mark.kind not in PASSED), None)
    foretold = any(not is_held_against(marks, place) for place in plans) or is_planned(marks, hanging.at)
    return "forecast" if foretold or (behind is not None and behind.kind is MarkKind.PLAN) else "actual"


def _approximate(marks: Sequence[Mark], at: int) -> bool:
    near = [*marks[max(0, at - 1) : at], *marks[at + 1 : at + 2]]
    return any(mark.kind is MarkKind.ABOUT for mark in near)
