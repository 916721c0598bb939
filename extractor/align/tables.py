"""Proposals for tables: rows printed with their name, under heads with as many columns."""

from collections import Counter

from extractor.model.exhibit import Column, ColumnKind, Exhibit, Token
from extractor.model.figure import FigureKind
from extractor.model.proposal import Glyphs, Proposal, SeriesRow

LEAST_ROWS = 2


def table_proposals(exhibit: Exhibit) -> tuple[Proposal, ...]:
    """The table of an exhibit, where its rows have as many values as its heads have columns."""
    rows = _rows(exhibit)
    width = len(exhibit.columns)
    fitting = tuple(row for row in rows if len(row.glyphs) == width)
    if width < LEAST_ROWS or len(fitting) < LEAST_ROWS or 2 * len(fitting) < len(rows):
        return ()
    return (
        Proposal(
            exhibit=exhibit.number,
            panel=1,
            kind=FigureKind.TABLE,
            columns=exhibit.columns,
            rows=fitting,
            loose=(),
        ),
    )


def _rows(exhibit: Exhibit) -> tuple[SeriesRow, ...]:
    by_line: dict[int, list[Token]] = {}
    for token in exhibit.tokens:
        if token.row:
            by_line.setdefault(token.line, []).append(token)
    return tuple(_row(tokens) for tokens in by_line.values())


def _row(tokens: list[Token]) -> SeriesRow:
    glyphs = tuple(
        Glyphs(token=token, quantity=quantity, part=part, parts=len(token.run.best.quantities))
        for token in tokens
        for part, quantity in enumerate(token.run.best.quantities)
    )
    return SeriesRow(glyphs=glyphs, style=tokens[0].style, clean=True, label=tokens[0].label)


def most_common_width(rows: tuple[SeriesRow, ...]) -> int:
    """How many values most rows have."""
    widths = Counter(len(row.glyphs) for row in rows)
    return max(widths.items(), key=lambda item: (item[1], item[0]))[0] if widths else 0


def change_columns(columns: tuple[Column, ...]) -> tuple[int, ...]:
    return tuple(i for i, c in enumerate(columns) if c.kind in {ColumnKind.CHANGE, ColumnKind.CHANGE_PCT})
