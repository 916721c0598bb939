"""Made-up decks of one company, read together: nothing wrong is sure, more is proven, and what was restated is told."""

import pytest

from fixtures.simulate import make_family
from fixtures.together import FamilyTrial, try_family_seed

SEEDS = (0, 1, 3, 5, 7)
SMALL = 6


@pytest.fixture(scope="module")
def trials() -> tuple[FamilyTrial, ...]:
    return tuple(try_family_seed(seed, SMALL) for seed in SEEDS)


def test_nothing_wrong_is_sure_in_sisters(trials: tuple[FamilyTrial, ...]) -> None:
    assert [(trial.wrong, trial.error) for trial in trials] == [((), "")] * len(SEEDS)


def test_sisters_prove_more_than_one_deck_does(trials: tuple[FamilyTrial, ...]) -> None:
    assert all(trial.sure > trial.sure_alone for trial in trials)


def test_what_sisters_print_unequally_is_told(trials: tuple[FamilyTrial, ...]) -> None:
    assert [trial.told for trial in trials] == [trial.seen for trial in trials]
    assert any(trial.seen for trial in trials)


def test_sisters_share_a_history_but_for_what_is_restated() -> None:
    family = make_family(0)
    known = [{(r.item, r.breadcrumb, r.period, r.measure): r.value for r in deck.truth} for deck in family.decks]
    shared = known[0].keys() & known[1].keys()
    equal = [place for place in shared if known[0][place] == known[1][place]]
    assert len(equal) > len(shared) / 2
    assert family.unequal
    assert make_family(0) == family
