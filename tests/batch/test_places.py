"""Inputs and outputs through fsspec: the same batch in a store as on a disk, gone on with, claimed by one run.

`local://` is to fsspec what `s3://` is: a scheme with a driver. Other processes see what is written there.
"""

import json
import os
import socket
import time
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest
from quarters import deck, write
from typer.testing import CliRunner

from extractor.batch import Outcome, find_sources, run_batch
from extractor.batch.history import Wanted, history
from extractor.batch.ledger import HEADS, Entry, entries_in
from extractor.batch.places import LocalPlace, is_url, place_of
from extractor.batch.sources import digest_of, remote_file
from extractor.batch.stored import CLAIM, StoredLedger
from extractor.cli import app
from extractor.errors import CallError, UnreadableError

COVER = "Hoshino Foods Co., Ltd.\nTSE: 9876"
ENTRY = Entry(
    source="a.txt", folder="a", digest="d", rulebook="r", options="lang=en", version="1", outcome=Outcome.DONE
)  # fmt: skip


@pytest.fixture
def memory():
    store = fsspec.filesystem("memory")
    yield store
    store.rm("/", recursive=True)


def put(store, **files):
    for name, text in files.items():
        store.pipe_file(f"/in/{name.replace('__', '/').replace('_', '.')}", text.encode())


