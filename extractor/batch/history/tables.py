"""The figures of many decks as one view: the table of a batch, or the tables of decks' folders."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.combine import COMPANIES, NAME, SCHEMA_VERSION
from extractor.batch.companies import grouped, read_mapping
from extractor.batch.companies.written import evidence_in
from extractor.errors import CallError
from extractor.model.scale import SCALES

if TYPE_CHECKING:
    import duckdb

_OF_BATCH = """
create view figures as select f.* replace (coalesce(o.company, f.company) as company), f.value as number
from read_parquet({path}) f left join owner o on f.folder = o.folder where f.folder glob {decks}
"""
_UNMAPPED = "create view figures as select *, value as number from read_parquet({path}) where folder glob {decks}"
_OF_DECKS = """
create view figures as select t.*, o.company, o.folder, try_cast(t.value as double) as number,
  case when strpos(t.value, '.') > 0 then length(t.value) - strpos(t.value, '.') else 0 end as decimals
from read_csv({paths}, header = true, all_varchar = true, union_by_name = true, filename = true) t
join owner o on t.filename = o.path
"""


def connected(directory: Path, decks: str, company: str, companies: str) -> "tuple[duckdb.DuckDBPyConnection, str]":
    """A database with the view `figures`, and the id of the company that is asked for."""
    import duckdb

    base = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    base.execute("create table factor (scale_word varchar, factor double)")
    base.executemany(
        "insert into factor values (?, ?)", [(name, int(factor)) for name, factor in SCALES.items() if name]
    )
    base.execute("create table owner (path varchar, folder varchar, company varchar)")
    of_batch = _is_of_batch(directory / NAME)
    known = (_of_batch if of_batch else _of_decks)(base, directory, decks, companies)
    return base, _asked(company, known, directory)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _is_of_batch(path: Path) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return (pq.read_schema(path).metadata or {}).get(b"irdeck.schema") == SCHEMA_VERSION.encode()
    except (OSError, pa.ArrowException):
        return False


def _of_batch(base: Any, directory: Path, decks: str, companies: str) -> dict[str, str]:
    """The view over a batch's table; the companies' names by id."""
    mapped = read_mapping(companies)
    with (directory / COMPANIES).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {row["company"]: row["name"] for row in rows}
    said = {row["folder"]: to for row in rows if (to := mapped.company(row["source"]) or mapped.company(row["folder"]))}
    if said:
        base.executemany("insert into owner values ('', ?, ?)", list(said.items()))
    view = _OF_BATCH if said else _UNMAPPED
    base.execute(view.format(path=_quoted(str(directory / NAME)), decks=_quoted(decks)))
    return known | {to: to for to in said.values()}


def _of_decks(base: Any, directory: Path, decks: str, companies: str) -> dict[str, str]:
    """The view over the tables of decks' folders; the companies' names by id."""
    folders = {str(found.parent): found for found in sorted(directory.glob(f"{decks}/figures.csv")) if found.is_file()}
    if not folders:
        raise CallError(f"{directory}: no decks' folders called {decks} with a figures.csv in them")
    mapped = read_mapping(companies)
    evidence = {folder: said for folder in folders if (said := evidence_in(Path(folder)))}
    found = grouped(evidence, mapped)
    of = {folder: mapped.company(folder) for folder in folders}
    of |= {folder: company.id for company in found for folder in company.decks}
    owners = [(str(path), path.parent.name, of[folder]) for folder, path in folders.items()]
    base.executemany("insert into owner values (?, ?, ?)", owners)
    base.execute(_OF_DECKS.format(paths=f"[{', '.join(_quoted(str(path)) for path in folders.values())}]"))
    return {company: company for company in of.values()} | {company.id: company.name for company in found}


def _asked(company: str, known: Mapping[str, str], directory: Path) -> str:
    """The id of the company that a user means."""
    if not company or company in known:
        return company
    word = company.casefold()
    near = [each for each, name in known.items() if word in name.casefold() or word in each.casefold()]
    if len(near) != 1:
        some = ", ".join(sorted(near or known)[:10])
        raise CallError(f"{directory}: {len(near)} companies are called {company!r}; there are {some}")
    return near[0]
