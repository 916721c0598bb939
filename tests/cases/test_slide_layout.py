"""What layout makes of whole slides, as readable cases with figures of their own."""

import pytest
from casefile import Case, compared, read_cases
from views import shown_layout

from extractor import load_rulebook, pipeline
from extractor.read import read_source

RULEBOOK = load_rulebook()


@pytest.mark.parametrize("case", read_cases("layout"), ids=str)
def test_layout(case: Case) -> None:
    deck = read_source(case.text, format="dump", name="case", rulebook=RULEBOOK)
    shown = shown_layout(pipeline.run(deck, RULEBOOK, until="layout"))
    assert compared(case, shown) == list(case.expected)
