"""Items: the lines that statements and decks print, with their names in two languages."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from extractor.model.figure import Measure
from extractor.rulebook.rules import Rule, Text, Texts


class StatementKind(StrEnum):
    """The statement a line belongs to; `any` marks rows that every statement has (total, other, opening)."""

    INCOME = "income"
    COMPREHENSIVE = "comprehensive"
    BALANCE = "balance"
    CASHFLOW = "cashflow"
    INDICATOR = "indicator"
    ANY = "any"


class PeriodType(StrEnum):
    """How a line relates to time: flows add up over periods, stocks stand at a day, ratios do neither."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"


class Alias(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """More names of an item, of one company or one language; a name that another item bears is refused."""

    item: Text
    names: Texts


class Item(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line item.

    `en` and `ja` are names of this very line; the first of each is its customary label. `kin` are names
    of near lines that are reported under the item but are not it (openings of stores beside the number of
    stores). `{company}` in a name stands for one to four words that are no vocabulary. `contexts` holds
    names that another item carries too, each with what tells the two apart; both items must list it.
    `order` is the customary position over all statements, smallest first. `concepts` are taxonomy
    elements, the most general first. Examples are labels that the item takes, counters labels that it must
    not take.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+([._][a-z0-9]+)*$")]
    statement: StatementKind
    measure: Measure
    period: PeriodType
    order: int
    en: Texts
    ja: Texts
    kin: tuple[Text, ...] = ()
    contexts: dict[str, str] = field(default_factory=dict)
    concepts: tuple[Text, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of this very line in both languages."""
        return self.en + self.ja
