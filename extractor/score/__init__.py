"""Score: readings to graded figures, from what stands behind each of their three links."""

from dataclasses import replace

from extractor.model.deck import Deck, ScoreSheet
from extractor.model.figure import Figure, Reading
from extractor.rulebook import Rulebook
from extractor.rulebook.grading import grade_rules, link_of
from extractor.score.confidence import confidence, deciding
from extractor.score.doubts import doubts


def score(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the score sheet: every reading with the grades of its value, period and item, and the doubts left."""
    figures = tuple(_graded(reading, rulebook) for reading in deck.reconcile.readings)
    return replace(deck, score=ScoreSheet(figures=figures, findings=tuple(doubts(deck, figures, rulebook))))


def evidence(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The codes behind the links of a reading: item, period, value."""
    return reading.item_evidence, reading.period_evidence, reading.value_evidence


def _graded(reading: Reading, rulebook: Rulebook) -> Figure:
    grade, code = deciding(evidence(reading), grade_rules(rulebook))
    return Figure(
        reading=reading,
        value_link=link_of(reading.value_evidence, rulebook),
        period_link=link_of(reading.period_evidence, rulebook),
        item_link=link_of(reading.item_evidence, rulebook),
        confidence=confidence(grade, code, rulebook),
    )
