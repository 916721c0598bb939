"""Every printing of a figure over many decks: which agree within rounding, which were restated, which conflict.

Periods that a series leaves out between its first and its last are told as gaps. A series can be had as rows, as a
CSV or Parquet file, or as a page with a chart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.batch.history.gaps import with_gaps
from extractor.batch.history.tables import connected
from extractor.errors import CallError

COLUMNS = (
    "company", "item_id", "item", "breadcrumb", "measure", "unit", "period", "period_end", "versus", "scenario",
    "status", "printings", "deck", "page", "value", "scale", "grade", "figure", "source",
)  # fmt: skip
Row = dict[str, str]
_SERIES = "company, coalesce(nullif(item_id, ''), item), breadcrumb, measure, unit, versus, scenario"
_QUERY = """
with printed as (
  select *, coalesce(factor.factor, 1) as times, pow(10, -decimals) as step
  from figures left join factor on figures.scale = factor.scale_word
  where ($company = '' or company = $company) and ($period = '' or period = $period)
    and ($item = '' or item_id = $item or contains(lower(item), lower($item)))
), ranged as (
  select *, (number - step / 2) * times as low, (number + step) * times as high,
    count(distinct number) over (partition by {series}, period, times, step) as rivals
  from printed where number is not null
), told as (
  select *, count(*) over same as printings, count(distinct folder) over same as decks,
    max(rivals) over same = 1 and max(low) over same < min(high) over same as agrees
  from ranged window same as (partition by {series}, period)
)
select {columns}, decimals from (
  select * exclude (value), number as value, case when printings = 1 then 'single' when agrees then 'agrees'
    when decks = 1 then 'conflict' else 'restated' end as status from told
) order by {series}, period_end, period, deck, page, figure
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a history is asked for; empty is all.

    A company by its id or a part of its name, an item by its id or a part of its printed name, a period as the tables
    name it, decks by a glob of their folders. `companies` is a file that overrides which deck is of which company.
    """

    company: str = ""
    item: str = ""
    period: str = ""
    decks: str = "*"
    companies: str = ""


def history(directory: str | Path, wanted: Wanted | None = None) -> Iterator[Row]:
    """Every printing of the wanted figures in a batch's folder or in decks' folders, company by company, by period.

    `status` says of all printings of one item and period: `single`, `agrees` (they are equal, or in other scales one
    true value may stand behind them), `restated` (decks differ), `conflict` (one deck differs from itself), or `gap`:
    nobody prints it, though earlier and later ones are printed. Raises CallError where there are no decks, no such
    company, or a table is none of irdeck's.
    """
    import duckdb

    wanted = wanted or Wanted()
    query = _QUERY.format(series=_SERIES, columns=", ".join(COLUMNS))
    try:
        base, company = connected(directory, wanted.decks, wanted.company, wanted.companies)
        with base:
            found: Any = base.execute(query, {"company": company, "item": wanted.item, "period": wanted.period})
            yield from with_gaps(_rows(found), gaps=not wanted.period)
    except duckdb.Error as error:
        raise CallError(f"{directory}: a table is none of irdeck's ({str(error).splitlines()[0]})") from error


def _rows(found: Any) -> Iterator[Row]:
    while rows := found.fetchmany(10_000):
        for *values, decimals in rows:
            row = {name: "" if value is None else str(value) for name, value in zip(COLUMNS, values, strict=True)}
            yield row | {"value": f"{values[COLUMNS.index('value')]:.{decimals}f}"}
