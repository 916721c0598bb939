"""The command line: words to calls, exit codes, progress; nothing else.

Only the product goes to stdout: paths of what was written, or the answer that was asked for. All else goes to
stderr. Libraries are loaded inside the commands, so that `--help` is quick.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.batch import batch
from extractor.cli.errors import OneLineErrors
from extractor.cli.extract import extract, sum_up
from extractor.cli.history import history
from extractor.cli.items import items
from extractor.cli.options import Output, Rules
from extractor.cli.rules import rules_app
from extractor.cli.validate import validate
from extractor.errors import CallError

app = typer.Typer(
    cls=OneLineErrors,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Figures from earnings-call decks, each with its item, its period, its proof and its doubts.",
)
app.add_typer(rules_app, name="rules")
app.command()(extract)
app.command()(batch)
app.command()(history)
app.command()(validate)
app.command()(items)


@app.callback(invoke_without_command=True)
def irdeck(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Say the version.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    if version:
        from extractor import __version__

        typer.echo(f"irdeck {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    *,
    line: Annotated[int | None, typer.Option(metavar="N", min=1, help="A line of the dump.")] = None,
    figure: Annotated[str, typer.Option(metavar="ID", help="A figure's id in figures.csv.")] = "",
    rules: Rules = None,
) -> None:
    """How a figure was read: glyphs, edits, readings that lost, checks."""
    from extractor import api
    from extractor.emit import explain_figure, explain_line
    from extractor.rulebook import load_rulebook

    if (line is None) == (not figure):
        raise CallError("say either --line N or --figure ID")
    deck = api.extract(file, rulebook=load_rulebook(rules))
    typer.echo(explain_line(deck, line) if line is not None else explain_figure(deck, figure))


@app.command()
def score(
    facts: Annotated[Path, typer.Argument(metavar="FACTS", help="figures.csv of an extraction.")],
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="Truth file made by a person.")],
    *,
    misses: Annotated[int, typer.Option(metavar="N", min=0, help="Show up to N figures of every kind of error.")] = 0,
) -> None:
    """Recall, precision, and wrong-and-sure against a truth file."""
    from extractor.truth import render, score_files

    typer.echo(render(score_files(facts, truth), misses))


@app.command()
def demo(output: Output = Path("irdeck-demo")) -> None:
    """Extract the bundled deck and say where the report is."""
    from extractor import api

    folder = api.bundled_deck()
    deck = api.extract(folder / "input.txt", name=folder.name)
    paths = deck.write(output / folder.name)
    sum_up(deck)
    for path in paths:
        if path.name == "report.html":
            typer.echo(path.resolve())


def main() -> None:
    """Run the command line on the arguments of the process."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    app(prog_name="irdeck")
