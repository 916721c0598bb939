"""Many decks: a pool of processes, and a ledger from which an interrupted batch goes on.

One bad deck never stops the rest: whatever it does to its process becomes a line of the ledger. Finished decks are
never read again while their bytes, the rules, the options and the version stay the same.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.batch.combine import combine
from extractor.batch.ledger import FINAL, Entry, Ledger, Outcome, latest, read_entries
from extractor.batch.pool import Limits, run_local
from extractor.batch.sources import find_sources
from extractor.batch.work import ASIDE, Task, digest_of
from extractor.errors import CallError

__all__ = ["Batch", "Entry", "Limits", "Options", "Outcome", "Plan", "find_sources", "run_batch"]

Report = Callable[[Entry, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What changes the files of a deck: a folder of rules more, and the language of the report."""

    rules: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a batch is run; without `resume` every deck is done again.

    With the address of a Dask `scheduler` its workers do the work, within limits of their own.
    """

    limits: Limits = field(default_factory=Limits)
    options: Options = field(default_factory=Options)
    resume: bool = True
    scheduler: str = ""


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


def _tasks(sources: Iterable[Path], output: Path, options: Options, known: dict[str, Entry]) -> Iterator[Task]:
    """A task for every source, with the folder it had before; new sources get free names in their order."""
    from extractor import __version__
    from extractor.emit.naming import free_folder
    from extractor.rulebook import load_rulebook

    rulebook = load_rulebook(Path(options.rules) if options.rules else None).digest
    taken = {entry.folder.casefold() for entry in known.values() if entry.folder} | {ASIDE}
    for path in sources:
        before = known.get(str(path))
        yield Task(
            source=str(path),
            folder=before.folder if before and before.folder else free_folder(path.stem, taken),
            output=str(output.resolve()),
            digest=digest_of(path),
            rulebook=rulebook,
            options=f"lang={options.lang}",
            version=__version__,
            rules=options.rules,
            lang=options.lang,
        )


def _is_done(task: Task, before: Entry | None, output: Path) -> bool:
    """Whether an earlier run left nothing to do."""
    if before is None or before.outcome not in FINAL or before.key != task.ended(before.outcome).key:
        return False
    return before.outcome is Outcome.UNREADABLE or (output / before.folder / "figures.csv").is_file()


def _prepare(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError(f"cannot write into {output}: {error.strerror}; choose another folder with -o") from error


def _run(tasks: Iterable[Task], plan: Plan) -> Iterator[Entry]:
    if not plan.scheduler:
        return run_local(tasks, plan.limits)
    from extractor.batch.cluster import run_on_cluster

    return run_on_cluster(tasks, plan.scheduler)


def run_batch(
    sources: Iterable[Path], output: Path, plan: Plan | None = None, *, report: Report | None = None
) -> Batch:
    """Extract many decks, each into `output/<deck>/`, and keep the ledger and the table over all of them there.

    `report` is called with every entry that comes in, and with the number of sources that are left to do. Raises
    CallError where the folder cannot be written or another batch writes there; a deck never makes it raise.
    """
    plan = plan or Plan()
    _prepare(output)
    with Ledger(output / "ledger.csv") as ledger:
        shutil.rmtree(output / ASIDE, ignore_errors=True)
        (output / ASIDE).mkdir()
        known = latest(read_entries(ledger.path)) if plan.resume else {}
        tasks = list(_tasks(sources, output, plan.options, known))
        waiting = [task for task in tasks if not _is_done(task, known.get(task.source), output)]
        for at, entry in enumerate(_run(waiting, plan), 1):
            ledger.add(entry)
            known[entry.source] = entry
            if report:
                report(entry, len(waiting) - at)
        entries = tuple(known[task.source] for task in tasks)
        combine(output, (entry.folder for entry in entries if entry.outcome is Outcome.DONE))
        shutil.rmtree(output / ASIDE, ignore_errors=True)
    return Batch(entries=entries, resumed=len(tasks) - len(waiting))
