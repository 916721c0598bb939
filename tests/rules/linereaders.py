"""Readers of one line, as cases of notations write what they see: periods, units, words of columns."""

from extractor.rulebook import load_rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms
from extractor.rulebook.units import find_units

BOOK = load_rulebook()


def periods(text: str) -> str:
    return " ".join(found.period.label + "!" * found.at_end for found in find_periods(text, BOOK))


def units(text: str) -> str:
    shown = []
    for found in find_units(text, BOOK):
        excluding = f" excluding {found.excluding}" if found.excluding else ""
        shown.append(f"{found.scale} {found.unit}{excluding}")
    return " ".join(shown).strip()


def terms(text: str) -> str:
    return " ".join(f"{found.term}:{found.reading}" for found in find_terms(text, BOOK))
