"""`irdeck validate`: Great Expectations on the tables of decks' folders."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.cli.options import Rules, say
from extractor.errors import CallError, ExitCode


def validate(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A deck's folder, or one with decks' folders.")],
    *,
    docs: Annotated[bool, typer.Option("--docs", help="Also write Great Expectations' pages to data-docs/.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 at warnings too.")] = False,
    rules: Rules = None,
) -> None:
    """Great Expectations suites over emitted tables as they stand; results go to validation.json and the report."""
    from extractor.rulebook import load_rulebook
    from extractor.validate import deck_folders, validate_deck

    rulebook, failing = load_rulebook(rules), False
    for folder in deck_folders(directory):
        validation = validate_deck(folder, rulebook=rulebook, docs=docs)
        _note(folder, [asdict(outcome) for outcome in validation.outcomes])
        failing |= bool(validation.failed() if strict else validation.failed("error"))
        typer.echo(folder / "validation.json")
        say(f"{validation.deck}: {len(validation.outcomes)} expectations, {len(validation.failed())} not met")
        for outcome in validation.failed():
            rows = ", ".join(outcome.rows[:5])
            say(f"  {outcome.severity} {outcome.rule}: {outcome.broken} rows {rows}{outcome.error[:200]}".rstrip())
    raise typer.Exit(ExitCode.FINDINGS if failing else ExitCode.FINE)


def _note(folder: Path, outcomes: Sequence[dict[str, Any]]) -> None:
    """Put the outcomes into the report of the folder, where there is one."""
    from extractor.emit import with_validation

    report, aside = folder / "report.html", folder / ".report.html"
    if not report.is_file():
        return
    try:
        aside.write_text(with_validation(report.read_text("utf-8"), outcomes), encoding="utf-8")
        aside.replace(report)
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"cannot write into {folder}: {error}") from error
