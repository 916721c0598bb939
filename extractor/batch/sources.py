"""Which files a batch reads: folders, globs, lists; archives and strangers are named, never opened."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.errors import CallError

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".pdf"})
ARCHIVES = frozenset({".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"})


def is_archive(path: Path) -> bool:
    """Whether a file is packed; a batch names it and leaves it alone."""
    return path.suffix.lower() in ARCHIVES


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = Path(place, name)
            if not name.startswith(".") and (path.suffix.lower() in SUFFIXES or is_archive(path)):
                yield path


def _meant(given: str) -> Iterator[Path]:
    path = Path(given)
    if path.is_dir():
        yield from _below(path)
    elif path.exists() or not glob.has_magic(given):
        yield path
    else:
        anchor = Path(path.anchor) if path.anchor else Path()
        for found in anchor.glob(str(path.relative_to(path.anchor))):
            if not any(part.startswith(".") for part in found.parts):
                yield from _below(found) if found.is_dir() else (found,)


def find_sources(given: Iterable[str], without: Path | None = None) -> tuple[Path, ...]:
    """The files that folders, globs and paths mean, each once, in the order of their names.

    Folders give the decks and archives in them, at any depth, hidden ones aside; a path that is named is taken
    as it is. Nothing below `without`, the output folder, is ever an input. Raises CallError where nothing is found.
    """
    given = tuple(given)
    kept = without.resolve() if without else None
    found: dict[Path, Path] = {}
    for each in given:
        for path in _meant(each):
            real = path.resolve()
            if kept is None or not real.is_relative_to(kept):
                found.setdefault(real, path)
    if not found:
        raise CallError(f"no decks in {', '.join(given) or 'nothing'}: name folders, globs or files")
    return tuple(sorted(found.values(), key=str))
