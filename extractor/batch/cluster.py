"""Workers of a Dask cluster: the same work, within the same limits, on other machines that see the same files."""

import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from extractor.batch.guarded import do_guarded, release
from extractor.batch.ledger import Entry, Outcome
from extractor.batch.pool import STOPPED, Limits, Run
from extractor.batch.work import Task
from extractor.errors import CallError, StoppedError

_AHEAD = 4
_WAIT = "10s"
_LOOK = 0.05


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise CallError("--scheduler needs the extra: pip install 'irdeck[distributed]'") from error
    made: Any = Client
    try:
        return made(address, timeout=_WAIT)
    except (OSError, ValueError, TimeoutError) as error:
        raise CallError(f"no Dask scheduler answers at {address}: {error}") from error


@contextmanager
def cluster_workers(address: str, limits: Limits, stop: Callable[[], bool] = bool) -> Iterator[Run]:
    """What gives the entries of tasks as they end on the workers of a scheduler.

    Every worker does a deck in a process of its own. A task whose worker dies is given to another one by the
    scheduler; when it has killed several, it is recorded as crashed. Raises CallError where no scheduler answers.
    """
    with _client(address) as client:
        batch = uuid.uuid4().hex
        try:
            yield partial(_run, client, partial(do_guarded, batch=batch, limits=limits), stop)
        finally:
            with suppress(Exception):  # workers that are gone have nothing to end
                client.run(release, batch, limits, on_error="ignore")


def _run(
    client: Any, work: Callable[[Task], Entry], stop: Callable[[], bool], tasks: Iterable[Task]
) -> Iterator[Entry]:
    import distributed

    made: Any = distributed.as_completed
    queue, sent, running = iter(tasks), {}, made()
    ahead = max(2, _AHEAD * sum(client.nthreads().values()))

    def send(count: int) -> None:
        for _, task in zip(range(count), queue, strict=False):
            future = client.submit(work, task, pure=False)
            sent[future.key] = task
            running.add(future)

    send(ahead)
    while sent:
        future = _next(running, stop)
        task, error = sent.pop(future.key), future.exception()
        yield future.result() if error is None else task.ended(Outcome.CRASHED, f"its worker ended: {error}")
        future.release()
        send(1)


def _next(running: Any, stop: Callable[[], bool]) -> Any:
    """The next future that ended; who calls may want to stop while none does."""
    while not running.has_ready():
        if stop():
            raise StoppedError(STOPPED)
        time.sleep(_LOOK)
    return next(running)
