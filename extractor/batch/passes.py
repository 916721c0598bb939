"""The two passes of a batch: every deck alone, then every deck with its neighbours, and the tables over all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.combine import COMPANIES, NAME, Row, combine, load
from extractor.batch.companies import Company, Evidence, grouped, neighbours, read_mapping
from extractor.batch.ledger import FINAL, PASSING, AnyLedger, Entry, Outcome, latest
from extractor.batch.places import Place
from extractor.batch.places.local import ASIDE
from extractor.batch.pool import STOPPED, Run
from extractor.batch.sources import digests_of
from extractor.batch.state.shelf import STATE, Shelf
from extractor.batch.work import Task
from extractor.errors import FullDiskError, StoppedError

if TYPE_CHECKING:
    from extractor.batch import Plan

OWN = frozenset({"ledger.csv", COMPANIES, NAME})
"""Names that no deck's folder may have."""


class Passes:
    """A batch under way in one output folder, whose ledger is open."""

    def __init__(self, plan: "Plan", ledger: AnyLedger, work: Run, report: Callable[[Entry, int], None]) -> None:
        self.plan, self.ledger, self.work, self.report = plan, ledger, work, report
        self.place: Place = ledger.place
        self.shelf = Shelf(self.place)
        self.known = latest(ledger.entries()) if plan.resume else {}
        self.ended: dict[str, Entry] = {}

    def run(self, sources: Iterable[str]) -> tuple[tuple[Entry, ...], int]:
        """The last entry of every source, and how many of them needed nothing."""
        mapped = read_mapping(self.plan.companies)
        load()
        self.place.clear()
        tasks = {task.source: task for task in self._tasks(sources)}
        self._do([task for each in tasks.values() for task in self._first(each)])
        evidence = {
            source: said
            for source, task in tasks.items()
            if self._is_solved(task) and (said := self.shelf.evidence(task.key))
        }
        companies = grouped(evidence, mapped)
        ready = [self._lent(tasks[deck], near, tasks) for c in companies for deck, near in self._near(c, evidence)]
        self._do([task for task in ready if not self._is_done(task)])
        entries = tuple(self.known[source] for source in tasks)
        self._finish(entries, companies, {task.key for task in tasks.values()})
        return entries, len(tasks) - len(self.ended)

    def _tasks(self, sources: Iterable[str]) -> Iterator[Task]:
        """A task for every source, with the folder it had before; new sources get free names in their order."""
        from extractor import __version__
        from extractor.emit.naming import free_folder
        from extractor.rulebook import load_rulebook

        setting = self.plan.setting
        rulebook = load_rulebook(Path(setting.rules) if setting.rules else None).digest
        taken = {entry.folder.casefold() for entry in self.known.values() if entry.folder} | {ASIDE, STATE, *OWN}
        for source, digest in digests_of(sources):
            before = self.known.get(source)
            yield Task(
                source=source,
                folder=before.folder if before and before.folder else free_folder(Path(source).stem, taken),
                output=self.place.shown,
                digest=digest,
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

    def _is_solved(self, task: Task) -> bool:
        """Whether this run, or an earlier one, solved the deck."""
        ended = self.ended.get(task.source)
        return ended.outcome is Outcome.DONE if ended else not self._is_refused(task)

    def _first(self, task: Task) -> Iterator[Task]:
        """What is to be done before neighbours are known: to solve the deck, or all of it where it is to stay alone."""
        missing = not self.plan.resume or (not self._is_refused(task) and self.shelf.evidence(task.key) is None)
        if self.plan.setting.alone:
            whole = replace(task, lenders=())
            missing, task = missing or not self._is_done(whole), whole
        if missing:
            yield task

    def _is_done(self, task: Task) -> bool:
        """Whether an earlier run left nothing to do."""
        before = self.known.get(task.source)
        if before is None or before.outcome not in FINAL or before.key != task.ended(before.outcome).key:
            return False
        return before.outcome is Outcome.UNREADABLE or self.place.has(f"{before.folder}/figures.csv")

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
        combine(self.place, [Row(folder=e.folder, source=e.source, company=of[e.source], key=e.key) for e in done])
        self.shelf.keep_only(keys)
        self.place.clear()
