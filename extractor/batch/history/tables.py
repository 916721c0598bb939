"""The figures of many decks as one view: the table of a batch, or the tables of decks' folders."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.combine import COMPANIES, NAME, SCHEMA_VERSION, part_of, schema_of
from extractor.batch.companies import Mapped, grouped, read_mapping
from extractor.batch.places import LocalPlace, Place, place_of
from extractor.errors import CallError
from extractor.model.scale import SCALES

if TYPE_CHECKING:
    import duckdb

_OF_BATCH = """
create view figures as select f.* replace (coalesce(o.company, f.company) as company), f.value as number
from {printed} f left join owner o on f.folder = o.folder where f.folder glob {decks}
"""
_UNMAPPED = "create view figures as select *, value as number from {printed} where folder glob {decks}"
_VERSIONS = "select distinct file_name from parquet_kv_metadata({paths}) where key = 'irdeck.schema' and value = ?"
_OF_DECKS = """
create view figures as select t.*, o.company, o.folder, try_cast(t.value as double) as number,
  case when strpos(t.value, '.') > 0 then length(t.value) - strpos(t.value, '.') else 0 end as decimals
from read_csv({paths}, header = true, all_varchar = true, union_by_name = true, filename = true) t
join owner o on t.filename = o.path
"""


def connected(
    directory: str | Path, decks: str, company: str, companies: str
) -> "tuple[duckdb.DuckDBPyConnection, str]":
    """A database with the view `figures`, and the id of the company that is asked for."""
    import duckdb

    place, mapped = place_of(directory), read_mapping(companies)

    base = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    base.execute("create table factor (scale_word varchar, factor double)")
    base.executemany(
        "insert into factor values (?, ?)", [(name, int(factor)) for name, factor in SCALES.items() if name]
    )
    base.execute("create table owner (path varchar, folder varchar, company varchar)")
    if parts := place.names(NAME):
        known, said = _companies(place, mapped)
        asked = _asked(company, known, place.shown)
        if said:
            base.executemany("insert into owner values ('', ?, ?)", list(said.items()))
        elif part_of(asked) in parts and asked:
            parts = (part_of(asked),)
        view = _OF_BATCH if said else _UNMAPPED
        base.execute(view.format(printed=_printed(base, place, parts), decks=_quoted(decks)))
        return base, asked
    if not isinstance(place, LocalPlace):
        raise CallError(f"{place.shown}: is no batch's folder; decks' folders are read on this machine only")
    known = _of_decks(base, place.path, decks, mapped)
    return base, _asked(company, known, place.shown)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _printed(base: Any, place: Place, parts: Sequence[str]) -> str:
    """What to read for the parts of a batch's table; raises CallError where one is of another version."""
    if not isinstance(place, LocalPlace):
        return _stored(base, place, parts)
    paths = f"[{', '.join(_quoted(str(place.path / NAME / part)) for part in parts)}]"
    same = base.execute(_VERSIONS.format(paths=paths), [SCHEMA_VERSION.encode()]).fetchall()
    if len(same) < len(parts):
        raise _other(place)
    return f"read_parquet({paths})"


def _stored(base: Any, place: Place, parts: Sequence[str]) -> str:
    """The same in a store."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not all(schema_of(place, part) for part in parts):
        raise _other(place)
    base.register("stored", pa.concat_tables(pq.read_table(place.open(f"{NAME}/{part}")) for part in parts))
    return "stored"


def _other(place: Place) -> CallError:
    return CallError(f"{place.shown}: {NAME} is of another version of irdeck; run the batch again")


def _companies(place: Place, mapped: Mapped) -> tuple[dict[str, str], dict[str, str]]:
    """The names of companies by id, and what a mapping says of folders instead."""
    rows = list(csv.DictReader(io.StringIO(place.read(COMPANIES).decode("utf-8-sig"))))
    known = {row["company"]: row["name"] for row in rows}
    said = {row["folder"]: to for row in rows if (to := mapped.company(row["source"]) or mapped.company(row["folder"]))}
    return known | {to: to for to in said.values()}, said


def _of_decks(base: Any, directory: Path, decks: str, mapped: Mapped) -> dict[str, str]:
    """The view over the tables of decks' folders; the companies' names by id."""
    from extractor.batch.companies.written import evidence_in

    folders = {str(found.parent): found for found in sorted(directory.glob(f"{decks}/figures.csv")) if found.is_file()}
    if not folders:
        raise CallError(f"{directory}: no decks' folders called {decks} with a figures.csv in them")
    evidence = {folder: said for folder in folders if (said := evidence_in(Path(folder)))}
    found = grouped(evidence, mapped)
    of = {folder: mapped.company(folder) for folder in folders}
    of |= {folder: company.id for company in found for folder in company.decks}
    owners = [(str(path), path.parent.name, of[folder]) for folder, path in folders.items()]
    base.executemany("insert into owner values (?, ?, ?)", owners)
    base.execute(_OF_DECKS.format(paths=f"[{', '.join(_quoted(str(path)) for path in folders.values())}]"))
    return {company: company for company in of.values()} | {company.id: company.name for company in found}


def _asked(company: str, known: Mapping[str, str], directory: str) -> str:
    """The id of the company that a user means."""
    if not company or company in known:
        return company
    word = company.casefold()
    near = [each for each, name in known.items() if word in name.casefold() or word in each.casefold()]
    if len(near) != 1:
        some = ", ".join(sorted(near or known)[:10])
        raise CallError(f"{directory}: {len(near)} companies are called {company!r}; there are {some}")
    return near[0]
