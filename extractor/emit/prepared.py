"""What several files of a deck need, made once for all of them."""

from dataclasses import dataclass

from extractor.emit.coverage import Coverage, coverage
from extractor.emit.grid import Grid, grids
from extractor.emit.phrases import Evidence, evidence
from extractor.emit.rows import Tables, tables_of
from extractor.model.deck import Deck


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A deck with its tables, its exhibits, its figures in words, and its ledger."""

    deck: Deck
    tables: Tables
    laid: tuple[Grid, ...]
    known: Evidence
    ledger: Coverage


def prepared(deck: Deck) -> Prepared:
    """A deck made ready for its files."""
    return Prepared(deck=deck, tables=tables_of(deck), laid=grids(deck), known=evidence(deck), ledger=coverage(deck))
