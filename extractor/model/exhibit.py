"""Nouns of the page: exhibits and the tokens, rows, axes and names found on them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A titled part of a slide."""

    number: int
    slide: int
    title: str
