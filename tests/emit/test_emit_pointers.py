"""deck.json names tokens by number: a token that may stand in many series is spelled once."""

import json

from extractor import extract
from extractor.emit import deck_json, read_deck_json
from extractor.model.deck import Deck

GLUED = """Revenues by service
JPY million
1Q06 2Q06 3Q06 4Q06 1Q07 2Q07
Hosting
Housing
Total
6301,0002731,0436251,167
1111,0002221,0433331,167
7412,0004952,0869582,334
"""


def _cuts(deck: Deck) -> int:
    return sum(len(row.variants) for proposal in deck.align.proposals for row in proposal.rows)


def test_a_run_of_many_cuts_is_spelled_once() -> None:
    deck = extract(GLUED, format="dump", name="glued")
    whole = json.loads(deck_json(deck))
    tokens = [json.dumps(token) for token in whole["tokens"]]
    assert _cuts(deck) > len(tokens)
    assert len(set(tokens)) == len(tokens)
    assert read_deck_json(deck_json(deck)).align == deck.align
