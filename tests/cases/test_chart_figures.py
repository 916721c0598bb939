"""What comes out of whole chart slides, as readable cases with figures of their own."""

import pytest
from casefile import CALENDAR, Case, compared, read_cases
from views import shown_deck

from extractor import extract, load_rulebook

RULEBOOK = load_rulebook()


def shown(case: Case) -> list[str]:
    return compared(case, shown_deck(extract(case.text + CALENDAR, format="dump", name="case", rulebook=RULEBOOK)))


@pytest.mark.parametrize("case", read_cases("charts"), ids=str)
def test_charts(case: Case) -> None:
    assert shown(case) == list(case.expected)


@pytest.mark.parametrize("case", read_cases("open"), ids=str)
@pytest.mark.xfail(reason="known, not mended yet", strict=True)
def test_open_faults(case: Case) -> None:
    assert shown(case) == list(case.expected)
