"""Score: readings to graded figures, from what stands behind each of their three links."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from extractor.model.deck import Deck, ScoreSheet
from extractor.model.figure import Figure, Grade, Link, Reading
from extractor.rulebook import Rulebook
from extractor.rulebook.rules import GradeRule
from extractor.score.confidence import confidence, deciding
from extractor.score.doubts import doubts


def score(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the score sheet: every reading with the grades of its value, period and item, and the doubts left."""
    figures = tuple(_graded(reading, rulebook) for reading in deck.reconcile.readings)
    return replace(deck, score=ScoreSheet(figures=figures, findings=tuple(doubts(deck, figures, rulebook))))


@lru_cache(maxsize=4)
def grade_rules(rulebook: Rulebook) -> Mapping[str, GradeRule]:
    """What each code of evidence is worth."""
    return MappingProxyType({rule.id: rule for rule in rulebook.grades})


def evidence(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The codes behind the links of a reading: item, period, value."""
    return reading.item_evidence, reading.period_evidence, reading.value_evidence


def _graded(reading: Reading, rulebook: Rulebook) -> Figure:
    rules = grade_rules(rulebook)
    grade, code = deciding(evidence(reading), rules)
    return Figure(
        reading=reading,
        value_link=link(reading.value_evidence, rules),
        period_link=link(reading.period_evidence, rules),
        item_link=link(reading.item_evidence, rules),
        confidence=confidence(grade, code, rulebook),
    )


def link(codes: tuple[str, ...], rules: Mapping[str, GradeRule]) -> Link:
    """The grade of a link: the best that any evidence gives, unless two readings are known to survive."""
    known = [rules[code] for code in codes if code in rules]
    if not known:
        return Link()
    grades = [Grade[rule.grade.upper()] for rule in known]
    grade = Grade.AMBIGUOUS if Grade.AMBIGUOUS in grades else max(grades)
    return Link(grade=grade, because=tuple(rule.because for rule in known))
