"""Names printed right above their rows: a name, its values, the next name, its values.

Legends are listed apart from their series and run in either direction; here names and rows take turns, which no
legend does.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.reconcile.boards.board import Board
from extractor.reconcile.known.fit import Fit
from extractor.reconcile.naming.candidates import Candidate, compatible
from extractor.reconcile.naming.naming import Match, Scene, candidates_of

ABOVE = "name-above"
LEAST_ROWS = 2
REACH = 2
Range = tuple[int, int]


def names_above(boards: Sequence[Board], scene: Scene, matches: Sequence[Match]) -> Iterator[Match]:
    """Names for the rows of an exhibit that have none, where every row of a board has its own right above it."""
    misfits = {(m.place, m.candidate.rank) for m in matches if m.fit.contradicted}
    for number, board in enumerate(boards):
        found = _by_row(board, candidates_of(board.exhibit, scene))
        if any(((number, row), name.rank) in misfits for row, name in found):
            continue
        for row, name in found:
            if not board.series[row].key:
                yield Match(place=(number, row), candidate=name, fit=Fit())


def _by_row(board: Board, found: Sequence[Candidate]) -> tuple[tuple[int, Candidate], ...]:
    """The name above each row; nothing where a row that is no sum has none, or one bears another already."""
    rows = [row for row, series in enumerate(board.series) if series.share_of < 0 and series.row.glyphs]
    ranges = {row: _range(board, row) for row in rows}
    rows.sort(key=lambda row: ranges[row])
    if len(rows) < LEAST_ROWS or any(ranges[b][0] <= ranges[a][1] for a, b in pairwise(rows)):
        return ()
    names = [name for name in found if name.rank < len(board.exhibit.names) and not name.cost and not name.title]
    above = [_above(board, row, ranges[row][0], names) for row in rows]
    pairs = tuple((row, name) for row, name in zip(rows, above, strict=True) if name is not None)
    bare = {row for row, name in zip(rows, above, strict=True) if name is None}
    whole = bare.issubset({rule.total for rule in board.sums}) and len(pairs) == len({name.key for _, name in pairs})
    fits = all(_could_be(board, row, name) for row, name in pairs)
    return (
        pairs
        if whole and fits and len(pairs) >= LEAST_ROWS and not _behind(board, rows[-1], ranges[rows[-1]][1], names)
        else ()
    )


def _range(board: Board, row: int) -> Range:
    """The first and the last order, among the tokens of the slide, of the values of a row."""
    orders = [glyph.token.order for glyph in board.series[row].row.glyphs]
    return min(orders), max(orders)


def _above(board: Board, row: int, order: int, names: Sequence[Candidate]) -> Candidate | None:
    """The name that stands on the lines right above a row, with no value between."""
    first = min(glyph.token.line for glyph in board.series[row].row.glyphs)
    before = [n for n in names if board.exhibit.names[n.rank].order == order and 0 < first - n.last <= REACH]
    return before[-1] if before else None


def _behind(board: Board, row: int, order: int, names: Sequence[Candidate]) -> bool:
    """Whether a name follows the last row as the others precede theirs: each may be that of the row above it."""
    last = max(glyph.token.line for glyph in board.series[row].row.glyphs)
    return any(board.exhibit.names[n.rank].order == order + 1 and 0 < n.first - last <= REACH for n in names)


def _could_be(board: Board, row: int, name: Candidate) -> bool:
    series = board.series[row]
    if series.key:
        return series.key == name.key
    totals = {rule.total for rule in board.sums}
    parts = {part for rule in board.sums for part in rule.parts}
    return compatible(series, name, total=row in totals, part=row in parts)
