"""What keeps a figure from being sure: no unit, a check of it that fails, another value in its place."""

from dataclasses import replace
from decimal import Decimal

from extractor import extract
from extractor.model.figure import FigureKind, Grade, Measure
from extractor.score.contradicted import (
    FAILED,
    GUESSED,
    MISNAMED,
    MOVED,
    RIVALLED,
    STRAINED,
    UNBORDERED,
    contradicted,
)

UNIT = "(JPY million)\n"
ROWS = (
    "1Q30 2Q30 3Q30\n(2030/4-6) (2030/7-9) (2030/10-12)\n"
    "Goods 8,110 8,204 8,410\nServices 1,110 1,204 1,410\nTotal Revenue 9,220 9,408 9,820\n"
)


def read(text):
    return extract(text, format="dump", name="d")


def grades(deck):
    return {figure.value_link.grade for figure in deck.figures}


def test_a_value_without_a_unit_is_not_sure():
    assert grades(read("Revenue\n" + UNIT + ROWS)) == {Grade.SURE}
    bare = read("Revenue\n" + ROWS)
    assert grades(bare) == {Grade.INFERRED}
    assert {figure.value_link.because[-1] for figure in bare.figures} == {"no unit is declared for it"}


def test_a_figure_whose_check_fails_is_not_sure_but_for_misprinted_totals():
    deck = read("Revenue\n" + UNIT + ROWS.replace("9,408", "9,608"))
    (check,) = (check for check in deck.checks if not check.holds)
    assert (check.gap, check.allowed) == (Decimal(200), "-1..2")
    assert contradicted(deck) == {}
    share = replace(check, identity="share-of-revenue")
    shares = replace(deck, reconcile=replace(deck.reconcile, checks=(share,)))
    assert contradicted(shares) == {check.total: FAILED}


def test_two_values_in_one_place_speak_against_each_other():
    deck = read("Revenue\n" + UNIT + ROWS)
    first, second, *_ = deck.reconcile.readings
    same = replace(second, item=first.item, item_id=first.item_id, period=first.period)
    twice = replace(deck, reconcile=replace(deck.reconcile, readings=(first, same)))
    assert contradicted(twice) == {first.figure: RIVALLED, same.figure: RIVALLED}
    equal = replace(deck, reconcile=replace(deck.reconcile, readings=(first, replace(same, value=first.value))))
    assert contradicted(equal) == {}
    finer = replace(deck, reconcile=replace(deck.reconcile, readings=(first, replace(same, scale="billion"))))
    assert contradicted(finer) == {}


def test_a_name_given_to_two_rows_is_sure_in_no_period():
    deck = read("Revenue\n" + UNIT + ROWS)
    first, second, third, other, *_ = deck.reconcile.readings
    given = {"kind": FigureKind.CHART, "item_evidence": ("name-eliminated",), "item": "Margin", "item_id": ""}
    rows = (*(replace(one, **given) for one in (first, second, third)), replace(other, **given))
    twice = replace(deck, reconcile=replace(deck.reconcile, readings=rows))
    rivals = {first.figure: RIVALLED, other.figure: RIVALLED}
    assert contradicted(twice) == rivals | {second.figure: MISNAMED, third.figure: MISNAMED}
    labelled = replace(rows[1], item_evidence=("row-label",))
    beside = replace(deck, reconcile=replace(deck.reconcile, readings=(rows[0], labelled, *rows[2:])))
    assert second.figure not in contradicted(beside)


def test_ratios_that_were_moved_prove_nothing_of_their_row():
    deck = read("Revenue\n" + UNIT + ROWS)
    first, second, third, *_ = deck.reconcile.readings
    told = {"measure": Measure.RATIO, "kind": FigureKind.CHART, "item": "Margin", "breadcrumb": ()}
    moved = replace(first, **told, period_evidence=("moved", "check-unique"))
    row = (moved, replace(second, **told), third)
    shifted = replace(deck, reconcile=replace(deck.reconcile, readings=row))
    assert contradicted(shifted) == {first.figure: MOVED, second.figure: MOVED}
    still = replace(deck, reconcile=replace(deck.reconcile, readings=(replace(first, **told), *row[1:])))
    assert contradicted(still) == {}


def test_two_lines_of_one_item_do_not_speak_against_each_other():
    deck = read(
        "Tax\n" + UNIT + ROWS.replace("Goods", "Income tax expenses").replace("Services", "Deferred tax expense")
    )
    ids = {reading.item: reading.item_id for reading in deck.reconcile.readings}
    assert ids["Income tax expenses"] == ids["Deferred tax expense"] == "income_taxes"
    assert contradicted(deck) == {}
    legend = tuple(replace(reading, item_evidence=("name-order",)) for reading in deck.reconcile.readings)
    unsure = replace(deck, reconcile=replace(deck.reconcile, readings=legend))
    assert set(contradicted(unsure).values()) == {RIVALLED}


def test_a_name_that_ends_in_a_joining_word_is_not_sure():
    whole = read("Revenue\n" + UNIT + ROWS)
    torn = read("Revenue\n" + UNIT + ROWS.replace("Goods", "Goods and"))
    assert {figure.item_link.grade for figure in whole.figures} == {Grade.SURE}
    grades = {figure.reading.item: figure.item_link.grade for figure in torn.figures}
    assert grades["Goods and"] < Grade.SURE


def test_nothing_in_charts_is_sure_where_slides_begin_at_a_guess():
    deck = read("Revenue\n" + UNIT + ROWS)
    (slide,) = deck.read.slides
    second = replace(slide, number=2, because=(GUESSED,))
    for slides, expected in (
        ((slide, second), {UNBORDERED}),
        ((slide, replace(second, because=("form feed",))), set()),
    ):
        divided = replace(deck, read=replace(deck.read, slides=slides))
        assert set(contradicted(divided).values()) == expected


def test_rows_out_of_order_are_not_sure_where_identities_of_the_deck_fail_often():
    deck = read("Revenue\n" + UNIT + ROWS.replace("9,408", "9,608"))
    (check,) = (check for check in deck.checks if not check.holds)
    first, *others = deck.reconcile.readings
    readings = (replace(first, period_evidence=("moved",)), *others)
    row = {reading.figure for reading in readings if reading.item == first.item}
    for fails, expected in ((2, set()), (3, row)):
        told = replace(deck, reconcile=replace(deck.reconcile, readings=readings, checks=(check,) * fails))
        assert {figure for figure, why in contradicted(told).items() if why == STRAINED} == expected
