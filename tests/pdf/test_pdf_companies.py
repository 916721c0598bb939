"""Pages as other companies print them: split dates, currencies apart, decimal commas, periods in rows, bridges."""

from collections.abc import Sequence

from extractor import extract
from extractor.model.deck import Deck
from fixtures.simulate.pages import BLACK, COLOURS, Drawing

Told = tuple[str, str, str]


def told(deck: Deck) -> set[Told]:
    return {(f.reading.item, f.reading.period.label, f"{f.reading.value}") for f in deck.figures}


def page(*declared: str, title: str = "Results of Operations") -> Drawing:
    drawing = Drawing()
    drawing.text((40, 60), title, 16)
    for n, text in enumerate(declared):
        drawing.text((40, 80 + 10 * n), text, 7)
    return drawing


def rows(drawing: Drawing, xs: Sequence[float], *lines: Sequence[str], top: float = 140) -> None:
    for n, (item, *values) in enumerate(lines):
        drawing.text((60, top + 18 * n), item)
        for x, value in zip(xs, values, strict=True):
            drawing.right((x, top + 18 * n), value)


def test_dates_on_two_lines_under_a_span_and_currencies_apart() -> None:
    drawing = page("(In millions, except per share amounts)")
    drawing.middle((360, 105), "Three Months Ended", 8)
    for x, day in ((320, "April 1,"), (400, "March 26,")):
        drawing.right((x, 115), day, 8)
    for x, year in ((320, "2023"), (400, "2022")):
        drawing.right((x, 124), year, 8)
    rows(
        drawing,
        (320, 400),
        ("Revenue", "73,929", "77,457"),
        ("Net income", "(329)", "160"),
        ("Earnings per share", "1.53", "1.54"),
    )
    for x in (280, 360):
        drawing.text((x, 140), "$")
        drawing.text((x, 176), "$")
    deck = extract(drawing.data(), name="made-up")
    this, last = "2023-01/2023-03", "2022-01/2022-03"
    assert told(deck) == {
        ("Revenue", this, "73929"),
        ("Revenue", last, "77457"),
        ("Net income", this, "-329"),
        ("Net income", last, "160"),
        ("Earnings per share", this, "1.53"),
        ("Earnings per share", last, "1.54"),
    }
    units = {(f.reading.item, f.reading.unit, f.reading.scale) for f in deck.figures}
    assert units == {
        ("Revenue", "USD", "million"),
        ("Net income", "USD", "million"),
        ("Earnings per share", "USD", "1"),
    }


def test_a_currency_in_the_bracket_leaves_the_figure_below_zero() -> None:
    drawing = page()
    for x, head in ((320, "Q3 2023"), (400, "Q4 2023")):
        drawing.right((x, 115), head, 8)
    rows(drawing, (320, 400), ("Operating income", "($18M)", "$22M"), ("Revenue", "$73M", "$75M"))
    deck = extract(drawing.data(), name="made-up")
    assert ("Operating income", "3Q23", "-18") in told(deck)
    assert {(f.reading.unit, f.reading.scale) for f in deck.figures} == {("USD", "million")}


def test_decimal_commas_of_a_deck_that_prints_them() -> None:
    drawing = page("(dalam miliar Rupiah)", title="Hasil Usaha")
    for x, head in ((320, "9M 2022"), (400, "9M 2023"), (480, "YoY (%)")):
        drawing.right((x, 115), head, 8)
    rows(
        drawing,
        (320, 400, 480),
        ("Pendapatan", "12.345,6", "13.456,7", "9,0"),
        ("Laba bersih", "1.234,5", "2.345,6", "90,0"),
    )
    deck = extract(drawing.data(), name="made-up")
    assert told(deck) == {
        ("Pendapatan", "9M22", "12345.6"),
        ("Pendapatan", "9M23", "13456.7"),
        ("Pendapatan", "9M23", "9.0"),
        ("Laba bersih", "9M22", "1234.5"),
        ("Laba bersih", "9M23", "2345.6"),
        ("Laba bersih", "9M23", "90.0"),
    }
    assert {(f.reading.unit, f.reading.scale) for f in deck.figures} == {("IDR", "billion"), ("%", "1")}


def test_points_of_a_deck_without_decimal_commas_stay_points() -> None:
    drawing = page("(billions of yen)")
    for x, head in ((320, "FY2022"), (400, "FY2023")):
        drawing.right((x, 115), head, 8)
    rows(drawing, (320, 400), ("Net sales", "1.234", "2.345"), ("Net income", "0.512", "0.613"))
    assert ("Net sales", "FY2022", "1.234") in told(extract(drawing.data(), name="made-up"))


