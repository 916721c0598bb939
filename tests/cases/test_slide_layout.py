"""What layout makes of whole slides, as readable cases with figures of their own."""

import pytest
from casefile import Case, compared, read_cases
from views import shown_layout, shown_roles

from extractor import load_rulebook, pipeline
from extractor.model.deck import Deck
from extractor.read import read_source

RULEBOOK = load_rulebook()


def laid(case: Case, until: str) -> Deck:
    """The deck of a case, read and run up to a stage."""
    deck = read_source(case.text, format="dump", name="case", rulebook=RULEBOOK)
    return pipeline.run(deck, RULEBOOK, until=until)


@pytest.mark.parametrize("case", read_cases("layout"), ids=str)
def test_layout(case: Case) -> None:
    assert compared(case, shown_layout(laid(case, "layout"))) == list(case.expected)


@pytest.mark.parametrize("case", read_cases("roles"), ids=str)
def test_roles(case: Case) -> None:
    assert list(shown_roles(laid(case, "repair"), RULEBOOK)) == list(case.expected)
