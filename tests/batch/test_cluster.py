"""The same batch on a Dask cluster of real processes, one of them killed."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from stand_ins import instead

from extractor.batch import Limits, Outcome, Plan, find_sources, run_batch
from extractor.batch.cluster import cluster_workers
from extractor.batch.work import Task
from extractor.errors import CallError, StoppedError

pytestmark = pytest.mark.filterwarnings("ignore")  # a dying worker is loud in many ways
DECK = """Net sales by division
(JPY million)
1Q07 2Q07 3Q07
Goods 11{0} 120 130
Services 210 220 240
Total 32{0} 340 370
"""


def kill_one(client):
    pids = client.run(os.getpid)
    time.sleep(1.5)
    os.kill(next(iter(pids.values())), signal.SIGKILL)


def test_a_cluster_gives_the_same_and_loses_nothing_when_a_worker_dies(tmp_path, files):
    from distributed import Client, LocalCluster

    decks = tmp_path / "decks"
    decks.mkdir()
    for number in range(8):
        (decks / f"deck-{number}.txt").write_text(DECK.format(number), "utf-8")
    sources = find_sources([str(decks)])
    run_batch(sources, tmp_path / "local")
    two = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(**two) as cluster, Client(cluster) as client:
        killer = threading.Thread(target=kill_one, args=(client,))
        killer.start()
        ended = run_batch(sources, tmp_path / "spread", Plan(scheduler=cluster.scheduler_address))
        killer.join()
    assert ended.count(Outcome.DONE) == 8
    assert files(tmp_path / "spread") == files(tmp_path / "local")


def test_a_deck_that_hangs_or_dies_on_a_cluster_costs_itself_and_no_worker():
    from distributed import Client, LocalCluster

    fields = {"folder": "a", "output": ".", "digest": "", "rulebook": "", "version": ""}
    tasks = [Task(source=name, **fields) for name in ("loops.txt", "dies.txt")]
    one = {"n_workers": 1, "threads_per_worker": 2, "processes": True, "dashboard_address": None}
    with LocalCluster(**one) as cluster, Client(cluster) as client:
        workers = client.run(instead)
        with cluster_workers(cluster.scheduler_address, Limits(timeout=5, memory=0)) as run:
            ended = {entry.source: entry for entry in run(tasks)}
        assert client.run(os.getpid) == workers
    assert {name: (entry.outcome, entry.attempts) for name, entry in ended.items()} == {
        "loops.txt": (Outcome.TIMEOUT, 2),
        "dies.txt": (Outcome.CRASHED, 2),
    }


def test_a_caller_can_stop_a_batch_on_a_cluster(tmp_path):
    from distributed import Client, LocalCluster

    (tmp_path / "loops.txt").write_text(DECK.format(0), "utf-8")
    one = {"n_workers": 1, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(**one) as cluster, Client(cluster) as client:
        client.run(instead)
        start = time.monotonic()
        plan = Plan(scheduler=cluster.scheduler_address, stop=lambda: time.monotonic() - start > 2)
        with pytest.raises(StoppedError, match="what is done is kept"):
            run_batch([tmp_path / "loops.txt"], tmp_path / "out", plan)
        assert time.monotonic() - start < 40


def test_a_scheduler_that_does_not_answer_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("extractor.batch.cluster._WAIT", "1s")
    (tmp_path / "a.txt").write_text(DECK.format(0), "utf-8")
    with pytest.raises(CallError, match="no Dask scheduler answers at tcp://127"):
        run_batch([tmp_path / "a.txt"], tmp_path / "out", Plan(scheduler="tcp://127.0.0.1:9"))


def test_without_the_extra_the_call_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CallError, match="irdeck\\[distributed\\]"):
        run_batch([Path(__file__)], tmp_path / "out", Plan(scheduler="tcp://127.0.0.1:9"))
