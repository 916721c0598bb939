"""Limits of a batch: pages, memory, time, a full disk, and a caller who wants it to stop."""

import errno
import time
from pathlib import Path

import pytest
from quarters import deck, write

from extractor.batch import Limits, Outcome, Plan, Setting, run_batch
from extractor.batch.ledger import latest, read_entries
from extractor.batch.pool import local_workers
from extractor.batch.work import Task, do
from extractor.errors import ExitCode, FullDiskError, StoppedError


@pytest.fixture
def source(tmp_path):
    write(tmp_path / "in", {"a.txt": deck(5)})
    return tmp_path / "in" / "a.txt"


def task(source, output, **said):
    (output / ".work").mkdir(parents=True)
    (output / ".state").mkdir()
    fields = {
        "source": str(source),
        "folder": "a",
        "output": str(output),
        "digest": "d",
        "rulebook": "r",
        "version": "1",
    }
    return Task(**{**fields, **said})


def test_decks_with_more_pages_are_refused(source, tmp_path):
    entry = do(task(source, tmp_path / "out", setting=Setting(max_pages=2)))
    assert (entry.outcome, entry.options) == (Outcome.UNREADABLE, "lang=en pages=2")
    assert "slides, more than 2; give a part of it" in entry.message


def full(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("place", ["extractor.batch.places.local.Path.write_bytes", "extractor.emit.write.Path.mkdir"])
def test_a_full_disk_is_told_apart_from_a_bad_deck(source, tmp_path, monkeypatch, place):
    second = place.endswith("mkdir")
    work = task(source, tmp_path / "out", lenders=() if second else None)
    monkeypatch.setattr(place, full)
    assert do(work).outcome is Outcome.FULL


def test_a_full_disk_ends_the_batch_and_keeps_what_is_done(source, tmp_path, monkeypatch):
    entry = task(source, tmp_path / "other").ended(Outcome.FULL, "No space left on device")
    monkeypatch.setattr("extractor.batch.pool._Workers.run", lambda self, tasks: iter([entry] if tasks else []))
    with pytest.raises(FullDiskError, match="the disk is full; what is done is kept: make room and run again"):
        run_batch([source], tmp_path / "out")
    assert read_entries(tmp_path / "out" / "ledger.csv") == ()
    assert FullDiskError("").exit_code is ExitCode.WRONG_CALL


def loop(task):
    """Stands for a deck that never ends."""
    while True:
        time.sleep(0.1)


def eat(task):
    """Stands for a deck that needs all memory, in whatever library."""
    return task.ended(Outcome.MEMORY, str(len([bytearray(64 * 1024 * 1024) for _ in range(10_000)])))


def test_a_caller_can_stop_a_batch_while_a_deck_takes_long(source, tmp_path, monkeypatch):
    monkeypatch.setattr("extractor.batch.pool.do", loop)
    start = time.monotonic()
    with pytest.raises(StoppedError, match="what is done is kept"):
        run_batch([source], tmp_path / "out", Plan(stop=lambda: time.monotonic() - start > 2))
    assert StoppedError("").exit_code is ExitCode.INTERRUPTED
    assert not (tmp_path / "out" / ".state").exists()
    assert read_entries(tmp_path / "out" / "ledger.csv") == ()


def test_a_deck_that_eats_memory_costs_itself(source, tmp_path, monkeypatch):
    monkeypatch.setattr("extractor.batch.pool.do", eat)
    with local_workers(Limits(timeout=60, memory=1024)) as run:
        entries = list(run([task(source, tmp_path / "out")]))
    assert [(entry.outcome, entry.attempts) for entry in entries] == [(Outcome.CRASHED, 2)]


def test_a_report_that_raises_ends_the_batch_in_order(source, tmp_path):
    def report(entry, left):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        run_batch([source], tmp_path / "out", report=report)
    assert run_batch([source], tmp_path / "out").complete
    assert [entry.outcome for entry in latest(read_entries(tmp_path / "out" / "ledger.csv")).values()] == ["done"]
    assert Path(tmp_path / "out" / "companies.csv").is_file()
