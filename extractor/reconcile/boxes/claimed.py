"""What boxes claim: the groups that their own sums prove, and the rows of charts that lose values to them."""

from dataclasses import replace

from extractor.model.deck import Deck
from extractor.model.exhibit import Exhibit
from extractor.model.figure import FigureKind
from extractor.model.proposal import Proposal, SeriesRow
from extractor.reconcile.boxes.bridges import bridges
from extractor.reconcile.boxes.nouns import Group, Slide
from extractor.reconcile.boxes.stated import stated_sums
from extractor.reconcile.boxes.wholes import wholes

Proposals = tuple[Proposal, ...]


def find_slides(deck: Deck) -> tuple[Slide, ...]:
    """Slides with boxes, in order."""
    exhibits = {exhibit.number: exhibit for exhibit in deck.layout.exhibits}
    return tuple(_slide(p, exhibits[p.exhibit], deck) for p in deck.align.proposals if p.boxes)


def find_groups(deck: Deck) -> tuple[Group, ...]:
    """Groups of boxes on all slides without a table, proven by their own arithmetic."""
    return tuple(group for slide in find_slides(deck) for group in _of_slide(slide))


def _of_slide(slide: Slide) -> tuple[Group, ...]:
    if any(other.kind is FigureKind.TABLE for other in slide.others):
        return ()
    found = (*wholes(slide), *bridges(slide))
    used = frozenset(glyph.token.order for group in found for glyph in group.glyphs)
    return (*found, *stated_sums(slide, used))


def _slide(boxes: Proposal, exhibit: Exhibit, deck: Deck) -> Slide:
    claims = tuple(claim for claim in deck.align.claims if claim.exhibit == exhibit.number)
    others = tuple(p for p in deck.align.proposals if p.exhibit == exhibit.number and p.rows)
    full = {glyph.token.order for p in others for row in p.rows if _is_full(row, p) for glyph in row.glyphs}
    free = tuple(box for box in boxes.boxes if box.token.order not in full)
    return Slide(exhibit=exhibit, boxes=boxes, others=others, free=free, claims=claims)


def _is_full(row: SeriesRow, proposal: Proposal) -> bool:
    """Whether a row has a value for every period, and is no accident of numbers that share a sign."""
    return len(row.glyphs) >= len(proposal.columns) and not row.style.signed


def without(proposals: Proposals, groups: tuple[Group, ...]) -> Proposals:
    """Proposals of charts without the values of groups; other values of a row that loses some are loose."""
    claimed = {(g.slide.exhibit.number, glyph.token.order) for g in groups for glyph in g.glyphs}
    return tuple(_left(proposal, claimed) if proposal.rows else proposal for proposal in proposals)


def _left(proposal: Proposal, claimed: set[tuple[int, int]]) -> Proposal:
    orders = {order for exhibit, order in claimed if exhibit == proposal.exhibit}
    hit = [any(glyph.token.order in orders for glyph in row.glyphs) for row in proposal.rows]
    if not any(hit) and not any(glyph.token.order in orders for glyph in proposal.loose):
        return proposal
    kept = [number for number, lost in enumerate(hit) if not lost]
    freed = [g for row, lost in zip(proposal.rows, hit, strict=True) if lost for g in row.glyphs]
    loose = [glyph for glyph in (*proposal.loose, *freed) if glyph.token.order not in orders]
    return replace(
        proposal,
        rows=tuple(proposal.rows[number] for number in kept),
        loose=tuple(sorted(loose, key=lambda glyph: (glyph.token.order, glyph.part))),
        pairs=tuple(
            (kept.index(amount), kept.index(percent))
            for amount, percent in proposal.pairs
            if amount in kept and percent in kept
        ),
    )
