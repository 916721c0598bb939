"""Typed tables: parquet and pandas frames. Period labels stay text; pandas never parses them."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.emit.grid import Cell, grids, numbered, row_labels
from extractor.emit.rows import FIGURE_COLUMNS, Row, figure_rows
from extractor.model.deck import Deck

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_NUMBERS = ("value", "confidence")


def _number(text: str) -> float | None:
    value = float(text)
    return value if math.isfinite(value) else None


def figures_schema() -> "pa.Schema":
    """Columns and types of figures.parquet."""
    import pyarrow as pa

    types = {"page": pa.int32()} | dict.fromkeys(_NUMBERS, pa.float64())
    return pa.schema([(column, types.get(column, pa.string())) for column in FIGURE_COLUMNS])


def figures_parquet(rows: Sequence[Row]) -> bytes:
    """The rows of `figures.csv` with types: page int32, value and confidence double (null beyond it), the rest text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = []
    for column in FIGURE_COLUMNS:
        texts = [row[column] for row in rows]
        if column == "page":
            arrays.append(pa.array(map(int, texts), pa.int32()))
        elif column in _NUMBERS:
            arrays.append(pa.array(map(_number, texts), pa.float64()))
        else:
            arrays.append(pa.array(texts, pa.string()))
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, names=list(FIGURE_COLUMNS)), sink)
    return bytes(sink.getvalue())


def figures_frame(deck: Deck) -> "pd.DataFrame":
    """`figures.csv` as a frame: page int64, value and confidence float64, the rest text."""
    import pandas as pd

    rows = figure_rows(deck)
    types = dict.fromkeys(_NUMBERS, "float64") | {"page": "int64"}
    series = {
        column: pd.Series([row[column] for row in rows], dtype="str").astype(types.get(column, "str"))
        for column in FIGURE_COLUMNS
    }
    return pd.DataFrame(series)


def _cell_number(cell: Cell) -> float:
    return float(cell[0].reading.value) if cell else math.nan


def exhibit_frames(deck: Deck) -> "dict[str, pd.DataFrame]":
    """Every exhibit as items × periods by title, with units in `attrs`; a title used again gets ` (2)`."""
    import pandas as pd

    found = grids(deck)
    frames = {}
    for name, grid in zip(numbered(grid.title for grid in found), found, strict=True):
        labels = row_labels(grid)
        cells = [[_cell_number(cell) for cell in row.cells] for row in grid.rows]
        index, columns = pd.Index(labels, name="item"), pd.Index(grid.columns, name="period")
        frame = pd.DataFrame(cells, index=index, columns=columns, dtype="float64")
        frame.attrs["units"] = {label: row.unit_text for label, row in zip(labels, grid.rows, strict=True)}
        frames[name] = frame
    return frames
