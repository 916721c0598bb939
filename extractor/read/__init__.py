"""Sources to decks: raw lines of text dumps and the slides they were printed on."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import IO

from extractor.errors import CallError, UnreadableError
from extractor.model.deck import Deck, ReadSheet
from extractor.model.deck import Source as Described
from extractor.model.page import Grid
from extractor.read.decode import decode
from extractor.read.dump import read_lines, split_lines
from extractor.read.formats import is_markdown
from extractor.read.limits import limited, refuse_oversized
from extractor.read.markdown import read_markdown
from extractor.read.pdf import USUAL, Allowance, read_pdf, second_grids
from extractor.rulebook import Rulebook, load_rulebook

FORMATS = ("dump", "markdown", "pdf")
MAX_BYTES = 32 * 1024 * 1024
Source = str | PathLike[str] | bytes | IO[bytes] | IO[str]
MARKDOWN = frozenset({".md", ".markdown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """A second reader of the tables of one PDF, which is asked page by page; it has nothing to say of other sources."""

    data: bytes = b""
    label: str = ""
    allowance: Allowance = USUAL

    def __call__(self, pages: Sequence[int]) -> Mapping[int, tuple[Grid, ...]]:
        return second_grids(self.data, self.label, pages, self.allowance) if self.data else {}


def read_source(
    source: Source,
    *,
    format: str = "",
    name: str = "",
    rulebook: Rulebook | None = None,
    allowance: Allowance = USUAL,
) -> Deck:
    """The deck of one source, as `read_twice` gives it, without the second reader."""
    return read_twice(source, format=format, name=name, rulebook=rulebook, allowance=allowance)[0]


def read_twice(
    source: Source,
    *,
    format: str = "",
    name: str = "",
    rulebook: Rulebook | None = None,
    allowance: Allowance = USUAL,
) -> tuple[Deck, Second]:
    """The deck of one source with its first sheet, raw lines and slides, and who may look at its pages again.

    `source` is a path, bytes or an open file; a str is the text itself where a text `format` is named.
    The format is found from suffix and content where it is empty. Raises UnreadableError where the source
    is missing, empty, no text or more than the `allowance`, and CallError for an unknown format.
    """
    if format and format not in FORMATS:
        raise CallError(f"no format is called {format!r}; the formats are {', '.join(FORMATS)}")
    data, stem, suffix = _content(source, is_text=format in {"dump", "markdown"})
    label = name or stem or "deck"
    if (format or _kind(data, suffix)) == "pdf":
        digest = hashlib.sha256(data).hexdigest()
        described = Described(name=label, format="pdf", encoding="utf-8", digest=digest)
        rules = load_rulebook() if rulebook is None else rulebook
        deck = Deck(source=described, read=read_pdf(data, label, rules, allowance))
        return deck, Second(data=data, label=label, allowance=allowance)
    text, encoding = decode(data, label)
    raws = split_lines(text)
    refuse_oversized(raws, label)
    kind = format or ("markdown" if is_markdown(raws, named=suffix in MARKDOWN) else "dump")
    rules = load_rulebook() if rulebook is None else rulebook
    digest = hashlib.sha256(data).hexdigest()
    described = Described(name=label, format=kind, encoding=encoding, digest=digest)
    reader = read_markdown if kind == "markdown" else read_lines
    return Deck(source=described, read=_short(limited(reader(text, rules), rules), label, allowance.pages)), Second()


def _short(sheet: ReadSheet, label: str, most_pages: int) -> ReadSheet:
    if most_pages and len(sheet.slides) > most_pages:
        raise UnreadableError(f"{label}: has {len(sheet.slides)} slides, more than {most_pages}; give a part of it")
    return sheet


def _content(source: Source, *, is_text: bool) -> tuple[bytes, str, str]:
    """Bytes of a source, its stem and its suffix."""
    if isinstance(source, str) and is_text:
        return _checked(source.encode("utf-8", "surrogatepass"), "text"), "", ""
    if isinstance(source, str | PathLike):
        path = Path(source)
        return _checked(_file(path), str(path)), path.stem, path.suffix.lower()
    if isinstance(source, bytes):
        return _checked(source, "bytes"), "", ""
    return _open_file(source)


def _open_file(source: IO[bytes] | IO[str]) -> tuple[bytes, str, str]:
    path = Path(str(getattr(source, "name", "")))
    try:
        data = source.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path.name or 'file'}: cannot be read ({error})") from error
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return _checked(data, path.name or "file"), path.stem, path.suffix.lower()


def _file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError(f"{path}: is a folder; give the files in it")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: no such file") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: cannot be read ({error})") from error


def _checked(data: bytes, shown: str) -> bytes:
    if not data.strip():
        raise UnreadableError(f"{shown}: is empty; give the text of a deck")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{shown}: is larger than {MAX_BYTES // 1024 // 1024} MiB; give one deck at a time")
    return data


def _kind(data: bytes, suffix: str) -> str:
    return "pdf" if suffix == ".pdf" or data[:1024].lstrip().startswith(b"%PDF-") else "text"
