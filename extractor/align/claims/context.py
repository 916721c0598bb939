"""What surrounds a statement: the period of its heading, its box, its slide, and what the deck reports on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.align.claims.marks import Mark, MarkKind
from extractor.align.claims.periods import FISCAL, Reporting
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit, Statement
from extractor.model.period import Period
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds a sentence: its exhibit and heading, the period over it, and where that stands."""

    exhibit: Exhibit
    reporting: Reporting
    rulebook: Rulebook
    heading: str = ""
    near: bool = False
    period: Period | None = None
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What statements hand on: the period that opens a box, and the one of the sentence above its points."""

    group: int = -1
    opening: Period | None = None
    above: Period | None = None


def slide_period(exhibit: Exhibit, rulebook: Rulebook) -> Period | None:
    """The one fiscal period that the title names; none where it names several, or a plan."""
    return _titled(exhibit.title, rulebook)


@lru_cache(maxsize=256)
def _titled(title: str, rulebook: Rulebook) -> Period | None:
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
    around = replace(base, heading=statement.heading, near=statement.near)
    if statement.period is not None and statement.period.kind in FISCAL:
        return replace(around, period=statement.period, found="heading")
    if statement.bullet and carried.above is not None:
        return replace(around, period=carried.above, found="heading")
    if carried.group == statement.group and carried.opening is not None and not statement.bullet:
        return replace(around, period=carried.opening, found="heading")
    period = slide_period(base.exhibit, base.rulebook) or defined.get(base.exhibit.slide)
    return replace(around, period=period, found="slide" if period is not None else "")


def hand_on(statement: Statement, marks: tuple[Mark, ...], carried: Carried) -> Carried:
    """What the statements behind this one may use."""
    opening = marks[0].period if marks and marks[0].kind is MarkKind.PERIOD else None
    same = carried.group == statement.group
    opening = opening if opening is not None and opening.year else (carried.opening if same else None)
    above = carried.above
    if not statement.bullet:
        inside = {
            mark.period.label: mark.period for mark in marks if mark.kind is MarkKind.PERIOD and mark.period
        }
        above = next(iter(inside.values())) if len(inside) == 1 else None
        above = above if above is not None and above.kind in FISCAL and above.year else None
    return Carried(group=statement.group, opening=opening, above=above)
