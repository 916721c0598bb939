"""Confidence: how often figures with the same kind of evidence were right, on decks whose truth is known."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from math import sqrt
from types import MappingProxyType

from extractor.model.figure import Grade
from extractor.rulebook import Rulebook
from extractor.rulebook.rules import ConfidenceRule, GradeRule

PREFIX = "confidence."
LEAST = 20
"""With fewer figures than this behind it, a kind of evidence is judged by its grade."""
Z = 1.959964
THOUSANDTH = Decimal("0.001")


def deciding(links: tuple[tuple[str, ...], ...], rules: Mapping[str, GradeRule]) -> tuple[str, str]:
    """The grade and the code that a figure hangs on: the best code of its weakest link.

    `links` holds the codes of each link, the most telling link first; two empty texts where nothing is known.
    """
    weakest: tuple[Grade, str] | None = None
    for codes in links:
        plain = (code.partition("@")[0] for code in codes)
        known = sorted(((Grade[rules[code].grade.upper()], code) for code in plain if code in rules), reverse=True)
        doubts = [pair for pair in known if pair[0] is Grade.AMBIGUOUS]
        best = next(iter(doubts or known), None)
        if best is None:
            return "", ""
        if weakest is None or best[0] < weakest[0]:
            weakest = best
    return (weakest[0].word, weakest[1]) if weakest else ("", "")


def confidence(grade: str, code: str, rulebook: Rulebook) -> Decimal:
    """The measured share of right figures that hang on a code; on its grade where too few did; 0 where none."""
    measured = _measured(rulebook)
    return measured.get(code, measured.get(grade, Decimal(0)))


@lru_cache(maxsize=4)
def _measured(rulebook: Rulebook) -> Mapping[str, Decimal]:
    return MappingProxyType(dict(shares(rulebook.confidences)))


def shares(rules: Iterable[ConfidenceRule]) -> Iterator[tuple[str, Decimal]]:
    """Codes and grades with the lower bound of their share of right figures.

    Where both the truth decks and the made-up ones hold enough figures, the worse of the two counts.
    """
    for rule in rules:
        counts = ((rule.right, rule.figures), (rule.made_up_right, rule.made_up_figures))
        bounds = [wilson(right, figures) for right, figures in counts if figures >= LEAST]
        if bounds:
            yield rule.id.removeprefix(PREFIX), min(bounds)


def wilson(right: int, figures: int) -> Decimal:
    """The lower end of Wilson's 95 % interval for a share, cut to three digits."""
    share, z2 = right / figures, Z * Z
    centre = share + z2 / (2 * figures)
    spread = Z * sqrt(share * (1 - share) / figures + z2 / (4 * figures * figures))
    return Decimal(max(0.0, (centre - spread) / (1 + z2 / figures))).quantize(THOUSANDTH, rounding="ROUND_DOWN")
