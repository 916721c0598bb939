"""Column heads of a table: periods and column terms of the lines above its rows, read as one text."""

from dataclasses import replace

from extractor.layout.roles import Placed
from extractor.model.exhibit import Column, ColumnKind, Role
from extractor.model.period import Period, PeriodKind
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms

KINDS = {
    "change": ColumnKind.CHANGE,
    "change_pct": ColumnKind.CHANGE_PCT,
    "share": ColumnKind.SHARE,
    "achievement": ColumnKind.ACHIEVEMENT,
}
MONTH_RANGES = frozenset({PeriodKind.MONTHS})


def find_columns(placed: tuple[Placed, ...], rulebook: Rulebook) -> tuple[Column, ...]:
    """Columns in text order of the heads above the first row; changes are measured between the two periods
    before.

    Explicit months printed under a fiscal label are the same column, not another.
    """
    head = _head_text(placed)
    found: list[tuple[int, Column]] = []
    labels = [m for m in find_periods(head, rulebook) if m.period.kind not in MONTH_RANGES]
    found.extend((m.start, Column(period=m.period, printed=head[m.start : m.end])) for m in labels)
    for term in find_terms(head, rulebook):
        kind = KINDS.get(term.term)
        if kind is not None:
            found.append((term.start, Column(kind=kind, printed=head[term.start : term.end])))
    columns = tuple(column for _, column in sorted(found, key=lambda pair: pair[0]))
    return _with_bases(columns)


def _head_text(placed: tuple[Placed, ...]) -> str:
    """Short lines above the first row or value, joined with blanks."""
    parts: list[str] = []
    for line in placed:
        if line.role is Role.ROW or (line.role is Role.VALUES and not _is_year(line)):
            break
        if line.role in {Role.NAME, Role.AXIS, Role.VALUES}:
            parts.append(line.text.strip())
        elif line.role is Role.UNIT and line.sketch.declaration is not None:
            parts.append(line.text[line.sketch.declaration.end :].strip())
    return " ".join(parts)


def _is_year(line: Placed) -> bool:
    runs = line.sketch.runs
    return len(runs) == 1 and runs[0].raw.isdigit() and len(runs[0].raw) == len("2007")


def _with_bases(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Change columns get the two periods they compare: the later one is theirs, the earlier their base."""
    out: list[Column] = []
    periods: list[Period] = [column.period for column in columns if column.period is not None]
    for column in columns:
        if column.kind in {ColumnKind.CHANGE, ColumnKind.CHANGE_PCT} and len(periods) > 1:
            later, base = sorted(periods[:2], key=_key, reverse=True)
            out.append(replace(column, period=later, versus=base.label))
        else:
            out.append(column)
    return tuple(out)


def _key(period: Period) -> tuple[str, int, int]:
    return (period.end, period.year, period.part)
