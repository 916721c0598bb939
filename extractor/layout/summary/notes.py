"""Notes below summary tables: a name, then a period with its amount, perhaps with its growth, for each of two years."""

from dataclasses import dataclass, replace

import regex

from extractor.layout.summary.names import is_known
from extractor.layout.summary.rows import PeriodRow, unit_named
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Unit
from extractor.model.number import Quantity, Run, Sign
from extractor.rulebook import Rulebook

MARK = regex.compile(r"\s*[(（](?:注|参考|Note|Reference)\s?\d{0,2}[)）]\s*")
AMOUNT = regex.compile(r"\s*@\s*(?P<unit>[百千億十兆万]*円銭?|[%％])?\s*(?:[(（]?[@－―-]\s*[%％]?[)）]?)?[、,\s]*")
"""What stands between two periods: a figure with its unit, and perhaps a rate in brackets."""
LOUD = frozenset("△▲-−－")
MOST_RUNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A name with a figure, and perhaps a rate of growth, for every period."""

    name: str
    unit: Unit
    rows: tuple[PeriodRow, ...]


def note_of(line: RepairedLine, rulebook: Rulebook) -> Note | None:
    """The note that a line is; None where it says anything else."""
    mark = MARK.match(line.text)
    name = line.text[mark.end() : line.periods[0].start].strip() if mark is not None and line.periods else ""
    if not name or not is_known(name, rulebook):
        return None
    found = [_row(line, n) for n in range(len(line.periods))]
    rows = tuple(row for row in found if row is not None)
    units = {unit for _, unit in rows}
    if len(rows) != len(found) or len(units) != 1:
        return None
    return Note(name=name, unit=unit_named(units.pop(), rulebook), rows=tuple(row for row, _ in rows))


def _row(line: RepairedLine, n: int) -> tuple[PeriodRow, str] | None:
    """The figures between a period and the next, with the unit of the first."""
    mention = line.periods[n]
    end = line.periods[n + 1].start if n + 1 < len(line.periods) else len(line.text)
    runs = [run for run in line.runs if mention.end <= run.start < end]
    text = line.text[mention.end : end]
    for run in reversed(runs):
        text = f"{text[: run.start - mention.end]}@{text[run.end - mention.end :]}"
    found = AMOUNT.fullmatch(text)
    if found is None or not 1 <= len(runs) <= MOST_RUNS or not all(len(run.best.quantities) == 1 for run in runs):
        return None
    label = line.text[mention.start : mention.end]
    cells = (runs[0], *map(_rate, runs[1:]))
    return PeriodRow(label=label, cells=cells, lines=(line.number,)), found["unit"] or ""


def _rate(run: Run) -> Run:
    """A rate in brackets, which are no sign of it."""
    quantity = _unsigned(run.best.quantities[0])
    return replace(run, candidates=(replace(run.best, quantities=(quantity,)), *run.candidates[1:]))


def _unsigned(quantity: Quantity) -> Quantity:
    below = quantity.sign is Sign.BRACKET and not LOUD & set(quantity.raw)
    return replace(quantity, sign=Sign.NONE) if below else quantity
