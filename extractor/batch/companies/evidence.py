"""What a deck says of whose it is: codes, the names on its cover, web domains, and a sketch of its proven figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.model.deck import Deck
    from extractor.reconcile import Lender
    from extractor.rulebook import Rulebook

COVER = 14
"""So many lines with text at the head of a deck are its cover at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What tells the company of a deck; `latest` is the last day of which it gives an actual figure.

    `prints` stand for single proven figures: an equal number is an equal figure under an equal name and period.
    """

    digest: str
    latest: str = ""
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    prints: tuple[int, ...] = ()


def evidence_of(deck: "Deck", lender: "Lender", rulebook: "Rulebook") -> Evidence:
    """The evidence of a deck that was solved alone."""
    return printed_evidence(deck, rulebook, latest=lender.latest, prints=lender.prints)


def printed_evidence(deck: "Deck", rulebook: "Rulebook", *, latest: str, prints: Iterable[int]) -> Evidence:
    """The evidence of a deck, where it is known to when it goes and which figures it prints."""
    from extractor.rulebook.issuers import name_in

    return Evidence(
        digest=deck.source.digest,
        latest=latest,
        codes=_codes(deck, rulebook),
        names=tuple(sorted({name for text in _cover(deck) if (name := name_in(text, rulebook))})),
        domains=tuple(sorted(_domains(deck))),
        prints=tuple(prints),
    )


def _cover(deck: "Deck") -> tuple[str, ...]:
    """The first lines with text, as far as the first slide goes."""
    last = deck.read.slides[0].last if deck.read.slides else 0
    texts = [line.raw.strip(" \t#*") for line in deck.read.lines[:last] if line.raw.strip()]
    return tuple(texts[:COVER])


def _domains(deck: "Deck") -> set[str]:
    """The domains on the cover and of mail addresses; those of other pages may be anybody's."""
    from extractor.reconcile.sisters.kin import ADDRESS

    cover = {found[1].casefold() for text in _cover(deck) for found in ADDRESS.finditer(text)}
    mails = (found for line in deck.read.lines if "@" in line.raw for found in ADDRESS.finditer(line.raw))
    return cover | {found[1].casefold() for found in mails if found[0].startswith("@")}


def _codes(deck: "Deck", rulebook: "Rulebook") -> tuple[str, ...]:
    """The codes on the cover; of a space that it does not name, the one code that the deck prints anywhere."""
    cover = tuple(_single(_all_codes(_cover(deck), rulebook)))
    spaces = {_space(code) for code in cover}
    others = _single(_all_codes((line.raw for line in deck.read.lines), rulebook))
    return tuple(sorted({*cover, *(code for code in others if _space(code) not in spaces)}))


def _all_codes(texts: Iterable[str], rulebook: "Rulebook") -> set[str]:
    from extractor.rulebook.issuers import codes_in

    return {code for text in texts for code in codes_in(text, rulebook)}


def _single(codes: set[str]) -> Iterator[str]:
    """Codes that stand alone in their space; where there are two, nothing tells which is the deck's own."""
    for code in codes:
        if sum(_space(other) == _space(code) for other in codes) == 1:
            yield code


def _space(code: str) -> str:
    return code.partition(":")[0]
