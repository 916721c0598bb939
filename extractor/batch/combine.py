"""The tables over all decks of a batch: every figure, and which deck is of which company."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.batch.companies import Company

SCHEMA_VERSION = "2"
NAME, COMPANIES = "figures.parquet", "companies.csv"
COMPANY_COLUMNS = ("company", "name", "folder", "source", "because")
_GROUP = 50_000
"""Rows that stand together: who asks for one company reads the groups that it is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A deck that was done: its folder, its source, its company, and what its files depend on."""

    folder: str
    source: str
    company: Company
    key: tuple[str, ...] = ()


def combine(output: Path, rows: Sequence[Row]) -> None:
    """Write `figures.parquet` and `companies.csv` over decks, company by company.

    The columns are those of a deck's figures.parquet, before them `company` and `folder`, behind them `decimals`, the
    digits that stand printed behind the point. The version of the schema stands in the metadata. A few decks are in
    memory at a time; where nothing changed nothing is written.
    """
    ordered = sorted(rows, key=lambda row: (row.company.id, row.folder))
    made_of = hashlib.sha256(repr([(r.company.id, r.folder, r.key) for r in ordered]).encode()).hexdigest()
    _companies(output, ordered)
    if _made_of(output / NAME) != made_of:
        _figures(output, ordered, made_of)


def _companies(output: Path, rows: Sequence[Row]) -> None:
    from extractor.emit.cells import neutral

    aside = output / f".{COMPANIES}"
    with aside.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COMPANY_COLUMNS)
        for row in rows:
            told = (row.company.id, row.company.name, row.folder, row.source, "; ".join(row.company.because))
            writer.writerow(map(neutral, told))
    aside.replace(output / COMPANIES)


def _made_of(path: Path) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        kept = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowException):
        return ""
    same = kept.get(b"irdeck.schema", b"").decode() == SCHEMA_VERSION
    return kept.get(b"irdeck.made_of", b"").decode() if same else ""


def _figures(output: Path, rows: Sequence[Row], made_of: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = combined_schema({"irdeck.schema": SCHEMA_VERSION, "irdeck.made_of": made_of})
    aside = output / f".{NAME}"
    with pq.ParquetWriter(aside, schema) as writer:
        for tables in _groups(_table(output, row, schema) for row in rows):
            writer.write_table(pa.concat_tables(tables))
    aside.replace(output / NAME)


def combined_schema(metadata: dict[str, str]) -> Any:
    """The columns of the table over all decks."""
    import pyarrow as pa

    from extractor.emit.columnar import figures_schema

    head = [pa.field("company", pa.string()), pa.field("folder", pa.string())]
    return pa.schema([*head, *figures_schema(), pa.field("decimals", pa.int32())], metadata=metadata)


def _table(output: Path, row: Row, schema: Any) -> Any:
    """The figures of one deck. How many decimals are printed is known to figures.csv alone."""
    import pyarrow as pa
    import pyarrow.csv as texts
    import pyarrow.parquet as pq

    from extractor.emit.columnar import figures_schema

    folder = output / row.folder
    table = pq.read_table(folder / NAME, schema=figures_schema())
    options = texts.ConvertOptions(include_columns=["value"], column_types={"value": pa.string()})
    printed = texts.read_csv(
        folder / "figures.csv", parse_options=texts.ParseOptions(newlines_in_values=True), convert_options=options
    )
    decimals = [len(value.partition(".")[2]) for value in printed.column("value").to_pylist()]
    named = [pa.array([text] * table.num_rows, pa.string()) for text in (row.company.id, row.folder)]
    return pa.Table.from_arrays([*named, *table.columns, pa.array(decimals, pa.int32())], schema=schema)


def _groups(tables: Iterator[Any]) -> Iterator[list[Any]]:
    """Tables in heaps of about as many rows as a group has."""
    heap: list[Any] = []
    for table in tables:
        heap.append(table)
        if sum(each.num_rows for each in heap) >= _GROUP:
            yield heap
            heap = []
    if heap:
        yield heap
