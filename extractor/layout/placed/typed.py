"""Heads of tables on typed pages: with no rulings and fills to tell, heads belong to the columns that they stand over.

From the lowest line of heads up every column grows with the heads under which it stands, so that a head over a wide
head is over its column too; a line of years is shared out among all columns.
"""

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.gridheads import head_of
from extractor.layout.placed.blocks import Block
from extractor.layout.placed.cells import Sorted
from extractor.layout.placed.heads import Heads, is_bracketed, opens_date, tells
from extractor.model.page import Box, Piece, around
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_bare_years
from extractor.rulebook.units import find_units

MOST_ROWS = 8
STEP = 2.8
FIRST_STEP = 4.2
NEXT = 1.4
"""Between lines of heads as many glyphs' heights are free at most, and right above a declaration of units."""
INDENT = 3.0
REACH = 3.0
WORDY = 9
LEVEL = 0.5
OVERLAP = 0.3


def typed_heads(block: Block, found: Sorted, rulebook: Rulebook) -> Heads:
    """The texts over every column of a table."""
    rows = _rows(block, found, rulebook)
    while rows and not any(tells(piece.text, rulebook) for piece in rows[0]):
        rows.pop(0)
    texts: list[list[str]] = [[] for _ in block.columns]
    grown = list(block.columns)
    tops: list[Box] = []
    for number in range(len(rows) - 1, -1, -1):
        row = rows[number]
        years = number < len(rows) - 1 and all(_dates(piece.text, rulebook) for piece in row)
        under = _shared_out(row, grown, texts) if years else _over(row, grown)
        tops = [around([p.box, *(grown[c] for c in columns)]) for p, columns in zip(row, under, strict=True)]
        for piece, columns in zip(row, under, strict=True):
            for column in columns:
                texts[column].insert(0, piece.text)
            if len(columns) == 1:
                grown[columns[0]] = around([grown[columns[0]], piece.box])
    pieces = tuple(piece for row in rows for piece in row)
    return Heads(
        texts=tuple(tuple(texts_of) for texts_of in texts),
        pieces=pieces,
        top=min((piece.box.y0 for piece in pieces), default=block.box.y0),
        tops=tuple(tops),
    )


def _rows(block: Block, found: Sorted, rulebook: Rulebook) -> list[list[Piece]]:
    """Lines of text over the columns of a table, from the top, as far as they follow each other closely."""
    labels = _labels(block, found)
    years = [cell.piece for row in found.rows for cell in row if cell.year]
    figures = {cell.box.y for row in found.rows for cell in row if not cell.year and not cell.dash}
    above = sorted(
        (p for p in (*found.texts, *years) if p.box.y1 <= block.box.y0 + 1), key=lambda p: (-p.box.y, p.box.x0)
    )
    rows: list[list[Piece]] = []
    bottom, step, first = block.box.y0, FIRST_STEP, block.columns[0].x0
    for level in _levels(above):
        size = level[0].size
        over = [piece for piece in level if _is_over(piece, labels, first)]
        between = any(level[0].box.y <= figure < bottom for figure in figures)
        if between or bottom - level[0].box.y1 > step * size or len(rows) == MOST_ROWS or _spoken(level):
            break
        if not over:
            continue
        declares = len(over) == 1 and _declares(over[0].text, rulebook)
        if not declares:
            rows.append(over)
            first = min(first, *(piece.box.x0 for piece in over))
        bottom, step = level[0].box.y0, NEXT if declares else STEP
    return [sorted(row, key=lambda piece: piece.box.x0) for row in reversed(rows)]


def _levels(pieces: Sequence[Piece]) -> list[list[Piece]]:
    levels: list[list[Piece]] = []
    for piece in pieces:
        if levels and abs(levels[-1][0].box.y - piece.box.y) < LEVEL * piece.size:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return levels


def _labels(block: Block, found: Sorted) -> Box:
    """The stretch that labels of the rows take, left of the first column."""
    first, box = block.columns[0].x0, block.box
    labels = [t.box for t in found.texts if box.y0 - 1 <= t.box.y <= box.y1 + 1 and t.box.x1 <= first]
    return around(labels) if labels else Box(x0=first, y0=box.y0, x1=first, y1=box.y1)


def _is_over(piece: Piece, labels: Box, first: float) -> bool:
    """Whether a text stands over the columns: right of the labels, or indented and reaching the first column."""
    if piece.box.x0 >= min(labels.x1, first) - 1:
        return True
    return piece.box.x0 > labels.x0 + INDENT * piece.size and piece.box.x1 > first - REACH * piece.size


def _spoken(level: Sequence[Piece]) -> bool:
    return any(len(piece.words) > WORDY for piece in level)


def _declares(text: str, rulebook: Rulebook) -> bool:
    """Whether a text stands in brackets as a whole and names a unit."""
    return is_bracketed(text) and bool(find_units(text, rulebook))


def _dates(text: str, rulebook: Rulebook) -> bool:
    period = head_of(text, rulebook).period
    if period is not None and (period.year or period.end):
        return True
    return bool(find_bare_years(text, rulebook)) or opens_date(text, rulebook)


def _over(row: Sequence[Piece], columns: Sequence[Box]) -> list[list[int]]:
    """The columns under every head of a line: those that it overlaps more than its neighbours do, else the nearest.

    As many heads as columns stand over one each.
    """
    if len(row) == len(columns):
        return [[at] for at in range(len(row))]
    under: list[list[int]] = [[] for _ in row]
    for number, column in enumerate(columns):
        common = [min(column.x1, piece.box.x1) - max(column.x0, piece.box.x0) for piece in row]
        best = max(range(len(row)), key=lambda at: common[at])
        if common[best] > OVERLAP * min(column.width, row[best].box.width):
            under[best].append(number)
    free = [number for number in range(len(columns)) if not any(number in own for own in under)]
    for at, piece in enumerate(row):
        if not under[at] and free:
            near = min(free, key=lambda n: abs(columns[n].x - piece.box.x))
            if abs(columns[near].x - piece.box.x) <= columns[near].width + piece.box.width:
                under[at].append(near)
                free.remove(near)
    return under


def _shared_out(row: Sequence[Piece], columns: Sequence[Box], texts: Sequence[Sequence[str]]) -> list[list[int]]:
    """A line of years over runs of columns: as near to their middles as may be, no year with the same head twice."""
    if len(row) >= len(columns):
        return _over(row, columns)
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for used in range(1, len(row) + 1):
        for end in range(used, len(columns) + 1):
            options = [
                (best[used - 1, start][0] + _off(row[used - 1], columns[start:end], texts[start:end]), start)
                for start in range(used - 1, end)
                if (used - 1, start) in best
            ]
            best[used, end] = min(options)
    ends = [len(columns)]
    for used in range(len(row), 0, -1):
        ends.insert(0, best[used, ends[0]][1])
    return [list(range(low, high)) for low, high in pairwise(ends)]


def _off(piece: Piece, columns: Sequence[Box], texts: Sequence[Sequence[str]]) -> float:
    """How far a year stands from the middle of columns; columns that say the same are not of one year."""
    said = [" ".join(text) for text in texts if text]
    low, high = columns[0].x0, columns[-1].x1
    far = abs(piece.box.x - (low + high) / 2)
    return far + (high - low + piece.box.width) * (len(said) - len(set(said)))
