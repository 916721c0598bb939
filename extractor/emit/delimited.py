"""CSV: UTF-8 with BOM, CRLF, formulas neutralised."""

import csv
import io
from collections.abc import Iterable, Sequence

from extractor.emit.cells import neutral, plain
from extractor.emit.grid import Cell, Grid
from extractor.emit.rows import Row

_GRID_HEAD = ("item", "breadcrumb", "measure", "unit", "scale")


def _csv(head: Sequence[str], lines: Iterable[Iterable[str]]) -> bytes:
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(map(neutral, head))
    writer.writerows(map(neutral, line) for line in lines)
    return sink.getvalue().encode("utf-8-sig")


def rows_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table of rows under the given columns."""
    return _csv(columns, (row.values() for row in rows))


def _cell_text(cell: Cell) -> str:
    return "".join(plain(figure.reading.value, figure.reading.decimals) for figure in cell)


def grid_csv(grid: Grid) -> bytes:
    """An exhibit as items × periods."""
    lines = (
        (row.item, row.breadcrumb, row.measure, row.unit, row.scale, *map(_cell_text, row.cells)) for row in grid.rows
    )
    return _csv((*_GRID_HEAD, *grid.columns), lines)
