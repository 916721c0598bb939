"""Case files: a heading, then cases of a title, slides and what is expected, each closed by a dot.

A line `---` begins a new slide. Every expected line opens with the word of a view; what a view shows beyond
the words that a case uses is not compared. `no WORD` at the end says that the view does not use a word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PARTS = 3
NOT = "no "
CALENDAR = "\n\fFiscal year\n\n1Q30 (2030/4-6)\n"
"""A last slide that dates the labels of the cases, so that their periods can be sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case by its file and title; `text` is a dump with a form feed before every slide."""

    file: str
    title: str
    text: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def read_cases(folder: str) -> tuple[Case, ...]:
    """All cases of a folder, in the order of its files."""
    return tuple(case for path in sorted((HERE / folder).glob("*.txt")) for case in _cases(path))


def _cases(path: Path) -> Iterator[Case]:
    body = path.read_text(encoding="utf-8").partition("\n\n")[2]
    parts = [part.strip("\n") for part in f"\n{body}".split("\n.\n")[:-1]]
    for title, slides, expected in zip(parts[0::PARTS], parts[1::PARTS], parts[2::PARTS], strict=True):
        yield Case(file=path.stem, title=title, text="\f" + _with_feeds(slides), expected=tuple(expected.split("\n")))


def _with_feeds(slides: str) -> str:
    return "\n".join("\f" if line == "---" else line for line in slides.split("\n"))


def compared(case: Case, shown: Iterable[str]) -> list[str]:
    """The lines of a view that a case speaks of; `no WORD` where it must not use a word and does not."""
    absent = [line.removeprefix(NOT) for line in case.expected if line.startswith(NOT)]
    words = {line.split(" ", 1)[0] for line in case.expected} | set(absent)
    kept = [line for line in shown if line.split(" ", 1)[0] in words]
    used = {line.split(" ", 1)[0] for line in kept}
    return [*kept, *(NOT + word for word in absent if word not in used)]
