"""Figures that sentences state, as readable cases with figures of their own."""

from collections.abc import Iterator

import pytest
from casefile import CALENDAR, Case, compared, read_cases

from extractor import extract, load_rulebook
from extractor.model.deck import Deck
from extractor.model.figure import Figure, FigureKind

RULEBOOK = load_rulebook()


def shown_stated(deck: Deck) -> Iterator[str]:
    """Words of the view: says, dated, grade, of.

    `says` shows item, value, unit and measure, `dated` period and base of every stated figure; `grade` the weakest
    link of each, `of` whether it is actual or planned.
    """
    stated = [figure for figure in deck.figures if figure.reading.kind is FigureKind.CALLOUT]
    for figure in stated:
        yield f"says {_said(figure)}"
        yield f"dated {figure.reading.period.label or '-'} {figure.reading.versus}".strip()
        yield f"grade {figure.grade.word}"
        yield f"of {figure.reading.scenario}"
    if not stated:
        yield "says nothing"


def _said(figure: Figure) -> str:
    reading = figure.reading
    scale = "" if reading.scale == "1" else f" {reading.scale}"
    about = "about " if "value-about" in reading.value_evidence else ""
    name = " > ".join((*reading.breadcrumb, reading.item))
    return f"{name}: {about}{reading.value}{scale} {reading.unit} ({reading.measure.value})"


@pytest.mark.parametrize("case", read_cases("sentences"), ids=str)
def test_sentences(case: Case) -> None:
    deck = extract(case.text + CALENDAR, format="dump", name="case", rulebook=RULEBOOK)
    assert compared(case, shown_stated(deck)) == list(case.expected)
