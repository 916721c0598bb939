"""Options that several commands share, and the one way to tell the user something."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

Call = TypeVar("Call")

Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the decks' folders go.")]
Rules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Add the rules of this folder.")]


def say(text: str) -> None:
    """Tell the user something that is not the product."""
    typer.echo(text, err=True)


Lang = Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the report: en or ja.")]


def options_of(kind: type[Call]) -> Callable[[Callable[[Call], None]], Callable[..., None]]:
    """Make a command of a function that takes one call, with an option or argument for every field of it."""
    hints = get_type_hints(kind, include_extras=True)
    by_keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter(
            field.name,
            by_keyword,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(kind)  # type: ignore[arg-type]
    ]

    def decorate(run: Callable[[Call], None]) -> Callable[..., None]:
        def command(**given: Any) -> None:
            run(kind(**given))

        command.__name__, command.__doc__ = run.__name__, run.__doc__
        command.__annotations__ = hints
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return command

    return decorate
