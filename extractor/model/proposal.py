"""Nouns of alignment: which cells could stand under which label."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A series of one exhibit."""

    exhibit: int
