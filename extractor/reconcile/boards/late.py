"""Late labels: a row in which some labels are drawn after the others, and nothing tells where they belong."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import comb

from extractor.model.figure import Alternative
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import Board, Series, rival, with_series
from extractor.reconcile.known.bounds import Bound

CODE = "place-likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """Columns between two that bounds hold, and the values that the text has between those."""

    columns: tuple[int, ...]
    kept: tuple[int, ...]


def with_late_labels(board: Board, row: int, bounds: tuple[Bound, ...]) -> Board:
    """The board with the values of a row where most of them are likely right, around those that bounds hold.

    A label moved by hand is drawn late and may belong into any gap that the others leave. Every gap is as likely as
    the next; so every other value stands in the column that it has under most of them, and none is better than likely.
    """
    series = board.series[row]
    held = {column for bound in bounds for column, _ in bound.weights}
    gaps = _gaps(series, held)
    if not any(len(gap.kept) < len(gap.columns) for gap in gaps):
        return board
    return with_series(board, row, _laid(series, held, gaps))


def _gaps(series: Series, held: set[int]) -> tuple[_Gap, ...]:
    """The gaps of a row with the values that keep their order there; nothing where held values are out of order.

    A gap with more values than columns does not tell which of them are late, unless it has no column at all.
    """
    glyphs = series.row.glyphs
    order = {id(glyph): at for at, glyph in enumerate(glyphs)}
    stops = [-1, *sorted(held), len(glyphs)]
    cells = [series.cells[column] for column in stops[1:-1]]
    texts = [-1, *(order[id(cell)] for cell in cells if cell is not None), len(glyphs)]
    if len(texts) < len(stops) or texts != sorted(texts):
        return ()
    gaps = []
    for (left, right), (first, last) in zip(pairwise(stops), pairwise(texts), strict=True):
        columns, between = tuple(range(left + 1, right)), tuple(range(first + 1, last))
        if columns and len(between) > len(columns):
            return ()
        gaps.append(_Gap(columns=columns, kept=between if columns else ()))
    return tuple(gaps)


def _laid(series: Series, held: set[int], gaps: tuple[_Gap, ...]) -> Series:
    glyphs = series.row.glyphs
    placed = {column: series.cells[column] for column in held}
    unsure: dict[int, tuple[int, ...]] = {}
    stay = {id(cell) for cell in placed.values()} | {id(glyphs[at]) for gap in gaps for at in gap.kept}
    late = [at for at, glyph in enumerate(glyphs) if id(glyph) not in stay]
    waiting = iter(late)
    for gap in gaps:
        taken = dict(zip(_likely(len(gap.columns), len(gap.kept)), gap.kept, strict=True))
        for place, column in enumerate(gap.columns):
            placed[column] = glyphs[taken[place] if place in taken else next(waiting)]
            if len(gap.kept) < len(gap.columns):
                unsure[column] = (*_could(gap, place), *late)
    cells = tuple(placed[column] for column in range(len(series.cells)))
    return replace(
        series,
        cells=cells,
        evidence=tuple((CODE,) if c in unsure else codes for c, codes in enumerate(series.evidence)),
        rivals=tuple(
            _others(unsure[c], glyphs, cells[c]) if c in unsure else rivals for c, rivals in enumerate(series.rivals)
        ),
    )


def _could(gap: _Gap, place: int) -> tuple[int, ...]:
    """Values in order that could stand at a place of a gap."""
    spare = len(gap.columns) - len(gap.kept)
    return tuple(at for number, at in enumerate(gap.kept) if number <= place <= number + spare)


def _others(could: tuple[int, ...], glyphs: tuple[Glyphs, ...], cell: Glyphs | None) -> tuple[Alternative, ...]:
    return tuple(rival(glyphs[at]) for at in could if glyphs[at] is not cell)


def _likely(places: int, kept: int) -> tuple[int, ...]:
    """For each of so many kept values, in order, the place that it has in most choices of places for all of them."""
    out: list[int] = []
    for number in range(kept):
        first = out[-1] + 1 if out else 0
        last = places - (kept - number)
        ways = {at: comb(at, number) * comb(places - 1 - at, kept - 1 - number) for at in range(first, last + 1)}
        out.append(max(ways, key=lambda at: (ways[at], -at)))
    return tuple(out)