def test_rows_that_are_periods() -> None:
    drawing = page("(Millions of yen)")
    for x, head in ((320, "Net sales"), (420, "Net income")):
        drawing.right((x, 115), head, 8)
    rows(drawing, (320, 420), ("1Q24", "4,321", "(21)"), ("2Q24", "5,432", "43"))
    assert told(extract(drawing.data(), name="made-up")) == {
        ("Net sales", "1Q24", "4321"),
        ("Net income", "1Q24", "-21"),
        ("Net sales", "2Q24", "5432"),
        ("Net income", "2Q24", "43"),
    }


def test_a_bridge_between_two_years() -> None:
    drawing = page(title="Operating Income Bridge")
    labels = ("FY2023", "Volume", "Price", "Cost", "FY2024")
    for n, (label, value, low, high) in enumerate(
        zip(labels, ("120", "+15", "+10", "-25", "120"), (0, 120, 135, 120, 0), (120, 135, 145, 145, 120), strict=True)
    ):
        x = 120.0 + 80 * n
        drawing.fill((x - 25, 400 - high, x + 25, 400 - low), COLOURS[n % 2])
        drawing.middle((x, 396 - high), value, 8)
        drawing.middle((x, 414), label, 8)
    assert told(extract(drawing.data(), name="made-up")) == {
        ("Operating Income Bridge", "FY2023", "120"),
        ("Operating Income Bridge", "FY2024", "120"),
        ("Volume", "FY2024", "15"),
        ("Price", "FY2024", "10"),
        ("Cost", "FY2024", "-25"),
    }


def test_bars_of_one_colour_above_and_below_their_line() -> None:
    drawing = page(title="Free Cash Flow")
    drawing.line((60, 300), (500, 300))
    values = {"1Q23": 149, "2Q23": 28, "3Q23": -82, "4Q23": 123}
    for n, (label, value) in enumerate(values.items()):
        x = 120.0 + 90 * n
        drawing.fill((x - 20, 300 - max(value, 0), x + 20, 300 - min(value, 0)), COLOURS[0])
        drawing.middle((x, 296 - value if value > 0 else 310 - value), f"({-value})" if value < 0 else str(value), 8)
        drawing.middle((x, 400), label, 8)
    got = told(extract(drawing.data(), name="made-up"))
    assert got == {("Free Cash Flow", label, str(value)) for label, value in values.items()}


def test_unnamed_bars_of_two_colours_give_nothing() -> None:
    drawing = page(title="Something")
    for n in range(4):
        x = 120.0 + 90 * n
        drawing.fill((x - 20, 250, x, 300), COLOURS[0])
        drawing.fill((x, 220, x + 20, 300), COLOURS[1])
        drawing.middle((x - 10, 246), "50", 8)
        drawing.middle((x + 10, 216), "80", 8)
        drawing.middle((x, 314), f"{n + 1}Q23", 8)
    assert told(extract(drawing.data(), name="made-up")) == set()


def test_heads_over_figures_set_right() -> None:
    drawing = page("(in USD million)")
    for x, head in ((380, "FY2023"), (560, "FY2024")):
        drawing.middle((x, 105), head, 8, BLACK)
    for x, head in ((374, "1Q"), (464, "2Q"), (554, "1Q"), (644, "2Q")):
        drawing.right((x, 118), head, 8)
    rows(drawing, (374, 464, 554, 644), ("Revenue", "1,001", "2,002", "3,003", "4,004"))
    periods = {value: period for _, period, value in told(extract(drawing.data(), name="made-up"))}
    assert periods == {"1001": "1Q23", "2002": "2Q23", "3003": "1Q24", "4004": "2Q24"}


def test_large_figures_with_their_captions() -> None:
    drawing = Drawing()
    drawing.text((40, 60), "Q3 2024 Highlights", 20)
    for x, large, first, second in ((200, "$1,076M", "Total", "Revenue"), (480, "5%", "Revenue", "Growth")):
        drawing.middle((x, 240), large, 36)
        drawing.middle((x, 270), first, 11)
        drawing.middle((x, 284), second, 11)
    for row in range(4):
        drawing.text((60, 400 + 16 * row), "Some words of no weight stand here.")
    deck = extract(drawing.data(), name="made-up")
    assert told(deck) == {("Total Revenue", "3Q24", "1076"), ("Revenue Growth", "3Q24", "5")}
    assert {figure.grade.word for figure in deck.figures} == {"inferred"}
    assert {(f.reading.unit, f.reading.scale) for f in deck.figures} == {("USD", "million"), ("%", "1")}
