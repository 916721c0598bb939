"""Titles over placed tables, and the period that they tell where heads tell none."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.placed.blocks import Block
from extractor.layout.placed.columns import period_of
from extractor.layout.placed.heads import Heads
from extractor.layout.placed.sheet import Sheet
from extractor.model.page import Piece
from extractor.model.period import Period, PeriodKind
from extractor.rulebook.units import find_units

TITLE_STEP = 4.5
SPOKEN = 12
LEAST = 2
NOTES = ("・", "*", "※", "＊", "Note", "注")


def title_over(block: Block, heads: Heads, rest: Sequence[Piece], sheet: Sheet) -> str:
    """The text right above a table: the nearest line over its heads that declares no unit."""
    top, box = heads.top, block.box
    near = [
        piece
        for piece in rest
        if piece.box.y1 <= top + 1
        and top - piece.box.y1 < TITLE_STEP * piece.size
        and piece.box.x0 < box.x1
        and not piece.text.startswith(NOTES)
        and len(piece.text) >= LEAST
        and not any(unit.declaration for unit in find_units(piece.text, sheet.rulebook))
    ]
    best = max(near, key=lambda piece: (round(piece.box.y), -piece.box.x0), default=None)
    if best is not None and len(best.words) > SPOKEN:
        return sheet.title
    return best.text if best is not None else sheet.title


def title_period(title: str, top: float, sheet: Sheet) -> Period | None:
    """The period that a table's title tells, else that of the page, else the nearest over it, perhaps on two lines."""
    above = [p for p in sheet.page.pieces if p.box.y1 < top + 1 and len(p.words) <= SPOKEN]
    lines = [piece.text for piece in sorted(above, key=lambda piece: -piece.box.y)]
    for text in (title, sheet.title):
        found = period_of(text, sheet.rulebook)
        if found is not None and found.year:
            return found
    ranges = (period_of(f"{second} {first}", sheet.rulebook) for first, second in pairwise(lines))
    spans = [period for period in ranges if period is not None and period.kind is PeriodKind.MONTHS and period.end]
    days = (period_of(text, sheet.rulebook) for text in lines)
    told = [period for period in days if period is not None and (period.year or period.end)]
    return next(iter((*spans, *told)), None)
