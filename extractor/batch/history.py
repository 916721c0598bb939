"""Every printing of a figure over many decks: which agree within rounding, which were restated, which conflict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from extractor.errors import CallError

if TYPE_CHECKING:
    import duckdb

COLUMNS = (
    "item_id", "item", "breadcrumb", "measure", "unit", "period", "period_end", "versus", "scenario",
    "status", "printings", "deck", "page", "value", "scale", "grade", "figure", "source",
)  # fmt: skip
FACTORS: Mapping[str, int] = MappingProxyType(
    {"1": 1, "thousand": 10**3, "million": 10**6, "100million": 10**8, "billion": 10**9, "trillion": 10**12}
)
_KEY = "coalesce(nullif(item_id, ''), item), breadcrumb, measure, unit, period, versus, scenario"
_QUERY = """
with printed as (
  select *, try_cast(value as double) as number, coalesce(factor.factor, 1) as times,
    case when strpos(value, '.') > 0 then pow(10, strpos(value, '.') - length(value)) else 1 end as step
  from figures left join factor on figures.scale = factor.scale_word
  where ($item = '' or item_id = $item or contains(lower(item), lower($item))) and ($period = '' or period = $period)
), ranged as (
  select *, (number - step / 2) * times as low, (number + step) * times as high,
    count(distinct number) over (partition by {key}, times, step) as rivals
  from printed where number is not null
), told as (
  select *, count(*) over same as printings, count(distinct deck) over same as decks,
    max(rivals) over same = 1 and max(low) over same < min(high) over same as agrees
  from ranged window same as (partition by {key})
)
select {columns} from (
  select *, case when printings = 1 then 'single' when agrees then 'agrees'
    when decks = 1 then 'conflict' else 'restated' end as status from told
) order by {key}, period_end, deck, page, figure
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a history is asked for: an item (its id, or a part of its printed name) and a period; empty is all."""

    item: str = ""
    period: str = ""
    decks: str = "*"


def _tables(directory: Path, decks: str) -> list[str]:
    return sorted(str(found) for found in directory.glob(f"{decks}/figures.csv") if found.is_file())


def _connected(tables: list[str]) -> "duckdb.DuckDBPyConnection":
    import duckdb

    base = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    base.execute("create table factor (scale_word varchar, factor double)")
    base.executemany("insert into factor values (?, ?)", list(FACTORS.items()))
    read: Any = base.read_csv
    read(tables, header=True, all_varchar=True, union_by_name=True).create_view("figures")
    return base


def history(directory: Path, wanted: Wanted | None = None) -> Iterator[dict[str, str]]:
    """Every printing of the wanted figures in the decks' folders of a directory, equal ones together, by period.

    `status` says of all printings of one item and period: `single`, `agrees` (they are equal, or in other scales one
    true value may stand behind them), `restated` (decks differ) or `conflict` (one deck differs from itself). Items
    are compared by their ids, so give decks of one company. Raises CallError where there are no decks or a table is
    none of irdeck's.
    """
    import duckdb

    wanted = wanted or Wanted()
    tables = _tables(directory, wanted.decks)
    if not tables:
        raise CallError(f"{directory}: no decks' folders called {wanted.decks} with a figures.csv in them")
    query = _QUERY.format(key=_KEY, columns=", ".join(COLUMNS))
    try:
        found: Any = _connected(tables).execute(query, {"item": wanted.item, "period": wanted.period})
        while rows := found.fetchmany(10_000):
            for row in rows:
                yield {name: "" if value is None else str(value) for name, value in zip(COLUMNS, row, strict=True)}
    except duckdb.Error as error:
        raise CallError(f"{directory}: a figures.csv is no table of irdeck ({str(error).splitlines()[0]})") from error
