"""Sisters: decks of one company solved together, what one proves being known to the others.

Every deck is decided alone first. Only figures that their own deck proves are lent, so that two decks that guess
alike cannot prove each other, and a figure is proven by a sister only where its own reading says the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractor.model.deck import Deck
from extractor.model.figure import Check, Finding, Reading
from extractor.reconcile.engine import Decision, decide, decide_with
from extractor.reconcile.placed import placed_checks
from extractor.reconcile.sisters.borrowed import Borrowed, borrowed, in_words_of
from extractor.reconcile.sisters.equals import with_equals
from extractor.reconcile.sisters.kin import Kin, kin_of, marks_of, prints_of
from extractor.reconcile.sisters.legends import legends_of, proven_owners, with_proven_names
from extractor.reconcile.sisters.marked import marked
from extractor.reconcile.sisters.offers import Offer, offer_of, rows_of
from extractor.reconcile.sisters.rows import with_lent_rows
from extractor.reconcile.sisters.unequal import SUMS, Pair, latest, unequal
from extractor.reconcile.told.records import sum_checks
from extractor.reconcile.told.reviewed import reviewed
from extractor.reconcile.told.sheet import laid, readings_of
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alone:
    """A deck that is ready to be solved, with the decision made on it alone, and what it offers."""

    deck: Deck
    decided: Decision
    readings: tuple[Reading, ...]
    offer: Offer
    marks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lender:
    """What sisters of a deck need of it: which deck it is, what it offers and prints, and its sums."""

    name: str
    digest: str
    calendar: tuple[int, str]
    marks: frozenset[str]
    offer: Offer
    checks: tuple[Check, ...]

    @property
    def latest(self) -> str:
        """The last day of which the deck gives an actual figure."""
        return latest(self.offer)

    @property
    def prints(self) -> tuple[int, ...]:
        """Numbers that stand for proven figures, equal where decks print equal ones."""
        return prints_of(self.offer.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sister:
    """A sister of a deck: what it offers in the deck's own words, and why it is one."""

    lender: Lender
    offer: Offer
    kin: Kin


def decided_alone(deck: Deck, rulebook: Rulebook) -> Alone:
    """A deck decided without its sisters."""
    decided = decide(deck, rulebook)
    readings = readings_of(deck, decided)
    offer = offer_of(deck.source.name, decided, readings, rulebook)
    return Alone(deck=deck, decided=decided, readings=readings, offer=offer, marks=marks_of(deck))


def lender_of(one: Alone) -> Lender:
    """What a deck is to its sisters."""
    source = one.deck.source
    return Lender(
        name=source.name,
        digest=source.digest,
        calendar=_calendar(one.deck),
        marks=one.marks,
        offer=one.offer,
        checks=tuple(_sums(one)),
    )


def _sums(one: Alone) -> Iterator[Check]:
    """The checks of a deck on its sums."""
    yield from (check for check in placed_checks(one.deck) if check.identity == SUMS)
    for board in one.decided.boards:
        yield from sum_checks(board, one.decided.regime)


def decided_with(one: Alone, lenders: Iterable[Lender], rulebook: Rulebook) -> Deck:
    """The reconcile sheet of a deck, decided further with what those of the lenders prove that are its sisters.

    The outcome does not hang on their order; the deck itself may be among them.
    """
    ordered = sorted(lenders, key=lambda lender: (lender.name, lender.digest))
    return reviewed(_together(one, tuple(_sisters(one, ordered, rulebook)), rulebook), rulebook)


def _sisters(one: Alone, ordered: Iterable[Lender], rulebook: Rulebook) -> Iterator[Sister]:
    for lender in ordered:
        if _same(one, lender) or lender.calendar != _calendar(one.deck):
            continue
        offer = in_words_of(lender.offer, one.decided, rulebook)
        kin = kin_of(one.marks & lender.marks, one.offer.facts, offer.facts)
        if kin.sisters:
            yield Sister(lender=lender, offer=offer, kin=kin)


def _same(one: Alone, lender: Lender) -> bool:
    """Whether two decks are one document, which can prove nothing for itself."""
    digest = one.deck.source.digest
    return lender.offer is one.offer or (bool(digest) and digest == lender.digest)


def _calendar(deck: Deck) -> tuple[int, str]:
    calendar = deck.layout.calendar
    return calendar.first_month, calendar.naming


def _together(one: Alone, sisters: tuple[Sister, ...], rulebook: Rulebook) -> Deck:
    if not sisters:
        return laid(one.deck, one.decided, one.readings, rulebook)
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
    why = "; ".join(f"{sister.lender.name} ({sister.kin.because})" for sister in sisters)
    yield finding(rulebook, "sister-decks", "deck", sisters=why)
    for sister in sisters:
        pair = Pair(
            ours=one.offer,
            theirs=sister.offer,
            our_checks=deck.reconcile.checks,
            their_checks=sister.lender.checks,
        )
        yield from unequal(pair, rulebook)
