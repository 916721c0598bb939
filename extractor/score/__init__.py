"""Score: readings to graded figures, from what stands behind each of their three links."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from extractor.model.deck import Deck, ScoreSheet
from extractor.model.figure import Figure, Grade, Link, Reading
from extractor.rulebook import Rulebook
from extractor.rulebook.rules import GradeRule
from extractor.score.doubts import doubts

CONFIDENCE = MappingProxyType({Grade.SURE: Decimal(0), Grade.INFERRED: Decimal(0), Grade.AMBIGUOUS: Decimal(0)})


def score(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the score sheet: every reading with the grades of its value, period and item, and the doubts left."""
    rules = _grades(rulebook)
    figures = tuple(_graded(reading, rules) for reading in deck.reconcile.readings)
    return replace(deck, score=ScoreSheet(figures=figures, findings=tuple(doubts(deck, figures, rulebook))))


@lru_cache(maxsize=4)
def _grades(rulebook: Rulebook) -> Mapping[str, GradeRule]:
    return MappingProxyType({rule.id: rule for rule in rulebook.grades})


def _graded(reading: Reading, rules: Mapping[str, GradeRule]) -> Figure:
    return Figure(
        reading=reading,
        value_link=link(reading.value_evidence, rules),
        period_link=link(reading.period_evidence, rules),
        item_link=link(reading.item_evidence, rules),
        confidence=Decimal(0),
    )


def link(codes: tuple[str, ...], rules: Mapping[str, GradeRule]) -> Link:
    """The grade of a link: the best that any evidence gives, unless two readings are known to survive."""
    known = [rules[code] for code in codes if code in rules]
    if not known:
        return Link()
    grades = [Grade[rule.grade.upper()] for rule in known]
    grade = Grade.AMBIGUOUS if Grade.AMBIGUOUS in grades else max(grades)
    return Link(grade=grade, because=tuple(rule.because for rule in known))
