"""No text breaks the program: only ExtractorError comes out (how long it takes is measured by `make accuracy`)."""

from pathlib import Path

import pytest

from fixtures.hostile import endure, main
from fixtures.ordeals import Ordeal, append, read

TEXTS = 120
BATCH = 20


@pytest.mark.parametrize("start", range(0, TEXTS, BATCH))
def test_hostile_texts_are_endured(start: int) -> None:
    ordeals = [endure(seed) for seed in range(start, start + BATCH)]
    assert [(one.seed, one.error) for one in ordeals if one.error] == []


def test_a_stopped_measurement_goes_on_where_it_was(tmp_path: Path) -> None:
    state, page = tmp_path / "state.csv", tmp_path / "hostile.md"
    append(state, Ordeal(seed=0, kind="noise", seconds=6.5, error=""))
    asked = ["--count", "2", "--state", str(state), "--report", str(page)]
    assert main(asked) == 1
    assert [one.seed for one in read(state)] == [0, 1]
    assert (
        "0 let another exception out than ExtractorError, 1 took more than 5 s, the slowest 6.5 s" in page.read_text()
    )
    assert "- seed 0 (noise): 6.5 s" in page.read_text()
