"""One deck of a batch, from source to a folder of files, in a process of its own."""

import hashlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.ledger import Entry, Outcome
from extractor.batch.sources import is_archive
from extractor.errors import ExtractorError, UnreadableError

ASIDE = ".work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A deck to do: its source, its folder below `output`, and what its files depend on."""

    source: str
    folder: str
    output: str
    digest: str
    rulebook: str
    options: str
    version: str
    rules: str = ""
    lang: str = "en"

    def ended(self, outcome: Outcome, message: str = "", attempts: int = 1, **found: int | float) -> Entry:
        """The entry of the ledger that says how the task ended."""
        return Entry(
            source=self.source,
            folder=self.folder if outcome is Outcome.DONE else "",
            digest=self.digest,
            rulebook=self.rulebook,
            options=self.options,
            version=self.version,
            outcome=outcome,
            message=message,
            attempts=attempts,
            **found,  # type: ignore[arg-type]
        )


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def limit_memory(megabytes: int) -> None:
    """Let this process have no more than so many MiB of addresses; 0 is no limit."""
    if megabytes:
        import resource

        limit = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _swap(made: Path, final: Path, aside: Path) -> None:
    """Put a finished folder in its place: at any moment there is the old one, none, or the new one, never a mixture."""
    old = aside / f"old-{made.name}"
    if final.exists():
        shutil.rmtree(old, ignore_errors=True)
        final.rename(old)
    made.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def _files(task: Task) -> Entry:
    from extractor.api import extract
    from extractor.model.figure import Grade
    from extractor.rulebook import load_rulebook

    path, output = Path(task.source), Path(task.output)
    if is_archive(path):
        raise UnreadableError(f"{path.name} is an archive; unpack it and give what is in it")
    deck = extract(path, rulebook=load_rulebook(Path(task.rules) if task.rules else None))
    aside = output / ASIDE
    made = aside / f"{os.getpid()}-{task.folder}"
    shutil.rmtree(made, ignore_errors=True)
    deck.write(made, lang=task.lang, source=path.read_bytes() if deck.source.format == "pdf" else None)
    _swap(made, output / task.folder, aside)
    sure = sum(figure.grade is Grade.SURE for figure in deck.figures)
    return task.ended(Outcome.DONE, figures=len(deck.figures), sure=sure, findings=len(deck.findings))


def do(task: Task) -> Entry:
    """Extract one deck and put its folder in place; whatever is wrong with it comes back as an entry."""
    from dataclasses import replace

    start = time.monotonic()
    try:
        entry = _files(task)
    except UnreadableError as error:
        entry = task.ended(Outcome.UNREADABLE, str(error))
    except ExtractorError as error:
        entry = task.ended(Outcome.FAILED, str(error))
    except MemoryError:
        entry = task.ended(Outcome.MEMORY, "needs more memory than it may have; see --memory")
    except Exception as error:  # one bad deck must not stop the rest
        entry = task.ended(Outcome.FAILED, f"unexpected {type(error).__name__}: {error}")
    return replace(entry, seconds=round(time.monotonic() - start, 3))
