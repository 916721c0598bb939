"""A history as a file: CSV, Parquet, or a page with charts, told by the suffix of its name."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from extractor.batch.history import COLUMNS
from extractor.batch.history.page import history_page
from extractor.errors import CallError

Row = dict[str, str]
SUFFIXES = (".csv", ".parquet", ".html")
_HEAP = 50_000


def write_history(rows: Iterable[Row], path: Path, title: str) -> Counter[str]:
    """Write a history into a file; gives how many rows have which status. Raises CallError for another suffix."""
    suffix, counts = path.suffix.lower(), Counter[str]()
    if suffix not in SUFFIXES:
        raise CallError(f"{path}: a history is written as {', '.join(SUFFIXES)}")
    counted = _counted(rows, counts)
    aside = path.with_name(f".{path.name}.aside")
    try:
        if suffix == ".csv":
            with aside.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
                write_csv(counted, file)
        elif suffix == ".parquet":
            _parquet(counted, aside)
        else:
            aside.write_text(history_page(counted, title), "utf-8", errors="backslashreplace")
        aside.replace(path)
    except OSError as error:
        raise CallError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)
    return counts


def _counted(rows: Iterable[Row], counts: Counter[str]) -> Iterator[Row]:
    for row in rows:
        counts[row["status"]] += 1
        yield row


def write_csv(rows: Iterable[Row], file: IO[str]) -> None:
    """The rows as CSV; nothing in them becomes a formula."""
    from extractor.emit.cells import neutral

    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: neutral(text) for name, text in row.items()} for row in rows)


def _parquet(rows: Iterable[Row], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"page": pa.int32(), "printings": pa.int32(), "value": pa.float64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    with pq.ParquetWriter(path, schema) as writer:
        heap: list[dict[str, object]] = []
        for row in rows:
            heap.append({name: _typed(name, text) for name, text in row.items()})
            if len(heap) >= _HEAP:
                writer.write_table(pa.Table.from_pylist(heap, schema))
                heap = []
        writer.write_table(pa.Table.from_pylist(heap, schema))


def _typed(name: str, text: str) -> object:
    if name in {"page", "printings"}:
        return int(text) if text else None
    if name == "value":
        return float(text) if text else None
    return text
