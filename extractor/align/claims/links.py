"""How a figure hangs in its sentence: what stands before it, whether it is a change, and its own period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import regex

from extractor.align.claims.behind import PREPOSITIONS, look_behind
from extractor.align.claims.marks import Mark, MarkKind, is_money
from extractor.model.number import Sign

BY = frozenset({"by", "by an", "by a", "a", "an", "の", "+"})
AND = frozenset({"and", "and by", "or", "and of", "及び", "および", "と", "の", "to"})
SIGNED = frozenset({Sign.PLUS, Sign.MINUS, Sign.TRIANGLE})
POINTS = frozenset({"points", "basis points", "bps"})
OPENINGS = frozenset({MarkKind.COLON, MarkKind.OPEN, MarkKind.ARROW, MarkKind.COMMA, MarkKind.STOP, MarkKind.DASH}) | {
    MarkKind.RISE,
    MarkKind.FALL,
}
DIRECTIONS = {MarkKind.RISE: 1, MarkKind.FALL: -1}
GROWING = frozenset({MarkKind.GROWTH, MarkKind.DITTO, MarkKind.AGO})
FIGURES = frozenset({MarkKind.QUANTITY, MarkKind.CLOSE, MarkKind.GROWTH, MarkKind.BASE})
LISTING = frozenset(
    {
        MarkKind.OPEN,
        MarkKind.COMMA,
        MarkKind.RISE,
        MarkKind.FALL,
        MarkKind.ABOUT,
        MarkKind.GAIN,
        MarkKind.DROP,
    }
)


GOING = frozenset({"し", "して", "した結果"})
CHANGED = 2
MANNER_WORDS = 5
FROM_LEVEL = frozenset({"から", "より"})
AFTER = regex.compile(r"^after(?: (?:an?|the) (?:\w+ ){1,3}of)?$")
"""Behind a figure it leads to what it was before, as in `JPY 5 million after a loss of JPY 2 million`."""
LEVELING = frozenset({"to", "の"})
LEVELED = frozenset({MarkKind.GAIN, MarkKind.DROP, MarkKind.QUANTITY, MarkKind.CLOSE})
ARTICLES = frozenset({"a", "an", "the"})
PARTICLES = frozenset({"時点で", "時点の", "で", "に", "には", "では", "の", "は", "において", "における", "現在"})
COMPARED = frozenset({MarkKind.QUANTITY, MarkKind.PERIOD})


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
    TO = "to"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A figure's link, the mark at which its item ends, its direction, and the period and base by it.

    `led` is true where its period is printed before it, `inside` where it stands in a bracket, `leveled`
    where it is the level that a change leads to, as in `rose 3% to JPY 2 million`.
    """

    at: int
    link: Link
    before: int
    direction: int = 0
    own: Mark | None = None
    growth: Mark | None = None
    led: bool = False
    inside: bool = False
    leveled: bool = False

    @property
    def past(self) -> bool:
        """Whether the figure is said to be that of the year before, and no change since."""
        ago = self.growth is not None and self.growth.kind is MarkKind.AGO
        return ago and not self.direction

    def changes(self, mark: Mark) -> bool:
        """Whether the figure is a change and not a level."""
        if self.link is Link.AGAINST or self.leveled or self.past:
            return bool(self.direction)
        sign = mark.quantity.sign if mark.quantity is not None else Sign.NONE
        signed = sign is Sign.PLUS or (sign in SIGNED and self.inside)
        return bool(self.direction) or signed or self.growth is not None or mark.unit in POINTS


def hangings(marks: Sequence[Mark]) -> list[Hanging]:
    """How every quantity of a sentence hangs there; changes in a row share the base behind the last."""
    inside = _inside(marks)
    found = [_hang(marks, at, inside=inside[at]) for at, mark in enumerate(marks) if mark.kind is MarkKind.QUANTITY]
    for place in range(len(found) - 2, -1, -1):
        here, following = found[place], found[place + 1]
        between = marks[here.at + 1 : following.at]
        listed = all(mark.kind in LISTING or mark.words in AND for mark in between)
        if here.growth is None and listed and here.changes(marks[here.at]):
            found[place] = replace(here, growth=following.growth)
    for place in range(1, len(found)):
        before, here = found[place - 1], found[place]
        if here.leveled and before.growth is None:
            found[place - 1] = replace(before, growth=here.growth)
        if not here.direction and here.growth is not None and _joined(marks, before.at, here.at):
            found[place] = replace(here, direction=before.direction)
    return found


