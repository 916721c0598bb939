"""A file that says which decks are of which company, where what they print does not tell."""

import csv
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from extractor.errors import CallError

HEADS = ["deck", "company"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """Companies by the names of decks, as paths, file names, stems or globs of them; the first that fits counts."""

    lines: tuple[tuple[str, str], ...] = ()

    def company(self, source: str) -> str:
        """The company of a deck; empty where no line speaks of it."""
        path = Path(source)
        names = (source, path.name, path.stem)
        return next((to for glob, to in self.lines if any(fnmatchcase(name, glob) for name in names)), "")


def read_mapping(path: str) -> Mapped:
    """The lines of a CSV file with the columns `deck` and `company`; raises CallError where it is none."""
    if not path:
        return Mapped()
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, ValueError) as error:
        raise CallError(f"{path}: cannot be read as a file of companies ({error})") from error
    if not rows or rows[0][:2] != HEADS or any(len(row) < len(HEADS) or not row[0] or not row[1] for row in rows[1:]):
        raise CallError(f"{path}: a file of companies has the columns deck,company, both filled in every row")
    return Mapped(lines=tuple((row[0], row[1]) for row in rows[1:]))
