"""Every fault as one line and an exit code."""

import traceback
from typing import Any

import typer
from typer.core import TyperGroup

from extractor.cli.options import say
from extractor.errors import ExitCode, ExtractorError

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
            say(f"irdeck: {message_of(error)}")
            raise typer.Exit(_exit_code(error)) from error


def message_of(error: BaseException) -> str:
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
