"""The ledger of a batch whose output is in a store, which can neither append to a file nor lock one.

Every entry becomes a small file of its own as soon as there is one; they are gathered into `ledger.csv` when a run
begins and when it ends. A claim, renewed while the run lives, keeps a second run away.
"""

import os
import socket
import threading
import time
import uuid
from types import TracebackType

import msgspec

from extractor.batch.ledger import HEADS, Entry, entries_in, line_of
from extractor.batch.places import Place
from extractor.batch.state.shelf import STATE
from extractor.errors import CallError

LEDGER, LINE, CLAIM = "ledger.csv", ".line", f"{STATE}/running.json"
RENEWED, STALE = 15.0, 60.0
"""Seconds after which a claim is renewed, and after which one that was not is nobody's."""


class _Claim(msgspec.Struct, frozen=True):
    """Which run writes here, on which machine, and when it last said so."""

    token: str
    host: str
    process: int
    at: float

    @property
    def alive(self) -> bool:
        if self.host == socket.gethostname():
            try:
                os.kill(self.process, 0)
            except ProcessLookupError:
                return False
            except PermissionError:
                return True
        return time.time() - self.at < STALE


class StoredLedger:
    """An open ledger in a store. Every entry is in the store before `add` returns."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._token, self._count, self._over = uuid.uuid4().hex, 0, threading.Event()
        self._renewing = threading.Thread(target=self._renew, daemon=True)

    def __enter__(self) -> "StoredLedger":
        self._refuse_second()
        self._claim()
        self._gather()
        self._renewing.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._renewing.join()
        self._gather()
        self.place.remove(CLAIM)

    def entries(self) -> tuple[Entry, ...]:
        try:
            return entries_in(self.place.read(LEDGER))
        except FileNotFoundError:
            return ()

    def add(self, entry: Entry) -> None:
        """Append one entry. Raises CallError where the store takes no more."""
        try:
            self.place.write(f"{STATE}/{self._count:09d}-{self._token}{LINE}", line_of(entry))
        except OSError as error:
            raise CallError(f"{self.place.shown}: {error}; the decks done so far are kept") from error
        self._count += 1

    def _gather(self) -> None:
        """Put the entries that stand alone behind the others; should it end halfway, some stand there twice."""
        lines = [f"{STATE}/{name}" for name in self.place.names(STATE) if name.endswith(LINE)]
        whole = self.place.read(LEDGER) if self.place.has(LEDGER) else HEADS
        if lines or whole == HEADS:
            self.place.write(LEDGER, whole + b"".join(map(self.place.read, lines)))
        for name in lines:
            self.place.remove(name)

    def _refuse_second(self) -> None:
        try:
            found = msgspec.json.decode(self.place.read(CLAIM), type=_Claim)
        except (OSError, msgspec.MsgspecError):
            return
        if found.alive:
            raise CallError(
                f"{self.place.shown}: another batch writes here, on {found.host}, or was killed less than"
                f" {STALE:g} s ago; wait, or choose another folder"
            )

    def _claim(self) -> None:
        mine = _Claim(token=self._token, host=socket.gethostname(), process=os.getpid(), at=time.time())
        self.place.write(CLAIM, msgspec.json.encode(mine))

    def _renew(self) -> None:
        while not self._over.wait(RENEWED):
            self._claim()
