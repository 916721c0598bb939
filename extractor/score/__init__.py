"""Score: readings to graded figures, from what stands behind each of their three links."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.model.deck import Deck, ScoreSheet
from extractor.model.figure import Figure, Grade, Link, Reading
from extractor.model.period import FISCAL
from extractor.rulebook import Rulebook
from extractor.rulebook.grading import grade_rules, link_of
from extractor.rulebook.lexicon import is_torn, lexicon
from extractor.rulebook.names import read_name
from extractor.rulebook.titles import title_weight
from extractor.score.confidence import confidence, deciding
from extractor.score.contradicted import MOVED, contradicted
from extractor.score.doubts import doubts, without_unit
from extractor.score.quarters import running_quarters
from extractor.score.years import doubtful_years

UNDATED = "nothing tells which months the fiscal year has"
PART_YEAR = "its slide names a part of the year, or the year ends after the day of the deck"
RUNNING = "nothing tells whether the quarter is three months or all since its year began"
DATED = "placed-dated"
TITLE_LIKE = 2
TITLED = "only the title says what it is"
TORN_NAME = "its name begins or ends with a joining word: part of a longer name"
UNITLESS = "no unit is declared for it"


def score(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the score sheet: every reading with the grades of its value, period and item, and the doubts left."""
    against, years, quarters = contradicted(deck), doubtful_years(deck), running_quarters(deck)
    undated = dict.fromkeys(years, PART_YEAR) | dict.fromkeys(quarters, RUNNING)
    if deck.layout.calendar.assumed:
        undated |= {reading.figure: UNDATED for reading in deck.reconcile.readings if _assumes(reading)}
    figures = tuple(
        _graded(
            reading,
            rulebook,
            undated=undated.get(reading.figure, ""),
            against=against.get(reading.figure, ""),
        )
        for reading in deck.reconcile.readings
    )
    unsettled = {"quarter-open": quarters, "year-open": years}
    findings = tuple(doubts(deck, figures, unsettled, rulebook))
    return replace(deck, score=ScoreSheet(figures=figures, findings=findings))


def evidence(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The codes behind the links of a reading: item, period, value."""
    return reading.item_evidence, reading.period_evidence, reading.value_evidence


def _assumes(reading: Reading) -> bool:
    """Whether the months of a period follow from the calendar only, and were not printed with it."""
    return reading.period.kind in FISCAL and DATED not in reading.period_evidence


def _is_title(name: str, rulebook: Rulebook) -> bool:
    """Whether a name, or one of its words, reads as a title, as `売上高の推移 Revenues` does."""
    return any(title_weight(part, rulebook) >= TITLE_LIKE for part in name.split())


def _name_doubts(reading: Reading, rulebook: Rulebook) -> Iterator[str]:
    """What in the words of a name keeps it from being sure."""
    if reading.item == reading.exhibit and _is_title(reading.item, rulebook):
        yield TITLED
    if reading.item and is_torn(read_name(reading.item), lexicon(rulebook)):
        yield TORN_NAME


def _capped(link: Link, why: str) -> Link:
    """The link, no more than inferred."""
    return Link(grade=Grade.INFERRED, because=(*link.because, why)) if link.grade is Grade.SURE else link


def _graded(reading: Reading, rulebook: Rulebook, *, undated: str, against: str) -> Figure:
    """A figure with its grades and what keeps it from being sure: its period being `undated`, a missing unit, what
    speaks `against` it.
    """
    grade, code = deciding(evidence(reading), grade_rules(rulebook))
    value, period = link_of(reading.value_evidence, rulebook), link_of(reading.period_evidence, rulebook)
    capped_value = _capped(value, UNITLESS) if without_unit(reading) else value
    item = link_of(reading.item_evidence, rulebook)
    capped_period = _capped(period, undated) if undated else period
    if against == MOVED:
        capped_period = _capped(capped_period, against)
    capped_item = _capped(item, against) if against and against != MOVED else item
    for why in _name_doubts(reading, rulebook):
        capped_item = _capped(capped_item, why)
    if (capped_value, capped_period, capped_item) != (value, period, item):
        grade, code = min(Grade[grade.upper()], Grade.INFERRED).word, ""
    return Figure(
        reading=reading,
        value_link=capped_value,
        period_link=capped_period,
        item_link=capped_item,
        confidence=confidence(grade, code, rulebook),
    )
