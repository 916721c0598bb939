"""What drawn pages show comes out: every figure of a table, a chart and a pie with its item, period and value."""

from random import Random

import pytest

from extractor import extract
from extractor.model.deck import Deck
from fixtures.simulate.pages import Drawing, Look, Told, results_table, share_pie, stacked_chart


def figures(deck: Deck) -> list[Told]:
    readings = (figure.reading for figure in deck.figures)
    return [Told(item=r.item, period=r.period.label, value=f"{r.value}") for r in readings]


LOOKS = {
    "by white space": Look(),
    "shaded heads": Look(shaded=True),
    "ruled": Look(ruled=True),
    "drawn twice": Look(twice=True),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_tables_with_heads_on_two_levels(look: Look) -> None:
    drawing = Drawing()
    told = results_table(drawing, Random(7), look)
    deck = extract(drawing.data(), name="made-up")
    assert sorted(map(str, figures(deck))) == sorted(map(str, told))
    assert {(f.reading.unit, f.reading.scale) for f in deck.figures} == {("JPY", "million")}


def test_stacked_bars_by_colour_without_the_marks_of_the_axis() -> None:
    drawing = Drawing()
    told = stacked_chart(drawing, Random(3))
    deck = extract(drawing.data(), name="made-up")
    assert sorted(map(str, figures(deck))) == sorted(map(str, told))
    assert {(f.reading.unit, f.reading.scale) for f in deck.figures} == {("JPY", "billion")}


def test_white_labels_of_a_pie_are_real() -> None:
    drawing = Drawing()
    told = share_pie(drawing)
    deck = extract(drawing.data(), name="made-up")
    assert sorted(map(str, figures(deck))) == sorted(map(str, told))


def test_a_figure_says_where_it_stands_on_its_page() -> None:
    from extractor.emit.rows import figure_rows

    drawing = Drawing()
    results_table(drawing, Random(7), Look())
    deck = extract(drawing.data(), name="made-up")
    sources = [row["source"] for row in figure_rows(deck)]
    assert all(source.startswith("p1@") and len(source.split(",")) == len("xyxy") for source in sources)
    assert len(set(sources)) == len(sources) > 0


def test_nothing_drawn_is_sure_without_a_check() -> None:
    drawing = Drawing()
    results_table(drawing, Random(7), Look())
    deck = extract(drawing.data(), name="made-up")
    assert {figure.grade.word for figure in deck.figures} == {"inferred"}
