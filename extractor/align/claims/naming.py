"""Which item a figure belongs to: by its link, the heading over it, or the noun it counts."""

from dataclasses import replace

import regex

from extractor.align.claims.context import Around, Sentence, stock_name, was_inside
from extractor.align.claims.counts import counted, told_of
from extractor.align.claims.links import Hanging, Link
from extractor.align.claims.lists import PURPOSE, apposed, narrowed, parted, purpose
from extractor.align.claims.marks import Mark, MarkKind, is_money
from extractor.align.claims.measures import CHANGES, NUMBER_OF
from extractor.align.claims.subjects import NOBODY, Subject, clean, phrase_before, phrase_behind
from extractor.align.claims.topics import listed_topic
from extractor.align.claims.wholes import kind_of, owned, share_of, topic_of
from extractor.model.figure import Measure
from extractor.model.period import Period
from extractor.model.proposal import Claim
from extractor.rulebook.lookup import items_named
from extractor.rulebook.names import is_japanese
from extractor.rulebook.phrases import is_general

DIRECT_WORDS = 8
SUBTOTAL = "subtotal_total"
HEADING_WORDS = 8
BESIDE = "*"
"""Stands for the item of the number above a bracket, which alignment does not know yet."""
BRACKETED = regex.compile(r"(?<=^\W*)[(（][^()（）]+[)）]\s*[:：]\s*$")
RANKED = regex.compile(r"\b(?:top|among(?: the)?|first|last|next|past|out of)$", regex.IGNORECASE)
"""Words that make a number a rank or a selection, as in `among the top 10 companies`."""
GROWING = regex.compile(r"^(?:\p{L}+ ){0,2}growth (?:in|of|with|from) ", regex.IGNORECASE)
PART = frozenset({"of", "of which"})
BARE = frozenset({MarkKind.PERIOD, MarkKind.COLON, MarkKind.RISE, MarkKind.FALL, MarkKind.ABOUT, MarkKind.OPEN})


def subject_of(sentence: Sentence, hanging: Hanging) -> Subject:
    """The item of a figure; nobody where it is in doubt."""
    found = _shared(sentence, hanging)
    if found.name:
        return found
    found = told_of(sentence, hanging)
    found = found if found.name else _linked(sentence, hanging)
    if not found.name and hanging.link is not Link.AGAINST:
        found = counted(sentence, hanging)
        found = found if found.name else purpose(sentence, hanging)
    return narrowed(sentence, hanging, found)


def _shared(sentence: Sentence, hanging: Hanging) -> Subject:
    """The part of a whole, or the company owned, that a percentage speaks of."""
    marks, at, around = sentence.marks, hanging.at, sentence.around
    if marks[at].unit != "%" or hanging.changes(marks[at]):
        return NOBODY
    counted = sentence.last
    if hanging.inside and counted is not None and counted.measure is Measure.COUNT:
        found = kind_of(sentence.text, marks, at)
        if found.name:
            return replace(found, scope=counted.subject)
    before = around.last.subject if around.last is not None else ""
    found = share_of(sentence.text, marks, at, (before, around.rulebook))
    return found if found.name else owned(sentence.text, marks, at, (around.heading, around.rulebook))


def _linked(sentence: Sentence, hanging: Hanging) -> Subject:
    if hanging.link in {Link.SAME, Link.AGAINST, Link.TO} or was_inside(sentence, hanging):
        return _same(sentence, hanging)
    if hanging.link in {Link.COLON, Link.VERB, Link.BRACKET, Link.OF}:
        return _phrased(sentence, hanging)
    if hanging.link is Link.BEHIND:
        return _behind(sentence, hanging)
    if hanging.link is Link.DIRECT:
        found = _direct(sentence, hanging)
        return NOBODY if RANKED.search(found.name) else found
    return _headed(sentence, hanging)


def _same(sentence: Sentence, hanging: Hanging) -> Subject:
    """The subject of the figure before, for its changes, its brackets, and what it is compared to."""
    marks, before = sentence.marks, sentence.last or _counted_before(sentence, hanging)
    chained = marks[hanging.before].kind is MarkKind.ARROW
    leveled = hanging.leveled and before is not None and before.measure in CHANGES
    goes_on = hanging.changes(marks[hanging.at]) or hanging.led or hanging.inside or leveled
    tied = hanging.link in {Link.AGAINST, Link.TO} or was_inside(sentence, hanging)
    if not (goes_on or chained or tied):
        return apposed(sentence, hanging)
    return Subject(name=before.subject, scope=before.scope, opens=True) if before is not None else NOBODY


