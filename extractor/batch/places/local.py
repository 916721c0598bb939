"""Folders of this machine: files and folders are written aside and then renamed."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.errors import CallError

ASIDE = ".work"


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A folder of this machine, or one that several machines see under one path."""

    path: Path

    @property
    def shown(self) -> str:
        return str(self.path)

    def prepare(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = f"{error.strerror}; choose another folder with -o"
            raise CallError(f"cannot write into {self.path}: {reason}") from error

    def clear(self) -> None:
        shutil.rmtree(self.path / ASIDE, ignore_errors=True)

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def open(self, name: str) -> IO[bytes]:
        return (self.path / name).open("rb")

    def size(self, name: str) -> int:
        return (self.path / name).stat().st_size

    def has(self, name: str) -> bool:
        return (self.path / name).is_file()

    def names(self, folder: str) -> tuple[str, ...]:
        try:
            with os.scandir(self.path / folder) as found:
                return tuple(sorted(entry.name for entry in found if entry.is_file()))
        except (FileNotFoundError, NotADirectoryError):
            return ()

    def write(self, name: str, data: bytes) -> None:
        final, made = self.path / name, self._aside(name)
        made.write_bytes(data)
        final.parent.mkdir(parents=True, exist_ok=True)
        made.replace(final)

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    @contextmanager
    def replaced(self, folder: str, kept: Collection[str] = ()) -> Iterator[Path]:
        """At any moment there is the old folder, none, or the new one, never a mixture."""
        final, made = self.path / folder, self._aside(folder)
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        yield made
        for name in kept:
            os.link(final / name, made / name)
        self._swap(made, final)

    def _aside(self, name: str) -> Path:
        aside = self.path / ASIDE
        aside.mkdir(exist_ok=True)
        return aside / f"{os.getpid()}-{name.replace('/', '-')}"

    def _swap(self, made: Path, final: Path) -> None:
        old = made.with_name(f"old-{made.name}")
        if final.is_dir():
            shutil.rmtree(old, ignore_errors=True)
            final.rename(old)
        else:
            final.unlink(missing_ok=True)
        made.rename(final)
        shutil.rmtree(old, ignore_errors=True)
