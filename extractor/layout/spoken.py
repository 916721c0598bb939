"""What sentences of the deck say in one breath: a name that prose keeps together is no two names."""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from extractor.layout.roles import Placed
from extractor.model.exhibit import Role
from extractor.rulebook import Rulebook
from extractor.rulebook.names import read_name
from extractor.rulebook.periods import find_periods

CLAUSE_END = regex.compile(r"[.,:;!?、。：；()（）•・]|\s[-–—]\s|\s{3,}")
LEAST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Clauses of prose in comparable form, one a line, each behind a line's end and a blank.

    Periods are cut, and no clause runs over a mark of punctuation.
    """

    clauses: str = ""

    def says(self, text: str) -> bool:
        """Whether prose says a name of several words as one phrase."""
        phrase = read_name(text).full
        return len(phrase.split()) >= LEAST_WORDS and f" {phrase} " in self.clauses

    def tells_of(self, text: str) -> bool:
        """Whether a clause begins with a name of several words: it is what the sentence is about."""
        phrase = read_name(text).full
        return len(phrase.split()) >= LEAST_WORDS and f"\n {phrase} " in self.clauses


def find_spoken(lines: Iterable[Placed], rulebook: Rulebook) -> Spoken:
    """The clauses of all lines of prose."""
    texts = (_without_periods(line.text, rulebook) for line in lines if line.role is Role.PROSE)
    clauses = (read_name(clause).full for text in texts for clause in CLAUSE_END.split(text))
    return Spoken(clauses="".join(f"\n {clause} " for clause in dict.fromkeys(clauses) if clause))


def _without_periods(text: str, rulebook: Rulebook) -> str:
    for mention in reversed(find_periods(text, rulebook)):
        text = text[: mention.start] + " " + text[mention.end :]
    return text
