"""Nouns of boxes: values that belong together, each with its name and what speaks for it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractor.model.exhibit import Exhibit
from extractor.model.figure import Alternative
from extractor.model.period import Period
from extractor.model.proposal import Box, Claim, Glyphs, Proposal


class Kind(StrEnum):
    """What holds a group together: shares of one whole, parts of a change, or parts of a stated figure."""

    WHOLE = "whole"
    BRIDGE = "bridge"
    STATED = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A slide's boxes with its other proposals and claims; `free` are boxes that no full row holds."""

    exhibit: Exhibit
    boxes: Proposal
    others: tuple[Proposal, ...]
    free: tuple[Box, ...]
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A value of a group: its glyphs, the percentage printed with it, its weight in the sum, and its name.

    `codes` speak for the name, `rivals` are names that survive beside it.
    """

    glyph: Glyphs
    percent: tuple[Glyphs, ...] = ()
    weight: int = 1
    name: str = ""
    codes: tuple[str, ...] = ()
    rivals: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Members whose weighted sum is a known total; `source` says where that stands.

    `fine` are values of their own that repeat members with more digits. `change` is the printed change that
    the members explain, `base` the row whose change it is and `step` the later column of it. `names` are
    captions in text order, one for each member, of which nothing says yet which is whose; `headings` name the
    members of each weight. `periods` are the later and the earlier of a comparison.
    """

    slide: Slide
    kind: Kind
    members: tuple[Member, ...]
    total: Decimal
    source: str
    fine: tuple[Member, ...] = ()
    change: tuple[Glyphs, ...] = ()
    base: tuple[Glyphs, ...] = ()
    step: int = -1
    names: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()

    @property
    def glyphs(self) -> tuple[Glyphs, ...]:
        """All glyphs of the group, those of percentages, finer values and the change among them."""
        members = (*self.members, *self.fine)
        return (*(m.glyph for m in members), *(g for m in members for g in m.percent), *self.change)
