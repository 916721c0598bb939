"""One deck of a batch in a process of its own: solved alone first, then with its neighbours, to a folder of files."""

import errno
import gc
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.ledger import Entry, Outcome
from extractor.batch.places import is_url, place_of
from extractor.batch.sources import bytes_of, is_archive, remote_file
from extractor.errors import ExtractorError, FullDiskError, UnreadableError

if TYPE_CHECKING:
    from extractor.batch.companies import Evidence
    from extractor.batch.state.shelf import Shelf
    from extractor.reconcile import Alone, Lender
    from extractor.rulebook import Rulebook

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_SELDOM = (50_000, 20, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What changes the files of a deck: a folder of rules more, the language of the report, the pages it may have.

    With `alone` no deck is solved with what others prove.
    """

    rules: str = ""
    lang: str = "en"
    max_pages: int = 0
    alone: bool = False

    @property
    def words(self) -> str:
        """The setting as the ledger has it; the rules are told by their hash."""
        pages = f" pages={self.max_pages}" if self.max_pages else ""
        return f"lang={self.lang}{pages}{' alone' if self.alone else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A deck to do: its source, its folder below `output`, and what its files depend on.

    Until its neighbours are known, the task is to solve it alone; then `lenders` are their keys on the shelf.
    """

    source: str
    folder: str
    output: str
    digest: str
    rulebook: str
    version: str
    setting: Setting = Setting()
    lenders: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        """The name of the deck on the shelf: a hash of all that its being solved alone depends on."""
        parts = (Path(self.source).stem, self.digest, self.rulebook, self.version, str(self.setting.max_pages))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:40]

    @property
    def sisters(self) -> str:
        """All that the lenders print, as a hash; empty where there are none."""
        lenders = self.lenders or ()
        return hashlib.sha256(" ".join(sorted(lenders)).encode()).hexdigest()[:16] if lenders else ""

    def ended(self, outcome: Outcome, message: str = "", attempts: int = 1, **found: int | float) -> Entry:
        """The entry of the ledger that says how the task ended."""
        return Entry(
            source=self.source,
            folder=self.folder if outcome is Outcome.DONE else "",
            digest=self.digest,
            rulebook=self.rulebook,
            options=self.setting.words,
            version=self.version,
            sisters=self.sisters,
            outcome=outcome,
            message=message,
            attempts=attempts,
            **found,  # type: ignore[arg-type]
        )


def begin(megabytes: int) -> None:
    """Make a process ready for many decks: its limit of memory, and a garbage collector that looks more seldom.

    What the rules are made of stays for good and need not be looked through again; a deck makes tens of thousands of
    nouns, nearly none of them garbage before it ends.
    """
    limit_memory(megabytes)
    from extractor import api
    from extractor.batch.state import shelf
    from extractor.emit import write

    del api, shelf, write
    gc.set_threshold(*_SELDOM)


def limit_memory(megabytes: int) -> None:
    """Let this process have no more than so many MiB of addresses; 0 is no limit."""
    if megabytes:
        import resource

        limit = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@lru_cache(maxsize=2)
def _rulebook(rules: str, digest: str) -> "Rulebook":
    """The rulebook, read once by a process; the digest makes rules that changed others."""
    from extractor.rulebook import load_rulebook

    del digest
    loaded = load_rulebook(Path(rules) if rules else None)
    if gc.get_threshold() == _SELDOM:
        gc.collect()
        gc.freeze()
    return loaded


def _solved(task: Task, rulebook: "Rulebook") -> "Alone":
    from extractor import pipeline
    from extractor.api import read_deck
    from extractor.read.pdf import Allowance

    if is_archive(task.source):
        raise UnreadableError(f"{Path(task.source).name} is an archive; unpack it and give what is in it")
    source = remote_file(task.source) if is_url(task.source) else Path(task.source)
    allowance = Allowance(pages=task.setting.max_pages)
    return pipeline.run_alone(read_deck(source, rulebook=rulebook, allowance=allowance), rulebook)


def _shelf(task: Task) -> "Shelf":
    from extractor.batch.state.shelf import Shelf

    return Shelf(place_of(task.output))


def _alone(task: Task) -> Entry:
    """Solve a deck alone and put it on the shelf."""
    rulebook = _rulebook(task.setting.rules, task.rulebook)
    one = _solved(task, rulebook)
    _shelf(task).put(task.key, one, *_lent(one, rulebook))
    return task.ended(Outcome.SOLVED)


def _lent(one: "Alone", rulebook: "Rulebook") -> "tuple[Lender, Evidence]":
    from extractor.batch.companies import evidence_of
    from extractor.reconcile import lender_of

    lender = lender_of(one)
    return lender, evidence_of(one.deck, lender, rulebook)


def _files(task: Task, lenders: tuple[str, ...]) -> Entry:
    """Solve a deck with what its neighbours prove, and put its folder in place."""
    from extractor import pipeline
    from extractor.api import as_extracted
    from extractor.model.figure import Grade

    rulebook, shelf = _rulebook(task.setting.rules, task.rulebook), _shelf(task)
    one = shelf.alone(task.key, rulebook) or _solved(task, rulebook)
    if task.setting.alone:
        shelf.put_lender(task.key, *_lent(one, rulebook))
    deck = as_extracted(pipeline.run_with(one, (shelf.lender(key, rulebook) for key in lenders), rulebook))
    source = bytes_of(task.source) if deck.source.format == "pdf" else None
    with shelf.place.replaced(task.folder) as made:
        deck.write(made, lang=task.setting.lang, source=source)
    shelf.forget(task.key)
    sure = sum(figure.grade is Grade.SURE for figure in deck.figures)
    return task.ended(Outcome.DONE, figures=len(deck.figures), sure=sure, findings=len(deck.findings))


@contextmanager
def _room() -> Iterator[None]:
    """Say in one way that a disk is full, whoever noticed."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise FullDiskError(str(error.strerror)) from error
        raise


def do(task: Task) -> Entry:
    """Do the task of one deck; whatever is wrong with it comes back as an entry."""
    start = time.monotonic()
    try:
        with _room():
            entry = _alone(task) if task.lenders is None else _files(task, task.lenders)
    except UnreadableError as error:
        entry = task.ended(Outcome.UNREADABLE, str(error))
    except FullDiskError as error:
        entry = task.ended(Outcome.FULL, str(error))
    except ExtractorError as error:
        entry = task.ended(Outcome.FAILED, str(error))
    except MemoryError:
        entry = task.ended(Outcome.MEMORY, "needs more memory than it may have; see --memory")
    except Exception as error:  # one bad deck must not stop the rest
        entry = task.ended(Outcome.FAILED, f"unexpected {type(error).__name__}: {error}")
    return replace(entry, seconds=round(time.monotonic() - start, 3))