def _counted_before(sentence: Sentence, hanging: Hanging) -> Claim | None:
    """What was counted last in the same unit, for a change in a bracket behind what describes it."""
    unit = sentence.marks[hanging.at].unit
    alike = [claim for claim in sentence.told if claim.measure is Measure.COUNT and claim.unit == unit]
    return alike[-1] if alike and hanging.inside and hanging.changes(sentence.marks[hanging.at]) else None


def _behind(sentence: Sentence, hanging: Hanging) -> Subject:
    """The item behind `a decrease of … in`; without one, that of the figure before the comma."""
    found = phrase_behind(sentence.text, sentence.marks, hanging.at)
    listed = any(mark.kind is MarkKind.COMMA for mark in sentence.marks[hanging.at - 3 : hanging.at])
    before = sentence.last
    if found.name or before is None or not listed:
        return found
    return Subject(name=before.subject, scope=before.scope, opens=True)


def _phrased(sentence: Sentence, hanging: Hanging) -> Subject:
    """The phrase before a link; in a bracket behind a figure it completes the name before the bracket."""
    found = phrase_before(sentence.text, sentence.marks, hanging.before)
    if not found.name and found.first == 0 and hanging.link is Link.COLON:
        under = _under_heading(sentence, hanging)
        return under if under.name else _headed(sentence, hanging)
    if sentence.marks[hanging.before].kind is MarkKind.DONE and not _tells_item(sentence, found.name):
        return NOBODY
    if sentence.around.above is not None and sentence.marks[0].kind is MarkKind.OPEN:
        found = replace(found, opens=True)
    if hanging.link is Link.COLON and not found.scope and _column(sentence, found.name):
        return Subject(name=_unperioded(clean(sentence.around.heading), None), scope=found.name, certain=True)
    if PURPOSE.match(found.name) and hanging.link is Link.OF:
        return Subject(name=parted(sentence, found.name)[1], opens=True)
    before = sentence.last
    return _in_bracket(sentence, hanging, found) if before is None else _after_another(sentence, hanging, found, before)


def _tells_item(sentence: Sentence, name: str) -> bool:
    """Whether a word of a name is that of an item, as in `revenues from Blue Media added JPY 5 million`."""
    return any(items_named(word, sentence.around.rulebook) for word in name.split())


def _under_heading(sentence: Sentence, hanging: Hanging) -> Subject:
    """The heading over a name in brackets, with that name, as `Reserves / (Retained earnings): JPY 5 million`."""
    around = sentence.around
    named = BRACKETED.search(sentence.text[: sentence.marks[hanging.at].start])
    heading = clean(around.heading)
    if named is None or not around.near or not heading or len(heading.split()) > HEADING_WORDS:
        return NOBODY
    return Subject(name=f"{heading} {named[0].rstrip(' :：')}", opens=True)


def _in_bracket(sentence: Sentence, hanging: Hanging, found: Subject) -> Subject:
    """A general noun in a bracket speaks of the figure or of the words right before the bracket."""
    marks = sentence.marks
    opened = [place for place in range(hanging.at) if marks[place].kind is MarkKind.OPEN]
    bare = not found.opens and is_general(found.name, sentence.around.rulebook)
    if not opened or not opened[-1] or not hanging.inside or not bare:
        return found
    if marks[opened[-1] - 1].kind is MarkKind.QUANTITY:
        return replace(found, opens=True)
    part = phrase_before(sentence.text, marks, opened[-1])
    return replace(found, scope=part.name, certain=True) if part.name else found


def _column(sentence: Sentence, name: str) -> bool:
    """Whether a name says nothing itself, and the heading over it what is counted, as `Staff / Consolidated: 95`."""
    rulebook, heading = sentence.around.rulebook, clean(sentence.around.heading)
    bare = is_general(name, rulebook) and all(item.id == SUBTOTAL for item in items_named(name, rulebook))
    return bool(name) and bare and len(heading.split()) <= HEADING_WORDS and bool(NUMBER_OF.search(heading))


def _after_another(sentence: Sentence, hanging: Hanging, found: Subject, before: Claim) -> Subject:
    """The phrase before a link where another figure stands before it."""
    if hanging.link is Link.VERB and sentence.marks[hanging.before - 1].kind is MarkKind.COMMA:
        return Subject(name=before.subject, scope=before.scope, opens=True)
    if hanging.inside and not found.name and sentence.marks[hanging.at - 1].words in PART:
        return Subject(name=before.subject, scope=before.scope, opens=True)
    if hanging.inside and not found.opens and is_general(found.name, sentence.around.rulebook):
        return Subject(name=_of_part(before.subject, found.name, sentence), opens=True)
    if _listed_on(sentence, found) and is_general(before.subject, sentence.around.rulebook):
        return replace(found, scope=found.scope or before.scope, opens=True)
    return _second(sentence, found) if hanging.link is Link.VERB else found


