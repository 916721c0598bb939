"""Cuts of glued runs: which are legal, how many there are, and which come first."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.grammar import LONGEST_RUN, count_cuts, cut_run, whole_number
from extractor.model.text import Span

SEVEN_QUARTERS = "6301,0002731,0436251,167531"
AMOUNTS = st.integers(min_value=0, max_value=99_999_999)
GLYPHS = st.text(alphabet="0123456789,.%()+-△ ", max_size=40)


def magnitudes(raw: str, count: int) -> list[list[Decimal]]:
    return [[one.magnitude for one in cut.quantities] for cut in cut_run(raw, count, 10_000)]


def test_a_glued_row_has_many_legal_cuts_and_few_of_the_right_count() -> None:
    assert count_cuts(SEVEN_QUARTERS) == 588
    assert count_cuts(SEVEN_QUARTERS, 7) == 18
    sevens = magnitudes(SEVEN_QUARTERS, 7)
    assert len(sevens) == 18
    assert sevens[0] == [630, 1000, 273, 1043, 625, 1167, 531]


def test_digits_only_are_cut_by_count() -> None:
    (first, *_) = magnitudes("811507247656410282(100)", 7)
    assert first == [811, 507, 247, 656, 410, 282, 100]
    assert magnitudes("811507247656410282(100)", 30) == []


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("97.3107.0", ["97.3", "107.0"]),
        ("50.58.3%", ["50.5", "8.3"]),
        ("+0.43.6", ["0.4", "3.6"]),
        ("(832)(267)", ["-832", "-267"]),
        ("△12△1,234", ["-12", "-1234"]),
        ("２７８３１２", ["278", "312"]),
        ("5,0000", ["5000", "0"]),
    ],
)
def test_cheapest_cut_into_two(raw: str, values: list[str]) -> None:
    (best,) = cut_run(raw, 2, 1)
    assert [str(one.value) for one in best.quantities] == values


def test_quantities_know_their_place() -> None:
    (best,) = cut_run("525516", 2, 1, Span(line=9, start=4, end=10))
    assert [(one.span.line, one.span.start, one.span.end) for one in best.quantities] == [
        (9, 4, 7),
        (9, 7, 10),
    ]
    assert [one.raw for one in best.quantities] == ["525", "516"]


@pytest.mark.parametrize("raw", ["", "12,34", "1,1", "(12", "12.", "%", "1" * (LONGEST_RUN + 1)])
def test_illegal_texts_have_no_cut(raw: str) -> None:
    assert cut_run(raw, 0, 5) == ()


@given(AMOUNTS)
def test_grouped_numbers_are_one_number(amount: int) -> None:
    piece = whole_number(f"{amount:,}")
    assert piece is not None
    assert Decimal(piece.digits) == amount


@given(st.lists(st.integers(min_value=1, max_value=9_999_999), min_size=1, max_size=6))
def test_the_truth_is_among_the_cuts_of_its_count(amounts: list[int]) -> None:
    glued = "".join(f"{amount:,}" for amount in amounts)
    assert [Decimal(amount) for amount in amounts] in magnitudes(glued, len(amounts))


@given(GLYPHS, st.integers(min_value=0, max_value=6))
def test_cuts_cover_the_run_and_come_cheapest_first(raw: str, count: int) -> None:
    cuts = cut_run(raw, count, 12)
    assert [cut.cost for cut in cuts] == sorted(cut.cost for cut in cuts)
    for cut in cuts:
        assert "".join(one.raw for one in cut.quantities) == raw
        assert count in {0, len(cut.quantities)}


@given(GLYPHS)
def test_count_and_cuts_agree(raw: str) -> None:
    number = count_cuts(raw)
    found = cut_run(raw, 0, 3_000)
    assert number == 0 or number > 3_000 or len(found) == number
