"""The stage table: needs are given before, nothing is given twice, and no stage writes on a sheet beneath."""

from dataclasses import fields

import pytest

from extractor.errors import CallError
from extractor.model.deck import Deck
from extractor.pipeline import FIRST_SHEET, STAGES, run

SHEETS = [field.name for field in fields(Deck) if field.name != "source"]


def test_needs_are_given_before() -> None:
    given = [FIRST_SHEET]
    for stage in STAGES:
        assert set(stage.needs) <= set(given), stage.name
        assert stage.gives not in given, stage.name
        given.append(stage.gives)
    assert given == SHEETS


@pytest.fixture(scope="module")
def pile() -> list[Deck]:
    """The bundled deck as read, and after each stage."""
    from extractor.api import bundled_deck
    from extractor.read import read_source
    from extractor.rulebook import load_rulebook

    decks = [read_source(bundled_deck() / "input.txt")]
    rulebook = load_rulebook()
    for stage in STAGES:
        decks.append(stage.run(decks[-1], rulebook))
    return decks


def test_sheets_beneath_come_out_as_the_same_objects(pile: list[Deck]) -> None:
    for stage, before, after in zip(STAGES, pile, pile[1:], strict=False):
        assert after.source is before.source
        for sheet in SHEETS:
            same = getattr(after, sheet) is getattr(before, sheet)
            assert same == (sheet != stage.gives), f"{stage.name} and the sheet {sheet}"


def test_until_gives_a_shorter_pile(pile: list[Deck]) -> None:
    from extractor.rulebook import load_rulebook

    assert run(pile[0], load_rulebook(), until=FIRST_SHEET) is pile[0]
    short = run(pile[0], load_rulebook(), until="layout")
    assert short.layout == pile[2].layout
    assert short.align is pile[0].align


def test_an_unknown_stage_is_a_wrong_call(pile: list[Deck]) -> None:
    from extractor.rulebook import load_rulebook

    with pytest.raises(CallError, match="layout"):
        run(pile[0], load_rulebook(), until="typesetting")
