"""The ledger of a batch: one line for every deck that ended, appended and never changed."""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol

from extractor.batch.places import LocalPlace, Place
from extractor.errors import CallError

_LONGEST = 500


class Outcome(StrEnum):
    """How the work on a deck ended."""

    SOLVED = "solved"
    DONE = "done"
    UNREADABLE = "unreadable"
    FAILED = "failed"
    CRASHED = "crashed"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    FULL = "full"


PASSING = frozenset({Outcome.SOLVED, Outcome.FULL})
"""Outcomes that never stand in a ledger: a deck that waits for its neighbours, and a disk without room."""
FINAL = frozenset({Outcome.DONE, Outcome.UNREADABLE})
"""Outcomes that a second try on the same bytes would repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: the source and where its files are, what its run depended on, and how it ended.

    `digest` is the SHA-256 of the source, `rulebook` that of the rules; `options` are those that change the
    files, and `sisters` stands for all that the decks lent which it was solved with. `seconds` are of the wall.
    """

    source: str
    folder: str
    digest: str
    rulebook: str
    options: str
    version: str
    sisters: str = ""
    outcome: Outcome
    message: str = ""
    attempts: int = 1
    figures: int = 0
    sure: int = 0
    findings: int = 0
    seconds: float = 0.0

    @property
    def key(self) -> tuple[str, ...]:
        """What the files depend on: as long as it stays, the deck need not be read again."""
        return self.source, self.digest, self.rulebook, self.options, self.version, self.sisters


COLUMNS = tuple(field.name for field in fields(Entry))


def _line(values: Iterable[object]) -> bytes:
    text = io.StringIO()
    texts = (" ".join(str(value).split())[:_LONGEST] if isinstance(value, str) else value for value in values)
    csv.writer(text, lineterminator="\n").writerow(list(texts))
    return text.getvalue().encode("utf-8", "backslashreplace")


HEADS = b"\xef\xbb\xbf" + _line(COLUMNS)
"""The first line of a ledger."""


def line_of(entry: Entry) -> bytes:
    """The line of an entry."""
    return _line(asdict(entry).values())


def _entry(row: Mapping[str, str]) -> Entry | None:
    try:
        return Entry(
            **{name: row[name] for name in COLUMNS[:7]},
            outcome=Outcome(row["outcome"]),
            message=row["message"],
            attempts=int(row["attempts"]),
            figures=int(row["figures"]),
            sure=int(row["sure"]),
            findings=int(row["findings"]),
            seconds=float(row["seconds"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def read_entries(path: Path) -> tuple[Entry, ...]:
    """All whole lines of a ledger in order; a line torn by a crash, and a missing file, say nothing."""
    try:
        return entries_in(path.read_bytes())
    except FileNotFoundError:
        return ()


def entries_in(data: bytes) -> tuple[Entry, ...]:
    """All whole lines of the bytes of a ledger."""
    whole = data[: data.rfind(b"\n") + 1].decode("utf-8-sig", "replace")
    found = (_entry(row) for row in csv.DictReader(io.StringIO(whole)))
    return tuple(entry for entry in found if entry is not None)


class AnyLedger(Protocol):
    """An open ledger, wherever it is kept."""

    @property
    def place(self) -> Place: ...

    def entries(self) -> tuple[Entry, ...]:
        """All entries so far, in order."""

    def add(self, entry: Entry) -> None:
        """Append one entry, which is kept when this returns."""


class Ledger:
    """An open ledger on a disk, which every entry is on before `add` returns. Only one process may have it open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place = LocalPlace(path.parent.resolve())
        self._file = -1

    def entries(self) -> tuple[Entry, ...]:
        return read_entries(self.path)

    def __enter__(self) -> "Ledger":
        import fcntl

        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            raise CallError(f"{self.path.parent}: another batch writes here; wait, or choose another folder") from error
        self._mend()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)

    def _mend(self) -> None:
        """Cut off what a crash left of a last line; write the heads into a new file."""
        data = self.path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.ftruncate(self._file, whole)
        if not whole:
            self._write(HEADS)

    def _write(self, data: bytes) -> None:
        os.write(self._file, data)
        os.fsync(self._file)

    def add(self, entry: Entry) -> None:
        """Append one entry. Raises CallError where the disk takes no more."""
        try:
            self._write(line_of(entry))
        except OSError as error:
            raise CallError(f"{self.path}: {error.strerror}; the decks done so far are kept") from error


def latest(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The last entry of every source."""
    return {entry.source: entry for entry in entries}
