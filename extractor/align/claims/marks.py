"""Marks: what stands in a sentence, figure by figure and word by word."""

from dataclasses import dataclass
from enum import StrEnum

from extractor.model.exhibit import Token
from extractor.model.number import Quantity
from extractor.model.period import Period


class MarkKind(StrEnum):
    """What stands at a place of a sentence."""

    QUANTITY = "quantity"
    PERIOD = "period"
    GROWTH = "growth"
    BASE = "base"
    AGAINST = "against"
    ABOUT = "about"
    STATE = "state"
    LEVEL = "level"
    RISE = "rise"
    FALL = "fall"
    GAIN = "gain"
    DROP = "drop"
    LEAD = "lead"
    SHOWS = "shows"
    HAS = "has"
    DONE = "done"
    PLAN = "plan"
    RELATED = "related"
    DITTO = "ditto"
    AGO = "ago"
    ARROW = "arrow"
    OPEN = "open"
    CLOSE = "close"
    COLON = "colon"
    COMMA = "comma"
    STOP = "stop"
    DASH = "dash"
    WORDS = "words"


MONEY_LENGTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark at [start, end): the token and unit of a quantity, a period, a base, or words.

    `text` is what is printed; for a growth it is the word for its base (`yoy`, `qoq`), for a base that is no
    period it is `target`.
    """

    kind: MarkKind
    start: int
    end: int
    text: str = ""
    token: Token | None = None
    unit: str = ""
    scale: str = ""
    period: Period | None = None
    at_end: bool = False

    @property
    def words(self) -> str:
        """The printed words in lower case."""
        return self.text.lower()

    @property
    def quantity(self) -> Quantity | None:
        return self.token.run.best.quantities[0] if self.token is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The text of a statement and its marks in text order; they cover the text but for blanks.

    `breaks` are the places where its lines begin.
    """

    text: str
    marks: tuple[Mark, ...]
    breaks: tuple[int, ...] = ()


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == MONEY_LENGTH and unit.isupper()
