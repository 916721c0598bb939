"""The evidence of a deck whose files were written: read back from its folder."""

from hashlib import blake2b
from math import log2
from pathlib import Path

from extractor.batch.companies.evidence import Evidence, printed_evidence
from extractor.errors import ExtractorError
from extractor.model.deck import Deck
from extractor.model.figure import Figure, Grade


def evidence_in(folder: Path) -> Evidence | None:
    """What the deck.json of a folder tells of whose the deck is; nothing where there is none."""
    from extractor.emit.archive import read_deck_json

    try:
        return _evidence(read_deck_json((folder / "deck.json").read_bytes()))
    except (OSError, ExtractorError):
        return None


def _evidence(deck: Deck) -> Evidence:
    from extractor.reconcile.sisters.kin import MOST_PRINTS
    from extractor.rulebook import load_rulebook

    days = [figure.reading.period.end for figure in deck.figures if figure.reading.scenario == "actual"]
    prints = {_print(figure) for figure in deck.figures if _telling(figure)}
    return printed_evidence(deck, load_rulebook(), latest=max(days, default=""), prints=sorted(prints)[:MOST_PRINTS])


def _telling(figure: Figure) -> bool:
    from extractor.reconcile.sisters.kin import LEAST_BITS

    reading = figure.reading
    size = float(abs(reading.value)) * 10**reading.decimals
    return figure.grade is Grade.SURE and bool(reading.item_id) and log2(max(1.0, size)) >= LEAST_BITS


def _print(figure: Figure) -> int:
    reading = figure.reading
    what = (reading.item_id, reading.breadcrumb, reading.measure, reading.unit, reading.scale)
    when = (reading.period.label, reading.versus, reading.scenario)
    return int.from_bytes(blake2b(repr((what, when, reading.value)).encode(), digest_size=7).digest(), "big")
