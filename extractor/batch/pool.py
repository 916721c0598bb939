"""Workers of one machine: each deck in a process that may crash, hang or be killed without harm to the rest."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from dataclasses import dataclass, replace
from typing import Any

from extractor.batch.ledger import Entry, Outcome
from extractor.batch.work import Task, do, limit_memory
from extractor.errors import CallError

_TRIES = 2
_AHEAD = 2
_DECKS_PER_WORKER = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a batch may take: processes, seconds of the wall and MiB for each deck (0 is no limit)."""

    jobs: int = 1
    timeout: float = 300.0
    memory: int = 4096

    def __post_init__(self) -> None:
        if self.jobs < 1 or self.timeout < 0 or self.memory < 0:
            raise CallError("--jobs is at least 1, --timeout and --memory are not negative")


def _crash(task: Task, error: BaseException, attempts: int, limits: Limits) -> Entry:
    if isinstance(error, TimeoutError):
        return task.ended(Outcome.TIMEOUT, f"took longer than {limits.timeout:g} s; see --timeout", attempts)
    return task.ended(Outcome.CRASHED, f"its process ended: {error}", attempts)


class _Workers:
    """A pool of processes with the tasks that are in flight, and how often each was sent."""

    def __init__(self, limits: Limits) -> None:
        from pebble import ProcessPool

        self.limits = limits
        self.flying: dict[Future[Entry], tuple[Task, int]] = {}
        self.pool: Any = ProcessPool(
            max_workers=limits.jobs,
            max_tasks=_DECKS_PER_WORKER,
            initializer=limit_memory,
            initargs=(limits.memory,),
            context=multiprocessing.get_context("spawn"),
        )

    def send(self, task: Task, attempt: int = 1) -> None:
        future = self.pool.schedule(do, args=(task,), timeout=self.limits.timeout or None)
        self.flying[future] = (task, attempt)

    def ended(self) -> Iterator[Entry]:
        """Entries of what ended meanwhile; what a crash ended for the first time is sent again."""
        for future in wait(self.flying, return_when=FIRST_COMPLETED).done:
            task, attempt = self.flying.pop(future)
            error = future.exception()
            if error is None:
                yield replace(future.result(), attempts=attempt)
            elif attempt < _TRIES:
                self.send(task, attempt + 1)
            else:
                yield _crash(task, error, attempt, self.limits)

    def close(self) -> None:
        self.pool.stop()
        self.pool.join()


def run_local(tasks: Iterable[Task], limits: Limits) -> Iterator[Entry]:
    """Entries of tasks as they end. A task whose process dies or hangs is tried once more, then recorded.

    Only a few tasks are in flight at a time, so that memory does not grow with their number.
    """
    workers, queue = _Workers(limits), iter(tasks)
    try:
        for task in queue:
            workers.send(task)
            if len(workers.flying) >= limits.jobs * _AHEAD:
                yield from workers.ended()
        while workers.flying:
            yield from workers.ended()
    finally:
        workers.close()
