"""Score: readings to graded figures, from what stands behind each of their three links."""

from dataclasses import replace

from extractor.model.deck import Deck, ScoreSheet
from extractor.model.figure import Figure, Grade, Link, Reading
from extractor.model.period import FISCAL
from extractor.rulebook import Rulebook
from extractor.rulebook.calendar import ASSUMED
from extractor.rulebook.grading import grade_rules, link_of
from extractor.score.confidence import confidence, deciding
from extractor.score.doubts import doubts

UNDATED = "nothing tells which months the fiscal year has"


def score(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the score sheet: every reading with the grades of its value, period and item, and the doubts left."""
    assumed = deck.layout.calendar == ASSUMED
    figures = tuple(_graded(reading, rulebook, assumed=assumed) for reading in deck.reconcile.readings)
    return replace(deck, score=ScoreSheet(figures=figures, findings=tuple(doubts(deck, figures, rulebook))))


def evidence(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The codes behind the links of a reading: item, period, value."""
    return reading.item_evidence, reading.period_evidence, reading.value_evidence


def _graded(reading: Reading, rulebook: Rulebook, *, assumed: bool) -> Figure:
    """A figure; the dates of a fiscal label hang on the calendar, and are not sure where that is `assumed`."""
    grade, code = deciding(evidence(reading), grade_rules(rulebook))
    period = link_of(reading.period_evidence, rulebook)
    if assumed and reading.period.kind in FISCAL and period.grade is Grade.SURE:
        period = Link(grade=Grade.INFERRED, because=(*period.because, UNDATED))
        grade, code = min(Grade[grade.upper()], Grade.INFERRED).word, ""
    return Figure(
        reading=reading,
        value_link=link_of(reading.value_evidence, rulebook),
        period_link=period,
        item_link=link_of(reading.item_evidence, rulebook),
        confidence=confidence(grade, code, rulebook),
    )
