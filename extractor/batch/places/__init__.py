"""Where a batch reads and writes: folders of this machine, and through fsspec whatever store has a driver.

A place is named by a path, or by a URL such as `s3://bucket/folder`. Everything that a batch keeps in its output
folder goes through one, so that workers on other machines need to share nothing else.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Protocol

from extractor.batch.places.local import LocalPlace
from extractor.batch.places.named import is_url, without_scheme

__all__ = ["LocalPlace", "Place", "is_url", "place_of"]


class Place(Protocol):
    """A folder somewhere; names in it are relative, with slashes. What is missing raises OSError when it is read."""

    @property
    def shown(self) -> str:
        """The place as its user named it, made absolute."""

    def prepare(self) -> None:
        """Make the folder; raises CallError where nothing can be written there."""

    def clear(self) -> None:
        """Remove what a killed run left aside."""

    def read(self, name: str) -> bytes: ...

    def open(self, name: str) -> IO[bytes]: ...

    def size(self, name: str) -> int: ...

    def has(self, name: str) -> bool: ...

    def names(self, folder: str) -> tuple[str, ...]:
        """The files that stand in a folder itself, by name; none where there is no such folder."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file so that readers see the old one or the new one, never a part."""

    def remove(self, name: str) -> None:
        """Remove a file; a missing one is no fault."""

    def replaced(self, folder: str, kept: Collection[str] = ()) -> AbstractContextManager[Path]:
        """An empty folder to write into, whose files then are the folder's, besides those of the old that are kept."""


def place_of(named: str | Path) -> Place:
    """The place of a path or a URL; raises CallError where no driver for the URL is installed."""
    if not is_url(str(named)):
        return LocalPlace(Path(without_scheme(str(named))).absolute())
    from extractor.batch.places.remote import RemotePlace

    return RemotePlace.at(str(named))
