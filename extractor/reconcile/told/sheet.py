"""The reconcile sheet of a decided deck: readings, checks, leftovers, and findings about the paper."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.model.deck import Deck, ReconcileSheet
from extractor.model.figure import Check, Finding, Reading
from extractor.reconcile.engine import Decision
from extractor.reconcile.known.sources import Proven, Sources, proven_figures, shelved
from extractor.reconcile.placed import dated_by_place, placed_checks, placed_readings, repeated
from extractor.reconcile.rounding.rounding import rounding_findings
from extractor.reconcile.sentences.agreed import agreed
from extractor.reconcile.sentences.checked import checked, checked_again, with_checks
from extractor.reconcile.sentences.claimed import beside, claim_readings, unread
from extractor.reconcile.sentences.dated_parts import with_parts_dated
from extractor.reconcile.sentences.dating import dated, undisputed
from extractor.reconcile.sentences.lone_changes import lone_changes
from extractor.reconcile.sentences.printed_parts import with_printed_parts
from extractor.reconcile.told.doubts import cash_directions, failed_sums, misfit_shares, unequal_printings
from extractor.reconcile.told.lacking import lacking_parts
from extractor.reconcile.told.ledger import leftovers
from extractor.reconcile.told.misworded import misworded
from extractor.reconcile.told.readings import board_readings
from extractor.reconcile.told.records import board_checks
from extractor.reconcile.told.self_compared import self_comparisons
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding


def laid(deck: Deck, decided: Decision, readings: tuple[Reading, ...], rulebook: Rulebook) -> Deck:
    """The deck with its reconcile sheet."""
    checks = tuple(c for board in decided.boards for c in board_checks(board, decided.scene, decided.regime))
    sheet = ReconcileSheet(
        readings=readings,
        checks=(*placed_checks(deck), *checks),
        leftovers=leftovers(deck, readings, rulebook),
        findings=tuple(_findings(deck, decided, checks, readings)),
    )
    if not readings:
        sheet = replace(sheet, findings=(finding(rulebook, "no-figures", "deck"),))
    return replace(deck, reconcile=sheet)


def readings_of(deck: Deck, decided: Decision, lent: tuple[Proven, ...] = ()) -> tuple[Reading, ...]:
    """All figures of a decided deck; `lent` are proven figures of sister decks, which sentences are held against."""
    keys, calendar = decided.scene.keys, deck.layout.calendar
    printed = tuple(r for board in decided.boards for r in board_readings(board, keys, calendar))
    placed = placed_readings(deck)
    printed = (*placed, *printed)
    told = printed + _stated(deck, decided, printed, lent)
    taken = {(span.line, span.start) for reading in told for span in reading.spans}
    return told + tuple(repeated(deck.layout.exhibits, placed, taken))


def _stated(
    deck: Deck, decided: Decision, readings: tuple[Reading, ...], lent: tuple[Proven, ...]
) -> tuple[Reading, ...]:
    """Readings of sentences, but for glyphs that boards have read; the deck alone dates them."""
    keys, world = decided.scene.keys, decided.own
    told = dated_by_place(unread(deck.align.claims, readings), readings, deck.layout.exhibits)
    told = with_parts_dated(dated(undisputed(told, keys, world), keys, world))
    told = with_printed_parts(undisputed(told, keys, world), readings, deck, decided.scene.rulebook)
    taken = {(span.line, span.start) for reading in readings for span in reading.spans}
    claims = (*told, *lone_changes(told, taken, deck, decided.scene.rulebook))
    stated = claim_readings(claims, keys, deck.layout.calendar, deck.layout.exhibits)
    figures = proven_figures(decided.boards, readings, decided.scene, decided.regime)
    sources = Sources(figures=shelved((*figures, *lent)), rulebook=decided.scene.rulebook)
    proven = checked(claims, decided.boards, sources, keys) | agreed(claims, sources, keys)
    proven |= checked_again(claims, stated, decided.boards, (sources, keys, proven))
    return tuple(with_checks(beside(stated, claims, readings), proven))


def _findings(
    deck: Deck, decided: Decision, checks: tuple[Check, ...], readings: tuple[Reading, ...]
) -> Iterator[Finding]:
    rulebook, figures = decided.scene.rulebook, {span: reading.figure for reading in readings for span in reading.spans}
    yield from rounding_findings(decided.rounding, rulebook)
    yield from failed_sums(decided.boards, checks, rulebook)
    yield from lacking_parts(decided.boards, rulebook)
    yield from misfit_shares(decided.boards, decided.scene, rulebook)
    yield from unequal_printings(decided.boards, decided.scene, rulebook)
    yield from cash_directions(deck.align.claims, decided.boards, decided.scene, rulebook)
    yield from self_comparisons(deck, rulebook)
    yield from misworded(deck.align.claims, decided.boards, decided.scene, figures)