def _listed_on(sentence: Sentence, found: Subject) -> bool:
    """Whether a phrase goes on with the list of a figure: behind its comma, or behind `and`."""
    marks = sentence.marks
    behind = marks[found.first - 1] if 0 < found.first < len(marks) else None
    joined = behind is not None and behind.kind is MarkKind.QUANTITY and marks[found.first].words.startswith("and ")
    return joined or (behind is not None and behind.kind is MarkKind.COMMA)


def _second(sentence: Sentence, found: Subject) -> Subject:
    """A further item of a sentence; behind one of the whole company a general name is of the whole, too."""
    before = sentence.last
    whole = before is not None and not before.scope and is_general(before.subject, sentence.around.rulebook)
    return replace(found, opens=found.opens or whole)


def _of_part(whole: str, noun: str, sentence: Sentence) -> str:
    """A general noun with the part of the company that another name speaks of."""
    words = whole.split()
    while words and is_general(words[-1], sentence.around.rulebook):
        words.pop()
    return f"{' '.join(words)} {noun}" if words and noun else ""


def _topic(sentence: Sentence, subject: Subject) -> Subject | None:
    """A known item of a list in Japanese, with the topic of the sentence as its scope where that is a part."""
    if subject.opens or not is_japanese(subject.name) or not sentence.known(subject.name):
        return None
    topic = listed_topic(sentence.text, sentence.marks, subject.first)
    if topic is None:
        return None
    general = is_general(topic, sentence.around.rulebook)
    return replace(subject, scope="" if general else topic, opens=True, certain=not general)


def _direct(sentence: Sentence, hanging: Hanging) -> Subject:
    """A name right before its figure, where it opens the sentence or a verb of change stands between.

    A name on a line above must be that of a known item, or its period must stand at the figure.
    """
    marks = sentence.marks
    subject = phrase_before(sentence.text, marks, hanging.before)
    subject = _topic(sentence, subject) or subject
    part = bool(subject.first) and marks[subject.first - 1].words in PART and is_money(marks[hanging.at].unit)
    if not subject.opens and (NUMBER_OF.search(subject.name) or (hanging.inside and part)):
        return replace(subject, opens=part)
    if not subject.opens and hanging.direction:
        topic = topic_of(sentence.text, marks) if is_general(subject.name, sentence.around.rulebook) else ""
        return replace(subject, name=f"{topic} {subject.name}", opens=True) if topic else _second(sentence, subject)
    if not subject.opens or (len(subject.name.split()) > DIRECT_WORDS and not hanging.direction):
        return NOBODY
    first, last = marks[subject.first].start, marks[hanging.at].start
    if hanging.direction or hanging.led or not any(first < place <= last for place in sentence.breaks[1:]):
        return subject
    return subject if sentence.known(subject.name) else NOBODY


def _headed(sentence: Sentence, hanging: Hanging) -> Subject:
    """The subject of a line that has none: the number above its bracket, its heading, or the line before."""
    if not all(mark.kind in BARE for mark in sentence.marks[: hanging.at]):
        return NOBODY
    around, mark = sentence.around, sentence.marks[hanging.at]
    if around.above is not None and hanging.changes(mark):
        return Subject(name=BESIDE, opens=True)
    heading = _unperioded(clean(around.heading), around.period)
    if around.point and hanging.direction and hanging.growth is not None and len(heading.split()) <= HEADING_WORDS:
        return Subject(name=GROWING.sub("", heading), opens=True)
    if around.near and heading and len(heading.split()) <= HEADING_WORDS:
        grows = hanging.direction and hanging.growth is not None and sentence.known(heading)
        return Subject(name=heading, opens=True) if hanging.own is not None or grows else NOBODY
    return _listed(around, mark, hanging)


def _listed(around: Around, mark: Mark, hanging: Hanging) -> Subject:
    """The item of a period and its amount alone: the one that stands at a day, or that of the line before."""
    if hanging.own is None and is_money(mark.unit) and items_named(around.tail, around.rulebook):
        return Subject(name=around.tail, opens=True)
    if hanging.own is None or not is_money(mark.unit):
        return NOBODY
    if hanging.own.at_end:
        return Subject(name=stock_name(around.exhibit, around.rulebook), opens=True)
    before = around.last
    if before is None or before.unit != mark.unit or before.scale != mark.scale or hanging.changes(mark):
        return NOBODY
    return Subject(name=before.subject, scope=before.scope, opens=True)


def _unperioded(heading: str, period: Period | None) -> str:
    """A heading without its period."""
    name = heading.replace(period.printed, "") if period is not None and period.printed else heading
    return clean(name.strip(" <>《》【】-–—"))
