"""What a batch tells while it runs: counts by outcome, rate and time left, as lines for logs or a bar for people."""

import io
import re
import time

import pytest

from extractor.batch import Entry, Outcome
from extractor.cli.batch import _progress, _Tally


def entry(outcome, message=""):
    fields = {"folder": "", "digest": "", "rulebook": "", "options": "", "version": ""}
    return Entry(source="in/[a].txt", outcome=outcome, message=message, **fields)


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is set."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_counts_rate_and_time_left_are_of_the_pass_under_way(clock):
    tally = _Tally()
    clock[0] += 10
    for left, outcome in enumerate((Outcome.SOLVED, Outcome.UNREADABLE, Outcome.SOLVED, Outcome.SOLVED)):
        tally.add(entry(outcome), 39 - left)
    assert tally.sentence == "4/40: 3 solved, 1 unreadable · 0.4/s · 0:01:30 left"
    tally.add(entry(Outcome.SOLVED), 0)
    clock[0] += 2
    tally.add(entry(Outcome.DONE), 2)
    assert tally.sentence == "1/3: 1 done · 0.5/s · 0:00:04 left"


def test_logs_get_plain_lines_for_what_went_wrong_every_ten_seconds_and_at_the_end(clock, capsys):
    with _progress() as report:
        report(entry(Outcome.SOLVED), 3)
        report(entry(Outcome.UNREADABLE, "is empty"), 2)
        clock[0] += 11
        report(entry(Outcome.SOLVED), 1)
        report(entry(Outcome.SOLVED), 0)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "unreadable: in/[a].txt: is empty"
    assert [line.partition(":")[0] for line in lines[1:]] == ["3/4", "4/4"]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_people_get_a_bar_with_the_same_words(monkeypatch):
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    with _progress() as report:
        report(entry(Outcome.UNREADABLE, "is [bold]empty"), 1)
        report(entry(Outcome.SOLVED), 0)
    text = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", shown.getvalue())
    assert "unreadable: in/[a].txt: is [bold]empty" in text
    assert "2/2: 1 solved, 1 unreadable" in text
    assert "━" in text
