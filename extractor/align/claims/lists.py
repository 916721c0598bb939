"""Items of amounts in lists: the name before a comma, what the amount went to, and what narrows it."""

import regex

from extractor.align.claims.context import Sentence
from extractor.align.claims.links import Hanging, Link
from extractor.align.claims.marks import Mark, MarkKind, is_money
from extractor.align.claims.subjects import NOBODY, Subject, clean, phrase_before
from extractor.rulebook.lookup import items_named

PURPOSE = regex.compile(r"^for (?:the |our |an? )?(?=\p{Ll})")
CLOSING = frozenset({MarkKind.COMMA, MarkKind.OPEN, MarkKind.STOP})
"""Behind an amount that stands beside its name."""
CAME_WITH = regex.compile(r"^with the (?:acquisition|purchase|takeover|sale) of(?= )")
NARROWING = frozenset({MarkKind.WORDS, MarkKind.RELATED, MarkKind.GAIN, MarkKind.DROP, MarkKind.HAS, MarkKind.DONE})


def apposed(sentence: Sentence, hanging: Hanging) -> Subject:
    """The name before a comma, where its amount closes the part: `purchase of equipment, JPY 570 million;`."""
    marks, at = sentence.marks, hanging.at
    closed = at + 1 == len(marks) or marks[at + 1].kind in CLOSING
    if marks[hanging.before].kind is not MarkKind.COMMA or not closed or not is_money(marks[at].unit):
        return NOBODY
    found = phrase_before(sentence.text, marks, hanging.before)
    return found if found.opens and hanging.before == found.end else NOBODY


def purpose(sentence: Sentence, hanging: Hanging) -> Subject:
    """What an amount in a list was spent on, as in `JPY 912 million for the acquisition of shares`."""
    marks, at = sentence.marks, hanging.at
    behind = marks[at + 1] if at + 1 < len(marks) else None
    alone = hanging.link is Link.SAME or not at
    money = is_money(marks[at].unit) and alone and not hanging.changes(marks[at])
    if behind is None or not money or not PURPOSE.match(behind.words):
        return NOBODY
    following = marks[at + 2] if at + len("ab") < len(marks) else None
    if following is None or following.kind is not MarkKind.QUANTITY:
        return Subject(name=clean(PURPOSE.sub("", behind.text)), opens=True)
    return Subject(name=parted(sentence, clean(behind.text))[0], opens=True)


def parted(sentence: Sentence, words: str) -> tuple[str, str]:
    """Two items joined by `and`: the second is known, or both are said alike, `one of … and one of …`."""
    parts = PURPOSE.sub("", words).split(" and ")
    for place in range(1, len(parts)):
        first, second = clean(" and ".join(parts[:place])), clean(" and ".join(parts[place:]))
        alike = " of " in first and " of " in second
        if alike or items_named(second, sentence.around.rulebook):
            return first, second
    return "", ""


def narrowed(sentence: Sentence, hanging: Hanging, found: Subject) -> Subject:
    """The item with what narrows it behind the figure, as in `JPY 2 million related to shares`."""
    marks, at = sentence.marks, hanging.at
    lead = _narrowing(marks[at + 1]) if at + 1 < len(marks) else ""
    if not lead:
        return found
    end = at + 1
    while end < len(marks) and marks[end].kind in NARROWING:
        end += 1
    narrowing = clean(sentence.text[marks[at + 1].start : marks[end - 1].end].lstrip()[len(lead) :])
    listed = not found.name and at > 0 and marks[at - 1].words.endswith(("and", "and the"))
    base = sentence.base if listed else found.name
    if not base or not narrowing:
        return NOBODY
    name = f"{base} {lead} {narrowing}"
    return Subject(name=name, scope=found.scope, opens=found.opens or listed, base=base)


def _narrowing(mark: Mark) -> str:
    """The words behind an amount that lead to what it came with; empty where none do."""
    if mark.kind is MarkKind.RELATED:
        return mark.text
    came = CAME_WITH.match(mark.text) if mark.kind is MarkKind.WORDS else None
    return came[0] if came is not None else ""
