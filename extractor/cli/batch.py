"""`irdeck batch`: many decks, with progress for people or plain lines for logs."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import Lang, Rules, options_of, say
from extractor.errors import ExitCode

if TYPE_CHECKING:
    from extractor.batch import Entry, Report

_EVERY = 10.0
QUIET = ("solved", "done")


class _Tally:
    """How many decks ended how, and how fast."""

    def __init__(self) -> None:
        self.start = self.last = time.monotonic()
        self.counts: Counter[str] = Counter()
        self.left = -1

    def add(self, entry: "Entry", left: int) -> None:
        """Count an entry, with what is left to do in its pass; where nothing was, the count starts anew."""
        if not self.left:
            self.start, self.counts = self.last, Counter()
        self.counts[entry.outcome] += 1
        self.last, self.left = time.monotonic(), left

    @property
    def sentence(self) -> str:
        done, left = self.counts.total(), self.left
        rate = done / max(time.monotonic() - self.start, 1e-9)
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self.counts.items()))
        return f"{done}/{done + left}: {counts} · {rate:.1f}/s · {_clock(left / rate)} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def _told(entry: "Entry") -> None:
    if entry.outcome not in QUIET:
        say(f"{entry.outcome}: {entry.source}: {entry.message}")


def _lines() -> "Report":
    tally, last = _Tally(), [time.monotonic()]

    def report(entry: "Entry", left: int) -> None:
        tally.add(entry, left)
        _told(entry)
        if not left or time.monotonic() - last[0] >= _EVERY:
            last[0] = time.monotonic()
            say(tally.sentence)

    return report


@contextmanager
def _bar() -> "Iterator[Report]":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    tally, said = _Tally(), TextColumn("{task.description}", markup=False)
    with Progress(BarColumn(bar_width=20), said, console=Console(stderr=True)) as progress:
        shown = progress.add_task("starting", total=None)

        def report(entry: "Entry", left: int) -> None:
            tally.add(entry, left)
            if entry.outcome not in QUIET:
                progress.console.print(f"{entry.outcome}: {entry.source}: {entry.message}", markup=False)
            done = tally.counts.total()
            progress.update(shown, description=tally.sentence, completed=done, total=done + left)

        yield report


@contextmanager
def _progress() -> "Iterator[Report]":
    if sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _lines()


@dataclass(frozen=True, kw_only=True)
class BatchCall:
    """What `irdeck batch` is asked for."""

    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Folders, globs, files, URLs; - reads a list.")]
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR", help="Where the decks' folders go: a folder, or a URL.")
    ] = "irdeck-out"
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes.")] = 1
    timeout: Annotated[float, typer.Option("--timeout", min=0, help="Seconds for a deck; 0 is no limit.")] = 300.0
    max_pages: Annotated[
        int, typer.Option("--max-pages", metavar="N", min=0, help="Refuse longer decks; 0 is 600 for PDF.")
    ] = 0
    memory: Annotated[int, typer.Option("--memory", min=0, help="MiB for a process; 0 is no limit.")] = 4096
    resume: Annotated[bool, typer.Option("--resume/--again", help="Leave finished decks as they are.")] = True
    scheduler: Annotated[str, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler: tcp://...")] = ""
    alone: Annotated[bool, typer.Option("--alone", help="Solve no deck with what others prove.")] = False
    companies: Annotated[
        str, typer.Option("--companies", metavar="FILE", help="CSV of deck,company that overrides the evidence.")
    ] = ""
    lang: Lang = "en"
    rules: Rules = None


def _given(paths: list[str]) -> list[str]:
    listed = [line.rstrip("\n") for line in sys.stdin] if "-" in paths else []
    return [path for path in paths if path != "-"] + [line for line in listed if line.strip()]


@options_of(BatchCall)
def batch(call: BatchCall) -> None:
    """Extract many decks; the ledger says how each ended, and a later run does only what is missing or changed."""
    from extractor.batch import Limits, Plan, Setting, find_sources, run_batch

    plan = Plan(
        limits=Limits(jobs=call.jobs, timeout=call.timeout, memory=call.memory),
        setting=Setting(rules=str(call.rules or ""), lang=call.lang, max_pages=call.max_pages, alone=call.alone),
        resume=call.resume,
        scheduler=call.scheduler,
        companies=call.companies,
    )
    sources = find_sources(_given(call.paths), without=call.output)
    with _progress() as report:
        ended = run_batch(sources, call.output, plan, report=report)
    done = sum(entry.outcome == "done" for entry in ended.entries)
    say(f"{done} of {len(ended.entries)} decks are done; {ended.resumed} had ended in earlier runs")
    for name in ("ledger.csv", "figures.parquet", "companies.csv"):
        typer.echo(f"{call.output.rstrip('/')}/{name}")
    raise typer.Exit(ExitCode.FINE if ended.complete else ExitCode.BATCH_INCOMPLETE)
