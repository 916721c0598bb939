"""What a number counts: the noun behind it, what was done with it, and the unit of a number without one."""

import regex

from extractor.align.claims.context import Sentence
from extractor.align.claims.links import Hanging, Link
from extractor.align.claims.marks import Mark, MarkKind
from extractor.align.claims.measures import COUNTS
from extractor.align.claims.subjects import NOBODY, Subject, clean, phrase_before
from extractor.model.figure import Measure

DIGITS = regex.compile(r"[\d.,+\-]+")
DEED = regex.compile(r"(?:tion|ment|ing|sal|sure)$")
"""What was done, as in `acquisition`, `placement` or `hiring`."""
LIMIT = "at-most"
LONGEST = 4
WORD = regex.compile(r"\p{L}[\p{L}-]*$")


def counted(sentence: Sentence, hanging: Hanging) -> Subject:
    """The noun that a number counts, where someone has it, something was done with it, or it stands alone."""
    marks, at = sentence.marks, hanging.at
    if hanging.changes(marks[at]) or marks[at].unit not in COUNTS:
        return NOBODY
    noun = clean(DIGITS.sub(" ", sentence.text[marks[at].start : marks[at].end]))
    before = next((mark for mark in reversed(marks[:at]) if mark.kind is not MarkKind.ABOUT), None)
    behind = marks[at + 1] if at + 1 < len(marks) else None
    for mark in (before, behind):
        if mark is not None and mark.kind is MarkKind.DONE:
            return Subject(name=f"{noun} {mark.words}", opens=True)
    if before is None and (behind is None or behind.words.startswith("with ")):
        further = clean(behind.text) if behind is not None else ""
        return Subject(name=f"{noun} {further}".strip(), opens=True)
    return Subject(name=noun, opens=True) if before is not None and before.kind is MarkKind.HAS else NOBODY


def told_of(sentence: Sentence, hanging: Hanging) -> Subject:
    """What a number counts that its neighbours tell before any name does: a deed, a limit, or words alone."""
    mark = sentence.marks[hanging.at]
    bare = not mark.unit and mark.scale == "1"
    return _limited(sentence, hanging) if bare else _done_with(sentence, hanging)


def _done_with(sentence: Sentence, hanging: Hanging) -> Subject:
    """The nouns behind `acquisition of 1,600 clients and 240 staff`; what was done with them is their scope."""
    mark, before = sentence.marks[hanging.at], sentence.last
    noun = clean(DIGITS.sub(" ", sentence.text[mark.start : mark.end])) if mark.unit in COUNTS else ""
    if not noun or hanging.inside or hanging.changes(mark):
        return NOBODY
    if hanging.link is Link.OF:
        deed = phrase_before(sentence.text, sentence.marks, hanging.before)
        return Subject(name=noun, scope=deed.name, certain=True) if DEED.search(deed.name) else NOBODY
    listed = hanging.link is Link.SAME and before is not None and before.measure is Measure.COUNT
    if before is None or not listed or not DEED.search(before.scope):
        return NOBODY
    return Subject(name=noun, scope=before.scope, certain=True)


def _limited(sentence: Sentence, hanging: Hanging) -> Subject:
    """What `Racks: Max. 24` allows for, or the few words behind an approximate number that stands alone."""
    marks, at = sentence.marks, hanging.at
    about = marks[at - 1] if at and marks[at - 1].kind is MarkKind.ABOUT else None
    if about is None or not _whole(marks[at]):
        return NOBODY
    if hanging.link is Link.COLON and about.text == LIMIT:
        found = phrase_before(sentence.text, marks, hanging.before)
        return Subject(name=found.name, opens=True, unit=_noun(found.name)) if found.name else NOBODY
    alone = at == 1 and [mark.kind for mark in marks[2:]] == [MarkKind.WORDS]
    words = clean(marks[2].text) if alone else ""
    return Subject(name=words, opens=True, unit=_noun(words)) if 0 < len(words.split()) <= LONGEST else NOBODY


def _whole(mark: Mark) -> bool:
    return mark.quantity is not None and not mark.quantity.decimals


def _noun(name: str) -> str:
    """The last word of a name."""
    found = WORD.search(name)
    return found[0].lower() if found else ""