def test_names_with_a_scheme_are_urls():
    assert [is_url(name) for name in ("s3://b/x", "memory://x", "file:///x", "a/b.txt", "C:\\x", "odd:name")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip
    assert place_of("file:///x") == LocalPlace(Path("/x"))


def test_folders_globs_and_files_of_a_store_are_found(memory):
    put(memory, a_txt="x", deep__b_md="y", odd_docx="z", packed_zip="w")
    (memory.pipe_file("/in/.hidden.txt", b"h"), memory.pipe_file("/in/out/c.txt", b"c"))
    names = ["memory://in/a.txt", "memory://in/deep/b.md", "memory://in/packed.zip"]
    assert find_sources(["memory://in"], without="memory://in/out") == tuple(names)
    assert find_sources(["memory://in/*.txt"]) == ("memory://in/a.txt",)
    assert find_sources(["memory://in/gone.txt"]) == ("memory://in/gone.txt",)
    with pytest.raises(CallError, match="no decks in memory://none"):
        find_sources(["memory://none/*.pdf"])


def test_what_no_driver_reads_is_said(tmp_path):
    for url, reason in (("s3://bucket/x", "s3fs"), ("nowhere://x", "nowhere")):
        with pytest.raises(CallError, match=reason):
            place_of(url)
        with pytest.raises(CallError, match=reason):
            find_sources([url])
    result = CliRunner().invoke(app, ["batch", str(Path(__file__)), "-o", "nowhere://out"])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_remote_file_has_its_name_and_its_faults(memory):
    put(memory, a_txt="text")
    file = remote_file("memory://in/a.txt")
    assert (file.name, file.read()) == ("a.txt", b"text")
    with pytest.raises(UnreadableError, match=r"memory://in/b\.txt: no such file"):
        remote_file("memory://in/b.txt")
    assert len(digest_of("memory://in/a.txt")) == 64
    assert digest_of("memory://in/b.txt") == ""


@pytest.mark.parametrize("url", ["memory://place", "local://{0}/place", "{0}/place"])
def test_a_place_writes_whole_files_and_whole_folders(memory, tmp_path, url):
    place = place_of(url.format(tmp_path))
    place.prepare()
    place.write("deep/a", b"12345")
    assert (place.read("deep/a"), place.size("deep/a"), place.has("deep/a")) == (b"12345", 5, True)
    assert (place.has("deep"), place.has("b"), place.names("none")) == (False, False, ())
    for kept, files in ((), ("x", "y", "sub/z")), (("y",), ("x",)):
        with place.replaced("folder", kept) as made:
            for name in files:
                (made / name).parent.mkdir(exist_ok=True)
                (made / name).write_text(f"{name} {len(files)}", "utf-8")
    assert place.names("folder") == ("x", "y")
    assert (place.read("folder/x"), place.read("folder/y")) == (b"x 1", b"y 3")
    assert not place.has("folder/sub/z")
    for _ in range(2):
        place.remove("folder/x")
    with pytest.raises(OSError, match="folder/x"), place.open("folder/x") as file:
        file.read()
    place.clear()
    assert place.names("") == ()


def test_a_batch_in_a_store_gives_what_a_batch_on_a_disk_gives(tmp_path, files):
    write(tmp_path / "in", {f"q{at}.txt": deck(at, cover=COVER) for at in (5, 6)} | {"empty.txt": ""})
    run_batch(find_sources([str(tmp_path / "in")]), tmp_path / "disk")
    url = f"local://{tmp_path}/store"
    result = CliRunner().invoke(app, ["batch", f"local://{tmp_path}/in", "-o", url])
    assert result.exit_code == 5, result.output
    assert result.stdout.split()[0] == f"{url}/ledger.csv"
    disk, store = files(tmp_path / "disk"), files(tmp_path / "store")
    sources = {name: data.replace(b"local://", b"") for name, data in store.items() if name == "companies.csv"}
    parts = {name: data for name, data in store.items() if name.startswith("figures.parquet/")}
    tables = (pq.read_table(tmp_path / place / "figures.parquet") for place in ("disk", "store"))
    assert len({str(table.to_pylist()) for table in tables}) == 1
    assert store | sources | dict.fromkeys(parts, b"") == disk | dict.fromkeys(parts, b"")
    assert not list((tmp_path / "store").rglob("*.line"))
    again = run_batch(find_sources([f"local://{tmp_path}/in"]), url)
    assert (again.resumed, again.count(Outcome.DONE)) == (3, 2)
    assert not (tmp_path / "store" / CLAIM).exists()
    rows, same = (list(history(place, Wanted(company="9876"))) for place in (url, tmp_path / "disk"))
    assert rows == same
    assert {row["status"] for row in rows} >= {"agrees"}
    with pytest.raises(CallError, match=r"is no batch's folder"):
        next(history(f"local://{tmp_path}/in"))


def test_entries_in_a_store_outlive_the_run(memory):
    place = place_of("memory://out")
    killed = StoredLedger(place)
    killed._gather()
    killed.add(ENTRY)
    killed.add(ENTRY)
    assert place.read("ledger.csv") == HEADS
    with StoredLedger(place) as ledger:
        assert ledger.entries() == (ENTRY, ENTRY)
        ledger.add(ENTRY)
    assert len(entries_in(place.read("ledger.csv"))) == 3
    assert place.names(".state") == ()


def test_two_batches_cannot_write_into_one_store(memory):
    place = place_of("memory://out")
    with StoredLedger(place), pytest.raises(CallError, match="another batch writes here"):
        StoredLedger(place).__enter__()
    claim = {"token": "t", "host": "elsewhere", "process": 1, "at": time.time()}
    place.write(CLAIM, json.dumps(claim).encode())
    with pytest.raises(CallError, match="on elsewhere, or was killed less than 60 s ago"):
        StoredLedger(place).__enter__()
    place.write(CLAIM, json.dumps(claim | {"at": time.time() - 61}).encode())
    with StoredLedger(place):
        pass
    gone = next(number for number in range(99_999, 1, -1) if not Path(f"/proc/{number}").exists())
    place.write(CLAIM, json.dumps(claim | {"host": socket.gethostname(), "process": gone}).encode())
    with StoredLedger(place):
        assert json.loads(place.read(CLAIM))["process"] == os.getpid()


def test_a_claim_is_renewed_while_the_run_lives(memory, monkeypatch):
    monkeypatch.setattr("extractor.batch.stored.RENEWED", 0.05)
    place = place_of("memory://out")
    with StoredLedger(place):
        first = json.loads(place.read(CLAIM))["at"]
        deadline = time.monotonic() + 10
        while json.loads(place.read(CLAIM))["at"] == first:
            assert time.monotonic() < deadline
            time.sleep(0.02)
