"""No text breaks the program: only ExtractorError comes out (how long it takes is measured by `make accuracy`)."""

import pytest

from fixtures.hostile import endure

TEXTS = 120
BATCH = 20


@pytest.mark.parametrize("start", range(0, TEXTS, BATCH))
def test_hostile_texts_are_endured(start: int) -> None:
    ordeals = [endure(seed) for seed in range(start, start + BATCH)]
    assert [(one.seed, one.error) for one in ordeals if one.error] == []
