"""Page numbers count with the slides of a deck: on many of them, or they are figures that agree by chance."""

import pytest

from extractor import extract

CHART = "Staff of Plant {plant}\nNumber of persons\n1Q30 2Q30 3Q30\n21 22 33\n\n{number}\n"
PLAIN = "Notes of Chapter {plant}\nWhat is said here holds for all plants.\n"


def numbers_aside(slides: int, numbered: int) -> list[str]:
    """Numbers taken for pages in a deck of so many slides, of which the first few show theirs."""
    pages = [(CHART if page < numbered else PLAIN).format(plant=page, number=page + 4) for page in range(slides)]
    deck = extract("\f" + "\f".join(pages), format="dump", name="paged")
    return [item.raw for item in deck.layout.aside if item.reason == "page number"]


@pytest.mark.parametrize(("slides", "numbered"), [(3, 2), (12, 2), (20, 3)])
def test_enough_slides_show_their_number(slides: int, numbered: int) -> None:
    assert numbers_aside(slides, numbered) == [str(page + 4) for page in range(numbered)]


def test_two_of_many_slides_agree_by_chance() -> None:
    assert numbers_aside(20, 2) == []
