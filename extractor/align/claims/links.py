"""How a figure hangs in its sentence: what stands before it, whether it is a change, and its own period."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractor.align.claims.passage import Mark, MarkKind
from extractor.model.number import Sign

BY = frozenset({"by", "by an", "by a", "of", "a", "an"})
AND = frozenset({"and", "and by", "or", "and of", "及び", "、", "と"})
PREPOSITIONS = frozenset({"in", "for", "at", "during", "of", "on", "as of", "as at"})
NEAR_WORDS = 6
SIGNED = frozenset({Sign.PLUS, Sign.MINUS, Sign.TRIANGLE})
POINTS = frozenset({"points", "basis points", "bps"})
OPENINGS = frozenset({MarkKind.COLON, MarkKind.OPEN, MarkKind.ARROW, MarkKind.COMMA, MarkKind.STOP})


class Link(StrEnum):
    """What ties a figure to its item."""

    NONE = "none"
    COLON = "colon"
    VERB = "verb"
    OF = "of"
    BRACKET = "bracket"
    SAME = "same"
    DIRECT = "direct"
    AGAINST = "against"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A figure's link, the mark at which its item ends, its direction, and the periods and bases near it."""

    at: int
    link: Link
    before: int
    direction: int = 0
    own: Mark | None = None
    growth: Mark | None = None
    chained: bool = False
    inside: bool = False

    def changes(self, mark: Mark) -> bool:
        """Whether the figure is a change and not a level."""
        quantity = mark.token.run.best.quantities[0] if mark.token else None
        signed = quantity is not None and quantity.sign in SIGNED
        return bool(self.direction) or signed or self.growth is not None or mark.unit in POINTS


def hang(marks: Sequence[Mark], at: int) -> Hanging:
    """How the quantity at an index of its sentence's marks hangs there."""
    before, direction, own, growth = _before(marks, at)
    after_own, after_growth, after_direction = _after(marks, at)
    direction = direction or after_direction
    chained = before >= 0 and marks[before].kind is MarkKind.ARROW
    link, end = _link(marks, before, noun=_is_noun(marks, at))
    return Hanging(
        at=at,
        link=link,
        before=end,
        direction=direction,
        own=own or after_own,
        growth=growth or after_growth,
        chained=chained,
        inside=_inside(marks, at),
    )


def _inside(marks: Sequence[Mark], at: int) -> bool:
    depth = 0
    for mark in marks[:at]:
        depth += (mark.kind is MarkKind.OPEN) - (mark.kind is MarkKind.CLOSE)
    return depth > 0


def _is_noun(marks: Sequence[Mark], at: int) -> bool:
    """Whether a direction right before the figure is a noun, as in `a decrease of JPY 3 million in sales`."""
    for mark in reversed(marks[:at]):
        if mark.kind in {MarkKind.RISE, MarkKind.FALL}:
            return mark.text.lower().endswith(" of")
        if mark.kind is not MarkKind.ABOUT:
            return False
    return False


def _before(marks: Sequence[Mark], at: int) -> tuple[int, int, Mark | None, Mark | None]:
    """The index of the mark that ties, with direction, own period and growth passed on the way to it."""
    direction, own, growth = 0, None, None
    place = at - 1
    while place >= 0:
        mark = marks[place]
        if mark.kind in {MarkKind.RISE, MarkKind.FALL} and not direction:
            direction = 1 if mark.kind is MarkKind.RISE else -1
        elif mark.kind is MarkKind.GROWTH and growth is None:
            growth = mark
        elif _prefix(marks, place):
            own = own or marks[place - 1]
            place -= 1
        elif mark.kind is MarkKind.PERIOD and place == at - 1:
            own = own or mark
        elif mark.kind is not MarkKind.ABOUT and not (
            mark.kind is MarkKind.WORDS and mark.text.lower() in BY - {"of"}
        ):
            break
        place -= 1
    return place, direction, own, growth


def _prefix(marks: Sequence[Mark], place: int) -> bool:
    """Whether a colon closes a period alone, as in `1H06: 17,739`."""
    if marks[place].kind is not MarkKind.COLON or place == 0 or marks[place - 1].kind is not MarkKind.PERIOD:
        return False
    return place == 1 or marks[place - 2].kind in OPENINGS


def _link(marks: Sequence[Mark], place: int, *, noun: bool) -> tuple[Link, int]:
    if noun:
        return Link.BEHIND, place
    if place < 0:
        return Link.NONE, -1
    mark = marks[place]
    simple = {
        MarkKind.COLON: Link.COLON,
        MarkKind.STATE: Link.VERB,
        MarkKind.LEVEL: Link.VERB,
        MarkKind.AGAINST: Link.AGAINST,
        MarkKind.COMMA: Link.SAME,
        MarkKind.ARROW: Link.SAME,
        MarkKind.QUANTITY: Link.SAME,
        MarkKind.CLOSE: Link.SAME,
    }
    if mark.kind in simple:
        return simple[mark.kind], place
    if mark.kind is MarkKind.OPEN:
        return _bracket(marks, place)
    return _worded(marks, place)


def _bracket(marks: Sequence[Mark], place: int) -> tuple[Link, int]:
    """A bracket right behind a figure speaks of it; behind words it gives theirs."""
    before = place - 1
    while before >= 0 and marks[before].kind is MarkKind.PERIOD:
        before -= 1
        if (
            before >= 0
            and marks[before].kind is MarkKind.WORDS
            and marks[before].text.lower() in PREPOSITIONS
        ):
            before -= 1
    if before < 0:
        return Link.NONE, place
    if marks[before].kind in {MarkKind.QUANTITY, MarkKind.CLOSE, MarkKind.GROWTH, MarkKind.BASE}:
        return Link.SAME, before
    return Link.BRACKET, place


def _worded(marks: Sequence[Mark], place: int) -> tuple[Link, int]:
    mark = marks[place]
    if mark.kind is not MarkKind.WORDS:
        return Link.NONE, place
    words = mark.text.lower()
    if words in AND:
        return Link.SAME, place
    if place and marks[place - 1].kind is MarkKind.AGAINST:
        return Link.AGAINST, place - 1
    if words == "of" or words.endswith(" of"):
        return Link.OF, place
    return Link.DIRECT, place + 1


def _after(marks: Sequence[Mark], at: int) -> tuple[Mark | None, Mark | None, int]:
    """The figure's own period, its base, and a direction that stands behind it."""
    own, growth, direction, words = None, None, 0, ""
    for mark in marks[at + 1 :]:
        if mark.kind is MarkKind.WORDS:
            words = mark.text.lower()
            if len(words.split()) > NEAR_WORDS:
                break
            continue
        if mark.kind is MarkKind.PERIOD and own is None and _own_behind(words, mark):
            own = mark
        elif mark.kind in {MarkKind.GROWTH, MarkKind.BASE} and growth is None:
            growth = mark
        elif mark.kind in {MarkKind.GAIN, MarkKind.DROP} and not words:
            direction = 1 if mark.kind is MarkKind.GAIN else -1
        else:
            break
        words = ""
    return own, growth, direction


def _own_behind(words: str, mark: Mark) -> bool:
    """Whether words lead from a figure to its period."""
    if not words:
        return mark.at_end or mark.text.lower().startswith(("as ", "at ", "end "))
    return words in PREPOSITIONS or words.split()[-1] in PREPOSITIONS - {"of"}
