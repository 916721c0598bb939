"""Recall on the fixture decks may only rise, nothing is wrong and sure, altered copies are read as well."""

from pathlib import Path

import pytest

from fixtures.accuracy import COPIES, REFUSED, SCORES, falls, main
from fixtures.copies import CHANGES, read_copies, score_copy, score_original
from fixtures.scoring import DECKS, Score, read_scores, score_fixtures, write_scores

FOLDERS = sorted(path.parent for path in DECKS.glob("*/figures.csv"))
TWO_POINTS = 0.02
PRINTED = 0.0001


def score(found: int, wrong: int = 0) -> Score:
    return Score(
        deck="d", kind="all", figures=10, found=found, value_period_found=found, sure=0, sure_right=0,
        wrong_and_sure=wrong, ambiguous_graded_sure=0,
    )  # fmt: skip


def test_every_fixture_deck_is_reported() -> None:
    assert {one.deck for one in read_scores(SCORES)} == {folder.name for folder in FOLDERS}


def test_nothing_fell_below_the_report() -> None:
    assert falls(read_scores(SCORES), score_fixtures()) == ()


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        (score(9), score(9), 0),
        (score(9), score(10), 0),
        (score(9), score(8), 2),
        (score(9), score(9, wrong=1), 1),
    ],
)
def test_a_fall_is_told(before: Score, now: Score, lines: int) -> None:
    assert len(falls((before,), (now,))) == lines


def test_scores_are_written_as_they_are_read(tmp_path: Path) -> None:
    scores = (score(3), score(7, wrong=2))
    write_scores(tmp_path / "scores.csv", scores)
    assert read_scores(tmp_path / "scores.csv") == scores


def test_a_machine_may_not_lower_the_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CI", "true")
    assert main([]) == REFUSED
    assert "--check" in capsys.readouterr().err


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_altered_copies_are_read_as_well(folder: Path) -> None:
    """Within two points of the original, or no worse than they were when the report was written."""
    original, known = score_original(folder), read_copies(COPIES)
    for change in CHANGES:
        copy = score_copy(folder, change)
        before = known[copy.deck, copy.change]
        assert copy.wrong_and_sure == 0, change
        assert copy.recall >= min(original.recall - TWO_POINTS, before.recall - PRINTED), change
        half = min(original.value_period_recall - TWO_POINTS, before.value_period_recall - PRINTED)
        assert copy.value_period_recall >= half, change
