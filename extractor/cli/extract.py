"""`irdeck extract`: decks to folders of files; several decks of one company are solved together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.errors import message_of
from extractor.cli.options import Lang, Output, Rules, options_of, say
from extractor.errors import CallError, ExitCode, ExtractorError
from extractor.model.figure import Severity

if TYPE_CHECKING:
    from extractor.api import ExtractedDeck
    from extractor.model.deck import Deck
    from extractor.read.pdf import Allowance
    from extractor.rulebook import Rulebook


def _severity(word: str) -> Severity:
    try:
        return Severity[word.upper()]
    except KeyError:
        raise typer.BadParameter(f"say one of {', '.join(s.word for s in Severity)}") from None


@dataclass(frozen=True, kw_only=True)
class ExtractCall:
    """What `irdeck extract` is asked for."""

    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="PDF, dump (.txt) or Markdown (.md).")]
    output: Output = Path("irdeck-out")
    alone: Annotated[bool, typer.Option("--alone", help="Never solve several files together.")] = False
    decisions: Annotated[
        list[Path] | None,
        typer.Option("--decisions", metavar="FILE", help="What a reviewer decided, as the report saved it."),
    ] = None
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", parser=_severity, metavar="SEVERITY", help="Exit 1 at note, warning or error."),
    ] = None
    max_pages: Annotated[
        int, typer.Option("--max-pages", metavar="N", min=0, help="Refuse longer decks; 0 is 600 for PDF.")
    ] = 0
    timeout: Annotated[
        float,
        typer.Option("--timeout", min=-1, help="Seconds to read a PDF; 0 is no limit, -1 is 15 and more by the page."),
    ] = -1
    memory: Annotated[int, typer.Option("--memory", min=0, help="MiB to read a page of a PDF; 0 is no limit.")] = 700
    second: Annotated[
        float, typer.Option("--second", min=0, help="Seconds for a second reader on doubtful PDF tables; 0 is none.")
    ] = 10.0
    ocr: Annotated[bool, typer.Option("--ocr", help="Read pictures of PDF pages, too, with Tesseract.")] = False
    lang: Lang = "en"
    rules: Rules = None


@options_of(ExtractCall)
def extract(call: ExtractCall) -> None:
    """Extract decks; each one's files go to DIR/<deck>/."""
    from extractor.rulebook import load_rulebook

    rulebook = load_rulebook(call.rules)
    named = tuple(zip(call.files, _folders(file.stem for file in call.files), strict=True))
    groups = [(one,) for one in named] if call.alone else [named]
    raise typer.Exit(max(_extract_together(group, call, rulebook) for group in groups))


def _folders(stems: Iterable[str]) -> Iterator[str]:
    """One safe folder name per deck; equal names get a number."""
    from extractor.emit.naming import free_folder

    taken: set[str] = set()
    return (free_folder(stem, taken) for stem in stems)


def _allowance(call: ExtractCall) -> "Allowance":
    from extractor.read.pdf import Allowance

    usual = Allowance(pages=call.max_pages, memory=call.memory, second=call.second, ocr=call.ocr)
    return usual if call.timeout < 0 else replace(usual, page=call.timeout, seconds=call.timeout, more=0)


def _decided(deck: "Deck", files: Iterable[Path]) -> "Deck":
    from extractor.api import with_decisions
    from extractor.read.decisions import read_decisions

    for decisions in map(read_decisions, files):
        if decisions.about(deck.source.name, deck.source.digest):
            deck = with_decisions(deck, decisions)
    return deck


def _extract_together(named: Sequence[tuple[Path, str]], call: ExtractCall, rulebook: "Rulebook") -> ExitCode:
    """Extract files as decks that may be sisters, and write each one's folder; the worst exit code."""
    from extractor.api import extract_read, read_deck

    code, read, folders = ExitCode.FINE, [], []
    for file, folder in named:
        try:
            deck = read_deck(file, rulebook=rulebook, allowance=_allowance(call))
            read.append(_decided(deck, call.decisions or ()))
            folders.append((file, call.output / folder))
        except CallError:
            raise
        except ExtractorError as error:
            say(f"irdeck: {message_of(error)}")
            code = max(code, error.exit_code)
    for deck, (file, path) in zip(extract_read(read, rulebook), folders, strict=True):
        deck.write(path, lang=call.lang, source=_bytes_of(file, deck))
        typer.echo(path)
        sum_up(deck, several=len(read) > 1)
        failing = call.fail_on is not None and any(finding.severity >= call.fail_on for finding in deck.findings)
        code = max(code, ExitCode.FINDINGS if failing else ExitCode.FINE)
    return code


def _bytes_of(file: Path, deck: "ExtractedDeck") -> bytes | None:
    """The file itself where its pages can be shown; what went away since is not shown."""
    try:
        return file.read_bytes() if deck.source.format == "pdf" else None
    except OSError:
        return None


def sum_up(deck: "ExtractedDeck", *, several: bool = False) -> None:
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
