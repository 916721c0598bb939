"""All labels of a deck together, and the stage that lays them."""

from decimal import Decimal

import pytest

from extractor.match import match, match_labels
from extractor.model.deck import Deck, LayoutSheet, RepairedLine, RepairSheet, Source
from extractor.model.exhibit import Exhibit, Name, Style, Token
from extractor.model.label import Label
from extractor.model.number import Candidate, CandidateKind, Quantity, Run
from extractor.model.text import Span
from extractor.rulebook import load_rulebook

RULEBOOK = load_rulebook()


def _ids(*texts: str, slide: int = 1) -> dict[str, str]:
    names = tuple((slide, line, text) for line, text in enumerate(texts, start=1))
    return {label.text: label.match.item_id for label in match_labels(names, RULEBOOK)}


def test_labels_keep_order_and_place() -> None:
    names = ((2, 9, "Revenues"), (1, 3, "Revenues"), (2, 9, "Revenues"))
    labels = match_labels(names, RULEBOOK)
    assert [(label.slide, label.line, label.text) for label in labels] == list(names)
    assert {label.match.item_id for label in labels} == {"revenue"}


@pytest.mark.parametrize(
    ("texts", "text", "item"),
    [
        (("Gross margin", "Gross margin ratio"), "Gross margin", "gross_profit"),
        (("Gross margin", "Gross profit"), "Gross margin", "gross_margin_ratio"),
        (("Gross margin", "Revenue"), "Gross margin", ""),
        (("Operating expenses", "SG&A expenses"), "Operating expenses", "operating_expenses"),
        (("Minority interests", "Total assets"), "Minority interests", "nci_equity"),
        (("Minority interests", "Net income"), "Minority interests", "net_income_nci"),
        (("Minority interests", "Net income", "Total assets"), "Minority interests", ""),
    ],
)
def test_other_labels_decide_names_of_several_items(texts: tuple[str, ...], text: str, item: str) -> None:
    assert _ids(*texts)[text] == item


def test_own_lines_get_local_ids_with_the_reason_of_the_refusal() -> None:
    (label,) = match_labels(((1, 1, "Revenue from SI"),), RULEBOOK)
    assert label.match.item_id == "local.revenue_from_si"
    assert (label.match.score, "has no counterpart" in label.match.because) == (0, True)


def test_own_lines_keep_the_concept_of_the_taxonomy() -> None:
    (label, open_place) = match_labels(((1, 1, "建設仮勘定"), (1, 2, "固定資産除却損")), RULEBOOK)
    assert (label.match.item_id, label.match.concept) == ("local.建設仮勘定", "jppfs_cor:ConstructionInProgress")
    assert (open_place.match.item_id, open_place.match.concept) == ("local.固定資産除却損", "")


def test_sentences_and_numbers_get_no_id() -> None:
    sentence = "We expect revenues of the second half to rise well above those of the first half this year"
    assert _ids(sentence, "1,234") == {sentence: "", "1,234": ""}


def test_the_decks_own_abbreviations_are_written_out() -> None:
    (label,) = match_labels(((1, 1, "OI"),), RULEBOOK, (("OI", "operating income"),))
    assert label.match.item_id == "operating_income"
    assert "operating income" in label.match.because


def _deck() -> Deck:
    place = Span(line=7, start=13, end=18)
    quantity = Quantity(magnitude=Decimal(1250), decimals=0, raw="1,250", span=place)
    candidate = Candidate(kind=CandidateKind.CLEAN, quantities=(quantity,))
    run = Run(raw="1,250", span=place, start=13, end=18, candidates=(candidate,))
    token = Token(order=1, line=7, block=1, run=run, style=Style(), label="Ordinary income", row=True)
    name = Name(text="Cloud services", first=3, last=3, order=0)
    exhibit = Exhibit(number=1, slide=4, title="Full results", title_line=1, tokens=(token,), names=(name,))
    line = RepairedLine(number=3, slide=4, text="Cloud services")
    return Deck(
        source=Source(name="made", format="dump"),
        repair=RepairSheet(lines=(line,)),
        layout=LayoutSheet(exhibits=(exhibit,)),
    )


def test_the_stage_lays_names_and_row_labels() -> None:
    labels = match(_deck(), RULEBOOK).match.labels
    assert [(label.slide, label.line, label.match.item_id) for label in labels] == [
        (4, 1, "local.full_result"),
        (4, 3, "local.cloud_service"),
        (4, 7, "ordinary_income"),
    ]
    assert all(isinstance(label, Label) for label in labels)


def test_a_deck_without_names_gets_an_empty_sheet() -> None:
    bare = Deck(source=Source(name="made", format="dump"))
    assert match(bare, RULEBOOK).match.labels == ()
