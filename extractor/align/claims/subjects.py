"""The item that a figure in a sentence belongs to, in the words printed."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.align.claims.passage import Mark, MarkKind

LONGEST = 14
BOUNDARIES = frozenset(
    {
        MarkKind.LEAD,
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
ARTICLES = regex.compile(
    r"^(?:(?:and|the|an?|our|its|their|also|to|by|of|in|additionally)\s+)+", regex.IGNORECASE
)
TAIL = regex.compile(
    r"(?:[\s,:：;*·•(（\[]|(?<=\s)(?:in|for|at|of|to|by|as of|during|and|from|an?|the|approx\.?|on)(?=\s*$))+$",
    regex.IGNORECASE,
)
BULLET = regex.compile(r"^[\s\-–—•・◆◇■□●○➤▶>※*<《【\ue000-\uf8ff]+|^\(?\d{1,2}[.)]\s+(?=\D)")
PRONOUN = regex.compile(
    r"^(?:it|they|this|that|we|which|these|those|there|he|she|who|for|of|with|above|placed|hired)\b|^[(（]",
    regex.IGNORECASE,
)
PREPOSITION_END = regex.compile(r"\b(?:in|for|at|of|during|as of|on|by)\s*$", regex.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A printed name, the name before a colon in front of it, and whether it opens its sentence."""

    name: str
    scope: str = ""
    opens: bool = False


NOBODY = Subject(name="")


def phrase_before(text: str, marks: Sequence[Mark], end: int) -> Subject:
    """The noun phrase that ends right before the mark at an index: back to the boundary before it."""
    first = end
    depth = 0
    while first > 0:
        mark = marks[first - 1]
        depth += (mark.kind is MarkKind.CLOSE) - (mark.kind is MarkKind.OPEN)
        if depth < 0 or (depth == 0 and mark.kind in BOUNDARIES):
            break
        first -= 1
    name = clean(_without_periods(text, marks[first:end]))
    scope = ""
    if first and marks[first - 1].kind is MarkKind.COLON:
        scope = clean(_without_periods(text, marks[: first - 1]))
    opens = all(mark.kind in {MarkKind.PERIOD, MarkKind.COLON} for mark in marks[:first])
    return Subject(name=name, scope=scope, opens=opens or bool(scope))


def _without_periods(text: str, marks: Sequence[Mark]) -> str:
    """The text of some marks, without its periods and the prepositions before these, nor bracketed figures."""
    out, depth = "", 0
    for mark in marks:
        depth += mark.kind is MarkKind.OPEN
        if not depth and mark.kind is MarkKind.PERIOD:
            out = PREPOSITION_END.sub("", out.rstrip()) + " "
        elif not depth and mark.kind is not MarkKind.ABOUT:
            out += (
                text[mark.start : mark.end]
                if mark.kind is MarkKind.WORDS
                else f" {text[mark.start : mark.end]} "
            )
        depth -= mark.kind is MarkKind.CLOSE
    return out


def clean(words: str) -> str:
    """A name without bullets, articles and loose ends; empty where no name is left."""
    name = BULLET.sub("", " ".join(words.split()))
    before = ""
    while before != name:
        before = name
        name = TAIL.sub("", ARTICLES.sub("", name)).strip()
    if len(name.split()) > LONGEST or not any(sign.isalpha() for sign in name) or PRONOUN.match(name):
        return ""
    return name
