"""Nouns for printed numbers: quantities, candidate readings of a numeric run, and runs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractor.model.text import Span


class Sign(StrEnum):
    """How a sign was printed; brackets are kept apart because they do not always mean a minus."""

    NONE = ""
    PLUS = "+"
    MINUS = "-"
    BRACKET = "()"
    TRIANGLE = "△"


NEGATIVE = frozenset({Sign.MINUS, Sign.BRACKET, Sign.TRIANGLE})
"""Marks of amounts below 0, under the common reading."""


class CandidateKind(StrEnum):
    """What damage a candidate reading assumes."""

    CLEAN = "clean"
    DOUBLED = "doubled"
    GLUED = "glued"
    OCR = "ocr"
    NIL = "nil"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as printed.

    `magnitude` is never negative; `sign` says which mark stood at it. `decimals` counts printed digits after
    the point (16.0 has 1). `percent` is true where a percent sign was printed. `currency` and `scale` are
    filled only where they were printed at the number itself. `raw` is the verbatim text the value came from.
    """

    magnitude: Decimal
    decimals: int
    raw: str
    span: Span
    sign: Sign = Sign.NONE
    percent: bool = False
    currency: str = ""
    scale: str = ""

    @property
    def value(self) -> Decimal:
        """Signed value under the common reading: brackets, triangles and minus are negative."""
        return -self.magnitude if self.sign in NEGATIVE else self.magnitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One legal reading of a numeric run: its quantities in text order, and what the reading costs."""

    kind: CandidateKind
    quantities: tuple[Quantity, ...]
    cost: int = 0


class RunShape(StrEnum):
    """What a numeric string looks like where it is not, or not only, one number or several glued ones."""

    NUMBER = ""
    SLASHED = "slashed"
    CODE = "code"
    RANGE = "range"
    LIST = "list"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A maximal numeric string of a line.

    `span` is its place in the raw line, `start` and `end` its place in the repaired text of the same line.
    Candidates are ordered by cost; there is always at least one. `shape` sets apart dates and fractions
    (`10/31`), codes such as telephone numbers, ranges (`101-200`), the number of a list item and that of a
    footnote; their first candidate holds every string of digits as a quantity.
    """

    raw: str
    span: Span
    start: int
    end: int
    candidates: tuple[Candidate, ...]
    capped: bool = False
    shape: RunShape = RunShape.NUMBER

    @property
    def best(self) -> Candidate:
        return self.candidates[0]
