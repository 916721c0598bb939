"""How numbers stand on each slide, read off the runs that can be read in one way only."""

import re
from collections.abc import Iterable

from extractor.model.grammar import cut_run, plain, whole_number
from extractor.repair.doubling import decode_squares
from extractor.repair.readings import Habit

_ONLY_DOUBLED = 6
_EQUAL_HALVES = 1
_ONLY_GLUED = -2
_DECK_SAYS = 2
_FEWEST_PLAIN = 3
_PLAIN_LONG = re.compile(r"(?!19|20)[1-9][0-9]{3}|[1-9][0-9]{4,6}")


def find_habits(runs: Iterable[tuple[int, str]]) -> dict[int, Habit]:
    """The habit of each slide that has runs, from (slide, text) of all runs of a deck.

    Numbers that can only be doubled speak for doubling, numbers that can only be glued against it, equal
    halves a little for it. The deck as a whole is heard where a slide says little.
    """
    votes: dict[int, int] = {}
    grouped = plain_long = 0
    for slide, raw in runs:
        text = plain(raw)
        grouped += "," in text
        plain_long += bool(_PLAIN_LONG.fullmatch(text))
        votes[slide] = votes.get(slide, 0) + _vote(text)
    deck = max(-_DECK_SAYS, min(_DECK_SAYS, sum(votes.values())))
    habit = plain_long < _FEWEST_PLAIN or grouped >= plain_long
    return {slide: Habit(grouped=habit, doubled=own + deck >= 0, twice=own + deck > 0) for slide, own in votes.items()}


def _vote(text: str) -> int:
    if whole_number(text):
        return 0
    squares = any(whole_number(once) for once in decode_squares(text))
    if not cut_run(text, 0, 1):
        return _ONLY_DOUBLED * squares
    return _EQUAL_HALVES if squares else _ONLY_GLUED
