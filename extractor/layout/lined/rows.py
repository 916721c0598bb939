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


@dataclass(frozen=True, slots=True, kw_only=True)
class LinedRow:
    """A line with its figures and dashes, and the unit behind each of them."""

    line: RepairedLine
    cells: tuple[Run, ...]
    units: tuple[str, ...]

    @property
    def start(self) -> int:
        return self.cells[0].start

    @property
    def label(self) -> str:
        return self.line.text[: self.start].strip(SIGNS)


def row_of(line: RepairedLine, rulebook: Rulebook) -> LinedRow | None:
    """The row that a line prints; None where words stand among its figures or its label is a period."""
    cells: list[Run] = []
    units: list[str] = []
    end = len(line.text)
    for run in reversed(line.runs):
        unit = line.text[run.end : end].strip(CLOSING)
        if run.shape is not RunShape.NUMBER or run.best.kind not in READ or not _may_follow(unit, rulebook):
            break
        cells.insert(0, run)
        units.insert(0, unit)
        end = run.start
    dated = any(period.start < end for period in line.periods)
    if len(cells) < LEAST_CELLS or dated or all(cell.best.kind is CandidateKind.NIL for cell in cells):
        return None
    return LinedRow(line=line, cells=tuple(cells), units=tuple(units))


def _may_follow(text: str, rulebook: Rulebook) -> bool:
    return not text or is_unit(text, rulebook)
