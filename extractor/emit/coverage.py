"""The completeness ledger: what became of every numeric token of a deck."""

import re
from collections import Counter
from dataclasses import dataclass

from extractor.model.deck import Deck
from extractor.model.text import Line

Stretch = tuple[int, int]
"""First place of a stretch of a line, and the place behind it."""
DIGITS = re.compile(r"\d(?:[\d,.]*\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Numeric tokens of a deck: all, those in figures, those left over by reason, and those in neither."""

    tokens: int = 0
    in_figures: int = 0
    leftovers: tuple[tuple[str, int], ...] = ()
    unaccounted: int = 0

    @property
    def sentence(self) -> str:
        """The ledger in one line."""
        aside = sum(count for _, count in self.leftovers)
        reasons = ", ".join(f"{reason} {count}" for reason, count in self.leftovers)
        parts = [f"{self.in_figures} in figures", f"{aside} left over" + (f" ({reasons})" if reasons else "")]
        if self.unaccounted:
            parts.append(f"{self.unaccounted} unaccounted for")
        return f"{self.tokens} numeric tokens: " + ", ".join(parts)


def coverage(deck: Deck) -> Coverage:
    """Counts every numeric token once: those in figures, those left over by reason, and digits in neither.

    What is in neither is counted on the raw lines, apart from how the ledger was made.
    """
    covered: dict[int, list[Stretch]] = {}
    figures = {span for figure in deck.figures for span in figure.reading.spans}
    left = {item.span: item.reason or "unplaced" for item in (*deck.layout.aside, *deck.leftovers)}
    for span in (*figures, *left):
        covered.setdefault(span.line, []).append((span.start, span.end))
    reasons = Counter(left.values())
    unaccounted = sum(_bare(line, covered.get(line.number, [])) for line in deck.read.lines)
    return Coverage(
        tokens=len(figures) + reasons.total() + unaccounted,
        in_figures=len(figures),
        leftovers=tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        unaccounted=unaccounted,
    )


def _bare(line: Line, covered: list[Stretch]) -> int:
    """How many strings of digits of a line nothing speaks of."""
    return sum(
        not any(match.start() < end and start < match.end() for start, end in covered)
        for match in DIGITS.finditer(line.raw)
    )
