"""Source lines with the glyphs of figures marked, for the report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extractor.emit.cells import visible
from extractor.model.deck import Deck
from extractor.model.figure import Figure
from extractor.model.text import Edit, Span

_PLAIN_SHOWN = 240

RawLine = tuple[str, tuple[Edit, ...]]
RawLines = Mapping[int, RawLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a line; `grade` is the weakest of the figures made from it, empty where there are none.

    `ids` are these figures, `after` what an edit reads in the place of the glyphs.
    """

    text: str
    grade: str = ""
    ids: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A raw line in pieces; `gap` says that lines between it and the one before are left out."""

    number: int
    gap: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patch:
    """Glyphs [start, end) of a line with all figures made from any of them."""

    start: int
    end: int
    figures: tuple[Figure, ...]


def _patches(marks: Iterable[tuple[Span, Figure]]) -> list[_Patch]:
    patches: list[_Patch] = []
    for span, figure in sorted(marks, key=lambda mark: (mark[0].start, mark[0].end)):
        last = patches[-1] if patches else None
        if last and span.start < last.end:
            figures = (*last.figures, figure)
            patches[-1] = _Patch(start=last.start, end=max(last.end, span.end), figures=figures)
        else:
            patches.append(_Patch(start=span.start, end=span.end, figures=(figure,)))
    return patches


def _plain(text: str) -> Iterator[Piece]:
    if len(text) > _PLAIN_SHOWN:
        half = _PLAIN_SHOWN // 2
        text = f"{text[:half]} … {text[-half:]}"
    if text:
        yield Piece(text=visible(text))


def _after(patch: _Patch, edits: Iterable[Edit]) -> str:
    """What the edits of these glyphs read; empty where an edit reaches beyond them or changes blanks alone."""
    inside = [edit for edit in edits if edit.start < patch.end and patch.start < edit.end]
    if not inside or any(edit.start < patch.start or edit.end > patch.end for edit in inside):
        return ""
    return " ".join(edit.after.strip() for edit in inside if edit.before.strip() != edit.after.strip())


def _marked(raw: str, patch: _Patch, edits: Iterable[Edit]) -> Piece:
    ids = tuple(dict.fromkeys(figure.reading.figure for figure in patch.figures))
    return Piece(
        text=visible(raw[patch.start : patch.end]),
        grade=min(figure.grade for figure in patch.figures).word,
        ids=" ".join(ids),
        after=visible(_after(patch, edits)),
    )


def _pieces(line: RawLine, patches: Iterable[_Patch]) -> Iterator[Piece]:
    raw, edits = line
    at = 0
    for patch in patches:
        yield from _plain(raw[at : patch.start])
        yield _marked(raw, patch, edits)
        at = patch.end
    yield from _plain(raw[at:])


def raw_lines(deck: Deck) -> RawLines:
    """The lines of a deck by number, as they were read and with their edits."""
    edits = {line.number: line.edits for line in deck.repair.lines}
    return {line.number: (line.raw, edits.get(line.number, ())) for line in deck.read.lines}


def source_lines(lines: RawLines, figures: Iterable[Figure]) -> tuple[SourceLine, ...]:
    """The raw lines that figures were made from, in order; long stretches without a figure are shortened."""
    marks: dict[int, list[tuple[Span, Figure]]] = {}
    for figure in figures:
        for span in figure.reading.spans:
            marks.setdefault(span.line, []).append((span, figure))
    found: list[SourceLine] = []
    for number in sorted(marks.keys() & lines.keys()):
        gap = bool(found) and number > found[-1].number + 1
        pieces = tuple(_pieces(lines[number], _patches(marks[number])))
        found.append(SourceLine(number=number, gap=gap, pieces=pieces))
    return tuple(found)
