"""The shelf: a folder beside the decks' folders that keeps what each deck lends, and for a while the solved decks.

A file is named by the hash of all that it depends on, is written aside and renamed, and says how long it is; what a
crash tore is as good as missing.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from extractor.batch.companies import Evidence
from extractor.batch.state.packed import UnpackableError, packed, unpacked
from extractor.reconcile import Alone, Lender
from extractor.rulebook import Rulebook

STATE = ".state"
LENDER, ALONE = ".lend", ".alone"
_NEAR = 32
"""Lenders that a process remembers: decks of one company follow each other."""


class _Head(msgspec.Struct, frozen=True):
    """The first line of a lender's file."""

    size: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The state folder of an output folder."""

    output: Path

    @property
    def folder(self) -> Path:
        return self.output / STATE

    def evidence(self, key: str) -> Evidence | None:
        """The evidence of a deck that is there; nothing where it is missing or torn."""
        try:
            with (self.folder / f"{key}{LENDER}").open("rb") as file:
                line = file.readline()
                head = msgspec.json.decode(line, type=_Head)
                return head.evidence if os.fstat(file.fileno()).st_size == len(line) + head.size else None
        except (OSError, msgspec.MsgspecError, ValueError):
            return None

    def put(self, key: str, one: Alone, lender: Lender, evidence: Evidence) -> None:
        """Keep a deck that was solved alone, and what it lends."""
        self._write(f"{key}{ALONE}", packed(one))
        body = packed(lender)
        self._write(f"{key}{LENDER}", msgspec.json.encode(_Head(size=len(body), evidence=evidence)) + b"\n" + body)

    def alone(self, key: str, rulebook: Rulebook) -> Alone | None:
        """A deck as it was solved alone; nothing where it is missing or torn."""
        try:
            found = unpacked((self.folder / f"{key}{ALONE}").read_bytes(), rulebook)
        except (OSError, UnpackableError):
            return None
        return found if isinstance(found, Alone) else None

    def lender(self, key: str, rulebook: Rulebook) -> Lender:
        """What a deck lends; raises OSError or UnpackableError where it is missing or torn."""
        return _lender(self.folder / f"{key}{LENDER}", rulebook)

    def forget(self, key: str) -> None:
        """Drop the solved deck; what it lends stays."""
        (self.folder / f"{key}{ALONE}").unlink(missing_ok=True)

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for torn in self.folder.glob("*.tmp"):
            torn.unlink(missing_ok=True)

    def keep_only(self, keys: set[str]) -> None:
        """Drop what no deck of the batch needs any more."""
        for path in self.folder.iterdir():
            if path.suffix == ALONE or path.stem not in keys:
                path.unlink(missing_ok=True)

    def _write(self, name: str, data: bytes) -> None:
        aside = self.folder / f"{name}.{os.getpid()}.tmp"
        aside.write_bytes(data)
        aside.replace(self.folder / name)


@lru_cache(maxsize=_NEAR)
def _lender(path: Path, rulebook: Rulebook) -> Lender:
    found = unpacked(path.read_bytes().partition(b"\n")[2], rulebook)
    if not isinstance(found, Lender):
        raise UnpackableError(f"{path.name} holds no lender")
    return found
