"""Floods are read in few steps, counted, not timed."""

from collections.abc import Iterator
from itertools import count, product
from random import Random

import pytest

from extractor import extract
from extractor.align import twins
from extractor.layout import names
from extractor.reconcile.known.fit import Fit
from extractor.reconcile.naming import names as keys
from extractor.reconcile.naming import naming
from extractor.reconcile.sentences import lone_changes
from extractor.reconcile.tables import hypotheses
from extractor.reconcile.tables.search import Effort
from extractor.rulebook.names import Name
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


def _listing(count: int, said: str = "") -> str:
    """Names of two made-up words, many of which begin alike, each with an amount."""
    words = ("Alder", "Birch", "Cedar", "Doric", "Ember", "Fjord", "Grove", "Heath", "Inlet", "Jetty")
    names = [f"{one} {two}{mark}" for mark in ("ia", "or", "um", "ax") for one in words for two in words]
    rows = [f"{name}{said} {1000 + 37 * at:,}" for at, name in enumerate(names[:count])]
    return "1Q07 2Q07\n" + "\n".join(rows)


def test_names_of_which_nothing_is_known_are_tried_on_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def counted(series: object, bounds: object) -> Fit:
        tried.append("")
        return Fit()

    monkeypatch.setattr(naming, "fit", counted)
    names = "\n".join(line.rpartition(" ")[0] for line in _listing(60).split("\n")[1:])
    extract(f"Parts\nJPY million\n{names}\n1,234 2,345\n3,456 4,567\n1Q07 2Q07\n", format="dump", name="names")
    assert tried == []


def test_names_that_only_begin_alike_are_not_compared_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []
    same_item = keys.same_item

    def counted(one: str, other: str, *rest: object) -> int:
        compared.append((one, other))
        return int(same_item(one, other, *rest))

    monkeypatch.setattr(keys, "same_item", counted)
    extract(_listing(300), format="dump", name="names")
    assert len(compared) < 300


def test_amounts_of_different_names_are_not_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    read_name = lone_changes.read_name

    def counted(printed: str) -> Name:
        read.append(printed)
        return read_name(printed)

    monkeypatch.setattr(lone_changes, "read_name", counted)
    extract(_listing(200, " was JPY"), format="dump", name="said")
    assert 0 < len(read) <= 2 * 200
