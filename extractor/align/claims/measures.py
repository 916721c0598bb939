"""What a stated figure measures: an amount, a ratio, a count, or a change of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.align.claims.links import Hanging, Link
from extractor.align.claims.marks import Mark, is_money
from extractor.align.claims.subjects import Subject
from extractor.model.exhibit import Unit
from extractor.model.figure import Measure
from extractor.model.number import Sign
from extractor.model.proposal import Claim
from extractor.rulebook import Rulebook
from extractor.rulebook.phrases import is_general

CHANGES = frozenset({Measure.CHANGE, Measure.CHANGE_PCT})
COUNTS = frozenset(
    {"persons", "contracts", "stores", "companies", "ATMs", "clients", "projects", "sites", "cases", "lines"}
) | {"accounts", "subscribers", "units", "shares", "titles"}
PHYSICAL = frozenset({"kVA", "Gbps", "Mbps", "MW", "tons", "m2"})
STAFF = frozenset({"employees", "personnel", "people", "staff"})
LEAST_DIGITS = 3
RATIO_NAME = regex.compile(r"(?:ratio|rate|margin|率|比率|マージン)[\s)）]*$", regex.IGNORECASE)
NUMBER_OF = regex.compile(r"\b(?:numbers? of\b)|^# of\b|数$|人員$", regex.IGNORECASE)
EFFECT = regex.compile(r"^(?:(?:the|net|estimated) )*(?:effects?|impacts?) |影響(?:額)?$", regex.IGNORECASE)
"""Names of what moved a figure: what they give is a change without a base."""
PER_SHARE = regex.compile(r"\bper (?:share|ads|unit)\b|1株", regex.IGNORECASE)
OUT = regex.compile(
    r"\bused (?:in|for)\b(?!\s*\))|^equity in (?:net )?loss|\b(?:loss|losses|deficit)$|損失$|支出$",
    regex.IGNORECASE,
)


Given = tuple[Sequence[Claim], Unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A measure with its unit and scale."""

    measure: Measure
    unit: str
    scale: str = "1"

    @property
    def counts(self) -> bool:
        return self.unit in COUNTS


def reckon(mark: Mark, hanging: Hanging, subject: Subject, given: Given) -> Reckoned | None:
    """What a figure measures and in which unit; nothing where it has none.

    `given` are the claims before it and the unit declared on the slide, or the currency of the deck for names
    of amounts. A bare number is a count where its name says so, and has the declared unit behind a colon; the
    percent change of a ratio is one of points.
    """
    made, declared = given
    name, changes = subject.name, hanging.changes(mark)
    unit, scale = mark.unit, mark.scale
    if subject.unit and not unit and scale == "1":
        return Reckoned(measure=Measure.COUNT, unit=subject.unit)
    if not unit and scale == "1":
        unit, scale = _implied(mark, hanging, name, given)
    if unit == "%":
        return _percent(name, hanging, made[-1] if made else None, changes=changes)
    if unit == "points":
        return Reckoned(measure=Measure.CHANGE, unit=unit)
    if not unit and scale != "1" and is_money(declared.unit):
        unit = declared.unit
    kind = _kind(unit)
    if kind is None or (kind is Measure.AMOUNT and NUMBER_OF.search(name)):
        return None
    if kind is Measure.AMOUNT and PER_SHARE.search(name):
        kind = Measure.PER_SHARE
    return Reckoned(measure=Measure.CHANGE if changes else kind, unit=unit, scale=scale)


def _implied(mark: Mark, hanging: Hanging, name: str, given: Given) -> tuple[str, str]:
    """The unit of a bare number: that of the counts before it, what its name counts, or the declared one."""
    made, declared = given
    if hanging.changes(mark):
        counted = [claim.unit for claim in made if claim.subject == name and claim.unit in COUNTS]
        return (counted[0] if counted else _noun_counted(name) if hanging.led else ""), "1"
    staff = hanging.link is Link.VERB and name.lower().rpartition(" ")[2] in STAFF
    if staff or NUMBER_OF.search(name):
        words = set(name.lower().split())
        return (_noun_counted(name) or ("persons" if words & STAFF else "")), "1"
    if _goes_on(hanging, name, made):
        return made[-1].unit, "1"
    digits = mark.quantity is not None and len(mark.quantity.magnitude.as_tuple().digits) >= LEAST_DIGITS
    if hanging.link is Link.COLON and digits and is_money(declared.unit):
        return declared.unit, declared.scale
    return "", "1"


def _noun_counted(name: str) -> str:
    """The unit that is a word of a name; empty where there is none."""
    words = set(name.lower().split())
    return next((unit for unit in sorted(COUNTS) if unit.lower() in words), "")


def _goes_on(hanging: Hanging, name: str, made: Sequence[Claim]) -> bool:
    """Whether a bare number with a period of its own goes on counting, as in `60 clerks in 2Q30, 77 in 1Q30`."""
    counted = bool(made) and made[-1].unit in COUNTS and made[-1].subject == name
    return counted and hanging.link is Link.SAME and hanging.own is not None


def _percent(name: str, hanging: Hanging, before: Claim | None, *, changes: bool) -> Reckoned:
    if not changes:
        return Reckoned(measure=Measure.RATIO, unit="%")
    ratio = before is not None and before.measure is Measure.RATIO and before.subject == name
    if ratio and hanging.inside:
        return Reckoned(measure=Measure.CHANGE, unit="points")
    return Reckoned(measure=Measure.CHANGE_PCT, unit="%")


def _kind(unit: str) -> Measure | None:
    if is_money(unit):
        return Measure.AMOUNT
    if unit in COUNTS:
        return Measure.COUNT
    return Measure.OTHER if unit in PHYSICAL else None


def doubtful(subject: Subject, measure: Measure, link: Link, rulebook: Rulebook) -> bool:
    """Whether a figure is tied too loosely for its kind, or its item named too loosely in a sentence."""
    if subject.certain:
        return False
    numbered = measure is Measure.COUNT and bool(NUMBER_OF.search(subject.name))
    if measure is Measure.RATIO and link in {Link.BRACKET, Link.OF, Link.DIRECT}:
        return not RATIO_NAME.search(subject.name)
    if measure is Measure.COUNT and link in {Link.DIRECT, Link.OF}:
        return not numbered and not subject.opens
    return not numbered and not subject.opens and is_general(subject.name, rulebook)


def direction_of(name: str, hanging: Hanging, mark: Mark) -> int:
    """−1 for decreases said in words, and for outflows and losses printed without a sign."""
    if mark.quantity is not None and mark.quantity.sign not in {Sign.NONE, Sign.BRACKET}:
        return 1
    if hanging.direction:
        return hanging.direction
    return -1 if OUT.search(name) and not hanging.changes(mark) else 1
