"""All files of a deck, written aside and then renamed into place."""

import errno
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractor.emit.archive import deck_json
from extractor.emit.columnar import figures_parquet
from extractor.emit.delimited import grid_csv, rows_csv
from extractor.emit.naming import table_name
from extractor.emit.prepared import prepared
from extractor.emit.report import report_html
from extractor.emit.rows import (
    CHECK_COLUMNS,
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    LEFTOVER_COLUMNS,
)
from extractor.emit.workbook import workbook_xlsx
from extractor.errors import CallError, FullDiskError
from extractor.model.deck import Deck

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_TABLE = re.compile(r"\d{2,}-.*\.csv")


def artifacts(deck: Deck, lang: str = "en", source: bytes | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of a deck: its name within the deck's folder, its bytes; `lang` and `source` are for the report."""
    ready = prepared(deck)
    tables = ready.tables
    yield "figures.csv", rows_csv(FIGURE_COLUMNS, tables.figures)
    yield "figures.parquet", figures_parquet(tables.figures)
    for grid in ready.laid:
        yield f"tables/{table_name(grid.number, grid.title)}", grid_csv(grid)
    yield "checks.csv", rows_csv(CHECK_COLUMNS, tables.checks)
    yield "findings.csv", rows_csv(FINDING_COLUMNS, tables.findings)
    yield "leftovers.csv", rows_csv(LEFTOVER_COLUMNS, tables.leftovers)
    yield "workbook.xlsx", workbook_xlsx(ready)
    yield "report.html", report_html(deck, lang, source, ready)
    yield "deck.json", deck_json(deck, tables)


def _place(aside: Path, directory: Path, names: list[str]) -> None:
    (directory / "tables").mkdir(exist_ok=True)
    for stale in sorted((directory / "tables").iterdir()):
        if _TABLE.fullmatch(stale.name) and f"tables/{stale.name}" not in names:
            stale.unlink()
    for name in names:
        (aside / name).replace(directory / name)


def write_deck(deck: Deck, directory: Path, lang: str = "en", source: bytes | None = None) -> tuple[Path, ...]:
    """Writes every file of a deck into `directory`, which is made where missing; gives their paths.

    All files are complete before the first one gets its final name. Tables that only an earlier run had are
    removed. Raises CallError where the folder cannot be written, or there is no report in the language.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".irdeck-", dir=directory) as temporary:
            aside = Path(temporary)
            (aside / "tables").mkdir()
            names = []
            for name, data in artifacts(deck, lang, source):
                (aside / name).write_bytes(data)
                names.append(name)
            _place(aside, directory, names)
    except OSError as error:
        if error.errno in FULL:
            raise FullDiskError(f"cannot write into {directory}: {error.strerror}; make room and try again") from error
        reason = error.strerror or type(error).__name__
        raise CallError(f"cannot write into {directory}: {reason}; choose another folder with -o") from error
    return tuple(directory / name for name in names)
