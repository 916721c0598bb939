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
    r"(?i)\s*(?P<unit>[百千億十兆万]*円銭?|[百千万]?株|[百千]万?(?:米)?ドル|倍|[%％]"
    r"|(?:¥|JPY|yen|\$)? ?(?:thousand|million|billion)s?(?: of)? ?(?:yen|dollars)?|(?:yen|sen|¥)(?![a-z])|円)"
)
AS_OF = regex.compile(r"(?i)(?:as )?(?:of|at)")
LEAST_UNITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A line of figures behind a label that is a period; `lines` are those that print it."""

    label: str
    cells: tuple[Run, ...]
    lines: tuple[int, ...]


def units_of(line: RepairedLine, rulebook: Rulebook) -> tuple[str, tuple[Unit, ...]]:
    """The units that are all a line prints, one for each column; none where it says more or names but one.

    Before them may stand what the labels of all rows begin with, as `Six months ended`.
    """
    text = line.text.strip()
    first = next((match.start() for match in UNIT.finditer(text)), 0)
    lead = text[:first].strip()
    found: list[Unit] = []
    at = first
    while at < len(text):
        match = UNIT.match(text, at)
        if match is None:
            return "", ()
        found.append(unit_named(match["unit"], rulebook))
        at = match.end()
    if len(found) < LEAST_UNITS or not all(unit.unit for unit in found) or not _may_lead(lead, rulebook):
        return "", ()
    return lead, tuple(found)


def _may_lead(text: str, rulebook: Rulebook) -> bool:
    """Whether a text is how labels of rows begin: what is open to a day, or nothing."""
    return not text or AS_OF.fullmatch(text) is not None or opens(text, rulebook)


def unit_named(text: str, rulebook: Rulebook) -> Unit:
    """The unit that a word means; of yen and sen the yen."""
    for mention in find_units(f"({text.strip().removesuffix('銭')})", rulebook):
        return Unit(unit=mention.unit, scale=mention.scale or "1", printed=text.strip())
    return Unit()


def rows_below(lines: Sequence[RepairedLine], lead: str, rulebook: Rulebook) -> tuple[PeriodRow, ...]:
    """The rows at the head of lines; a label may stand on the line above its figures, and blank lines between rows."""
    rows: list[PeriodRow] = []
    label: RepairedLine | None = None
    for line in lines:
        if not line.text.strip():
            continue
        row = period_row(line, rulebook)
        bare = label is not None and row is None and _cells(line, 0)
        if row is not None:
            rows.append(row)
        elif bare and label is not None:
            rows.append(PeriodRow(label=label.text.strip(), cells=bare, lines=(label.number, line.number)))
        elif label is None and _is_label(line.text, rulebook):
            label = line
            continue
        else:
            break
        label = None
    return tuple(replace(row, label=f"{lead} {row.label}".strip()) for row in rows)


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
