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


def align(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the align sheet: proposals for every exhibit, in slide order."""
    placed = _read_by_place(deck)
    proposals = tuple(p for e in deck.layout.exhibits if e.slide not in placed for p in _proposals(e))
    exhibits, lines = deck.layout.exhibits, deck.repair.lines
    claims = find_claims(exhibits, lines, deck.layout.calendar, rulebook) + find_holdings(exhibits, lines)
    claims += find_stakes(exhibits, lines, deck.read.tables, rulebook) + find_fractions(exhibits, lines, rulebook)
    return replace(deck, align=AlignSheet(proposals=proposals, claims=claims))


def _read_by_place(deck: Deck) -> frozenset[int]:
    """Slides whose figures stand at places of a page: the order of their text proposes nothing."""
    pages = {page.number for page in deck.read.pages}
    return frozenset(pages | {table.slide for table in deck.layout.placed})


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
