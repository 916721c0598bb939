"""The tables over all decks of a batch: every figure, and which deck is of which company."""

import csv
import hashlib
import io
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from extractor.batch.companies import Company
from extractor.batch.places import Place

SCHEMA_VERSION = "3"
NAME, COMPANIES = "figures.parquet", "companies.csv"
COMPANY_COLUMNS = ("company", "name", "folder", "source", "because")
PARTS = 64
"""So many parts at most: ten thousand decks are files of some megabytes, and a new deck rewrites one of them."""
_GROUP = 50_000
"""Rows that stand together: who asks for one company reads the groups that it is in."""
_SCHEMA, _MADE_OF = "irdeck.schema", "irdeck.made_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A deck that was done: its folder, its source, its company, and what its files depend on."""

    folder: str
    source: str
    company: Company
    key: tuple[str, ...] = ()


def combine(place: Place, rows: Sequence[Row]) -> None:
    """Write `figures.parquet` and `companies.csv` over decks, company by company.

    `figures.parquet` is a data set: a folder with up to 64 parts. All figures of a company stand in one of them,
    company by company. The columns are those of a deck's figures.parquet, before them `company` and `folder`, behind
    them `decimals`, the digits that stand printed behind the point. The version of the schema stands in the metadata
    of every part. A few decks are in memory at a time; parts in which nothing changed are not written.
    """
    ordered = sorted(rows, key=lambda row: (row.company.id, row.folder))
    _companies(place, ordered)
    parts: dict[str, list[Row]] = {} if ordered else {part_of(""): []}
    for row in ordered:
        parts.setdefault(part_of(row.company.id), []).append(row)
    before = {name: _made_of(place, name) for name in place.names(NAME)}
    wanted = {name: _hash(rows) for name, rows in parts.items()}
    if before == wanted:
        return
    kept = {name for name, made_of in wanted.items() if before.get(name) == made_of}
    with place.replaced(NAME, kept) as folder:
        for name in sorted(wanted.keys() - kept):
            _write_part(place, parts[name], folder / name)


def load() -> None:
    """Load what the tables are written with: where that is broken, it shows before the work of hours, not after it."""
    for name in ("pyarrow.csv", "pyarrow.parquet"):
        import_module(name)


def part_of(company: str) -> str:
    """The file of the data set in which the figures of a company stand."""
    number = int.from_bytes(hashlib.blake2b(company.encode("utf-8", "surrogateescape"), digest_size=4).digest(), "big")
    return f"part-{number % PARTS:02d}.parquet"


def _hash(rows: Iterable[Row]) -> str:
    return hashlib.sha256(repr([(row.company.id, row.folder, row.key) for row in rows]).encode()).hexdigest()


def _companies(place: Place, rows: Sequence[Row]) -> None:
    from extractor.emit.cells import neutral

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COMPANY_COLUMNS)
    for row in rows:
        told = (row.company.id, row.company.name, row.folder, row.source, "; ".join(row.company.because))
        writer.writerow(map(neutral, told))
    place.write(COMPANIES, file.getvalue().encode("utf-8-sig", "backslashreplace"))


def schema_of(place: Place, name: str) -> dict[str, str]:
    """What the metadata of a part say of it; nothing where it is torn, or of another version of the schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with place.open(f"{NAME}/{name}") as file:
            kept = pq.read_schema(file).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    told = {key.decode(): value.decode() for key, value in kept.items() if key.startswith(b"irdeck.")}
    return told if told.get(_SCHEMA) == SCHEMA_VERSION else {}


def _made_of(place: Place, name: str) -> str:
    return schema_of(place, name).get(_MADE_OF, "")


def _write_part(place: Place, rows: Sequence[Row], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = combined_schema({_SCHEMA: SCHEMA_VERSION, _MADE_OF: _hash(rows)})
    with pq.ParquetWriter(path, schema) as writer:
        for tables in _groups(_table(place, row, schema) for row in rows):
            writer.write_table(pa.concat_tables(tables))


def combined_schema(metadata: dict[str, str]) -> Any:
    """The columns of the table over all decks."""
    import pyarrow as pa

    from extractor.emit.columnar import figures_schema

    head = [pa.field("company", pa.string()), pa.field("folder", pa.string())]
    return pa.schema([*head, *figures_schema(), pa.field("decimals", pa.int32())], metadata=metadata)


def _table(place: Place, row: Row, schema: Any) -> Any:
    """The figures of one deck. How many decimals are printed is known to figures.csv alone.

    Arrays are made of bytes: of Python's lists and texts pyarrow would load pandas to see whether they are its own.
    """
    import pyarrow as pa
    import pyarrow.csv as texts
    import pyarrow.parquet as pq

    from extractor.emit.columnar import figures_schema

    options = texts.ConvertOptions(include_columns=["value"], column_types={"value": pa.string()})
    lines = texts.ParseOptions(newlines_in_values=True)
    with place.open(f"{row.folder}/{NAME}") as numbers, place.open(f"{row.folder}/figures.csv") as printed:
        table = pq.ParquetFile(numbers).read(figures_schema().names).cast(figures_schema())
        values = texts.read_csv(printed, parse_options=lines, convert_options=options).column("value").to_pylist()
    digits = array("i", (len(value.partition(".")[2]) for value in values))
    decimals = pa.Array.from_buffers(pa.int32(), len(digits), [None, pa.py_buffer(digits)])
    named = [_repeated(text, table.num_rows) for text in (row.company.id, row.folder)]
    return pa.Table.from_arrays([*named, *table.columns, decimals], schema=schema)


def _repeated(text: str, count: int) -> Any:
    """A column with one text in every row."""
    import pyarrow as pa

    data = text.encode("utf-8", "backslashreplace")
    ends = array("i", (len(data) * at for at in range(count + 1)))
    return pa.Array.from_buffers(pa.string(), count, [None, pa.py_buffer(ends), pa.py_buffer(data * count)])


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
