"""Rows of summary tables: lines whose label is nothing but a period, perhaps with its scenario, and then figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.layout.lined.phrases import opens
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Unit
from extractor.model.number import CandidateKind, Run, RunShape
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms
from extractor.rulebook.units import find_units

READ = frozenset({CandidateKind.CLEAN, CandidateKind.NIL})
SAID = frozenset({"scenario", "span", "scope"})
MARKS = regex.compile(r"[\s()（）\[\]・,、:：]+")
UNIT = regex.compile(
    r"(?i)\s*(?P<unit>[百千億十兆万]*円(?:\s*銭)?|[百千万]?株|[百千]万?(?:米)?ドル|倍|[%％]"
    r"|(?:¥|JPY|yen|\$)? ?(?:thousand|million|billion)s?(?: of)? ?(?:yen|dollars)?|(?:yen|sen|¥)(?![a-z])|円)"
)
AS_OF = regex.compile(r"(?i)(?:as )?(?:of|at)")
LEAST_UNITS = 2
HALF = "銭"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A line of figures behind a label that is a period; `lines` are those that print it."""

    label: str
    cells: tuple[Run, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The units over the columns of a table, what stands before them, and the place of the line behind them."""

    lead: str
    units: tuple[Unit, ...]
    end: int


def units_at(lines: Sequence[RepairedLine], first: int, rulebook: Rulebook) -> Units:
    """The units that a line prints, one for each column, or that lines of one cell each do from it on.

    Before them may stand what the labels of all rows begin with, as `Six months ended`.
    """
    text, end = lines[first].text.strip(), first + 1
    start = next((match.start() for match in UNIT.finditer(text)), 0)
    lead, text = text[:start].strip(), text[start:]
    if not lead and _are_units(text):
        end = next((at for at in range(end, len(lines)) if not _are_units(lines[at].text)), len(lines))
        text = " ".join(line.text.strip() for line in lines[first:end])
    found = tuple(unit_named(word, rulebook) for word in _words_of(text))
    known = len(found) >= LEAST_UNITS and all(unit.unit for unit in found) and _may_lead(lead, rulebook)
    return Units(lead=lead, units=found if known else (), end=end)


def _are_units(text: str) -> bool:
    """Whether a line prints nothing, or nothing but units and their halves."""
    return not text.strip() or text.strip() == HALF or bool(_words_of(text.strip()))


def _words_of(text: str) -> list[str]:
    """The units that are all of a text."""
    found: list[str] = []
    at = 0
    while at < len(text):
        match = UNIT.match(text, at)
        if match is None:
            return [] if text[at:].strip() else found
        found.append(match["unit"])
        at = match.end()
    return found


def _may_lead(text: str, rulebook: Rulebook) -> bool:
    """Whether a text is how labels of rows begin: what is open to a day, or nothing."""
    return not text or AS_OF.fullmatch(text) is not None or opens(text, rulebook)


def unit_named(text: str, rulebook: Rulebook) -> Unit:
    """The unit that a word means; of yen and sen the yen."""
    for mention in find_units(f"({text.strip().removesuffix(HALF).strip()})", rulebook):
        return Unit(unit=mention.unit, scale=mention.scale or "1", printed=text.strip())
    return Unit()


def rows_below(lines: Sequence[RepairedLine], units: Units, rulebook: Rulebook) -> tuple[PeriodRow, ...]:
    """The rows behind the units; a label may stand above its figures, these a line each, and blank lines between."""
    rows: list[PeriodRow] = []
    for line in lines[units.end :]:
        if not line.text.strip():
            continue
        row = period_row(line, rulebook)
        more = _cells(line, 0) if rows and len(rows[-1].cells) < len(units.units) else ()
        if row is not None:
            rows.append(row)
        elif _is_label(line.text, rulebook):
            rows.append(PeriodRow(label=line.text.strip(), cells=(), lines=(line.number,)))
        elif more:
            last = rows[-1]
            rows[-1] = replace(last, cells=(*last.cells, *more), lines=(*last.lines, line.number))
        else:
            break
    filled = (row for row in rows if row.cells)
    return tuple(replace(row, label=f"{units.lead} {row.label}".strip()) for row in filled)


def period_row(line: RepairedLine, rulebook: Rulebook) -> PeriodRow | None:
    """The row that a line prints; None where its label says more than a period."""
    inside = [(mention.start, mention.end) for mention in line.periods]
    runs = [run for run in line.runs if not any(start <= run.start < end for start, end in inside)]
    if not runs or not _is_label(line.text[: runs[0].start], rulebook):
        return None
    cells = _cells(line, runs[0].start)
    return PeriodRow(label=line.text[: runs[0].start].strip(), cells=cells, lines=(line.number,)) if cells else None


def _cells(line: RepairedLine, start: int) -> tuple[Run, ...]:
    """The figures of a line from a column on; none where anything else stands among them."""
    masked = list(line.text)
    masked[:start] = " " * start
    cells = tuple(run for run in line.runs if run.start >= start)
    for run in cells:
        masked[run.start : run.end] = " " * (run.end - run.start)
    clean = all(run.shape is RunShape.NUMBER and run.best.kind in READ for run in cells)
    return cells if clean and not MARKS.sub("", "".join(masked)) else ()


def _is_label(text: str, rulebook: Rulebook) -> bool:
    """Whether a text names a period and says nothing besides but its scenario and how far it runs."""
    periods = find_periods(text, rulebook)
    if not periods:
        return False
    masked = list(text)
    spans = [(mention.start, mention.end) for mention in periods]
    spans += [(term.start, term.end) for term in find_terms(text, rulebook) if term.term in SAID]
    for start, end in spans:
        masked[start:end] = " " * (end - start)
    return not MARKS.sub("", "".join(masked))