def _joined(marks: Sequence[Mark], first: int, second: int) -> bool:
    """Whether `and` or `or` joins two changes, the second without a direction of its own."""
    words = [mark.words for mark in marks[first + 1 : second] if mark.kind is MarkKind.WORDS]
    quantity = marks[second].quantity
    return bool(words) and words[-1] in AND and quantity is not None and quantity.sign is Sign.NONE


def _hang(marks: Sequence[Mark], at: int, *, inside: bool) -> Hanging:
    passed = _before(marks, at)
    behind = look_behind(marks, at)
    link, end = _link(marks, passed.before)
    if passed.link is Link.BEHIND:
        link, end = Link.BEHIND, at
    return replace(
        passed,
        link=link,
        before=end,
        direction=passed.direction or behind.direction,
        own=passed.own or behind.own,
        growth=passed.growth or behind.growth,
        led=passed.own is not None,
        inside=inside or marks[at].text.startswith(("(", "（")),
        leveled=passed.before >= 0 and (marks[passed.before].words in LEVELING or _resulting(marks, passed.before)),
    )


def _resulting(marks: Sequence[Mark], place: int) -> bool:
    """Whether a comma stands behind a change said with a verb that goes on, as in `3億円減少し、23億円`."""
    before = marks[max(0, place - CHANGED) : place]
    kinds = [mark.kind for mark in before]
    going = bool(before) and before[-1].words in GOING
    return marks[place].kind is MarkKind.COMMA and going and bool({MarkKind.GAIN, MarkKind.DROP} & set(kinds))


def _inside(marks: Sequence[Mark]) -> list[bool]:
    """Whether every mark stands inside brackets that were opened before it."""
    depth, found = 0, []
    for mark in marks:
        found.append(depth > 0)
        depth = max(0, depth + (mark.kind is MarkKind.OPEN) - (mark.kind is MarkKind.CLOSE))
    return found


def _before(marks: Sequence[Mark], at: int) -> Hanging:
    """What is passed from the figure to the mark that ties it: direction, own period, growth.

    A noun of change before the figure, as in `a decrease of JPY 3 million in sales`, has its item behind.
    """
    out = Hanging(at=at, link=Link.NONE, before=at - 1)
    while out.before >= 0:
        mark = marks[out.before]
        if mark.kind in DIRECTIONS and not out.direction:
            noun = mark.words.endswith(" of") and _unnamed(marks, out.before)
            out = replace(out, direction=DIRECTIONS[mark.kind], link=Link.BEHIND if noun else Link.NONE)
        elif mark.kind in GROWING and out.growth is None:
            out = replace(out, growth=_ditto(marks, out.before) if mark.kind is MarkKind.DITTO else mark)
        elif _prefix(marks, out.before):
            out = replace(out, own=out.own or marks[out.before - 1], before=out.before - 1)
        elif mark.kind is MarkKind.PERIOD and out.own is None and _adjoins(marks, out.before, at):
            out = replace(out, own=mark)
        elif _foretold(marks, out.before, out):
            pass
        elif not _passed(marks, out.before):
            break
        out = replace(out, before=out.before - 1)
    return out


def _passed(marks: Sequence[Mark], place: int) -> bool:
    """Whether a mark before a figure does not tie it; `の` behind a change leads to its level."""
    mark = marks[place]
    level = mark.words == "の" and place > 0 and marks[place - 1].kind in LEVELED
    worded = mark.kind is MarkKind.WORDS and (mark.words in BY | PARTICLES or _manner(marks, place))
    return mark.kind is MarkKind.ABOUT or (worded and not level)


def _manner(marks: Sequence[Mark], place: int) -> bool:
    """Whether words say how something rose or fell before `by`, as in `grew without a pause by 5%`."""
    words = marks[place].words.split()
    moved = place > 0 and marks[place - 1].kind in DIRECTIONS
    return moved and len(words) <= MANNER_WORDS and words[-1] == "by"


