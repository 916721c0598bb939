"""Workers of a Dask cluster: the same work on other machines that see the same files."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from extractor.batch.ledger import Entry, Outcome
from extractor.batch.pool import Run
from extractor.batch.work import Task, do
from extractor.errors import CallError

_AHEAD = 4
_WAIT = "10s"


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
def cluster_workers(address: str) -> Iterator[Run]:
    """What gives the entries of tasks as they end on the workers of a scheduler.

    A task whose worker dies is given to another one by the scheduler; when it has killed several, it is recorded as
    crashed. Raises CallError where no scheduler answers.
    """
    with _client(address) as client:
        yield partial(_run, client)


def _run(client: Any, tasks: Iterable[Task]) -> Iterator[Entry]:
    import distributed

    made: Any = distributed.as_completed
    queue, sent, running = iter(tasks), {}, made()
    ahead = max(2, _AHEAD * sum(client.nthreads().values()))

    def send(count: int) -> None:
        for _, task in zip(range(count), queue, strict=False):
            future = client.submit(do, task, pure=False)
            sent[future.key] = task
            running.add(future)

    send(ahead)
    for future in running:
        task, error = sent.pop(future.key), future.exception()
        yield future.result() if error is None else task.ended(Outcome.CRASHED, f"its worker ended: {error}")
        future.release()
        send(1)
