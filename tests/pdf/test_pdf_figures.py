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


def test_a_summary_table_of_a_results_report() -> None:
    drawing = Drawing()
    drawing.text((40, 40), "（１）連結経営成績（累計）")
    for x, name in ((250, "売上高"), (400, "営業利益")):
        drawing.text((x, 80), name)
        drawing.right((x + 40, 100), "百万円", 7)
        drawing.right((x + 90, 100), "％", 7)
    rows = {"2032": ("52,340", "5.6", "4,120", "12.3"), "2031": ("49,564", "3.1", "3,669", "2.4")}
    for y, (year, cells) in zip((115, 130), rows.items(), strict=True):
        drawing.text((40, y), year)
        drawing.text((60, y), "年３月期第２四半期")
        for x, cell in zip((290, 340, 440, 490), cells, strict=True):
            drawing.right((x, y), cell)
    found = {(f.reading.item, f.reading.period.label, str(f.reading.value)) for f in extract(drawing.data()).figures}
    assert {("売上高", "1H32", "52340"), ("売上高", "1H31", "49564"), ("営業利益", "1H32", "12.3")} <= found
    assert len(found) == sum(map(len, rows.values()))
