"""What a stated figure measures: an amount, a ratio, a count, or a change of one of them."""

from dataclasses import dataclass

import regex

from extractor.align.claims.links import Hanging, Link
from extractor.align.claims.marks import Mark
from extractor.align.claims.subjects import Subject
from extractor.model.figure import Measure
from extractor.model.number import Sign
from extractor.model.proposal import Claim
from extractor.rulebook import Rulebook
from extractor.rulebook.phrases import is_general

CHANGES = frozenset({Measure.CHANGE, Measure.CHANGE_PCT})
COUNTS = frozenset(
    {"persons", "contracts", "stores", "companies", "ATMs", "clients", "projects", "sites", "cases", "lines"}
) | {"accounts", "subscribers", "units", "shares"}
PHYSICAL = frozenset({"Gbps", "Mbps", "MW", "tons", "m2"})
MONEY_LENGTH = 3
RATIO_NAME = regex.compile(r"(?:ratio|rate|margin|率|比率|マージン)[\s)）]*$", regex.IGNORECASE)
NUMBER_OF = regex.compile(r"\b(?:number|numbers|#) of\b|数$|人員$", regex.IGNORECASE)
OUT = regex.compile(
    r"\bused (?:in|for)\b(?!\s*\))|^equity in (?:net )?loss|\b(?:loss|losses|deficit)$|損失$|支出$",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A measure and its unit."""

    measure: Measure
    unit: str


def reckon(mark: Mark, hanging: Hanging, name: str, before: Claim | None) -> Reckoned | None:
    """What a figure measures and in which unit; nothing where it has none.

    A bare number is a count where its name says so; the percent change of a ratio is one of points.
    """
    changes = hanging.changes(mark)
    unit = mark.unit
    if not unit and mark.scale == "1":
        unit = _implied(name, before, changes=changes)
    if unit == "%":
        return _percent(name, hanging, before, changes=changes)
    if unit == "points":
        return Reckoned(measure=Measure.CHANGE, unit=unit)
    kind = _kind(unit, mark.scale)
    if kind is None:
        return None
    return Reckoned(measure=Measure.CHANGE if changes else kind, unit=unit or "JPY")


def _implied(name: str, before: Claim | None, *, changes: bool) -> str:
    """The unit of a bare number: that of the figure before it, or what its name counts."""
    if changes and before is not None and before.subject == name and before.measure is Measure.COUNT:
        return before.unit
    if changes or not NUMBER_OF.search(name):
        return ""
    words = name.lower().split()
    return next(
        (unit for unit in sorted(COUNTS) if unit.lower() in words), "persons" if _staff(words) else ""
    )


def _staff(words: list[str]) -> bool:
    return not {"employees", "personnel", "people", "staff"}.isdisjoint(words)


def _percent(name: str, hanging: Hanging, before: Claim | None, *, changes: bool) -> Reckoned:
    if not changes:
        return Reckoned(measure=Measure.RATIO, unit="%")
    pointed = (
        before is not None and before.measure is Measure.RATIO and before.subject == name and hanging.inside
    )
    return (
        Reckoned(measure=Measure.CHANGE, unit="points")
        if pointed
        else Reckoned(measure=Measure.CHANGE_PCT, unit="%")
    )


def _kind(unit: str, scale: str) -> Measure | None:
    if (len(unit) == MONEY_LENGTH and unit.isupper()) or (not unit and scale != "1"):
        return Measure.AMOUNT
    if unit in COUNTS:
        return Measure.COUNT
    return Measure.OTHER if unit in PHYSICAL else None


def doubtful(subject: Subject, measure: Measure, link: Link, rulebook: Rulebook) -> bool:
    """Whether a figure is tied too loosely for its kind, or its item named too loosely in a sentence."""
    if measure is Measure.RATIO and link in {Link.BRACKET, Link.OF, Link.DIRECT}:
        return not RATIO_NAME.search(subject.name)
    if measure is Measure.COUNT and link is Link.DIRECT:
        return not NUMBER_OF.search(subject.name)
    return not subject.opens and is_general(subject.name, rulebook)


def direction_of(name: str, hanging: Hanging, mark: Mark) -> int:
    """−1 for decreases said in words, and for outflows and losses printed without a sign."""
    quantity = mark.token.run.best.quantities[0] if mark.token else None
    if quantity is not None and quantity.sign not in {Sign.NONE, Sign.BRACKET}:
        return 1
    if hanging.direction:
        return hanging.direction
    return -1 if OUT.search(name) and not hanging.growth else 1
