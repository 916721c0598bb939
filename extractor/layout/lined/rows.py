"""Rows of tables in text order: lines of a label and several figures with nothing but their units between."""

from dataclasses import dataclass

from extractor.layout.placed.cells import is_unit
from extractor.model.deck import RepairedLine
from extractor.model.number import CandidateKind, Run, RunShape
from extractor.rulebook import Rulebook

LEAST_CELLS = 2
CLOSING = " \t)）]!$¥￥€£"
SIGNS = " \t!$¥￥€£"
READ = frozenset({CandidateKind.CLEAN, CandidateKind.NIL})
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinedRow:
    """A row by its label, its figures and dashes, each with its unit as printed, and the line that it stands on.

    A row whose figures stand on lines of their own has the first of these as its line; `named` are the lines of its
    label then, and `rest` the other lines that it takes.
    """

    line: RepairedLine
    label: str
    cells: tuple[Run, ...]
    texts: Texts
    named: tuple[RepairedLine, ...] = ()
    rest: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinedTable:
    """Rows with the texts over every column, the lines that these come from, and other lines of figures in it."""

    rows: tuple[LinedRow, ...]
    heads: tuple[Texts, ...]
    head_lines: tuple[RepairedLine, ...]
    rest: frozenset[int] = frozenset()


def row_of(line: RepairedLine, rulebook: Rulebook, least: int = LEAST_CELLS) -> LinedRow | None:
    """The row that a line prints; None where words stand among its figures or its label is a period."""
    cells: list[Run] = []
    texts: list[str] = []
    end = len(line.text)
    for run in reversed(line.runs):
        unit = line.text[run.end : end].strip(CLOSING)
        if run.shape is not RunShape.NUMBER or run.best.kind not in READ or not _may_follow(unit, rulebook):
            break
        cells.insert(0, run)
        texts.insert(0, f"{line.text[run.start : run.end]} {unit}".strip())
        end = run.start
    dated = any(period.start < end for period in line.periods)
    if len(cells) < least or dated or (least > 1 and all(cell.best.kind is CandidateKind.NIL for cell in cells)):
        return None
    return LinedRow(line=line, label=line.text[:end].strip(SIGNS), cells=tuple(cells), texts=tuple(texts))


def _may_follow(text: str, rulebook: Rulebook) -> bool:
    return not text or is_unit(text, rulebook)
