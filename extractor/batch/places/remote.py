"""Stores of other machines through fsspec: `s3://`, `gs://`, `sftp://` and whatever else has a driver.

A store writes a file whole or not at all, but knows no renaming of folders: the files of a folder come one by one,
and the ledger says when a deck's are all there.
"""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from extractor.errors import CallError


def opened(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it; raises CallError where no driver is installed."""
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError, OSError) as error:
        raise CallError(f"{url}: cannot be opened: {error}") from error
    return system, str(path)


@dataclass(frozen=True, slots=True)
class RemotePlace:
    """A folder of a store."""

    shown: str
    system: Any
    root: str

    @classmethod
    def at(cls, url: str) -> "RemotePlace":
        system, path = opened(url)
        return cls(url.rstrip("/"), system, path.rstrip("/"))

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}" if name else self.root

    def prepare(self) -> None:
        try:
            self.system.makedirs(self.root, exist_ok=True)
        except Exception as error:  # drivers raise what they like
            raise CallError(f"cannot write into {self.shown}: {error}; choose another folder with -o") from error

    def clear(self) -> None:
        """Nothing is ever aside in a store."""

    def read(self, name: str) -> bytes:
        return bytes(self.system.cat_file(self._path(name)))

    def open(self, name: str) -> IO[bytes]:
        return cast("IO[bytes]", self.system.open(self._path(name), "rb"))

    def size(self, name: str) -> int:
        self.system.invalidate_cache()
        return int(self.system.size(self._path(name)))

    def has(self, name: str) -> bool:
        self.system.invalidate_cache()
        return bool(self.system.isfile(self._path(name)))

    def names(self, folder: str) -> tuple[str, ...]:
        self.system.invalidate_cache()
        try:
            found = self.system.ls(self._path(folder), detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return ()
        return tuple(sorted(Path(each["name"]).name for each in found if each["type"] == "file"))

    def write(self, name: str, data: bytes) -> None:
        path = self._path(name)
        self.system.makedirs(path.rpartition("/")[0], exist_ok=True)
        self.system.pipe_file(path, data)

    def remove(self, name: str) -> None:
        try:
            self.system.rm_file(self._path(name))
        except FileNotFoundError:
            return

    @contextmanager
    def replaced(self, folder: str, kept: Collection[str] = ()) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="irdeck-") as temporary:
            made = Path(temporary)
            yield made
            files = {path.relative_to(made).as_posix(): path for path in sorted(made.rglob("*")) if path.is_file()}
            for stale in self._below(folder) - files.keys() - set(kept):
                self.remove(f"{folder}/{stale}")
            for name, path in files.items():
                self.write(f"{folder}/{name}", path.read_bytes())

    def _below(self, folder: str) -> set[str]:
        """The files at any depth below a folder, relative to it."""
        self.system.invalidate_cache()
        root = self._path(folder)
        return {str(path).removeprefix(root).lstrip("/") for path in self.system.find(root)} - {""}
