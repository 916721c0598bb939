"""Random damaged decks with known truth: nothing wrong is called sure; the same text gives the same rows."""

import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.scoring import rows_of, try_deck
from fixtures.simulate import Speech, make_deck, make_markdown_deck

ROOT = Path(__file__).resolve().parents[2]
DECKS = 100
SMALL = 5
MARKDOWN_DECKS = 30
GRIDS_BESIDE_CHARTS = (8, 10)
"""Large decks whose slides run together, so that a grid and a chart with the same margins stand on one."""


@pytest.mark.parametrize("seed", range(DECKS))
def test_nothing_wrong_is_sure(seed: int) -> None:
    trial = try_deck(make_deck(seed, size=SMALL))
    assert trial.wrong == ()
    assert trial.facts > 0


@pytest.mark.parametrize("seed", range(MARKDOWN_DECKS))
def test_nothing_wrong_is_sure_in_markdown(seed: int) -> None:
    trial = try_deck(make_markdown_deck(seed, size=SMALL))
    assert trial.wrong == ()
    assert trial.facts > 0


@pytest.mark.parametrize("seed", GRIDS_BESIDE_CHARTS)
def test_a_grid_that_prints_a_row_again_leaves_its_name_to_the_chart(seed: int) -> None:
    trial = try_deck(make_markdown_deck(seed))
    assert trial.wrong == ()
    assert trial.sure > 0


@pytest.mark.parametrize("seed", range(3))
def test_same_text_gives_the_same_rows(seed: int) -> None:
    deck = make_deck(seed, size=SMALL)
    assert rows_of(deck.text, deck.name) == rows_of(deck.text, deck.name)


def test_rows_do_not_depend_on_hashing() -> None:
    code = (
        "from fixtures.scoring import rows_of; from fixtures.simulate import make_deck; "
        "print([rows_of(make_deck(n, size=5).text, 'deck') for n in range(2)])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": salt},
            capture_output=True,
            check=True,
        ).stdout
        for salt in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.parametrize("speech", [Speech.JAPANESE, Speech.BILINGUAL])
@pytest.mark.parametrize("seed", range(DECKS, DECKS + 10))
def test_nothing_wrong_is_sure_in_other_languages(seed: int, speech: Speech) -> None:
    trial = try_deck(make_deck(seed, size=SMALL, speech=speech))
    assert trial.wrong == ()
    assert trial.facts > 0
