"""Percentages whose sign stands in the head of their column and not at the figures: `Change (%)` over 5.2."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.model.exhibit import Column, ColumnKind
from extractor.model.number import CandidateKind
from extractor.model.proposal import Glyphs, SeriesRow

RATES = frozenset({ColumnKind.CHANGE_PCT, ColumnKind.SHARE, ColumnKind.ACHIEVEMENT})
LEAST_ROWS = 2


def with_percent_of_heads(rows: tuple[SeriesRow, ...], heads: Sequence[Column]) -> tuple[SeriesRow, ...]:
    """The rows, figures under heads of rates read as percentages.

    Only where no figure of the table has a percent sign, and every row a figure under every head, in text order.
    """
    rates = frozenset(at for at, head in enumerate(heads) if head.kind in RATES)
    whole = [row for row in rows if row.clean and len(row.glyphs) == len(heads)]
    printed = any(glyph.quantity.percent for row in rows for glyph in row.glyphs)
    if not rates or printed or len(whole) < LEAST_ROWS or len(whole) != len(rows):
        return rows
    return tuple(_rated(row, rates) for row in rows)


def _rated(row: SeriesRow, rates: frozenset[int]) -> SeriesRow:
    return replace(
        row, glyphs=tuple(_percent(glyph) if at in rates else glyph for at, glyph in enumerate(row.glyphs)), variants=()
    )


def _percent(glyph: Glyphs) -> Glyphs:
    if glyph.kind is CandidateKind.NIL:
        return glyph
    return replace(glyph, quantity=replace(glyph.quantity, percent=True))
