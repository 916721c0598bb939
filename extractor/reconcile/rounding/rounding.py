"""How a deck shortens its amounts: what its notes say, held against what its sums show."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model.deck import Deck, RepairedLine
from extractor.model.figure import Finding
from extractor.model.interval import Regime
from extractor.reconcile.boards.board import Board, SumRule
from extractor.reconcile.boards.sums import column_verdict, find_sums
from extractor.reconcile.rounding.regime import (
    INTERNATIONAL_PRIOR,
    Posterior,
    SumGroup,
    chosen_regime,
    gap_probability,
    infer_regime,
    refuted,
)
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding
from extractor.rulebook.terms import TermMention, find_terms
from extractor.rulebook.units import find_units

NOTE, SUBJECT = "rounding", "rounded"
RATIOS, AMOUNTS = "ratios", "amounts"
BELIEVED = 0.9
"""The share of a regime that a note states, before any sum was seen; what is left keeps its proportions."""
_REGIMES = {"round": Regime.ROUND, "truncate": Regime.TRUNCATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """The regime of a deck's amounts, what a note states and where, and the sums that no such regime leaves."""

    regime: Regime = Regime.UNKNOWN
    stated: Regime = Regime.UNKNOWN
    line: int = 0
    misfits: int = 0
    sums: int = 0
    contradicted: bool = False


def find_rounding(boards: tuple[Board, ...], deck: Deck, rulebook: Rulebook) -> Rounding:
    """The regime that the sums show where they hold as printed; a stated one needs less of them."""
    groups = tuple(group for board in boards for rule in find_sums(board) for group in _gaps(board, rule))
    stated, line = stated_rounding(deck.repair.lines, rulebook)
    if not groups:
        return Rounding(stated=stated, line=line)
    shown = infer_regime(groups, INTERNATIONAL_PRIOR)
    if stated is Regime.UNKNOWN:
        return Rounding(regime=chosen_regime(shown), sums=len(groups))
    return Rounding(
        regime=chosen_regime(infer_regime(groups, _believing(stated))),
        stated=stated,
        line=line,
        misfits=sum(not gap_probability(group, stated) for group in groups),
        sums=len(groups),
        contradicted=refuted(shown, stated),
    )


def stated_rounding(lines: tuple[RepairedLine, ...], rulebook: Rulebook) -> tuple[Regime, int]:
    """What the notes of a deck say of its amounts, and the first line that says it; unknown where notes differ."""
    said = [(regime, line.number) for line in lines for regime in _notes(line.text, rulebook)]
    regimes = {regime for regime, _ in said}
    return said[0] if len(regimes) == 1 else (Regime.UNKNOWN, 0)


def rounding_findings(rounding: Rounding, rulebook: Rulebook) -> Iterator[Finding]:
    """That a stated way of rounding is contradicted by the sums of the deck."""
    if rounding.contradicted:
        yield finding(
            rulebook,
            "rounding-contradicted",
            f"L{rounding.line}",
            stated=rounding.stated.value,
            misfits=str(rounding.misfits),
            sums=str(rounding.sums),
        )


def _notes(text: str, rulebook: Rulebook) -> Iterator[Regime]:
    """The regimes that a line states for amounts: each for what is named between it and the one before."""
    terms = find_terms(text, rulebook)
    start, money = 0, any(unit.unit and unit.unit.isupper() for unit in find_units(text, rulebook))
    for note in (term for term in terms if term.term == NOTE):
        subjects = _subjects(terms, start, note.end)
        start = note.end
        regime = _REGIMES.get(note.reading)
        if regime and RATIOS not in subjects and (AMOUNTS in subjects or money):
            yield regime


def _subjects(terms: tuple[TermMention, ...], start: int, end: int) -> set[str]:
    return {term.reading for term in terms if term.term == SUBJECT and start <= term.start < end}


def _believing(stated: Regime) -> Posterior:
    """The customary shares of the regimes, moved towards the one that a note states."""
    rest = 1 - INTERNATIONAL_PRIOR[stated]
    return {
        regime: BELIEVED if regime is stated else share * (1 - BELIEVED) / rest
        for regime, share in INTERNATIONAL_PRIOR.items()
    }


def _gaps(board: Board, rule: SumRule) -> list[SumGroup]:
    verdicts = (column_verdict(board, rule, column, Regime.UNKNOWN) for column in range(board.width))
    known = [verdict for verdict in verdicts if verdict is not None and verdict.possible]
    return [SumGroup(gap_units=int(verdict.gap), n_positive=len(rule.parts)) for verdict in known]
