"""`irdeck items`: which item a printed label is, and why."""

from dataclasses import dataclass
from typing import Annotated

import typer

from extractor.cli.options import Rules, options_of

_COLUMNS = ("label", "item_id", "concept", "score", "because")


@dataclass(frozen=True, kw_only=True)
class ItemsCall:
    """What `irdeck items` is asked for."""

    labels: Annotated[list[str], typer.Argument(metavar="LABEL", help="Names as printed.")]
    statement: Annotated[str, typer.Option("--statement", help="income, balance, cashflow ...")] = ""
    measure: Annotated[str, typer.Option("--measure", help="amount, ratio, per_share, count ...")] = ""
    section: Annotated[str, typer.Option("--section", help="The printed name of the rows above, 特別損失.")] = ""
    together: Annotated[
        bool, typer.Option("--together", help="The labels stand in one table and decide each other.")
    ] = False
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per label.")] = False
    rules: Rules = None


@options_of(ItemsCall)
def items(call: ItemsCall) -> None:
    """Which item a printed label is; refuses rather than forces."""
    import json

    from extractor.api import load_rulebook, match_items

    rulebook = load_rulebook(call.rules)
    context = {"statement": call.statement, "measure": call.measure, "section": call.section}
    for table in [call.labels] if call.together else [[label] for label in call.labels]:
        for match in match_items(table, **context, rulebook=rulebook):
            found = {column: getattr(match, column) for column in _COLUMNS}
            typer.echo(json.dumps(found, ensure_ascii=False) if call.as_json else "\t".join(map(str, found.values())))
