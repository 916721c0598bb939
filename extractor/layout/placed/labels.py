"""Labels of the rows of placed tables: texts left of the first column, perhaps over several lines."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.layout.placed.blocks import Block
from extractor.model.page import Box, Piece, around

LEVEL = 0.55
NEAR = 1.25
INDENT = 1.5
STEP = 1.4
SLACK = 1.0
BRACKETS = tuple("(（")
HEADING = tuple(":：")
TOTAL = regex.compile(r"(?i)(?:sub-?)?total\b|合計|.*[計]$|jumlah\b")
"""A sum stands under the heading of its parts, however far it is set in, and under none of them."""
OPEN_END = regex.compile(r"(?:[-–—,&/]|\b(?:and|of|to|for|in|by|on|from))$")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLabel:
    """The label of a row, and those that it stands under, from the outermost."""

    text: str = ""
    over: tuple[str, ...] = ()
    shared: bool = False


@dataclass(slots=True)
class _Line:
    """Texts on one line of the label column."""

    pieces: list[Piece]

    @property
    def box(self) -> Box:
        return around([piece.box for piece in self.pieces])

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in sorted(self.pieces, key=lambda piece: piece.box.x0))

    @property
    def size(self) -> float:
        return self.pieces[0].size


def row_labels_of(
    block: Block, texts: Sequence[Piece], left: float, top: float
) -> tuple[tuple[RowLabel, ...], tuple[Piece, ...]]:
    """The labels of all rows of a table, and the pieces they are made of.

    `left` is where the label column begins, `top` the lower end of the heads.
    """
    lines = _lines(block, texts, left, top)
    boxes = [around([cell.box for _, cell in row]) for row in block.rows]
    owners = _owners(lines, boxes)
    labels: list[RowLabel] = []
    stack: list[tuple[float, str]] = []
    loose = [n for n, owner in enumerate(owners) if not owner]
    named: set[str] = set()
    at = 0
    for row in range(len(boxes)):
        own = [lines[n] for n, owner in enumerate(owners) if row in owner]
        first = min((line.box.y0 for line in own), default=boxes[row].y0)
        while at < len(loose) and lines[loose[at]].box.y < first:
            _push(stack, lines[loose[at]].box.x0, lines[loose[at]].text, lines[loose[at]].size)
            at += 1
        text = " ".join(line.text for line in own)
        if own:
            indent = min(line.box.x0 for line in own)
            if TOTAL.match(text):
                stack = [entry for entry in stack if entry[1] not in named]
            _push(stack, indent, text, own[0].size)
            named.add(text)
        shared = any(len(owner) > 1 for n, owner in enumerate(owners) if row in owner)
        labels.append(RowLabel(text=text, over=tuple(name for _, name in stack[:-1]) if own else (), shared=shared))
    return tuple(labels), tuple(piece for line in lines for piece in line.pieces)


def _push(stack: list[tuple[float, str]], indent: float, text: str, size: float) -> None:
    """A label replaces those that stand as far in or further."""
    while stack and stack[-1][0] >= indent - INDENT:
        stack.pop()
    stack.append((indent, text))


def _lines(block: Block, texts: Sequence[Piece], left: float, top: float) -> list[_Line]:
    bottom = block.box.y1
    inside = [t for t in texts if _names(t, block, left) and top < t.box.y < bottom + 0.9 * t.size]
    lines: list[_Line] = []
    for piece in sorted(inside, key=lambda t: (t.box.y, t.box.x0)):
        if lines and abs(lines[-1].pieces[0].box.y - piece.box.y) < LEVEL * piece.size:
            lines[-1].pieces.append(piece)
        else:
            lines.append(_Line(pieces=[piece]))
    return lines


def _names(text: Piece, block: Block, left: float) -> bool:
    """Whether a text stands in the column of labels: left of the figures, or where the table has them."""
    if block.named:
        low, high = block.named
        return low <= text.box.x <= high
    first = block.columns[0].x0
    return text.box.x0 < first and text.box.x < first + 1 and text.box.x0 >= left - 1


def _owners(lines: Sequence[_Line], rows: Sequence[Box]) -> list[tuple[int, ...]]:
    """For every line the rows that it names: those beside it; lines beside none go on one without a name beside it."""
    reach = [(row.y, row.height * 0.8) for row in rows]
    beside = [_beside(line, reach) for line in lines]
    named = {row for owner in beside for row in owner}
    out: list[tuple[int, ...]] = []
    for number, (line, owner) in enumerate(zip(lines, beside, strict=True)):
        if owner:
            out.append(owner)
            continue
        middle, size = line.box.y, line.size
        near = [n for n, (y, _) in enumerate(reach) if abs(y - middle) < NEAR * size]
        free = tuple(n for n in near if n not in named)
        if free:
            out.append(free if _between(line, rows, free) else free[:1])
            continue
        out.append(_continued(lines, beside, rows, number))
    return out


def _between(line: _Line, rows: Sequence[Box], free: Sequence[int]) -> bool:
    """Whether a line stands in the middle between two rows, and names both."""
    return len(free) > 1 and all(abs(rows[n].y - line.box.y) < NEAR * line.size for n in free[:2])


def _continued(
    lines: Sequence[_Line], beside: Sequence[tuple[int, ...]], rows: Sequence[Box], number: int
) -> tuple[int, ...]:
    """The row of the label right above whose text a line goes on, or of that right below which goes on with its own."""
    line = lines[number]
    if number + 1 < len(lines) and beside[number + 1]:
        below, row = lines[number + 1], beside[number + 1][0]
        around_row = line.box.y < rows[row].y < below.box.y
        wrapped = around_row or OPEN_END.search(line.text) or below.text[:1].islower()
        if _close(line, below) and wrapped and not line.text.endswith(HEADING):
            return (row,)
    if not number or not beside[number - 1]:
        return ()
    if line.text.endswith(HEADING):
        return ()
    above, row = lines[number - 1], beside[number - 1][0]
    around_row = above.box.y < rows[row].y - SLACK and line.box.y > rows[row].y
    goes_on = line.text[:1].islower() or line.text[:1] in BRACKETS or around_row
    return (row,) if _close(above, line) and goes_on else ()


def _close(above: _Line, below: _Line) -> bool:
    return below.box.y - above.box.y < STEP * below.size


def _beside(line: _Line, rows: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """The rows level with a line, by their middles and what their heights allow."""
    middle, size = line.box.y, line.size
    return tuple(n for n, (y, height) in enumerate(rows) if abs(y - middle) < LEVEL * max(size, height))
