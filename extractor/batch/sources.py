"""Which files a batch reads: folders, globs, lists, URLs; archives and strangers are named, never opened."""

import glob
import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from extractor.batch.places.named import is_url, without_scheme
from extractor.errors import CallError, UnreadableError

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".pdf"})
ARCHIVES = frozenset({".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"})
_AT_ONCE = 8
_MOST = 64 * 1024 * 1024
"""Bytes of a remote file that are read; what is larger is refused by whoever reads decks."""


def is_archive(name: str) -> bool:
    """Whether a file is packed; a batch names it and leaves it alone."""
    return PurePosixPath(name).suffix.lower() in ARCHIVES


def _is_deck(name: str) -> bool:
    """Whether a file of a folder is meant to be read."""
    return not name.startswith(".") and (PurePosixPath(name).suffix.lower() in SUFFIXES or is_archive(name))


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in files if _is_deck(name))


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


def _meant_by_url(url: str) -> Iterator[str]:
    """The files of a store that a URL means, as URLs."""
    from extractor.batch.places.remote import opened

    system, path = opened(url)
    try:
        if glob.has_magic(path):
            found = [each for each in system.glob(path) if not _is_hidden(str(each)) and not system.isdir(each)]
        elif system.isdir(path):
            found = [each for each in system.find(path) if _is_seen(str(each), path)]
        else:
            yield url
            return
    except Exception as error:  # drivers raise what they like
        raise CallError(f"{url}: cannot be listed: {error}") from error
    before = url.rstrip("/").removesuffix(path) if url.rstrip("/").endswith(path) else ""
    yield from (f"{before}{each}" if before else str(system.unstrip_protocol(each)) for each in found)


def _is_seen(path: str, folder: str) -> bool:
    inner = path.removeprefix(folder)
    return _is_deck(PurePosixPath(inner).name) and not _is_hidden(inner)


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).parts)


def find_sources(given: Iterable[str], without: str | Path | None = None) -> tuple[str, ...]:
    """The files that folders, globs, paths and URLs mean, each once, in the order of their names.

    Folders give the decks and archives in them, at any depth, hidden ones aside; a path that is named is taken
    as it is. Nothing below `without`, the output folder, is ever an input. Raises CallError where nothing is found.
    """
    given = tuple(given)
    out = str(without or "").rstrip("/")
    kept = Path(without_scheme(out)).resolve() if out and not is_url(out) else None
    found: dict[str, str] = {}
    for each in given:
        if is_url(each):
            found.update({url: url for url in _meant_by_url(each) if not (out and url.startswith(f"{out}/"))})
            continue
        for path in _meant(without_scheme(each)):
            real = path.resolve()
            if kept is None or not real.is_relative_to(kept):
                found.setdefault(str(real), str(path))
    if not found:
        raise CallError(f"no decks in {', '.join(given) or 'nothing'}: name folders, globs or files")
    return tuple(sorted(found.values()))


class _Named(io.BytesIO):
    """The bytes of a remote file, with its name."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def remote_file(url: str) -> IO[bytes]:
    """A file of a store, read whole; what may be there another time is a CallError, what is not, unreadable."""
    from extractor.batch.places.remote import opened

    system, path = opened(url)
    try:
        with system.open(path, "rb") as file:
            return _Named(file.read(_MOST), PurePosixPath(path).name)
    except FileNotFoundError as error:
        raise UnreadableError(f"{url}: no such file") from error
    except Exception as error:  # drivers raise what they like
        raise CallError(f"{url}: cannot be read now ({error})") from error


def bytes_of(source: str) -> bytes:
    """The bytes of a source."""
    return remote_file(source).read() if is_url(source) else Path(source).read_bytes()


def digest_of(source: str) -> str:
    """The SHA-256 of a source; empty where it cannot be read."""
    try:
        if is_url(source):
            return hashlib.sha256(bytes_of(source)).hexdigest()
        with Path(source).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, CallError, UnreadableError):
        return ""


def digests_of(sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every source with its digest, in order; several remote ones are read at a time."""
    from concurrent.futures import ThreadPoolExecutor

    sources = tuple(sources)
    if not any(map(is_url, sources)):
        yield from ((source, digest_of(source)) for source in sources)
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from zip(sources, pool.map(digest_of, sources), strict=True)