def _foretold(marks: Sequence[Mark], place: int, passed: Hanging) -> bool:
    """Whether a plan stands between a figure and its period, or between the verb and a change."""
    if marks[place].kind is not MarkKind.PLAN or not place:
        return False
    before = marks[place - 1].kind
    return before is MarkKind.PERIOD or (before is MarkKind.STATE and bool(passed.direction))


def _unnamed(marks: Sequence[Mark], place: int) -> bool:
    """Whether a noun of change, as in `an increase of`, has no name before it."""
    before = marks[place - 1] if place else None
    named = before is not None and before.kind is MarkKind.WORDS
    return not named or before is None or before.words.split()[-1] in ARTICLES


def _adjoins(marks: Sequence[Mark], place: int, at: int) -> bool:
    """Whether only particles stand between a period and its figure."""
    return all(mark.words in PARTICLES or mark.kind is MarkKind.PLAN for mark in marks[place + 1 : at])


def _ditto(marks: Sequence[Mark], place: int) -> Mark | None:
    """The growth that a sentence named last before a place."""
    return next((mark for mark in reversed(marks[:place]) if mark.kind is MarkKind.GROWTH), None)


def _prefix(marks: Sequence[Mark], place: int) -> bool:
    """Whether a colon closes a period alone, as in `1H06: 17,739`."""
    if marks[place].kind is not MarkKind.COLON or place == 0 or marks[place - 1].kind is not MarkKind.PERIOD:
        return False
    return place == 1 or marks[place - 2].kind in OPENINGS


SIMPLE = {
    MarkKind.COLON: Link.COLON,
    MarkKind.STATE: Link.VERB,
    MarkKind.LEVEL: Link.VERB,
    MarkKind.AGAINST: Link.AGAINST,
    MarkKind.COMMA: Link.SAME,
    MarkKind.ARROW: Link.SAME,
    MarkKind.QUANTITY: Link.SAME,
    MarkKind.CLOSE: Link.SAME,
    MarkKind.BASE: Link.SAME,
}


def _link(marks: Sequence[Mark], place: int) -> tuple[Link, int]:
    if place < 0:
        return Link.NONE, -1
    mark = marks[place]
    if mark.kind in SIMPLE:
        return SIMPLE[mark.kind], place
    if mark.kind is MarkKind.OPEN:
        return _bracket(marks, place)
    if mark.kind is MarkKind.WORDS:
        return _worded(marks, place)
    return _behind_words(marks, place)


def _behind_words(marks: Sequence[Mark], place: int) -> tuple[Link, int]:
    """A period between a name and its figure ties them, and so does a verb that says who added an amount."""
    mark = marks[place]
    if not place or marks[place - 1].kind is not MarkKind.WORDS:
        return Link.NONE, place
    if mark.kind is MarkKind.DONE and is_money(marks[place + 1].unit):
        return Link.VERB, place
    return (Link.DIRECT, place + 1) if mark.kind is MarkKind.PERIOD else (Link.NONE, place)


def _bracket(marks: Sequence[Mark], place: int) -> tuple[Link, int]:
    """A bracket right behind a figure speaks of it; behind words it gives theirs."""
    before = place - 1
    while before >= 0 and marks[before].kind is MarkKind.PERIOD:
        before -= 1
        if before >= 0 and marks[before].kind is MarkKind.WORDS and marks[before].words in PREPOSITIONS:
            before -= 1
    if before < 0:
        return Link.NONE, place
    if marks[before].kind in FIGURES:
        return Link.SAME, before
    return Link.BRACKET, place


def _worded(marks: Sequence[Mark], place: int) -> tuple[Link, int]:
    words = marks[place].text.lower()
    if words in AND or words in FROM_LEVEL:
        return (Link.SAME if words in AND else Link.TO), place
    before = marks[place - 1].kind if place else None
    if (words == "from" and before in COMPARED) or (AFTER.match(words) and before is MarkKind.QUANTITY):
        return Link.AGAINST, place
    if before is MarkKind.AGAINST:
        return Link.AGAINST, place - 1
    if words == "of" or words.endswith(" of"):
        return Link.OF, place + 1
    return Link.DIRECT, place + 1
