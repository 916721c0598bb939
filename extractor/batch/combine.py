"""One table over all decks of a batch."""

from collections.abc import Iterable
from pathlib import Path

SCHEMA_VERSION = "1"
NAME = "figures.parquet"


def combine(output: Path, folders: Iterable[str]) -> Path:
    """Write the figures of all decks, by the names of their folders, into one Parquet file.

    Columns are those of figures.parquet, and `folder` before them; the version of the schema stands in the
    metadata. One deck is in memory at a time.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from extractor.emit.columnar import figures_schema

    known = figures_schema()
    schema = pa.schema([pa.field("folder", pa.string()), *known], metadata={"irdeck.schema": SCHEMA_VERSION})
    aside = output / f".{NAME}"
    with pq.ParquetWriter(aside, schema) as writer:
        for folder in sorted(folders):
            table = pq.read_table(output / folder / NAME, schema=known)
            if table.num_rows:
                named = pa.array([folder] * table.num_rows, pa.string())
                writer.write_table(pa.Table.from_arrays([named, *table.columns], schema=schema))
    aside.replace(output / NAME)
    return output / NAME
