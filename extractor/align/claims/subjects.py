"""The item that a figure in a sentence belongs to, in the words printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.align.claims.marks import Mark, MarkKind

LONGEST = 14
MOST_GLYPHS = 400
"""A text longer than this is no name, whatever its ends are."""
PAIR = 2
PRESENT = "当"
BOUNDARIES = frozenset(
    {
        MarkKind.LEAD,
        MarkKind.SHOWS,
        MarkKind.PLAN,
        MarkKind.HAS,
        MarkKind.DONE,
        MarkKind.STOP,
        MarkKind.COLON,
        MarkKind.STATE,
        MarkKind.LEVEL,
        MarkKind.QUANTITY,
        MarkKind.AGAINST,
        MarkKind.BASE,
        MarkKind.GROWTH,
        MarkKind.ARROW,
        MarkKind.DASH,
        MarkKind.COMMA,
        MarkKind.RISE,
        MarkKind.FALL,
    }
)
CHANGING = frozenset({MarkKind.RISE, MarkKind.FALL})
"""Verbs of change before a bracket that gives the change, as in `Revenue rose (up 2% YoY)`."""
BEFORE_OPENING = frozenset({MarkKind.PERIOD, MarkKind.COLON, MarkKind.DASH, MarkKind.SHOWS})
ARTICLES = regex.compile(r"^(?:の|(?:and|the|an?|our|its|their|also|to|by|of|in|additionally)\s+)+", regex.IGNORECASE)
TAIL = regex.compile(
    r"(?:[\s,:：;*·•(（\[]|(?<=\s)(?:as a whole|in|for|at|of|to|by|as of|during|and|from|an?|the|approx\.?|on)"
    r"(?=\s*$))+$",
    regex.IGNORECASE,
)
BULLET = regex.compile(r"^[\s、，\-–—•・◆◇■□●○➤▶>※*<《【\ue000-\uf8ff]+|^\(?\d{1,2}[.)]\s+(?=\D)")
NO_NAME = regex.compile(
    r"^(?:it|they|this|that|we|which|these|those|there|he|she|who|of|with|above|such|not|only)\b|^[(（]|^(?:for|in|at|as|on|by|the|an?|of|and)$|^per\b",
    regex.IGNORECASE,
)
CAUSE = regex.compile(r"(?:により|によって|による|に伴い|に伴って|を受けて?|を背景に|の影響で|を主因に|に加え|ため)$")
"""What ends the cause between a topic and its figure, as in `営業利益は、原材料高により98億円`."""
RESULTING = frozenset({"with the result that", "so that"})
"""Words that lead from a cause to its result: who opens the cause opens the result."""
PREPOSITION_END = regex.compile(r"\b(?:in|for|at|of|during|as of|on|by)\s*$", regex.IGNORECASE)
BACK_REFERENCE = regex.compile(r"^\W*(?:it|they|this|these|those|that)\b", regex.IGNORECASE)
"""Words that open a sentence and mean the name before its colon."""
GROWTH_NOUN = regex.compile(
    r"^(?:an? )?(?:[a-z-]+ ){0,3}(?:growth|decline|increase|decrease|improvement|rise|drop|recovery)$",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A printed name, the name before a colon in front of it, and whether it opens its sentence.

    `periods` are those printed at its ends, `first` and `end` the marks between which it stands, `base` the
    name without what narrows it, `unit` what a bare number counts, `others` further items with the same figure.
    """

    name: str
    scope: str = ""
    opens: bool = False
    periods: tuple[Mark, ...] = ()
    first: int = 0
    end: int = 0
    base: str = ""
    certain: bool = False
    unit: str = ""
    others: tuple[str, ...] = ()


NOBODY = Subject(name="")


def phrase_before(text: str, marks: Sequence[Mark], end: int) -> Subject:
    """The noun phrase that ends right before the mark at an index: back to the boundary before it."""
    found = _phrase(text, marks, end)
    before = found.first - 1
    if before >= 0 and marks[before].kind is MarkKind.SHOWS and GROWTH_NOUN.match(found.name):
        return phrase_before(text, marks, before)
    if before > 0 and marks[before].kind is MarkKind.STATE and CAUSE.search(found.name):
        return phrase_before(text, marks, before)
    if before > 0 and not found.name and marks[before].kind is MarkKind.COMMA:
        return _phrase(text, marks, before)
    return found


