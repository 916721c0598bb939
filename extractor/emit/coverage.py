"""The completeness ledger: what became of every numeric token of a deck."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.model.deck import Deck
from extractor.model.text import Span


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


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans share a glyph."""
    return a.line == b.line and a.start < b.end and b.start < a.end


def _by_line(spans: Iterable[tuple[Span, str]]) -> dict[int, list[tuple[Span, str]]]:
    lines: dict[int, list[tuple[Span, str]]] = {}
    for span, fate in spans:
        lines.setdefault(span.line, []).append((span, fate))
    return lines


def _fates(deck: Deck) -> Iterator[tuple[Span, str]]:
    for figure in deck.figures:
        for span in figure.reading.spans:
            yield span, ""
    for leftover in (*deck.leftovers, *deck.layout.aside):
        yield leftover.span, leftover.reason or "unplaced"


def coverage(deck: Deck) -> Coverage:
    """Counts every numeric run of the deck once: in a figure, else under the reason it was left over for."""
    lines = _by_line(_fates(deck))
    fates: Counter[str] = Counter()
    unaccounted = 0
    runs = [run for line in deck.repair.lines for run in line.runs]
    for run in runs:
        met = [fate for span, fate in lines.get(run.span.line, ()) if overlaps(span, run.span)]
        if met:
            fates["" if "" in met else met[0]] += 1
        else:
            unaccounted += 1
    used = fates.pop("", 0)
    reasons = tuple(sorted(fates.items(), key=lambda pair: (-pair[1], pair[0])))
    return Coverage(tokens=len(runs), in_figures=used, leftovers=reasons, unaccounted=unaccounted)
