"""The command line: words to calls, exit codes, progress; nothing else.

Only the product goes to stdout: paths of what was written, or the answer that was asked for. All else goes to
stderr. Libraries are loaded inside the commands, so that `--help` is quick.
"""

import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from extractor.cli.batch import batch
from extractor.cli.history import history
from extractor.cli.options import Output, Rules, say
from extractor.cli.rules import rules_app
from extractor.cli.validate import validate
from extractor.errors import CallError, ExitCode, ExtractorError
from extractor.model.figure import Severity

if TYPE_CHECKING:
    from extractor.api import ExtractedDeck
    from extractor.rulebook import Rulebook

_USAGE_ERROR: type[BaseException] = typer.BadParameter.__mro__[1]
_LONGEST_MESSAGE = 500


class OneLineErrors(TyperGroup):
    """Ends every fault as one line on stderr and an exit code; `--debug` shows where it came from."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, _USAGE_ERROR, BrokenPipeError):
            raise
        except (Exception, KeyboardInterrupt) as error:
            if ctx.params.get("debug"):
                traceback.print_exc()
            say(f"irdeck: {_message(error)}")
            raise typer.Exit(_exit_code(error)) from error


def _message(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    text = " ".join(str(error).split())[:_LONGEST_MESSAGE]
    if isinstance(error, ExtractorError):
        return text
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename or 'output'}"
    return f"unexpected {type(error).__name__}: {text} (a bug: please report what `irdeck --debug ...` prints)"


def _exit_code(error: BaseException) -> ExitCode:
    if isinstance(error, ExtractorError):
        return error.exit_code
    if isinstance(error, OSError):
        return ExitCode.WRONG_CALL
    return ExitCode.INTERRUPTED if isinstance(error, KeyboardInterrupt) else ExitCode.UNREADABLE


def _severity(word: str) -> Severity:
    try:
        return Severity[word.upper()]
    except KeyError:
        raise typer.BadParameter(f"say one of {', '.join(s.word for s in Severity)}") from None


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
app.command()(batch)
app.command()(history)
app.command()(validate)


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


@app.command("extract")
def extract_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="PDF, dump (.txt) or Markdown (.md).")],
    output: Output = Path("irdeck-out"),
    *,
    alone: Annotated[bool, typer.Option("--alone", help="Never solve several files together.")] = False,
    fail_on: Annotated[
        Severity | None,
        typer.Option(parser=_severity, metavar="SEVERITY", help="Exit 1 at such findings: note, warning, error."),
    ] = None,
    rules: Rules = None,
) -> None:
    """Extract decks; each one's files go to DIR/<deck>/."""
    from extractor.rulebook import load_rulebook

    rulebook = load_rulebook(rules)
    named = tuple(zip(files, _folders(file.stem for file in files), strict=True))
    batches = [(one,) for one in named] if alone else [named]
    codes = [_extract_together(batch, output, rulebook, fail_on) for batch in batches]
    raise typer.Exit(max(codes))


def _folders(stems: Iterable[str]) -> Iterator[str]:
    """One safe folder name per deck; equal names get a number."""
    from extractor.emit.naming import folder_name

    taken: set[str] = set()
    for stem in stems:
        name, count = folder_name(stem), 1
        while (folder := name if count == 1 else f"{name}-{count}").casefold() in taken:
            count += 1
        taken.add(folder.casefold())
        yield folder


def _extract_together(
    named: Sequence[tuple[Path, str]], output: Path, rulebook: "Rulebook", fail_on: Severity | None
) -> ExitCode:
    """Extract files as decks that may be sisters, and write each one's folder; the worst exit code."""
    from extractor.api import extract_read
    from extractor.read import read_source

    code, read, folders = ExitCode.FINE, [], []
    for file, folder in named:
        try:
            read.append(read_source(file, rulebook=rulebook))
            folders.append(output / folder)
        except ExtractorError as error:
            say(f"irdeck: {_message(error)}")
            code = max(code, error.exit_code)
    for deck, path in zip(extract_read(read, rulebook), folders, strict=True):
        deck.write(path)
        typer.echo(path)
        _sum_up(deck, several=len(read) > 1)
        failing = fail_on is not None and any(finding.severity >= fail_on for finding in deck.findings)
        code = max(code, ExitCode.FINDINGS if failing else ExitCode.FINE)
    return code


def _sum_up(deck: "ExtractedDeck", *, several: bool = False) -> None:
    from extractor.emit.coverage import coverage
    from extractor.model.figure import Grade

    grades = [figure.grade for figure in deck.figures]
    counts = ", ".join(f"{grades.count(grade)} {grade.word.replace('_', ' ')}" for grade in reversed(Grade))
    failed = sum(not check.holds for check in deck.checks)
    say(f"{deck.source.name}: {len(grades)} figures ({counts})")
    say(f"  {len(deck.checks)} checks, {failed} do not hold; {len(deck.findings)} findings")
    say(f"  {coverage(deck).sentence}")
    if several:
        together = [finding.message for finding in deck.findings if finding.code == "sister-decks"]
        say(f"  {together[0] if together else 'Solved alone: nothing shows a sister deck among the files.'}")


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    *,
    line: Annotated[int | None, typer.Option(metavar="N", min=1, help="A line of the dump.")] = None,
    figure: Annotated[str, typer.Option(metavar="ID", help="A figure's id in figures.csv.")] = "",
    rules: Rules = None,
) -> None:
    """How a figure was read: glyphs, edits, readings that lost, checks."""
    from extractor.api import extract
    from extractor.emit import explain_figure, explain_line
    from extractor.rulebook import load_rulebook

    if (line is None) == (not figure):
        raise CallError("say either --line N or --figure ID")
    deck = extract(file, rulebook=load_rulebook(rules))
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
def items(
    labels: Annotated[list[str], typer.Argument(metavar="LABEL", help="Names as printed.")],
    *,
    statement: Annotated[str, typer.Option(help="income, balance, cashflow ...")] = "",
    measure: Annotated[str, typer.Option(help="amount, ratio, per_share, count ...")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per label.")] = False,
    rules: Rules = None,
) -> None:
    """Which item a printed label is; refuses rather than forces."""
    import json

    from extractor.api import load_rulebook, match_item

    rulebook = load_rulebook(rules)
    for label in labels:
        match = match_item(label, statement=statement, measure=measure, rulebook=rulebook)
        found = {column: getattr(match, column) for column in ("label", "item_id", "concept", "score", "because")}
        typer.echo(json.dumps(found, ensure_ascii=False) if as_json else "\t".join(map(str, found.values())))


@app.command()
def demo(output: Output = Path("irdeck-demo")) -> None:
    """Extract the bundled deck and say where the report is."""
    from extractor.api import bundled_deck, extract

    folder = bundled_deck()
    deck = extract(folder / "input.txt", name=folder.name)
    paths = deck.write(output / folder.name)
    _sum_up(deck)
    for path in paths:
        if path.name == "report.html":
            typer.echo(path.resolve())


def main() -> None:
    """Run the command line on the arguments of the process."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    app(prog_name="irdeck")
