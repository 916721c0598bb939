"""Sisters: decks of one company solved together, what one proves being known to the others.

Every deck is decided alone first. Only figures that their own deck proves are lent, so that two decks that guess
alike cannot prove each other, and a figure is proven by a sister only where its own reading says the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.model.deck import Deck
from extractor.model.figure import Finding, Reading
from extractor.reconcile.engine import Decision, decide, decide_with
from extractor.reconcile.sisters.borrowed import Borrowed, borrowed, in_words_of
from extractor.reconcile.sisters.equals import with_equals
from extractor.reconcile.sisters.kin import Kin, kin_of, marks_of
from extractor.reconcile.sisters.legends import legends_of, proven_owners, with_proven_names
from extractor.reconcile.sisters.marked import marked
from extractor.reconcile.sisters.offers import Offer, offer_of, rows_of
from extractor.reconcile.sisters.rows import with_lent_rows
from extractor.reconcile.sisters.unequal import Pair, unequal
from extractor.reconcile.told.reviewed import reviewed
from extractor.reconcile.told.sheet import laid, readings_of
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alone:
    """A deck with the decision made on it alone, and what it offers."""

    deck: Deck
    decided: Decision
    readings: tuple[Reading, ...]
    offer: Offer
    marks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sister:
    """A sister of a deck: what it offers in the deck's own words, and why it is one."""

    deck: Deck
    offer: Offer
    kin: Kin


def reconcile_together(decks: tuple[Deck, ...], rulebook: Rulebook) -> tuple[Deck, ...]:
    """Lay the reconcile sheets of several decks, in their order; sisters use what each of them proves.

    The outcome does not hang on the order. Decks that nothing shows to be of one company are solved apart.
    """
    alone = tuple(_alone(deck, rulebook) for deck in decks)
    ordered = sorted(alone, key=lambda one: (one.deck.source.name, one.deck.source.digest))
    together = (_together(one, tuple(_sisters(one, ordered, rulebook)), rulebook) for one in alone)
    return tuple(reviewed(deck, rulebook) for deck in together)


def _alone(deck: Deck, rulebook: Rulebook) -> Alone:
    decided = decide(deck, rulebook)
    readings = readings_of(deck, decided)
    offer = offer_of(deck.source.name, decided, readings, rulebook)
    deck = laid(deck, decided, readings, rulebook)
    return Alone(deck=deck, decided=decided, readings=readings, offer=offer, marks=marks_of(deck))


def _sisters(one: Alone, ordered: Sequence[Alone], rulebook: Rulebook) -> Iterator[Sister]:
    for other in ordered:
        if _same(other, one) or _calendar(other.deck) != _calendar(one.deck):
            continue
        offer = in_words_of(other.offer, one.decided, rulebook)
        kin = kin_of(one.marks & other.marks, one.offer.facts, offer.facts)
        if kin.sisters:
            yield Sister(deck=other.deck, offer=offer, kin=kin)


def _same(one: Alone, other: Alone) -> bool:
    """Whether two decks are one document, which can prove nothing for itself."""
    digest = one.deck.source.digest
    return one is other or (bool(digest) and digest == other.deck.source.digest)


def _calendar(deck: Deck) -> tuple[int, str]:
    calendar = deck.layout.calendar
    return calendar.first_month, calendar.naming


def _together(one: Alone, sisters: tuple[Sister, ...], rulebook: Rulebook) -> Deck:
    if not sisters:
        return one.deck
    lent = borrowed((sister.offer for sister in sisters if sister.kin.lends), one.decided)
    decided = decide_with(one.deck, one.decided, lent.facts)
    decided = replace(decided, boards=with_lent_rows(decided.boards, lent.rows, decided.scene))
    decided = _named(one, decided, lent, rulebook)
    told = with_equals(readings_of(one.deck, decided, lent.proven), decided, lent.facts, rulebook)
    readings = marked(told, one.readings, decided, lent, rulebook)
    deck = laid(one.deck, decided, tuple(readings), rulebook)
    found = tuple(_findings(one, deck, sisters, rulebook))
    return replace(deck, reconcile=replace(deck.reconcile, findings=deck.reconcile.findings + found))


def _named(one: Alone, decided: Decision, lent: Borrowed, rulebook: Rulebook) -> Decision:
    """The decision with names that legends of sister decks prove."""
    readings = {reading.figure: reading for reading in one.readings}
    rows = rows_of(one.deck.source.name, decided, readings, rulebook)
    owners = proven_owners(legends_of(decided.boards, rows, decided.scene), lent.legends)
    return replace(decided, boards=with_proven_names(decided.boards, owners))


def _findings(one: Alone, deck: Deck, sisters: tuple[Sister, ...], rulebook: Rulebook) -> Iterator[Finding]:
    """Why the decks were solved together, and what they print differently."""
    why = "; ".join(f"{sister.deck.source.name} ({sister.kin.because})" for sister in sisters)
    yield finding(rulebook, "sister-decks", "deck", sisters=why)
    for sister in sisters:
        pair = Pair(
            ours=one.offer,
            theirs=sister.offer,
            our_checks=deck.reconcile.checks,
            their_checks=sister.deck.reconcile.checks,
        )
        yield from unequal(pair, rulebook)
