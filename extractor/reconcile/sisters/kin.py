"""Kin: whether two decks are of one company, by marks that both carry and by figures that both print."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from math import log2

import regex

from extractor.model.deck import Deck
from extractor.model.interval import meets
from extractor.reconcile.known.world import Fact

RULED = ("local.", "name.")
"""Keys of items that no rule knows begin so; all others mean the same in every deck."""

ADDRESS = regex.compile(r"(?:https?://|www\.|@)(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})", regex.IGNORECASE)
LEAST_EQUAL = 3
"""So many equal figures of several digits show one company, though nothing else does."""
LEAST_BITS = 10.0
MOST_UNEQUAL = 0.5
MOST_PRINTS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """What speaks for two decks being of one company: marks that both carry, figures printed equal and unequal."""

    marks: tuple[str, ...] = ()
    equal: int = 0
    unequal: int = 0

    @property
    def lends(self) -> bool:
        """Whether figures of one may prove those of the other."""
        enough = self.equal >= (1 if self.marks else LEAST_EQUAL)
        return enough and self.unequal <= MOST_UNEQUAL * self.equal

    @property
    def sisters(self) -> bool:
        return self.lends or bool(self.marks and not self.unequal)

    @property
    def because(self) -> str:
        """The evidence in words."""
        figures = f"{self.equal} equal figures under equal names and periods" if self.equal else ""
        against = f"{self.unequal} unequal ones" if self.unequal else ""
        return ", ".join(part for part in (figures, against, *(f"both print {mark}" for mark in self.marks)) if part)


def marks_of(deck: Deck) -> frozenset[str]:
    """The web and mail domains that a deck prints."""
    return frozenset(found[1].casefold() for line in deck.read.lines for found in ADDRESS.finditer(line.raw))


def kin_of(marks: Iterable[str], one: Iterable[Fact], other: Iterable[Fact]) -> Kin:
    """The evidence for two decks: marks of both, and their proven figures under the same keys."""
    theirs = {fact.slot: fact for fact in other}
    pairs = [(fact, theirs[fact.slot]) for fact in one if fact.slot in theirs and _telling(fact)]
    equal = {a.slot for a, b in pairs if meets(a.interval, b.interval)}
    unequal = {a.slot for a, _ in pairs} - equal
    return Kin(marks=tuple(sorted(marks)), equal=len(equal), unequal=len(unequal))


def prints_of(facts: Iterable[Fact]) -> tuple[int, ...]:
    """Numbers that stand for the telling figures of items that mean the same in every deck, the least of them.

    Where two decks share figures, the least numbers of both are likely to be among the shared ones.
    """
    told = (fact for fact in facts if not fact.slot.key.startswith(RULED) and _telling(fact))
    return tuple(sorted({_print(fact) for fact in told})[:MOST_PRINTS])


def _print(fact: Fact) -> int:
    slot, interval = fact.slot, fact.interval
    said = (slot.key, slot.period, slot.measure, slot.versus, slot.scenario, interval.low, interval.high)
    return int.from_bytes(blake2b("|".join(map(str, said)).encode(), digest_size=7).digest(), "big")


def _telling(fact: Fact) -> bool:
    """Whether a figure has digits enough to tell companies apart."""
    size, width = abs(fact.interval.low + fact.interval.high) / 2, fact.interval.high - fact.interval.low
    return bool(width) and log2(max(1.0, float(size / width))) >= LEAST_BITS
