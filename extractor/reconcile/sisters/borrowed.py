"""Borrowing: facts of sister decks in the words of the deck that borrows them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.model.interval import meets
from extractor.reconcile.engine import Decision
from extractor.reconcile.known.sources import Proven
from extractor.reconcile.known.world import Fact, Slot
from extractor.reconcile.naming.names import marks
from extractor.reconcile.sisters.kin import RULED
from extractor.reconcile.sisters.legends import Legend, in_words
from extractor.reconcile.sisters.offers import COST, Offer, Printing
from extractor.rulebook import Rulebook
from extractor.rulebook.likeness import SAME, same_item

MOST_NEAR = 4
Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowed:
    """What sister decks lend to a deck: facts under its own keys, proven figures for its sentences, and rows."""

    facts: tuple[Fact, ...] = ()
    proven: tuple[Proven, ...] = ()
    rows: tuple[tuple[Fact, ...], ...] = ()
    legends: tuple[Legend, ...] = ()


def in_words_of(offer: Offer, decided: Decision, rulebook: Rulebook) -> Offer:
    """The offer under the keys of the deck that is to borrow it, without figures of items that it does not know."""
    keys = same_keys(offer.names, _names(decided), rulebook)
    return replace(
        offer,
        facts=tuple(_renamed(fact, key) for fact in offer.facts if (key := _key(fact.slot.key, keys))),
        proven=tuple((r, e, _renamed(f, key)) for r, e, f in offer.proven if (key := _key(f.slot.key, keys))),
        printed=tuple(
            _printed_as(p, _renamed(p.fact, key)) for p in offer.printed if (key := _key(p.fact.slot.key, keys))
        ),
        legends=tuple(in_words(legend, keys) for legend in offer.legends),
    )


def borrowed(offers: Iterable[Offer], decided: Decision) -> Borrowed:
    """What the offers say, but for figures that another sister or the deck itself prints otherwise."""
    found = tuple(_understood(offer, decided) for offer in offers)
    facts = [fact for offer in found for fact in offer.facts]
    disputed = set(_disputed(facts, decided))
    return Borrowed(
        facts=tuple(fact for fact in facts if fact.slot not in disputed),
        proven=tuple(told for offer in found for told in offer.proven if told[2].slot not in disputed),
        rows=tuple(row for offer in found for row in offer.rows),
        legends=tuple(legend for offer in found for legend in offer.legends),
    )


def _understood(offer: Offer, decided: Decision) -> Offer:
    """The offer without figures whose name may mean something else here.

    A name that no rule knows is understood where the deck itself prints an equal figure under it, and none that is
    unequal; one that a rule knows, unless most of what both print is unequal.
    """
    equal: Counter[str] = Counter()
    unequal: Counter[str] = Counter()
    for fact in offer.facts:
        for own in decided.own.at(fact.slot):
            (equal if meets(own.interval, fact.interval) else unequal)[fact.slot.key] += 1
    foreign = {
        key
        for key in {fact.slot.key for fact in offer.facts}
        if unequal[key] > equal[key] or (key.startswith(RULED) and (not equal[key] or unequal[key]))
    }
    return replace(
        offer,
        facts=tuple(fact for fact in offer.facts if fact.slot.key not in foreign),
        proven=tuple(told for told in offer.proven if told[2].slot.key not in foreign),
    )


def same_keys(theirs: Names, ours: Names, rulebook: Rulebook) -> Mapping[str, str]:
    """The keys of one deck with those of another whose names denote the same line, where each has one partner."""
    by_mark: dict[str, list[str]] = {}
    for key, names in ours.items():
        for mark in {mark for name in names for mark in marks(name)}:
            by_mark.setdefault(mark, []).append(key)
    pairs: dict[str, str] = {}
    for key, names in theirs.items():
        shared = Counter(other for name in names for mark in marks(name) for other in by_mark.get(mark, ()))
        near = [other for other, _ in shared.most_common(MOST_NEAR)]
        same = [key] if key in ours else [other for other in near if _one_line(names, ours[other], rulebook)]
        if len(same) == 1:
            pairs[key] = same[0]
    taken = Counter(pairs.values())
    return {key: other for key, other in pairs.items() if taken[other] == 1}


def _one_line(names: tuple[str, ...], others: tuple[str, ...], rulebook: Rulebook) -> bool:
    return any(same_item(name, other, rulebook) >= SAME for name in names for other in others)


def _names(decided: Decision) -> Names:
    """The shortest and the longest printed name of every key of a deck that no rule knows."""
    found: dict[str, list[str]] = {}
    for name, key in decided.scene.keys.keys.items():
        if key.startswith(RULED):
            found.setdefault(key.removesuffix(COST), []).append(name)
    return {key: tuple({min(names, key=len): None, max(names, key=len): None}) for key, names in found.items()}


def _key(key: str, keys: Mapping[str, str]) -> str:
    """A key of the sister in the words of the borrower; empty where it has none."""
    plain = key.removesuffix(COST)
    ours = keys.get(plain, "") if plain.startswith(RULED) else plain
    return ours + key[len(plain) :] if ours else ""


def _printed_as(printing: Printing, fact: Fact) -> Printing:
    return printing if printing.fact is fact else replace(printing, fact=fact)


def _renamed(fact: Fact, key: str) -> Fact:
    return fact if fact.slot.key == key else replace(fact, slot=fact.slot._replace(key=key))


def _disputed(facts: Iterable[Fact], decided: Decision) -> Iterator[Slot]:
    """Slots that sisters fill unequally, or that the deck itself fills otherwise."""
    first: dict[Slot, Fact] = {}
    for fact in facts:
        known = (first.setdefault(fact.slot, fact), *decided.own.at(fact.slot))
        if not all(meets(other.interval, fact.interval) for other in known):
            yield fact.slot
