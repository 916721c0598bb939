"""The two passes of a batch: every deck alone, then every deck with its neighbours, and the tables over all."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.combine import Row, combine
from extractor.batch.companies import Company, Evidence, grouped, neighbours, read_mapping
from extractor.batch.ledger import FINAL, PASSING, Entry, Ledger, Outcome, latest, read_entries
from extractor.batch.pool import STOPPED, Run
from extractor.batch.state.shelf import STATE, Shelf
from extractor.batch.work import ASIDE, Task, digest_of
from extractor.errors import FullDiskError, StoppedError

if TYPE_CHECKING:
    from extractor.batch import Plan


class Passes:
    """A batch under way in one output folder, whose ledger is open."""

    def __init__(self, plan: "Plan", ledger: Ledger, work: Run, report: Callable[[Entry, int], None]) -> None:
        self.plan, self.ledger, self.work, self.report = plan, ledger, work, report
        self.output = output = ledger.path.parent
        self.shelf = Shelf(output=output.resolve())
        self.known = latest(read_entries(ledger.path)) if plan.resume else {}
        self.ended: dict[str, Entry] = {}

    def run(self, sources: Iterable[Path]) -> tuple[tuple[Entry, ...], int]:
        """The last entry of every source, and how many of them needed nothing."""
        mapped = read_mapping(self.plan.companies)
        self._clear()
        tasks = {task.source: task for task in self._tasks(sources)}
        self._do([task for task in tasks.values() if self._is_unknown(task)])
        evidence = {
            source: said
            for source, task in tasks.items()
            if source not in self.ended and not self._is_refused(task) and (said := self.shelf.evidence(task.key))
        }
        companies = grouped(evidence, mapped)
        ready = [self._lent(tasks[deck], near, tasks) for c in companies for deck, near in self._near(c, evidence)]
        self._do([task for task in ready if not self._is_done(task)])
        entries = tuple(self.known[source] for source in tasks)
        self._finish(entries, companies, {task.key for task in tasks.values()})
        return entries, len(tasks) - len(self.ended)

    def _clear(self) -> None:
        """Remove what a killed run left aside."""
        shutil.rmtree(self.output / ASIDE, ignore_errors=True)
        (self.output / ASIDE).mkdir()
        self.shelf.prepare()

    def _tasks(self, sources: Iterable[Path]) -> Iterator[Task]:
        """A task for every source, with the folder it had before; new sources get free names in their order."""
        from extractor import __version__
        from extractor.emit.naming import free_folder
        from extractor.rulebook import load_rulebook

        setting = self.plan.setting
        rulebook = load_rulebook(Path(setting.rules) if setting.rules else None).digest
        taken = {entry.folder.casefold() for entry in self.known.values() if entry.folder} | {ASIDE, STATE}
        for path in sources:
            before = self.known.get(str(path))
            yield Task(
                source=str(path),
                folder=before.folder if before and before.folder else free_folder(path.stem, taken),
                output=str(self.output.resolve()),
                digest=digest_of(path),
                rulebook=rulebook,
                version=__version__,
                setting=setting,
            )

    def _is_refused(self, task: Task) -> bool:
        """Whether an earlier run, or this one, found that the source cannot be read."""
        before = self.known.get(task.source)
        return (
            before is not None
            and before.outcome is Outcome.UNREADABLE
            and before.key == task.ended(Outcome.UNREADABLE).key
        )

    def _is_unknown(self, task: Task) -> bool:
        """Whether a deck is to be solved alone before anything else."""
        if not self.plan.resume:
            return True
        return not self._is_refused(task) and self.shelf.evidence(task.key) is None

    def _is_done(self, task: Task) -> bool:
        """Whether an earlier run left nothing to do."""
        before = self.known.get(task.source)
        if before is None or before.outcome not in FINAL or before.key != task.ended(before.outcome).key:
            return False
        return before.outcome is Outcome.UNREADABLE or (self.output / before.folder / "figures.csv").is_file()

    def _near(self, company: Company, evidence: dict[str, Evidence]) -> Iterator[tuple[str, tuple[str, ...]]]:
        if self.plan.setting.alone:
            return ((deck, ()) for deck in company.decks)
        return iter(neighbours(company.decks, evidence).items())

    def _lent(self, task: Task, near: Sequence[str], tasks: dict[str, Task]) -> Task:
        return replace(task, lenders=tuple(tasks[deck].key for deck in near))

    def _do(self, tasks: Sequence[Task]) -> None:
        """Work on tasks, each of which ends with an entry; entries that are no news are told, but not written."""
        for at, entry in enumerate(self.work(tasks), 1):
            self._take(entry)
            self.report(entry, len(tasks) - at)
            if self.plan.stop():
                raise StoppedError(STOPPED)

    def _take(self, entry: Entry) -> None:
        if entry.outcome is Outcome.FULL:
            raise FullDiskError(entry.message)
        if entry.outcome not in PASSING:
            self.ledger.add(entry)
            self.known[entry.source] = self.ended[entry.source] = entry

    def _finish(self, entries: Sequence[Entry], companies: Sequence[Company], keys: set[str]) -> None:
        of = {deck: company for company in companies for deck in company.decks}
        done = (entry for entry in entries if entry.outcome is Outcome.DONE)
        combine(self.output, [Row(folder=e.folder, source=e.source, company=of[e.source], key=e.key) for e in done])
        self.shelf.keep_only(keys)
        shutil.rmtree(self.output / ASIDE, ignore_errors=True)
