"""Of the wordings of a proven name, the one that leaves other proven names their lines."""

from extractor.reconcile.known.fit import Fit
from extractor.reconcile.naming.candidates import Candidate
from extractor.reconcile.naming.naming import Match, proven

STORES = Candidate(text="Stores", key="stores", rank=0, first=4, last=4)
WRAPPED = Candidate(text="Stores Sales", key="stores", rank=1, first=4, last=5, cost=1)
SALES = Candidate(text="Sales", key="sales", rank=2, first=5, last=5)
TITLE = Candidate(text="Sales by Channel", key="sales", rank=3, first=1, last=1, total=True, title=True)


def _named(*tries: tuple[int, Candidate]) -> dict[int, str]:
    matches = [Match(place=(0, row), candidate=name, fit=Fit(bits=40.0)) for row, name in tries]
    return {match.place[1]: match.candidate.text for match in proven(matches)}


def test_a_wrapped_name_leaves_its_second_line_to_the_series_that_it_names() -> None:
    assert _named((0, WRAPPED), (0, STORES), (1, SALES), (1, TITLE)) == {0: "Stores", 1: "Sales"}


def test_a_wrapped_name_is_taken_whole_where_no_other_series_wants_its_lines() -> None:
    assert _named((0, STORES), (0, WRAPPED)) == {0: "Stores Sales"}
