"""A slide's sentences speak of series on other slides too, but not where one of them misses."""

import pytest

from extractor import extract, load_rulebook

RULEBOOK = load_rulebook()
DECK = """Revenues by Service
Unit: JPY million

3,637 3,633 3,682 3,819 3,699 3,803

1,432 1,378 1,351 1,312 1,340 1,393

1Q30 2Q30 3Q30 4Q30 1Q31 2Q31

5,069 5,011 5,033 5,131 5,039 5,196

{sentence}

Hosting
Consulting
Total Revenues
\f
Services abroad
Unit: JPY million

1,000 1,010 1,090 1,100 1,020 1,054

2,011 2,104 2,233 2,345 2,251 2,360

1Q30 2Q30 3Q30 4Q30 1Q31 2Q31

3,011 3,114 3,323 3,445 3,271 3,414

Consulting
Hosting
Services abroad
"""


@pytest.mark.parametrize(
    ("sentence", "proven"),
    [
        ("Hosting: up 3.2% YoY in 1H31", True),
        ("Hosting: JPY 7,502 million in 1H31 (up 3.2% YoY)", False),
    ],
)
def test_growth_counts_only_where_the_amount_beside_it_fits(sentence: str, proven: bool) -> None:
    deck = extract(DECK.format(sentence=sentence), format="dump", name="case", rulebook=RULEBOOK)
    why = {code for f in deck.figures if f.reading.slide == 2 for code in f.reading.item_evidence}
    assert ("name-growth" in why) is proven
