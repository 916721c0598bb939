"""Floods are read in few steps, counted, not timed."""

from collections.abc import Iterator
from itertools import count, product
from random import Random

import pytest

from extractor import extract
from extractor.align import twins
from extractor.layout import names
from extractor.reconcile.tables import hypotheses
from extractor.reconcile.tables.search import Effort
from fixtures.hostile import shuffled_lines, torn_slide

TABLE_OF_TOO_MANY_MARKS = 167
FIGURE_OF_NO_QUANTITY = 274


def test_a_line_of_a_thousand_words_is_not_cut_into_names(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(names, "known_item", lambda text, rulebook: bool(asked.append(text)))
    extract("Widget " * 1000, format="dump", name="flood")
    assert len(asked) < names.MOST_WORDS


def test_a_table_most_of_whose_marks_find_no_cell_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    efforts: list[int] = []

    def begun(left: int) -> Effort:
        efforts.append(left)
        return Effort(left)

    hypotheses._best.cache_clear()
    monkeypatch.setattr(hypotheses, "Effort", begun)
    extract(shuffled_lines(Random(TABLE_OF_TOO_MANY_MARKS)), format="dump", name="strewn")
    assert 0 < len(efforts) <= 2


def test_a_figure_of_no_quantity_names_no_pair() -> None:
    deck = extract(torn_slide(Random(FIGURE_OF_NO_QUANTITY)), format="dump", name="torn")
    assert deck.figures


def test_of_readings_of_numbers_drawn_twice_only_the_first_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def listed(*options: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
        for number, reading in zip(count(1), product(*options), strict=False):
            assert number <= twins.MOST_READINGS
            seen.append(number)
            yield reading

    monkeypatch.setattr(twins, "product", listed)
    axis = " ".join(f"{part}Q{year}" for year in range(30, 42) for part in range(1, 5))
    extract(f"Shops\n(JPY million)\n{axis}\n{'33 5,0005,000 44 ' * 8}\n", format="dump", name="twins")
    assert seen
