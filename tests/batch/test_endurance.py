"""The trials of endurance on a small scale: broken inputs among good ones, and what the trials themselves can see."""

from pathlib import Path

import pytest

from extractor.batch import Outcome, find_sources, run_batch
from fixtures.endurance.decks import MAKERS, broken_input, write_decks
from fixtures.endurance.faults import _apart
from fixtures.endurance.runs import outputs


@pytest.mark.slow
def test_broken_inputs_cost_a_line_each(tmp_path):
    write_decks(tmp_path / "in", 2)
    for seed in range(10):
        name, data = broken_input(seed)
        (tmp_path / "in" / name).write_bytes(data)
    ended = run_batch(find_sources([str(tmp_path / "in")]), tmp_path / "out")
    told = {Path(entry.source).name: entry for entry in ended.entries}
    assert len(told) == 12
    assert all(told[f"deck-0000{seed}.txt"].outcome is Outcome.DONE for seed in range(2))
    broken = [entry for name, entry in told.items() if name.startswith("broken")]
    assert {entry.outcome for entry in broken} <= {Outcome.UNREADABLE, Outcome.DONE}
    assert all(entry.message for entry in broken if entry.outcome is Outcome.UNREADABLE)


def test_made_up_decks_are_the_same_for_the_same_seed():
    assert all(maker(7)[0] == maker(7)[0] for maker in MAKERS)
    texts = [maker for maker in MAKERS if not maker(7)[0].endswith(".pdf")]
    assert all(maker(7) == maker(7) for maker in texts)


def test_outputs_that_differ_are_seen(tmp_path):
    for name, text in (
        ("one/a/x", "1"),
        ("one/ledger.csv", "1"),
        ("two/a/x", "2"),
        ("two/ledger.csv", "2"),
        ("two/b", ""),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert _apart(outputs(tmp_path / "one"), outputs(tmp_path / "two"), "now") == ["now: a/x", "now: b"]
