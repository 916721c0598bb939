"""Figures that a reviewer decided: they stand as decided, marked with who and when; stale decisions are told."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.model.decision import Decision, Verdict
from extractor.model.deck import Deck
from extractor.model.figure import Finding, Leftover, Reading
from extractor.model.period import Period
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding
from extractor.rulebook.periods import find_periods

_REJECTED = "rejected by a reviewer"
_SAID = {Verdict.ACCEPT: "accepted", Verdict.CORRECT: "corrected", Verdict.REJECT: "rejected"}


def reviewed(deck: Deck, rulebook: Rulebook) -> Deck:
    """The deck with its decisions applied to the readings, and a finding for every decision."""
    decisions = deck.read.decisions
    if not decisions:
        return deck
    sheet, fates = deck.reconcile, {each.figure: _of(each, deck.reconcile.readings) for each in decisions}
    by_reading = {fates[each.figure]: each for each in decisions if fates[each.figure]}
    kept = [_applied(r, by_reading.get(r.figure), deck, rulebook) for r in sheet.readings]
    readings = tuple(reading for reading in kept if reading is not None)
    left = tuple(_rejected(r) for r in sheet.readings if _is_rejected(by_reading.get(r.figure)))
    findings = tuple(_findings(decisions, fates, rulebook))
    changed = replace(sheet, readings=readings, leftovers=sheet.leftovers + left, findings=sheet.findings + findings)
    return replace(deck, reconcile=changed)


def _of(decision: Decision, readings: Iterable[Reading]) -> str:
    """The figure that a decision is about: the same glyphs at the same place; empty where there is none now.

    Glyphs that are glued make several figures: of these it is the one with the decided value, wherever it stands now.
    """
    size = abs(Decimal(decision.value))
    printed = [r for r in readings if r.spans == decision.spans and r.raw == decision.raw]
    alike = [r for r in printed if abs(r.value) == size] or printed
    found = [r.figure for r in alike]
    return decision.figure if decision.figure in found else found[0] if len(found) == 1 else ""


def _is_rejected(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict is Verdict.REJECT


def _rejected(reading: Reading) -> Leftover:
    return Leftover(slide=reading.slide, span=reading.spans[0], raw=reading.raw, reason=_REJECTED)


def _period(decision: Decision, reading: Reading, deck: Deck, rulebook: Rulebook) -> Period:
    """The decided period; a label that the deck uses, or the rulebook reads, comes with its days."""
    if decision.period == reading.period.label:
        return reading.period
    same = [other.period for other in deck.reconcile.readings if other.period.label == decision.period]
    named = [mention.period for mention in find_periods(decision.period, rulebook)]
    return (same or named or [replace(reading.period, label=decision.period, start="", end="")])[0]


def _applied(reading: Reading, decision: Decision | None, deck: Deck, rulebook: Rulebook) -> Reading | None:
    if decision is None:
        return reading
    if decision.verdict is Verdict.REJECT:
        return None
    value = Decimal(decision.value)
    alike = _alike(decision, reading, deck)
    return replace(
        reading,
        item=decision.item,
        item_id=alike.item_id if alike else "",
        concept=alike.concept if alike else "",
        value=value,
        decimals=max(-int(value.as_tuple().exponent), 0),
        period=_period(decision, reading, deck, rulebook),
        value_evidence=("reviewed-value",),
        period_evidence=("reviewed-period",),
        item_evidence=("reviewed-item",),
        alternatives=(),
    )


def _alike(decision: Decision, reading: Reading, deck: Deck) -> Reading | None:
    """A reading of the decided item: this one where its name stays, else the first of the deck that bears the name."""
    if reading.item == decision.item:
        return reading
    return next((other for other in deck.reconcile.readings if other.item == decision.item), None)


def _findings(decisions: Iterable[Decision], fates: dict[str, str], rulebook: Rulebook) -> Iterator[Finding]:
    for each in decisions:
        where = ", ".join(f"L{span.line}" for span in each.spans)
        what, by, at = f"{each.item} {each.period} {each.value}", each.by or "a reviewer", each.at or "no day given"
        if fates[each.figure]:
            figures = () if each.verdict is Verdict.REJECT else (fates[each.figure],)
            note, verdict = f": {each.note}" if each.note else "", _SAID[each.verdict]
            told = {"what": what, "verdict": verdict, "by": by, "at": at, "note": note}
            yield finding(rulebook, "reviewed", where, figures, **told)
        else:
            yield finding(rulebook, "decision-stale", where, (), what=what, by=by, at=at, raw=each.raw)
