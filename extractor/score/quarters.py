"""Quarters that may be the months so far: results reports in Japanese call six months the second quarter."""

import regex

from extractor.model.deck import Deck, RepairedLine
from extractor.model.period import Period, PeriodKind

JAPANESE = regex.compile(r"[期四]")
ALONE = regex.compile(
    r"会計期間|単独|単四半期|(?<!\d)[3三](?:ヶ|か|カ|ケ|ヵ|箇)月|[Tt]hree months|[Qq]uarterly|四半期(?:別|推移|ごと|毎)"
)
MONTHS = {"01": "03", "04": "06", "07": "09", "10": "12"}
"""First and last months of three."""


def running_quarters(deck: Deck) -> frozenset[str]:
    """The figures of later quarters that may begin with their year: named in Japanese, and nothing says three months.

    Quarters side by side stand for themselves on their slide; months printed with a quarter tell of all in the deck.
    """
    named = [m for line in deck.repair.lines for m in line.periods if _later(m.period) and not m.at_end]
    if not any(JAPANESE.search(mention.period.printed) for mention in named) or _defined(deck):
        return frozenset()
    told = {line.slide for line in deck.repair.lines if _side_by_side(line)}
    later = (reading for reading in deck.reconcile.readings if _later(reading.period) and reading.slide not in told)
    return frozenset(reading.figure for reading in later)


def _defined(deck: Deck) -> bool:
    """Whether a line says that quarters are three months, or prints three months."""
    return any(
        ALONE.search(line.text) or any(_is_three_months(mention.period) for mention in line.periods)
        for line in deck.repair.lines
    )


def _side_by_side(line: RepairedLine) -> bool:
    """Whether a line names several quarters of one year, as an axis does."""
    quarters = {m.period.part for m in line.periods if m.period.kind is PeriodKind.QUARTER and not m.at_end}
    return len(quarters) > 1


def _is_three_months(period: Period) -> bool:
    if period.kind is not PeriodKind.MONTHS:
        return False
    first, _, last = period.label.partition("/")
    return MONTHS.get(first[-2:]) == last[-2:] and (not period.start or period.start[:4] == period.end[:4])


def _later(period: Period) -> bool:
    return period.kind is PeriodKind.QUARTER and period.part > 1
