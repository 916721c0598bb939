"""What surrounds a statement: the period of its heading, its box, its slide, and what the deck reports on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractor.align.claims.links import Hanging
from extractor.align.claims.marks import Mark, MarkKind
from extractor.align.claims.periods import Reporting
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit, Statement, Token
from extractor.model.period import FISCAL, Period, fiscal
from extractor.model.proposal import Claim
from extractor.rulebook import Rulebook
from extractor.rulebook.lookup import items_named
from extractor.rulebook.periods import find_periods
from extractor.rulebook.phrases import is_general
from extractor.rulebook.terms import find_terms

LINES_APART = 3
GLUED = regex.compile(r"(?<=\p{Ll}[.。])(\p{Lu}\p{Ll}+(?: \p{L}+){0,3})$")
NAME_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds a sentence: its exhibit and heading, the period over it, and where that stands.

    `near` tells that the heading stands in the same box, `point` that it is a point above others. `above` is a
    number with a period of its own on the line above a bracket, `last` the figure stated right before, where that
    has a period printed at it. `chapter` is the period of a slide that does not name it itself, `day` the one at
    which counts without a day were taken, `tail` a name glued to the end of the text before.
    """

    exhibit: Exhibit
    reporting: Reporting
    rulebook: Rulebook
    heading: str = ""
    near: bool = False
    point: bool = False
    period: Period | None = None
    found: str = ""
    above: Token | None = None
    last: Claim | None = None
    chapter: Period | None = None
    day: Period | None = None
    tail: str = ""
    lines: tuple[RepairedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The sentence being read: its text and marks, what surrounds it, and the claims made so far.

    `made` are those that a further figure may speak of, `told` all of them. `breaks` are the places where lines
    begin, `said` is the period of its last figure that names one, `base` the name that a narrowing behind a figure
    was added to.
    """

    text: str
    marks: Sequence[Mark]
    around: Around
    hangings: Sequence[Hanging] = ()
    breaks: tuple[int, ...] = ()
    made: tuple[Claim, ...] = ()
    told: tuple[Claim, ...] = ()
    said: Period | None = None
    base: str = ""

    @property
    def last(self) -> Claim | None:
        return self.made[-1] if self.made else None

    def known(self, name: str) -> bool:
        """Whether a name is that of an item of any company."""
        rulebook = self.around.rulebook
        return is_general(name, rulebook) or bool(items_named(name, rulebook))


def was_inside(sentence: Sentence, hanging: Hanging) -> bool:
    """Whether a bracket says what the figure before it was a year ago, as in `増加（前年同期17,739件）`."""
    before, mark = sentence.last, sentence.marks[hanging.at]
    alike = before is not None and before.scale == mark.scale and before.unit == mark.unit
    return alike and hanging.past and hanging.inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What statements hand on: the period that opens a box, and the one of the sentence above its points.

    `parents` are the points above that are set in less and less, each with its depth and the period it names;
    `dangling` is a day behind the last figure of a text, `tail` a name glued to its last sentence.
    """

    group: int = -1
    opening: Period | None = None
    above: Period | None = None
    last: Claim | None = None
    parents: tuple[tuple[int, Period | None], ...] = ()
    dangling: Mark | None = None
    tail: str = ""

    def over(self, statement: Statement) -> Period | None:
        """The period of the nearest point above a point that is set in deeper."""
        deeper = [period for depth, period in self.parents if depth < statement.depth and self.group == statement.group]
        return next((period for period in reversed(deeper) if period is not None), None) if statement.bullet else None


@lru_cache(maxsize=256)
def slide_period(title: str, rulebook: Rulebook) -> Period | None:
    """The one fiscal period that a title names; none where it names several, or a plan."""
    periods = {mention.period.label: mention.period for mention in find_periods(title, rulebook)}
    if len(periods) != 1 or _planned(title, rulebook):
        return None
    period = next(iter(periods.values()))
    return period if period.kind in FISCAL and period.year else None


def _planned(title: str, rulebook: Rulebook) -> bool:
    terms = find_terms(title, rulebook)
    return any(term.term == "scenario" and term.reading != "actual" for term in terms)


def defined_periods(lines: Iterable[RepairedLine], rulebook: Rulebook) -> Mapping[int, Period]:
    """Periods of slides that define their growth, as in `YoY = 1H12 compared to 1H11`."""
    found: dict[int, Period] = {}
    for line in lines:
        head, sign, _ = line.text.partition("=")
        if sign and line.periods and any(t.reading == "yoy" for t in find_terms(head, rulebook)):
            found.setdefault(line.slide, line.periods[0].period)
    return found


def around_of(statement: Statement, base: Around, carried: Carried, defined: Mapping[int, Period]) -> Around:
    """A statement's surroundings: the period of its heading, else of its box, its slide, its growth."""
    last = carried.last
    near = last is not None and last.found == "clause" and 0 < statement.first - last.line <= LINES_APART
    around = replace(base, heading=statement.heading, near=statement.near, point=statement.point)
    around = replace(around, last=last if near else None, tail=carried.tail)
    if around.above is not None and around.above.period is not None:
        return replace(around, period=around.above.period, found="heading")
    if statement.period is not None and statement.period.kind in FISCAL:
        return replace(around, period=_with_year(statement.period, around), found="heading")
    over = carried.over(statement) or (carried.above if statement.bullet else None)
    if over is not None:
        return replace(around, period=over, found="heading")
    if carried.group == statement.group and carried.opening is not None and not statement.bullet:
        return replace(around, period=carried.opening, found="heading")
    found = _on_slide(around, defined)
    goes_on = found.period is None and around.last is not None and not statement.bullet
    return replace(found, period=around.last.period, found="heading") if goes_on and around.last else found


def _on_slide(around: Around, defined: Mapping[int, Period]) -> Around:
    """The surroundings of a statement without a period over it: that of the slide, or of its chapter."""
    period = slide_period(around.exhibit.title, around.rulebook) or defined.get(around.exhibit.slide)
    if period is None and around.chapter is not None:
        return replace(around, period=around.chapter, found="chapter")
    return replace(around, period=period, found="slide" if period is not None else "")


def _with_year(period: Period, around: Around) -> Period:
    """A quarter or half without its year in that of the slide's title, its chapter, or of what the deck reports on."""
    if period.year:
        return period
    title = slide_period(around.exhibit.title, around.rulebook)
    whole = title or around.chapter or around.reporting.current.get(period.kind)
    known = whole is not None and whole.kind is period.kind and whole.part == period.part
    return fiscal(period.kind, whole.year, period.part, period.printed) if known and whole is not None else period


def hand_on(statement: Statement, marks: Sequence[Mark], carried: Carried, claims: Sequence[Claim]) -> Carried:
    """What the statements behind this one may use."""
    named = {m.period.label: m for m in _heading_periods(marks) if m.period is not None}
    alone = next(iter(named.values())) if len(named) == 1 else None
    said = alone.period if alone is not None and not alone.at_end else None
    said = said if said is not None and said.kind in FISCAL and said.year else None
    same = carried.group == statement.group
    return Carried(
        group=statement.group,
        opening=said or (carried.opening if same else None),
        above=carried.above if statement.bullet else said,
        parents=_parents(statement, said, carried),
        dangling=_dangling(marks),
        tail=found[1] if (found := GLUED.search(statement.text)) else "",
        last=next((claim for claim in reversed(claims) if claim.found == "clause"), claims[-1] if claims else None),
    )


def _dangling(marks: Sequence[Mark]) -> Mark | None:
    """The day that ends a text behind a figure, and so is that of the next one."""
    said = [mark for mark in marks if mark.kind is not MarkKind.STOP]
    figures = any(mark.kind is MarkKind.QUANTITY for mark in said[:-1])
    led = len(said) > 1 and said[-2].kind is MarkKind.WORDS and said[-1].kind is MarkKind.PERIOD
    return said[-1] if figures and led and said[-1].at_end else None


def _parents(statement: Statement, said: Period | None, carried: Carried) -> tuple[tuple[int, Period | None], ...]:
    """The points that further points may be set under."""
    if not statement.bullet or carried.group != statement.group:
        return ((statement.depth, said),) if statement.bullet else ()
    return (*(one for one in carried.parents if one[0] < statement.depth), (statement.depth, said))


def _heading_periods(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The periods of a statement but those printed as labels of its figures, as in `FY30: 41,678`."""
    for place, mark in enumerate(marks):
        behind = [following.kind for following in marks[place + 1 : place + 3]]
        if mark.kind is MarkKind.PERIOD and behind != [MarkKind.COLON, MarkKind.QUANTITY]:
            yield mark


def stock_name(exhibit: Exhibit, rulebook: Rulebook) -> str:
    """The name of the one item on a slide that stands at a day; empty where there are several or none."""
    found: dict[str, str] = {}
    lone = [name.text for name in exhibit.names if not name.cost]
    lone += [statement.text for statement in exhibit.statements if len(statement.text.split()) <= NAME_WORDS]
    for name in lone:
        items = items_named(name, rulebook)
        if len(items) == 1 and items[0].period == "stock":
            found.setdefault(items[0].id, name)
    return next(iter(found.values())) if len(found) == 1 else ""
