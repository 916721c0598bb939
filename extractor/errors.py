"""Exceptions for wrong calls and unreadable input; each carries the exit code of the command line."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes promised to callers of the command line."""

    FINE = 0
    FINDINGS = 1
    WRONG_CALL = 2
    UNREADABLE = 3
    WRONG_RULEBOOK = 4
    BATCH_INCOMPLETE = 5
    INTERRUPTED = 130


class ExtractorError(Exception):
    """Base of all errors that leave the library; the message says what is wrong and what to do."""

    exit_code = ExitCode.WRONG_CALL


class CallError(ExtractorError):
    """The call itself is wrong: an unknown option, stage or format."""


class FullDiskError(CallError):
    """There is no room left where files are to be written."""


class StoppedError(ExtractorError):
    """The caller asked to stop."""

    exit_code = ExitCode.INTERRUPTED


class UnreadableError(ExtractorError):
    """The input is missing, empty, damaged, too large or no document."""

    exit_code = ExitCode.UNREADABLE


class RulebookError(ExtractorError):
    """A rule file is wrong; the message names file, rule and field."""

    exit_code = ExitCode.WRONG_RULEBOOK
