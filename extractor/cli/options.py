"""Options that several commands share, and the one way to tell the user something."""

from pathlib import Path
from typing import Annotated

import typer

Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the decks' folders go.")]
Rules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Add the rules of this folder.")]


def say(text: str) -> None:
    """Tell the user something that is not the product."""
    typer.echo(text, err=True)
