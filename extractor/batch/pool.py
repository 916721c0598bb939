"""Workers of one machine: each deck in a process that may crash, hang or be killed without harm to the rest."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from extractor.batch.ledger import Entry, Outcome
from extractor.batch.work import Task, begin, do
from extractor.errors import CallError, StoppedError

TRIES = 2
_AHEAD = 2
_DECKS_PER_WORKER = 500
_LOOK = 1.0
"""Seconds after which it is asked again whether to stop, while decks take long."""
Run = Callable[[Iterable[Task]], Iterator[Entry]]
STOPPED = "stopped as asked; what is done is kept: run again to go on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a batch may take: processes, seconds of the wall and MiB for each deck (0 is no limit)."""

    jobs: int = 1
    timeout: float = 300.0
    memory: int = 4096

    def __post_init__(self) -> None:
        if self.jobs < 1 or self.timeout < 0 or self.memory < 0:
            raise CallError("--jobs is at least 1, --timeout and --memory are not negative")


def crashed(task: Task, error: BaseException, attempts: int, limits: Limits) -> Entry:
    if isinstance(error, TimeoutError):
        return task.ended(Outcome.TIMEOUT, f"took longer than {limits.timeout:g} s; see --timeout", attempts)
    return task.ended(Outcome.CRASHED, f"its process ended: {error}", attempts)


def process_pool(limits: Limits) -> Any:
    """Processes that are started afresh, share nothing, and are replaced after many decks."""
    from pebble import ProcessPool

    return ProcessPool(
        max_workers=limits.jobs,
        max_tasks=_DECKS_PER_WORKER,
        initializer=begin,
        initargs=(limits.memory,),
        context=multiprocessing.get_context("spawn"),
    )


class _Workers:
    """A pool of processes with the tasks that are in flight, and how often each was sent."""

    def __init__(self, limits: Limits, stop: Callable[[], bool]) -> None:
        self.limits, self.stop = limits, stop
        self.flying: dict[Future[Entry], tuple[Task, int]] = {}
        self.pool = process_pool(limits)

    def send(self, task: Task, attempt: int = 1) -> None:
        future = self.pool.schedule(do, args=(task,), timeout=self.limits.timeout or None)
        self.flying[future] = (task, attempt)

    def ended(self) -> Iterator[Entry]:
        """Entries of what ended meanwhile; what a crash ended for the first time is sent again."""
        while not (done := wait(self.flying, _LOOK, FIRST_COMPLETED).done):
            if self.stop():
                raise StoppedError(STOPPED)
        for future in done:
            task, attempt = self.flying.pop(future)
            error = future.exception()
            if error is None:
                yield replace(future.result(), attempts=attempt)
            elif attempt < TRIES:
                self.send(task, attempt + 1)
            else:
                yield crashed(task, error, attempt, self.limits)

    def run(self, tasks: Iterable[Task]) -> Iterator[Entry]:
        for task in tasks:
            self.send(task)
            if len(self.flying) >= self.limits.jobs * _AHEAD:
                yield from self.ended()
        while self.flying:
            yield from self.ended()

    def close(self) -> None:
        self.pool.stop()
        self.pool.join()


@contextmanager
def local_workers(limits: Limits, stop: Callable[[], bool] = bool) -> Iterator[Run]:
    """What gives the entries of tasks as they end, with the same processes for all that it is given.

    A task whose process dies or hangs is tried once more, then recorded. Only a few tasks are in flight at a time, so
    that memory does not grow with their number.
    """
    workers = _Workers(limits, stop)
    try:
        yield workers.run
    finally:
        workers.close()
