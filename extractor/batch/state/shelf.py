"""The shelf of a batch: a folder that keeps what each deck lends, and for a while the solved decks.

A file is named by the hash of all that it depends on, is written whole, and says how long it is; what a crash tore is
as good as missing.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from extractor.batch.companies import Evidence
from extractor.batch.places import Place
from extractor.batch.state.packed import UnpackableError, packed, unpacked
from extractor.reconcile import Alone, Lender
from extractor.rulebook import Rulebook

STATE = ".state"
LENDER, ALONE = ".lend", ".alone"
_NEAR = 32
"""Lenders that a process remembers: decks of one company follow each other."""
_MARK = 16


class _Head(msgspec.Struct, frozen=True):
    """The first line of a lender's file."""

    size: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Shelf:
    """The state folder of an output folder."""

    place: Place

    def evidence(self, key: str) -> Evidence | None:
        """The evidence of a deck that is there; nothing where it is missing or torn."""
        name = _lent(key)
        try:
            with self.place.open(name) as file:
                line = file.readline()
            head = msgspec.json.decode(line, type=_Head)
            return head.evidence if self.place.size(name) == len(line) + head.size else None
        except (OSError, msgspec.MsgspecError, ValueError):
            return None

    def put(self, key: str, one: Alone, lender: Lender, evidence: Evidence) -> None:
        """Keep a deck that was solved alone, and what it lends."""
        lent, rest = packed(lender, one)
        self.place.write(f"{STATE}/{key}{ALONE}", _mark(lent) + rest)
        self._put(key, lent, evidence)

    def put_lender(self, key: str, lender: Lender, evidence: Evidence) -> None:
        """Keep what a deck lends."""
        self._put(key, packed(lender)[0], evidence)

    def _put(self, key: str, lent: bytes, evidence: Evidence) -> None:
        self.place.write(_lent(key), msgspec.json.encode(_Head(size=len(lent), evidence=evidence)) + b"\n" + lent)

    def alone(self, key: str, rulebook: Rulebook) -> Alone | None:
        """A deck as it was solved alone; nothing where it is missing or torn, or was written with another lender."""
        try:
            lent, kept = self._body(key), self.place.read(f"{STATE}/{key}{ALONE}")
            if kept[:_MARK] != _mark(lent):
                return None
            found = unpacked((lent, kept[_MARK:]), rulebook)[-1]
        except (OSError, UnpackableError):
            return None
        return found if isinstance(found, Alone) else None

    def lender(self, key: str, rulebook: Rulebook) -> Lender:
        """What a deck lends; raises OSError or UnpackableError where it is missing or torn."""
        return _lender(self, key, rulebook)

    def read_lender(self, key: str, rulebook: Rulebook) -> Lender:
        """The same, read anew."""
        (found,) = unpacked((self._body(key),), rulebook)
        if not isinstance(found, Lender):
            raise UnpackableError(f"{_lent(key)} holds no lender")
        return found

    def _body(self, key: str) -> bytes:
        return self.place.read(_lent(key)).partition(b"\n")[2]

    def forget(self, key: str) -> None:
        """Drop the solved deck; what it lends stays."""
        self.place.remove(f"{STATE}/{key}{ALONE}")

    def keep_only(self, keys: set[str]) -> None:
        """Drop what no deck of the batch needs any more."""
        for name in self.place.names(STATE):
            stem, dot, suffix = name.rpartition(".")
            if dot + suffix == ALONE or (dot + suffix == LENDER and stem not in keys):
                self.place.remove(f"{STATE}/{name}")


def _lent(key: str) -> str:
    return f"{STATE}/{key}{LENDER}"


def _mark(lent: bytes) -> bytes:
    """What tells which lender a solved deck was written after."""
    return hashlib.blake2b(lent, digest_size=_MARK).digest()


@lru_cache(maxsize=_NEAR)
def _lender(shelf: Shelf, key: str, rulebook: Rulebook) -> Lender:
    return shelf.read_lender(key, rulebook)
