"""`irdeck history`: every printing of a figure over the decks of a directory."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import options_of, say

Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class HistoryCall:
    """What `irdeck history` is asked for."""

    directory: Annotated[str, typer.Argument(metavar="DIR", help="Output of a batch, or decks' folders.")]
    company: Annotated[str, typer.Option("--company", help="A company's id, or a part of its name.")] = ""
    item: Annotated[str, typer.Option("--item", help="An item's id, or a part of its printed name.")] = ""
    period: Annotated[str, typer.Option("--period", help="A period as the tables name it: 2Q07.")] = ""
    decks: Annotated[str, typer.Option("--decks", metavar="GLOB", help="Only decks so called.")] = "*"
    companies: Annotated[
        str, typer.Option("--companies", metavar="FILE", help="CSV of deck,company that overrides the evidence.")
    ] = ""
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A .csv, .parquet or .html to write.")
    ] = None


@options_of(HistoryCall)
def history(call: HistoryCall) -> None:
    """One table over decks: each item and period with every printing of it, restatements and gaps marked."""
    from extractor.batch.history import Wanted
    from extractor.batch.history import history as printings
    from extractor.batch.history.written import write_csv, write_history

    wanted = Wanted(
        company=call.company, item=call.item, period=call.period, decks=call.decks, companies=call.companies
    )
    rows = printings(call.directory, wanted)
    if call.output:
        title = " · ".join(word for word in (call.company, call.item, call.period) if word) or call.directory
        counts = write_history(rows, call.output, title)
        typer.echo(call.output)
    else:
        counts = Counter()
        write_csv(_counted(rows, counts), sys.stdout)
    say(
        f"{counts['restated']} printings of restated figures, {counts['conflict']} of figures in conflict, "
        f"{counts['gap']} gaps"
    )


def _counted(rows: Iterator[Row], counts: Counter[str]) -> Iterator[Row]:
    for row in rows:
        counts[row["status"]] += 1
        yield row
