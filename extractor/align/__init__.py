"""Align: exhibits to proposals, which glyphs could stand in which row and column; nothing is decided here."""

from dataclasses import replace

from extractor.align.boxes import box_proposals, captioned
from extractor.align.charts import chart_proposal
from extractor.align.claims import find_claims
from extractor.align.fractions import find_fractions
from extractor.align.grids import grid_proposals
from extractor.align.holdings import find_holdings
from extractor.align.panels import Panel, find_panels
from extractor.align.stakes import find_stakes
from extractor.align.tables import table_proposals
from extractor.align.torn import is_torn, torn_proposal
from extractor.model.deck import AlignSheet, Deck
from extractor.model.exhibit import Exhibit
from extractor.model.proposal import Proposal
from extractor.rulebook import Rulebook

PAGED = "pdf"
"""The format whose figures stand at places of a page: the order of its text proposes nothing."""


def align(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the align sheet: proposals for every exhibit, in slide order."""
    read_by_place = deck.source.format == PAGED
    proposals = () if read_by_place else tuple(p for exhibit in deck.layout.exhibits for p in _proposals(exhibit))
    exhibits, lines = deck.layout.exhibits, deck.repair.lines
    claims = find_claims(exhibits, lines, deck.layout.calendar, rulebook) + find_holdings(exhibits, lines)
    claims += find_stakes(exhibits, lines, deck.read.tables, rulebook) + find_fractions(exhibits, lines, rulebook)
    return replace(deck, align=AlignSheet(proposals=proposals, claims=claims))


def _proposals(exhibit: Exhibit) -> tuple[Proposal, ...]:
    return (*grid_proposals(exhibit), *_unmarked(exhibit))


def _unmarked(exhibit: Exhibit) -> tuple[Proposal, ...]:
    """Proposals for what stands outside the grids that the source marks."""
    tables = table_proposals(exhibit)
    if tables:
        return tables
    boxes = box_proposals(exhibit)
    charts = (_chart(exhibit.number, panel) for panel in find_panels(exhibit))
    return (*(captioned(chart, boxes) for chart in charts), *boxes)


def _chart(exhibit: int, panel: Panel) -> Proposal:
    return torn_proposal(exhibit, panel) if is_torn(panel) else chart_proposal(exhibit, panel)
