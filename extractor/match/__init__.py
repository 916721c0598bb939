"""Printed names to items of the rulebook."""

from dataclasses import replace

from extractor.match.answer import match_item
from extractor.match.labels import Names, match_labels
from extractor.match.together import match_together
from extractor.model.deck import Deck, MatchSheet
from extractor.rulebook import Rulebook
from extractor.rulebook.abbreviations import find_abbreviations
from extractor.rulebook.titles import divided

__all__ = ["match", "match_item", "match_labels", "match_together"]


def match(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the match sheet: a label for every printed name and row label of the deck's exhibits."""
    abbreviations = find_abbreviations(line.text for line in deck.repair.lines)
    labels = match_labels(_printed_names(deck), rulebook, abbreviations)
    return replace(deck, match=MatchSheet(labels=labels))


def _printed_names(deck: Deck) -> Names:
    """Names, titles, row labels, captions and subjects of sentences by slide and line, each place once."""
    slides = {exhibit.number: exhibit.slide for exhibit in deck.layout.exhibits}
    places = {
        (exhibit.slide, line, text): None
        for exhibit in deck.layout.exhibits
        for line, text in (
            *((name.first, name.text) for name in exhibit.names),
            *((token.line, token.label) for token in exhibit.tokens if token.row and token.label),
            (exhibit.title_line, exhibit.title),
            (exhibit.title_line, divided(exhibit.title)),
        )
    }
    places |= {(slides[c.exhibit], c.line, c.subject): None for c in deck.align.claims if c.subject}
    places |= {
        (slides[proposal.exhibit], row.glyphs[0].token.line, row.label): None
        for proposal in deck.align.proposals
        for row in proposal.rows
        if row.label
    }
    places |= {
        (slides[proposal.exhibit], caption.first, caption.text): None
        for proposal in deck.align.proposals
        for caption in proposal.captions
        if not caption.periods
    }
    places |= {
        (table.slide, row.cells[0].run.span.line, row.label): None
        for table in (*deck.layout.placed, *deck.layout.proposed)
        for row in table.rows
        if row.label
    }
    return tuple(sorted(place for place in places if place[2]))
