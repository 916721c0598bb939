"""Identities: what must hold between figures, as data that a stage can run."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from extractor.model.interval import Interval, divide, point, scale, subtract, summed
from extractor.rulebook.rules import Rule, Text


class IdentityKind(StrEnum):
    """The form of an identity; `implied` says how each is computed."""

    SUM = "sum"
    EQUAL = "equal"
    RATIO = "ratio"
    SHARE = "share"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    PERIOD_SUM = "period_sum"
    ROLLFORWARD = "rollforward"


class Scope(StrEnum):
    """Where target and operands must stand together.

    `company`: items of the whole company, on any slide. `segment`: items of one and the same part of the
    company. `exhibit`: rows or columns of one exhibit. `deck`: any two slides of a deck. `decks`: decks
    of one issuer.
    """

    COMPANY = "company"
    SEGMENT = "segment"
    EXHIBIT = "exhibit"
    DECK = "deck"
    DECKS = "decks"


class At(StrEnum):
    """When an operand is taken, seen from the target's period.

    `opening` is the day on which that period begins, or the instant printed before it. `base` is the period
    that the column head or its unit names; parts of the year belong to the target's year.
    """

    SAME = "same"
    OPENING = "opening"
    YEAR_BEFORE = "year_before"
    QUARTER_BEFORE = "quarter_before"
    BASE = "base"
    Q1 = "1Q"
    Q2 = "2Q"
    Q3 = "3Q"
    Q4 = "4Q"
    H1 = "1H"
    H2 = "2H"
    NINE_MONTHS = "9M"
    YEAR = "FY"


ANY_ITEM = "*"
"""Operand item: one and the same item as the target's, whichever it is."""
PARTS = "*parts"
"""Operand item, always the last: every row that the exhibit prints under the target, one operand each."""
WHOLE = "*whole"
"""Target item: the number 100, which shares of one whole add up to."""


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure of an identity: an item id, `*`, `*parts` or `*whole`, its weight, time and scenario.

    An optional part may be missing on paper; it then counts as nothing. An empty scenario is the target's
    own.
    """

    item: str
    weight: Decimal = Decimal(1)
    at: At = At.SAME
    scenario: str = ""
    optional: bool = False


class Identity(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must hold: target = sum of weighted operands, divided by that of `over` where given.

    `percent` multiplies the quotient by 100; growth subtracts 100 from it. `measure` is the target's, where
    it is not the item's own: `ratio`, `change`, `change_pct`. `flows_only` limits `*` to items that add up
    over time. `applies_to` names the accounting habits under which it can be expected (`all`, `jgaap`,
    `ifrs`, `usgaap`, ...). `trap` says when it fails although every figure was read right. Examples are
    printed figures, `target <- operand ; operand / divisor`, `-` for nil; counters do not hold.
    """

    kind: IdentityKind
    target: Part
    operands: Annotated[tuple[Part, ...], Meta(min_length=1)]
    over: tuple[Part, ...] = ()
    measure: str = ""
    scope: Scope = Scope.COMPANY
    percent: bool = False
    flows_only: bool = False
    applies_to: tuple[Text, ...] = ("all",)
    trap: str = ""


HUNDRED = 100


def implied(identity: Identity, operands: Sequence[Interval], over: Sequence[Interval] = ()) -> Interval:
    """The true values that the operands leave to the target, in the order of the identity's parts.

    With a `*parts` operand any number of intervals may follow, all with its weight. Raises
    ZeroDivisionError where a divisor may be zero: the identity cannot be tested then.
    """
    result = summed(_with_weights(identity.operands, operands))
    if over:
        result = divide(result, summed(_with_weights(identity.over, over)))
    if identity.percent:
        result = scale(result, HUNDRED)
    if identity.kind is IdentityKind.GROWTH:
        result = subtract(result, point(HUNDRED))
    return result


def _with_weights(parts: tuple[Part, ...], intervals: Sequence[Interval]) -> list[tuple[Interval, Decimal]]:
    weights = [part.weight for part in parts]
    weights += weights[-1:] * (len(intervals) - len(weights))
    return list(zip(intervals, weights, strict=False))
