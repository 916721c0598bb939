"""Many decks: what is read, how each ends, what a second run does, and that nothing is lost when a run is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from extractor.batch import Limits, Plan, Setting, find_sources, run_batch
from extractor.batch.ledger import COLUMNS, Entry, Ledger, Outcome, latest, read_entries
from extractor.batch.pool import local_workers
from extractor.batch.work import Task, do
from extractor.cli import app
from extractor.errors import CallError

ROOT = Path(__file__).parents[2]
DECK = (
    "Net sales by division\n(JPY million)\n1Q07 2Q07 3Q07\nGoods 110 120 130\nServices 210 220 240\nTotal 320 340 370\n"
)
ENTRY = Entry(
    source="a.txt", folder="a", digest="d", rulebook="r", options="lang=en", version="1", outcome=Outcome.DONE
)  # fmt: skip


@pytest.fixture
def decks(tmp_path):
    folder = tmp_path / "decks"
    (folder / "deep").mkdir(parents=True)
    for number, name in enumerate(("one.txt", "two.md", "deep/one.txt")):
        (folder / name).write_text(DECK.replace("110", f"11{number}").replace("320", f"32{number}"), "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "packed.zip").write_bytes(b"PK\x03\x04")
    (folder / "notes.docx").write_bytes(b"not a deck")
    (folder / ".hidden.txt").write_text(DECK, "utf-8")
    return folder


def test_folders_globs_and_files_are_found(decks, monkeypatch):
    monkeypatch.chdir(decks)
    names = ["deep/one.txt", "empty.txt", "one.txt", "packed.zip", "two.md"]
    assert [str(path) for path in find_sources(["."])] == names
    assert [str(path) for path in find_sources(["*.txt", "one.txt"])] == ["empty.txt", "one.txt"]
    assert [str(path) for path in find_sources(["notes.docx", "gone.txt"])] == ["gone.txt", "notes.docx"]
    assert [str(path) for path in find_sources(["**/*.txt"], without=Path("deep"))] == ["empty.txt", "one.txt"]
    with pytest.raises(CallError, match="no decks in"):
        find_sources(["*.pdf"])


def test_a_batch_ends_every_deck_and_says_how(decks, tmp_path):
    output = tmp_path / "out"
    result = CliRunner().invoke(app, ["batch", str(decks), "-o", str(output), "--jobs", "2"])
    assert result.exit_code == 5
    assert result.stdout.split() == [
        str(output / "ledger.csv"),
        str(output / "figures.parquet"),
        str(output / "companies.csv"),
    ]
    assert "packed.zip is an archive; unpack it" in result.stderr
    assert "3 of 5 decks are done; 0 had ended in earlier runs" in result.stderr
    entries = latest(read_entries(output / "ledger.csv"))
    assert {Path(source).name: entry.outcome for source, entry in entries.items()} == {
        "one.txt": "done", "two.md": "done", "empty.txt": "unreadable", "packed.zip": "unreadable",
    }  # fmt: skip
    assert {path.parent.name for path in output.glob("*/deck.json")} == {"one", "one-2", "two"}
    table = pq.read_table(output / "figures.parquet")
    assert sorted(table.column("folder").unique().to_pylist()) == ["one", "one-2", "two"]
    assert table.num_rows == sum(entry.figures for entry in entries.values())
    assert table.schema.metadata[b"irdeck.schema"] == b"3"


def test_a_second_run_does_only_what_is_missing_or_changed(decks, tmp_path, files):
    output = tmp_path / "out"
    sources = find_sources([str(decks)])
    first = run_batch(sources, output)
    assert (first.resumed, first.count(Outcome.DONE), first.complete) == (0, 3, False)
    before = files(output)
    seen: list[str] = []
    again = run_batch(sources, output, report=lambda entry, _: seen.append(entry.source))
    assert (again.resumed, seen, files(output)) == (5, [], before)
    (decks / "two.md").write_text(DECK.replace("370", "371"), "utf-8")
    (output / "one" / "figures.csv").unlink()
    run_batch(sources, output, report=lambda entry, _: seen.append(f"{Path(entry.source).name} {entry.outcome}"))
    assert sorted(seen) == ["one.txt done", "two.md done", "two.md solved"]
    changed = {name for name, data in files(output).items() if before.get(name) != data}
    assert {name.partition("/")[0] for name in changed} == {"two", "figures.parquet"}
    other = run_batch(sources, output, Plan(setting=Setting(lang="ja")))
    assert other.resumed == 0


def test_a_killed_run_goes_on(decks, tmp_path, files):
    for number in range(6):
        (decks / f"more-{number}.txt").write_text(DECK.replace("210", f"21{number}"), "utf-8")
    calm, harried = tmp_path / "calm", tmp_path / "harried"
    run_batch(find_sources([str(decks)]), calm)
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "batch", str(decks), "-o", str(harried)]
    for _ in range(3):
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
        lines = len(read_entries(harried / "ledger.csv"))
        while process.poll() is None and len(read_entries(harried / "ledger.csv")) < lines + 2:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert files(harried) == files(calm)
    assert not (harried / ".work").exists()


def hang_or_die(task):
    """Stands for a deck that loops, or kills its process."""
    if "loops" in task.source:
        time.sleep(60)
    os.kill(os.getpid(), signal.SIGKILL)


def task(**said):
    fields = {
        "source": "a.txt",
        "folder": "a",
        "output": ".",
        "digest": "",
        "rulebook": "",
        "version": "",
    }
    return Task(**{**fields, **said})


def test_processes_that_hang_or_die_cost_one_deck_each(monkeypatch, decks, tmp_path):
    monkeypatch.setattr("extractor.batch.pool.do", hang_or_die)
    tasks = [task(source="loops.txt"), task(source="dies.txt")]
    with local_workers(Limits(timeout=5, memory=0)) as run:
        ended = {entry.source: entry for entry in run(tasks)}
    assert {name: (entry.outcome, entry.attempts) for name, entry in ended.items()} == {
        "loops.txt": (Outcome.TIMEOUT, 2),
        "dies.txt": (Outcome.CRASHED, 2),
    }
    assert "--timeout" in ended["loops.txt"].message


def eat(task):
    held = []
    while True:
        held.append(bytearray(64 * 1024 * 1024))


def test_a_process_has_no_more_memory_than_it_may():
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from extractor.batch import work; from test_batch import eat, task\n"
        "work._alone = eat; work.limit_memory(1024); print(work.do(task()).outcome)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "memory"


def broken(task):
    raise RuntimeError("a bug\nover lines")


def test_a_bug_in_one_deck_is_a_line_of_the_ledger(monkeypatch):
    monkeypatch.setattr("extractor.batch.work._alone", broken)
    entry = do(task())
    assert (entry.outcome, entry.message) == (Outcome.FAILED, "unexpected RuntimeError: a bug\nover lines")


def test_torn_lines_of_a_ledger_are_cut_off(tmp_path):
    path = tmp_path / "ledger.csv"
    with Ledger(path) as ledger:
        ledger.add(ENTRY)
    whole = path.read_bytes()
    path.write_bytes(whole + b"b.txt,b,dd")
    assert read_entries(path) == (ENTRY,)
    with Ledger(path) as ledger:
        assert path.read_bytes() == whole
        ledger.add(ENTRY)
    assert read_entries(path) == (ENTRY, ENTRY)
    assert path.read_text("utf-8-sig").splitlines()[0] == ",".join(COLUMNS)


def test_lines_stay_lines(tmp_path):
    with Ledger(tmp_path / "ledger.csv") as ledger:
        ledger.add(Entry(**{**{name: getattr(ENTRY, name) for name in COLUMNS}, "message": 'two\nlines, "quoted"'}))
    assert [entry.message for entry in read_entries(tmp_path / "ledger.csv")] == ['two lines, "quoted"']


def test_two_batches_cannot_write_into_one_folder(tmp_path):
    with Ledger(tmp_path / "ledger.csv"), pytest.raises(CallError, match="another batch writes here"):
        Ledger(tmp_path / "ledger.csv").__enter__()


def test_a_full_disk_is_said(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with Ledger(tmp_path / "ledger.csv") as ledger:
        monkeypatch.setattr("extractor.batch.ledger.os.write", full)
        with pytest.raises(CallError, match="No space left on device; the decks done so far are kept"):
            ledger.add(ENTRY)


def test_wrong_limits_are_refused():
    with pytest.raises(CallError, match="--jobs"):
        Limits(jobs=0)
