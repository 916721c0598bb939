"""Nouns for review: what a person decided about a figure."""

from dataclasses import dataclass
from enum import StrEnum

from extractor.model.text import Span


class Verdict(StrEnum):
    """What a reviewer says of a figure."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A reviewer's word on the figure that stands at `spans` and was printed as `raw`.

    `value`, `item` and `period` are what the figure is to be, as texts: those it was read as, or the corrected ones.
    `by` and `at` say who decided, and when.
    """

    figure: str
    verdict: Verdict
    raw: str
    spans: tuple[Span, ...]
    value: str
    item: str
    period: str
    note: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What was decided about one deck, which is known by its name or by the SHA-256 of its bytes."""

    deck: str
    digest: str
    made: tuple[Decision, ...]

    def about(self, name: str, digest: str) -> bool:
        """Whether they are about the deck of this name or these bytes."""
        return self.digest == digest or self.deck == name
