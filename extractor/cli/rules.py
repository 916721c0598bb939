"""`irdeck rules`: list, check and show what the rulebook says."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.options import Rules, say
from extractor.errors import CallError

if TYPE_CHECKING:
    from extractor.rulebook import Rulebook

rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The rulebook.")


def _rules(rulebook: "Rulebook") -> Iterator[tuple[str, Any]]:
    from extractor.rulebook.book import FAMILIES

    for family in FAMILIES:
        for rule in getattr(rulebook, family.field):
            yield family.field, rule


@rules_app.command("list")
def list_rules(rules: Rules = None) -> None:
    """Every rule: its kind, its id, and why it exists."""
    from extractor.rulebook import load_rulebook

    for kind, rule in _rules(load_rulebook(rules)):
        typer.echo(f"{kind}\t{rule.id}\t{' '.join(rule.why.split())}")


@rules_app.command("check")
def check_rules(rules: Rules = None) -> None:
    """Read all rule files and say what is wrong with them, if anything."""
    from extractor.rulebook import check_rulebook, load_rulebook

    rulebook = check_rulebook(load_rulebook(rules))
    say(f"{sum(1 for _ in _rules(rulebook))} rules are fine (digest {rulebook.digest[:12]})")


@rules_app.command("show")
def show_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID")],
    rules: Rules = None,
) -> None:
    """One rule in full, with its file, its examples and its counter-examples."""
    from extractor.rulebook import load_rulebook

    rulebook = load_rulebook(rules)
    for kind, rule in _rules(rulebook):
        if rule.id == rule_id:
            typer.echo(f"{rulebook.origin[rule_id]} ({kind})")
            for field in rule.__struct_fields__:
                typer.echo(f"  {field}: {getattr(rule, field)!r}")
            return
    raise CallError(f"no rule is called {rule_id!r}; `irdeck rules list` names them all")
