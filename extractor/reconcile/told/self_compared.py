"""Sentences that compare a period with itself: the base that they name is the period that they speak of."""

from collections.abc import Iterator, Mapping

from extractor.model.deck import Deck
from extractor.model.exhibit import Statement
from extractor.model.figure import Finding
from extractor.model.proposal import Claim
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_bases, find_terms

GROWTHS = frozenset({"yoy", "qoq"})
ACTUAL = "actual"


def self_comparisons(deck: Deck, rulebook: Rulebook) -> Iterator[Finding]:
    """Findings on sentences whose base is their own period, or the one that their slide defines its growth for."""
    reported = _reported(deck, rulebook)
    for exhibit in deck.layout.exhibits:
        own = {claim.line: claim for claim in deck.align.claims if claim.exhibit == exhibit.number and _itself(claim)}
        period = reported.get(exhibit.slide, "")
        for statement in exhibit.statements:
            claim = next((own[line] for line in statement.lines if line in own), None)
            if claim is not None and claim.period is not None:
                yield _told(exhibit.title, statement.first, claim.period.label, rulebook)
            elif period and _compares(statement, period, rulebook):
                yield _told(exhibit.title, statement.first, period, rulebook)


def _told(title: str, line: int, period: str, rulebook: Rulebook) -> Finding:
    return finding(rulebook, "compared-to-itself", f"L{line}", figures=(), period=period, title=title)


def _itself(claim: Claim) -> bool:
    return claim.period is not None and claim.found == "clause" and claim.versus == claim.period.label


def _reported(deck: Deck, rulebook: Rulebook) -> Mapping[int, str]:
    """The periods of slides that define their growth, as in `YoY = 2Q30 compared to 2Q29`."""
    found: dict[int, str] = {}
    for line in deck.repair.lines:
        head, sign, _ = line.text.partition("=")
        if sign and line.periods and any(term.reading in GROWTHS for term in find_terms(head, rulebook)):
            found.setdefault(line.slide, line.periods[0].period.label)
    return found


def _compares(statement: Statement, period: str, rulebook: Rulebook) -> bool:
    """Whether a sentence opens with a period as its base, names no other one and speaks of no plan."""
    bases = find_bases(statement.text, rulebook)
    ends = [*(base.start for base in bases[1:]), len(statement.text)]
    clauses = [(statement.text[base.start : end], base) for base, end in zip(bases, ends, strict=False)]
    meant = (text for text, base in clauses if text[:1].isupper() and base.period is not None)
    return any(_about(text, period, rulebook) for text in meant)


def _about(text: str, period: str, rulebook: Rulebook) -> bool:
    """Whether a clause names a period, no other one and no plan."""
    plans = {term.reading for term in find_terms(text, rulebook) if term.term == "scenario"}
    return {mention.period.label for mention in find_periods(text, rulebook)} == {period} and plans <= {ACTUAL}
