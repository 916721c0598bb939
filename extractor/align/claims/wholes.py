"""Shares that a sentence states: percentages of a named whole, and how much of a company is owned."""

from collections.abc import Sequence

import regex

from extractor.align.claims.marks import Mark, MarkKind
from extractor.align.claims.subjects import NOBODY, Subject, clean, phrase_before
from extractor.rulebook import Rulebook
from extractor.rulebook.lookup import items_named
from extractor.rulebook.phrases import find_phrases, is_general

OWNED = "owned"
OWNERSHIP = "Ownership of"
PLACED = "placed"
MAKING = frozenset({"accounted for", "accounts for", "accounting for", "made up", "represented", "represents"})
"""Verbs between a part and its share of a whole."""
LONGEST = 8
GOING = "ing"
OF_WHOLE = regex.compile(r"^of\s+(?:the |our |its )?", regex.IGNORECASE)
ALIAS = regex.compile(r"[(（][\"“”'‘’「]([^\"“”'‘’」()（）]+)[\"“”'‘’」][)）]\s*$")
JOINED = regex.compile(r"[(（][\"“”'‘’「]([^\"“”'‘’」()（）]+)[\"“”'‘’」][)）],? (?:and|と) (?:\S+ ){1,6}$")
"""A company with its short name, joined to another behind it."""
LINKING = regex.compile(r"(?:\s+(?:is|are|was|were|become|becomes|became|being|as|now))*(?:\s+(?:an?|our))?$")
DONE = regex.compile(r"^\p{Lu}\p{Ll}+ed\s+(?=\p{Lu})")
TOPIC = regex.compile(
    r"^\W*(?:looking at|turning to|as for|as to|regarding|with regard to|concerning) (?:our |the |its )?(?P<topic>.+)$",
    regex.IGNORECASE,
)
"""What a sentence says it speaks of before it begins."""
PROPER = regex.compile(r"(?:\p{Lu}[\w&.’'-]*,?\s*)+$")


def share_of(text: str, marks: Sequence[Mark], at: int, place: tuple[str, Rulebook]) -> Subject:
    """The part that has a share, as in `about 80% of revenue is from services` or `Services (10% of revenue)`.

    A share that opens its sentence, without a verb, is that of the item in `place`, of which the line before speaks.
    """
    before, rulebook = place
    whole, end = _whole(text, marks, at)
    if whole and at and marks[at - 1].words in MAKING:
        part = phrase_before(text, marks, at - 1).name
        return Subject(name=part, scope=f"% of {whole}", opens=True, certain=True) if part else NOBODY
    if not whole or not (items_named(whole, rulebook) or _headed_general(whole, rulebook)):
        return NOBODY
    if end < len(marks) and marks[end].kind is MarkKind.STATE:
        part = _part(text, marks, end + 1, rulebook)
    else:
        opened = [place for place in range(at) if marks[place].kind is MarkKind.OPEN]
        part = phrase_before(text, marks, opened[-1]).name if opened else "" if at else before
    return Subject(name=part, scope=f"% of {whole}", opens=True, certain=True) if part else NOBODY


def _whole(text: str, marks: Sequence[Mark], at: int) -> tuple[str, int]:
    """The words behind `of`, without a period among them, and the mark behind them."""
    end = at + 1
    while end < len(marks) and marks[end].kind in {MarkKind.WORDS, MarkKind.PERIOD}:
        end += 1
    words = " ".join(text[m.start : m.end].strip() for m in marks[at + 1 : end] if m.kind is MarkKind.WORDS)
    return (clean(OF_WHOLE.sub("", words)) if OF_WHOLE.match(words) else ""), end


def _headed_general(whole: str, rulebook: Rulebook) -> bool:
    """Whether a name ends in a word of any company, as `cloud revenues`."""
    words = whole.split()
    return len(words) <= LONGEST and is_general(words[-1], rulebook)


def _part(text: str, marks: Sequence[Mark], first: int, rulebook: Rulebook) -> str:
    """The words behind the verb up to the next mark, without the verb and preposition that place a share."""
    if first >= len(marks) or marks[first].kind is not MarkKind.WORDS:
        return ""
    words = text[marks[first].start : marks[first].end].strip()
    placed = [mention for mention in find_phrases(words, rulebook) if mention.part == PLACED and not mention.start]
    return clean(words[placed[0].end :] if placed else words)


def owned(text: str, marks: Sequence[Mark], at: int, place: tuple[str, Rulebook]) -> Subject:
    """The company behind `100% owned`: the one named last before it, or that of the heading."""
    heading, rulebook = place
    behind = marks[at + 1].text if at + 1 < len(marks) else ""
    if not any(mention.part == OWNED and not mention.start for mention in find_phrases(behind, rulebook)):
        return NOBODY
    before = LINKING.sub("", text[marks[0].start : marks[at].start].rstrip())
    if marks[at - 1].kind is MarkKind.LEAD and at:
        before = text[marks[0].start : marks[at - 1].start].rstrip()
    alias = ALIAS.search(before)
    proper = PROPER.search(before)
    name = alias[1] if alias else clean(DONE.sub("", proper[0])) if proper else ""
    if not any(sign.isalnum() for sign in before):
        name = clean(heading.strip("<>《》【】 "))
    joined = JOINED.search(" ".join(before[: alias.start()].split()) + " ") if alias else None
    others = (f"{OWNERSHIP} {joined[1]}",) if joined else ()
    return Subject(name=f"{OWNERSHIP} {name}", opens=True, certain=True, others=others) if name else NOBODY


def kind_of(text: str, marks: Sequence[Mark], at: int) -> Subject:
    """Which of those counted a share in brackets is of, as `95 employees (about 70% engineers)`."""
    kinds = [mark.kind for mark in marks[at + 1 : at + 3]]
    if kinds != [MarkKind.WORDS, MarkKind.CLOSE]:
        return NOBODY
    return Subject(name=clean(text[marks[at + 1].start : marks[at + 1].end]), opens=True, certain=True)


def topic_of(text: str, marks: Sequence[Mark]) -> str:
    """What a sentence opens with, as in `Retail growing, revenue increased 5%` and `As for retail, revenue …`."""
    kinds = [mark.kind for mark in marks[:4]]
    if kinds == [MarkKind.WORDS, MarkKind.STATE, MarkKind.WORDS, MarkKind.COMMA]:
        return clean(text[marks[0].start : marks[0].end])
    if kinds[:2] != [MarkKind.WORDS, MarkKind.COMMA]:
        return ""
    words = text[marks[0].start : marks[0].end].split()
    topic = TOPIC.match(" ".join(words))
    if topic is not None:
        return clean(topic["topic"])
    return clean(" ".join(words[:-1])) if words[-1].endswith(GOING) else ""
