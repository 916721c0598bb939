"""A deck inside a worker of a cluster: in a process of its own, so that what it does there costs the worker nothing."""

import multiprocessing
from dataclasses import replace
from functools import cache
from threading import Lock
from typing import Any

from extractor.batch.ledger import Entry
from extractor.batch.pool import TRIES, Limits, crashed, process_pool
from extractor.batch.work import Task, do

_MAKING = Lock()


@cache
def _pool(batch: str, limits: Limits) -> Any:
    """The processes that a worker keeps for a batch. Its nanny made it a daemon, which may have no children: it may."""
    del batch
    multiprocessing.current_process().daemon = False
    return process_pool(limits)


def do_guarded(task: Task, batch: str, limits: Limits) -> Entry:
    """The entry of a task; a deck that crashes, hangs or eats memory is tried once more, then recorded."""
    from distributed import get_worker

    attempt, error = 0, None
    with _MAKING:
        pool = _pool(batch, replace(limits, jobs=get_worker().state.nthreads))
    while attempt < TRIES:
        attempt += 1
        future = pool.schedule(do, args=(task,), timeout=limits.timeout or None)
        error = future.exception()
        if error is None:
            ended: Entry = future.result()
            return replace(ended, attempts=attempt)
    return crashed(task, error or RuntimeError(), attempt, limits)


def release(batch: str, limits: Limits, dask_worker: Any) -> None:
    """End the processes that a worker kept for a batch."""
    with _MAKING:
        pool = _pool(batch, replace(limits, jobs=dask_worker.state.nthreads))
    pool.stop()
    pool.join()