def _phrase(text: str, marks: Sequence[Mark], end: int) -> Subject:
    end = _without_aside(marks, end)
    while end > 1 and marks[end - 1].kind in CHANGING:
        end -= 1
    first = _boundary(marks, end)
    scope = ""
    if first < end - 1 and _present(marks[first]) and marks[first + 1].kind is MarkKind.PERIOD:
        first += 1
    if first and marks[first - 1].kind is MarkKind.COLON:
        scope = clean(_without_periods(text, marks[: first - 1]))
    opens = all(mark.kind in BEFORE_OPENING or _present(mark) for mark in _behind_connective(marks[:first]))
    if first and marks[first - 1].words in RESULTING:
        opens = _cause_opens(text, marks, first - 1)
    if first and marks[first - 1].kind is MarkKind.LEVEL:
        opens = _phrase(text, marks, first - 1).opens
    words = _without_periods(text, marks[first:end])
    named, scope = (scope, "") if scope and BACK_REFERENCE.match(words) else (clean(words), scope)
    return Subject(
        name=named,
        scope=scope,
        opens=opens or (first > 0 and marks[first - 1].kind is MarkKind.COLON),
        periods=tuple(
            mark for mark in (*marks[first:end][:1], *marks[first:end][1:][-1:]) if mark.kind is MarkKind.PERIOD
        ),
        first=first,
        end=end,
    )


def _behind_connective(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks behind a word like `However,` that joins a sentence to the one before."""
    return marks[PAIR:] if [mark.kind for mark in marks[:PAIR]] == [MarkKind.LEAD, MarkKind.COMMA] else marks


def _cause_opens(text: str, marks: Sequence[Mark], end: int) -> bool:
    """Whether the subject of the cause before a result opens its sentence."""
    return _phrase(text, marks, end - (end > 0 and marks[end - 1].kind is MarkKind.COMMA)).opens


def _present(mark: Mark) -> bool:
    """Whether a mark is but the word before the present period, as in `当第2四半期の売上高`."""
    return mark.kind is MarkKind.WORDS and BULLET.sub("", mark.text) == PRESENT


def _without_aside(marks: Sequence[Mark], end: int) -> int:
    """The end of a phrase before a bracket of words that stands behind its period."""
    if end > 1 and marks[end - 1].kind is MarkKind.WORDS and marks[end - PAIR].kind is MarkKind.PERIOD:
        words = marks[end - 1].text
        return end - 1 if words[:1] in "(（" and words[-1:] in ")）" else end
    return end


def _boundary(marks: Sequence[Mark], end: int) -> int:
    """The first mark of the phrase that ends at a place; brackets with figures in them end it too."""
    first, depth = end, 0
    while first > 0:
        mark = marks[first - 1]
        depth += (mark.kind is MarkKind.CLOSE) - (mark.kind is MarkKind.OPEN)
        if depth < 0 or mark.kind is MarkKind.QUANTITY or (depth == 0 and mark.kind in BOUNDARIES):
            break
        first -= 1
    closed = [place for place in range(first, end) if marks[place].kind is MarkKind.CLOSE]
    return closed[0] + 1 if closed and depth > 0 else first


def phrase_behind(text: str, marks: Sequence[Mark], at: int) -> Subject:
    """The noun phrase behind a figure that `in` leads to, as in `a decrease of JPY 3 million in sales`."""
    if at + 1 >= len(marks) or not marks[at + 1].text.lower().startswith("in "):
        return NOBODY
    words = marks[at + 1].text[len("in ") :]
    return Subject(name=clean(words), opens=True)


def _without_periods(text: str, marks: Sequence[Mark]) -> str:
    """The text of some marks, without bracketed figures, nor periods at its ends and their prepositions."""
    out, depth = "", 0
    ends = {id(mark) for mark in (*marks[:1], *marks[-1:])}
    for mark in marks:
        depth += mark.kind is MarkKind.OPEN
        if not depth and mark.kind is MarkKind.PERIOD and id(mark) in ends:
            out = PREPOSITION_END.sub("", out.rstrip()) + " "
        elif not depth and mark.kind is not MarkKind.ABOUT:
            printed = text[mark.start : mark.end]
            out += printed if mark.kind is MarkKind.WORDS else f" {printed} "
        depth -= mark.kind is MarkKind.CLOSE
    return out


@lru_cache(maxsize=8192)
def clean(words: str) -> str:
    """A name without bullets, articles and loose ends; empty where no name is left."""
    name = BULLET.sub("", " ".join(words.split()))
    if len(name) > MOST_GLYPHS:
        return ""
    before = ""
    while before != name:
        before = name
        name = TAIL.sub("", ARTICLES.sub("", name)).strip()
    if len(name.split()) > LONGEST or not any(sign.isalpha() for sign in name) or NO_NAME.match(name):
        return ""
    return name
