"""No text breaks the program: only ExtractorError comes out, and nothing takes long."""

import pytest

from fixtures.hostile import endure

TEXTS = 300
BATCH = 30
SLOWEST = 5.0


@pytest.mark.parametrize("start", range(0, TEXTS, BATCH))
def test_hostile_texts_are_endured(start: int) -> None:
    ordeals = [endure(seed) for seed in range(start, start + BATCH)]
    assert [(one.seed, one.error) for one in ordeals if one.error] == []
    assert [(one.seed, one.seconds) for one in ordeals if one.seconds > SLOWEST] == []
