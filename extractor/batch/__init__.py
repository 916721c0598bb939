"""Many decks: a pool of processes, and a ledger from which an interrupted batch goes on.

Every deck is solved alone first. Then it is solved with what the decks of its company prove that are nearest in time,
and its files are written. One bad deck never stops the rest: whatever it does to its process becomes a line of the
ledger. Finished decks are never done again while their bytes, those of their neighbours, the rules, the options and
the version stay the same.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from extractor.batch.ledger import AnyLedger, Entry, Ledger, Outcome
from extractor.batch.places import LocalPlace, Place, place_of
from extractor.batch.pool import Limits, Run, local_workers
from extractor.batch.sources import find_sources
from extractor.batch.work import Setting
from extractor.errors import FullDiskError

__all__ = ["Batch", "Entry", "Limits", "Outcome", "Plan", "Setting", "find_sources", "run_batch"]

Report = Callable[[Entry, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a batch is run; without `resume` every deck is done again.

    With the address of a Dask `scheduler` its workers do the work, each deck within the same limits of time and
    memory. `companies` is a file that says which decks are of which company. `stop` is asked every second or so
    whether to stop.
    """

    limits: Limits = field(default_factory=Limits)
    setting: Setting = field(default_factory=Setting)
    resume: bool = True
    scheduler: str = ""
    companies: str = ""
    stop: Callable[[], bool] = bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """How a batch ended: the last entry of every source, and how many of them an earlier run had done."""

    entries: tuple[Entry, ...]
    resumed: int = 0

    def count(self, outcome: Outcome) -> int:
        return sum(entry.outcome is outcome for entry in self.entries)

    @property
    def complete(self) -> bool:
        """Whether every deck was done."""
        return all(entry.outcome is Outcome.DONE for entry in self.entries)


def _ledger(place: Place) -> AbstractContextManager[AnyLedger]:
    if isinstance(place, LocalPlace):
        return Ledger(place.path / "ledger.csv")
    from extractor.batch.stored import StoredLedger

    return StoredLedger(place)


def _workers(plan: Plan) -> AbstractContextManager[Run]:
    if not plan.scheduler:
        return local_workers(plan.limits, plan.stop)
    from extractor.batch.cluster import cluster_workers

    return cluster_workers(plan.scheduler, plan.limits, plan.stop)


def run_batch(
    sources: Iterable[str | Path], output: str | Path, plan: Plan | None = None, *, report: Report | None = None
) -> Batch:
    """Extract many decks, each into `output/<deck>/`, and keep the ledger and the tables over all of them there.

    Sources and output are paths, or URLs for whose scheme fsspec has a driver.
    `report` is called with every entry that comes in and with the number of decks that are left to do in this pass;
    in the first pass decks are `solved`, in the second `done`. Raises CallError where the folder cannot be written,
    another batch writes there, or the disk is full, and StoppedError where `plan.stop` says so; a deck never makes it
    raise, and what is done by then is kept.
    """
    from extractor.batch.passes import Passes

    plan = plan or Plan()
    place = place_of(output)
    place.prepare()
    try:
        with _ledger(place) as ledger, _workers(plan) as work:
            passes = Passes(plan, ledger, work, report or (lambda entry, left: None))
            entries, resumed = passes.run(map(str, sources))
    except FullDiskError as error:
        raise FullDiskError(f"{output}: the disk is full; what is done is kept: make room and run again") from error
    return Batch(entries=entries, resumed=resumed)
