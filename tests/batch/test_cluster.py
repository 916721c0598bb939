"""The same batch on a Dask cluster of real processes, one of them killed."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from extractor.batch import Outcome, Plan, find_sources, run_batch
from extractor.errors import CallError

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


def test_a_scheduler_that_does_not_answer_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("extractor.batch.cluster._WAIT", "1s")
    (tmp_path / "a.txt").write_text(DECK.format(0), "utf-8")
    with pytest.raises(CallError, match="no Dask scheduler answers at tcp://127"):
        run_batch([tmp_path / "a.txt"], tmp_path / "out", Plan(scheduler="tcp://127.0.0.1:9"))


def test_without_the_extra_the_call_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CallError, match="irdeck\\[distributed\\]"):
        run_batch([Path(__file__)], tmp_path / "out", Plan(scheduler="tcp://127.0.0.1:9"))
