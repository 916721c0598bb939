"""What stands behind a figure: its own period, what it is compared to, and a direction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.align.claims.marks import Mark, MarkKind

PREPOSITIONS = frozenset({"in", "for", "at", "during", "on"})
NEAR_WORDS = 5
DIRECTIONS = {MarkKind.GAIN: 1, MarkKind.DROP: -1}
COMPARING = frozenset({MarkKind.GROWTH, MarkKind.BASE, MarkKind.AGO})
LINKING = frozenset({"", "の"})
OTHERS = tuple([kind, MarkKind.QUANTITY] for kind in (MarkKind.GROWTH, MarkKind.AGO))
APART = frozenset({"と", "で", "であり", "となり"})
"""Words behind a figure that close it; what follows speaks of the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A period, a base and a direction right behind a figure."""

    own: Mark | None = None
    growth: Mark | None = None
    direction: int = 0


def look_behind(marks: Sequence[Mark], at: int) -> Behind:
    """What stands behind the figure at an index, up to the first mark that speaks of something else."""
    found, words = Behind(), ""
    for place in range(at + 1, len(marks)):
        mark = marks[place]
        if mark.kind is MarkKind.WORDS and len(mark.text.split()) <= NEAR_WORDS:
            words = mark.words
            continue
        if not words and found.growth is None and _leads_to_base(marks, place):
            continue
        if mark.kind is MarkKind.DONE and place == at + 1:
            continue
        after = found if words in APART else _with(found, mark, words)
        if after == found:
            break
        found, words = after, ""
    return found


def _leads_to_base(marks: Sequence[Mark], place: int) -> bool:
    """Whether a comma or a bracket of its own opens a base, as in `3.1%, compared with 1H30`.

    The base in `98億円、前年同期比8.1%減` is that of the figure behind it.
    """
    following = [mark.kind for mark in marks[place + 1 : place + 3]]
    if following in OTHERS:
        return False
    alone = marks[place].kind is MarkKind.OPEN and following[1:] == [MarkKind.CLOSE]
    return (marks[place].kind is MarkKind.COMMA or alone) and bool(following) and following[0] in COMPARING


def _with(found: Behind, mark: Mark, words: str) -> Behind:
    """What was found and the mark behind it; the same where the mark does not belong to it."""
    if mark.kind is MarkKind.PERIOD and found.own is None and _leads(words, mark):
        return replace(found, own=mark)
    if mark.kind in COMPARING and found.growth is None:
        return replace(found, growth=mark)
    if mark.kind in DIRECTIONS and words in LINKING and not found.direction:
        return replace(found, direction=DIRECTIONS[mark.kind])
    return found


def _leads(words: str, mark: Mark) -> bool:
    """Whether words lead from a figure to its period; days bring their own preposition."""
    if not words or mark.at_end or mark.words.startswith(("as of", "as at", "end of")):
        return mark.at_end or mark.words.startswith(("as ", "at ", "end "))
    return words.startswith("as of") or words.rsplit(maxsplit=1)[-1] in PREPOSITIONS
