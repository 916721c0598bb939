"""Types of the rules in `rules/`: what each kind of rule file may say."""

from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec

Text = Annotated[str, msgspec.Meta(min_length=1)]
Texts = Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every rule says: its id, why it exists, what it takes and what it must not take."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]
    why: Text
    examples: Texts
    counters: Texts


class PeriodForm(StrEnum):
    """What a period pattern builds."""

    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    CALENDAR_YEAR = "calendar_year"
    MONTH = "month"
    MONTHS = "months"
    WEEKS = "weeks"
    ENDED = "ended"
    INSTANT = "instant"
    RELATIVE = "relative"
    MONTH_DAY = "month_day"
    BARE_YEAR = "bare_year"
    END_BEFORE = "end_before"
    END_AFTER = "end_after"
    END_LEAD = "end_lead"


class PeriodRule(Rule, frozen=True, kw_only=True):
    """A notation of periods: a pattern with named groups, and the form it builds.

    Groups: part, length, year, month, day, era, and year2, month2, day2 for the end of a range; `cum` where
    a wording makes a quarter cumulative; `close` for the month that ends the fiscal year. Lower ranks are
    tried first at a place. `wordy` notations may have no digit. Examples read `printed -> label`.
    """

    form: PeriodForm
    pattern: Text
    rank: int = 50
    wordy: bool = False
    label: str = ""


class PieceRule(Rule, frozen=True, kw_only=True):
    """A named piece that patterns of its family use as `{name}`; the name is the last part of the id."""

    pattern: Text

    @property
    def name(self) -> str:
        return self.id.rpartition(".")[2].replace("-", "_")


class WordRule(Rule, frozen=True, kw_only=True):
    """Words that stand for a number in dates; the value of an era is the year before its year 1."""

    of: Literal["month", "part", "length", "era"]
    value: int
    forms: Texts


class WidthRule(Rule, frozen=True, kw_only=True):
    """Characters that are read as another single character.

    `take` and `give` pair up, or `give` is one for all.

    With `first` and `last` (hexadecimal code points) a range is read as the range that begins with `give`.
    """

    take: str = ""
    give: Text
    first: str = ""
    last: str = ""


class BulletRule(Rule, frozen=True, kw_only=True):
    """Marks at the head of a point, as characters or as a range of code points (private use)."""

    marks: str = ""
    first: str = ""
    last: str = ""


class SignRule(Rule, frozen=True, kw_only=True):
    """Marks before (and `closing` after) a number and what they may mean."""

    marks: Text
    closing: str = ""
    sign: Literal["plus", "minus", "bracket", "triangle", "nil"]


class UnitKind(StrEnum):
    """What part of a unit wording a rule gives."""

    CURRENCY = "currency"
    SCALE = "scale"
    SHORT = "short"
    MEASURE = "measure"
    FRAME = "frame"
    HEAD = "head"
    EXCLUDING = "excluding"
    EXCLUDING_BEFORE = "excluding_before"


class UnitRule(Rule, frozen=True, kw_only=True):
    """A word of units: `forms` in print, the unit and the scale it gives, or a `pattern` that joins them.

    `short` scales are single letters. Frames use the pieces `{currency}`, `{scale}`, `{short}`,
    `{measure}`, the same with `_ja`, and `{figure}`. Examples read `printed -> scale unit`.
    """

    kind: UnitKind
    unit: str = ""
    scale: str = ""
    forms: tuple[Text, ...] = ()
    pattern: str = ""
    rank: int = 50


class TermRule(Rule, frozen=True, kw_only=True):
    """Words that say what a column, row or sentence is: a class, and the reading within the class.

    Forms match whatever their case, with blanks or hyphens between words; `whole` forms have no letter
    beside them in any script. What meets `guard` right behind a hit makes it another word. Where hits
    overlap the first wins, then the longest.
    """

    term: Text
    reading: Text
    forms: tuple[Text, ...] = ()
    pattern: str = ""
    guard: str = ""
    whole: bool = False
    rank: int = 50


class PhraseRule(Rule, frozen=True, kw_only=True):
    """Words that join a figure to its item inside a sentence, and the part that they play there.

    English forms match whatever their case and stand alone; what meets `guard` right behind a hit is another
    word. `general` forms are words of names that say nothing of a part of the company.
    """

    part: Literal[
        "state", "level", "rise", "fall", "gain", "drop", "lead", "shows", "has", "done", "plan", "related",
        "owned", "placed", "ditto", "ago",
        "elsewhen", "general",
    ]  # fmt: skip
    forms: Texts
    guard: str = ""


class TitleRule(Rule, frozen=True, kw_only=True):
    """A wording that speaks for (`weight` above 0) or against (below 0) a line being a title."""

    pattern: Text
    weight: int
    ignore_case: bool = False


class IssuerRule(Rule, frozen=True, kw_only=True):
    """How a deck says whose it is: a code at an exchange (group `code`), or a line with a company's name (`name`).

    Codes are unique within their `space`, which a group of that name gives where the rule does not. Examples read
    `printed -> space:code` and `printed -> name`.
    """

    kind: Literal["code", "name"]
    pattern: Text
    space: str = ""


class GradeRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of evidence: which link it speaks for, how far it carries, and the words a reviewer reads."""

    id: Text
    link: Literal["value", "period", "item"]
    grade: Literal["sure", "inferred", "ambiguous"]
    because: Text
    why: Text
    example: Text
    counter: Text


class ConfidenceRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many figures that hang on a code of evidence, or on a grade, were right: on truth decks, on made-up ones."""

    id: Text
    right: Annotated[int, msgspec.Meta(ge=0)]
    figures: Annotated[int, msgspec.Meta(ge=0)]
    made_up_right: Annotated[int, msgspec.Meta(ge=0)] = 0
    made_up_figures: Annotated[int, msgspec.Meta(ge=0)] = 0
    why: Text


class FindingRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of findings: its title, how much it matters, and the message with {fields} for the facts."""

    id: Text
    title: Text
    severity: Literal["note", "warning", "error"]
    template: Text
    why: Text
    example: dict[str, str]
    counter: Text


class ExpectationRule(Rule, frozen=True, kw_only=True):
    """What Great Expectations checks on an emitted table; examples and counters are rows of it, as JSON.

    `table` is a file of a deck's folder, or one computed from it: `recomputed` sums, `sums` with a column for every
    part, `growth` beside its amounts. `args` go to the expectation as they are.
    """

    table: Literal["figures", "checks", "findings", "leftovers", "recomputed", "sums", "growth"]
    expectation: Annotated[str, msgspec.Meta(pattern=r"^expect_[a-z_]+$")]
    args: dict[str, Any]
    severity: Literal["error", "warning"] = "error"
