"""Neighbours of a deck: the decks of its company that are nearest in time, which alone may prove anything for it.

A deck repeats the figures of a year or two before it. A window of so many decks keeps the cost of a company with
forty decks at forty windows, and a new deck touches only the windows that it falls into.
"""

from collections.abc import Mapping, Sequence

from extractor.batch.companies.evidence import Evidence

REACH = 4
"""Decks on either side: a year of quarters."""


def neighbours(members: Sequence[str], evidence: Mapping[str, Evidence]) -> dict[str, tuple[str, ...]]:
    """The neighbours of each deck of a company, in an order that hangs on nothing but what the decks print.

    A second copy of a document is nobody's neighbour, nor is a document its own.
    """
    ordered = sorted(members, key=lambda deck: (evidence[deck].latest, evidence[deck].digest, deck))
    first: dict[str, str] = {}
    for deck in ordered:
        first.setdefault(evidence[deck].digest, deck)
    places, single = {digest: at for at, digest in enumerate(first)}, tuple(first.values())
    found = {}
    for deck in ordered:
        at = places[evidence[deck].digest]
        found[deck] = (*single[max(0, at - REACH) : at], *single[at + 1 : at + 1 + REACH])
    return found
