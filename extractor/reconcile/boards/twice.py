"""Second printings: figures of a row that stand once more among the loose values, as labels of a chart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from extractor.model.exhibit import Style
from extractor.model.proposal import Glyphs, SeriesRow
from extractor.reconcile.boards.board import Board, Series

LEAST_SHARE = 0.6
LEAST_VALUES = 3
AGAIN = "printed-again"
PROVEN = "check-unique"
Match = tuple[Glyphs | None, ...]


def with_second_printing(board: Board) -> Board:
    """The board with one more row where loose values print most of a row's figures again."""
    matches = [(row, _matched(series, board.loose)) for row, series in enumerate(board.series)]
    row, best = max(matches, key=lambda match: _size(match[1]), default=(-1, ()))
    if _size(best) < max(LEAST_VALUES, LEAST_SHARE * board.width):
        return board
    used = {id(glyph) for glyph in best}
    return replace(
        board,
        series=(*board.series, _again(board.series[row], best)),
        loose=tuple(glyph for glyph in board.loose if id(glyph) not in used),
    )


def _size(match: Match) -> int:
    """How many different values were found again."""
    return len({glyph.quantity.value for glyph in match if glyph is not None})


def _matched(series: Series, loose: Iterable[Glyphs]) -> Match:
    """For every cell of a row a loose glyph of the same value and look, each used once."""
    left = list(loose)
    found: list[Glyphs | None] = []
    for cell in series.cells:
        twin = next((glyph for glyph in left if cell is not None and _equal(glyph, cell)), None)
        if twin is not None:
            left.remove(twin)
        found.append(twin)
    return tuple(found)


def _equal(one: Glyphs, other: Glyphs) -> bool:
    a, b = one.quantity, other.quantity
    return (a.value, a.decimals, a.percent) == (b.value, b.decimals, b.percent)


def _again(series: Series, match: Match) -> Series:
    """A row of the found glyphs, as well known as the cells that they repeat where no other is equal."""
    glyphs = tuple(glyph for glyph in match if glyph is not None)
    counts = Counter(cell.quantity.value for cell in series.cells if cell is not None)
    evidence = tuple(
        (AGAIN, PROVEN) if glyph is not None and PROVEN in codes and counts[glyph.quantity.value] == 1 else (AGAIN,)
        for glyph, codes in zip(match, series.evidence, strict=True)
    )
    return replace(
        series,
        row=SeriesRow(glyphs=glyphs, style=Style(percent=series.row.style.percent), clean=False),
        cells=match,
        evidence=evidence,
        rivals=tuple(() for _ in match),
    )
