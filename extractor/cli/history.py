"""`irdeck history`: every printing of a figure over the decks of a directory."""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import options_of, say


@dataclass(frozen=True, kw_only=True)
class HistoryCall:
    """What `irdeck history` is asked for."""

    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of decks' folders.")]
    item: Annotated[str, typer.Option("--item", help="An item's id, or a part of its printed name.")] = ""
    period: Annotated[str, typer.Option("--period", help="A period as the tables name it: 2Q07.")] = ""
    decks: Annotated[str, typer.Option("--decks", metavar="GLOB", help="Only decks so called.")] = "*"


@options_of(HistoryCall)
def history(call: HistoryCall) -> None:
    """One table over decks as CSV: each item and period with every printing of it, restatements marked."""
    from extractor.batch.history import COLUMNS, Wanted
    from extractor.batch.history import history as printings
    from extractor.emit.cells import neutral

    wanted = Wanted(item=call.item, period=call.period, decks=call.decks)
    writer, counts = (
        csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n"),
        dict.fromkeys(("restated", "conflict"), 0),
    )
    for at, row in enumerate(printings(call.directory, wanted)):
        if not at:
            writer.writeheader()
        writer.writerow({name: neutral(text) for name, text in row.items()})
        if row["status"] in counts:
            counts[row["status"]] += 1
    say(f"{counts['restated']} printings of restated figures, {counts['conflict']} of figures in conflict")
