"""Nouns for results: readings with their evidence, checks, findings, leftovers, and graded figures."""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum

from extractor.model.period import Period, PeriodKind
from extractor.model.text import Span


class Grade(IntEnum):
    """How far a link is known, weakest first."""

    NOT_ASSESSED = 0
    AMBIGUOUS = 1
    INFERRED = 2
    SURE = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Severity(IntEnum):
    """How much a finding matters to a reviewer."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        return self.name.lower()


class FigureKind(StrEnum):
    """Where a figure stands on its slide."""

    TABLE = "table"
    CHART = "chart"
    CALLOUT = "callout"


class Measure(StrEnum):
    """What a figure measures."""

    AMOUNT = "amount"
    RATIO = "ratio"
    CHANGE = "change"
    CHANGE_PCT = "change_pct"
    COUNT = "count"
    PER_SHARE = "per_share"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another reading of a figure that survives all checks: in words, with the link it concerns."""

    link: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One of the three links of a figure (value, period, item): its grade and the reasons for it."""

    grade: Grade = Grade.NOT_ASSESSED
    because: tuple[str, ...] = ()


NO_PERIOD = Period(kind=PeriodKind.RELATIVE, label="", printed="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A decided figure before it is graded: what, when, how much, from which glyphs, and why.

    `value` is in the printed unit and keeps its printed decimals. `scale` is `1`, `thousand`, `million`,
    `100million`, `billion` or `trillion`. `spans` are the raw places of the glyphs, `raw` their verbatim
    text. `edits` name the repair rules behind the value. `value_evidence`, `period_evidence` and
    `item_evidence` are codes of `rules/scoring/grades.toml`, the facts from which the score stage grades each
    link.
    """

    figure: str
    slide: int
    exhibit: str
    kind: FigureKind
    item: str
    item_id: str = ""
    concept: str = ""
    breadcrumb: tuple[str, ...] = ()
    measure: Measure = Measure.AMOUNT
    period: Period = NO_PERIOD
    versus: str = ""
    scenario: str = "actual"
    value: Decimal
    decimals: int = 0
    unit: str = ""
    scale: str = "1"
    raw: str
    spans: tuple[Span, ...]
    edits: tuple[str, ...] = ()
    value_evidence: tuple[str, ...] = ()
    period_evidence: tuple[str, ...] = ()
    item_evidence: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A reading with the grades of its three links; `grade` is the weakest of them."""

    reading: Reading
    value_link: Link
    period_link: Link
    item_link: Link
    confidence: Decimal

    @property
    def grade(self) -> Grade:
        return min(self.value_link.grade, self.period_link.grade, self.item_link.grade)

    @property
    def because(self) -> tuple[str, ...]:
        return self.value_link.because + self.period_link.because + self.item_link.because


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A figure's part in a check, with its weight."""

    figure: str
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One identity instance that was run.

    `gap` is total minus parts as printed, in the scale of the total; `allowed` is a text such as `-3..3`.
    `tried` counts the alternative readings that were run against it, `survived` those that passed.
    `bits` is the net strength of a passed check (0 where it failed).
    """

    identity: str
    exhibit: str
    period: str
    operands: tuple[Operand, ...]
    total: str
    gap: Decimal
    allowed: str
    holds: bool
    tried: int = 1
    survived: int = 1
    bits: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong or doubtful on the paper: a code of the finding table, a message, a place.

    `facts` are what the message is filled with, by name, so that it can be said in another language.
    """

    code: str
    severity: Severity
    message: str
    where: str
    figures: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A numeric token that is in no figure, with the reason (date, page number, axis tick, unplaced ...)."""

    slide: int
    span: Span
    raw: str
    reason: str
