"""The library: a source goes in, a deck of graded figures comes out; the names promised to callers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING

from extractor import match, pipeline
from extractor.errors import UnreadableError
from extractor.model.decision import Decisions
from extractor.model.deck import Deck
from extractor.model.label import ItemMatch
from extractor.read import read_twice
from extractor.read.decisions import read_decisions
from extractor.read.pdf import USUAL, Allowance
from extractor.rulebook import Rulebook, load_rulebook

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "ExtractedDeck",
    "Source",
    "bundled_deck",
    "extract",
    "extract_many",
    "load_rulebook",
    "match_item",
    "match_items",
]

Source = str | PathLike[str] | bytes | IO[bytes] | IO[str]
"""A path, the bytes of a file, an open file, or the text itself where a text format is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedDeck(Deck):
    """A deck with all sheets laid, and the tables made of it. pandas is loaded when a table is asked for."""

    def to_pandas(self) -> DataFrame:
        """One row per figure, columns as in figures.csv."""
        from extractor.emit import figures_frame

        return figures_frame(self)

    def tables(self) -> dict[str, DataFrame]:
        """Each exhibit that holds figures as items × periods, by its title."""
        from extractor.emit import exhibit_frames

        return exhibit_frames(self)

    def write(
        self, directory: str | PathLike[str], *, lang: str = "en", source: bytes | None = None
    ) -> tuple[Path, ...]:
        """Write all files of this deck into `directory` and give their paths; the report is in `lang` (en, ja).

        With `source`, the bytes of the PDF that was read, the report shows its pages beside their tables.
        """
        from extractor.emit import write_deck

        return write_deck(self, Path(directory), lang, source)


def extract(
    source: Source,
    *,
    format: str = "",
    rulebook: Rulebook | None = None,
    name: str = "",
    decisions: str | PathLike[str] | None = None,
) -> ExtractedDeck:
    """Read one deck and give its figures with their checks and findings.

    `format` ("dump", "markdown", "pdf") is found from the source where it is empty; a str is a path unless a
    text format is named. `name` stands for the file stem where there is no file. `decisions` is a file that the
    report saved: its figures stand as decided. Raises CallError where it is no such file, UnreadableError where
    the source is missing, empty, damaged or no document, and RulebookError where a rule file is wrong.
    """
    rules = load_rulebook() if rulebook is None else rulebook
    deck = read_deck(source, format=format, name=name, rulebook=rules)
    if decisions is not None:
        deck = with_decisions(deck, read_decisions(Path(decisions)))
    return as_extracted(pipeline.run(deck, rules))


def read_deck(
    source: Source, *, format: str = "", name: str = "", rulebook: Rulebook, allowance: Allowance = USUAL
) -> Deck:
    """One deck, ready for `extract_read`; doubtful pages of a PDF have been shown to a second reader of tables."""
    deck, second = read_twice(source, format=format, name=name, rulebook=rulebook, allowance=allowance)
    return pipeline.seen_again(deck, rulebook, second) if deck.read.pages else deck


def with_decisions(deck: Deck, decisions: Decisions) -> Deck:
    """A deck that was read, with what reviewers decided about its figures."""
    return replace(deck, read=replace(deck.read, decisions=deck.read.decisions + decisions.made))


def extract_many(
    sources: Iterable[Source], *, rulebook: Rulebook | None = None, alone: bool = False
) -> tuple[ExtractedDeck, ...]:
    """Extract several decks, in their order; those of one company are solved together, unless each is to be `alone`.

    What one deck proves is proof in its sisters too, marked with its deck and place; what they print differently is
    a finding. The outcome does not hang on the order. The first source that cannot be read raises.
    """
    rules = load_rulebook() if rulebook is None else rulebook
    return extract_read((read_deck(source, rulebook=rules) for source in sources), rules, alone=alone)


def extract_read(decks: Iterable[Deck], rulebook: Rulebook, *, alone: bool = False) -> tuple[ExtractedDeck, ...]:
    """The same for decks that were read already."""
    read = tuple(decks)
    if alone or len(read) == 1:
        return tuple(as_extracted(pipeline.run(deck, rulebook)) for deck in read)
    return tuple(map(as_extracted, pipeline.run_together(read, rulebook)))


def as_extracted(deck: Deck) -> ExtractedDeck:
    """A deck with all sheets, with the tables made of it."""
    return ExtractedDeck(**{field.name: getattr(deck, field.name) for field in fields(deck)})


def match_item(
    label: str, *, statement: str = "", measure: str = "", section: str = "", rulebook: Rulebook | None = None
) -> ItemMatch:
    """The item that a printed label stands for, or a refusal with its reason.

    `statement` ("income", "balance", "cashflow" ...) narrows names that stand in more than one statement, `measure`
    ("amount", "ratio", "per_share" ...) names of an amount and of its ratio, `section` (the printed name of the rows
    above, "特別損失") lines of one name. Raises CallError for an unknown statement or measure.
    """
    rules = load_rulebook() if rulebook is None else rulebook
    return match.match_item(label, rules, statement=statement, measure=measure, section=section)


def match_items(
    labels: Sequence[str],
    *,
    statement: str = "",
    measure: str = "",
    section: str = "",
    rulebook: Rulebook | None = None,
) -> tuple[ItemMatch, ...]:
    """The items of labels that stand in one table, in order: what one label leaves open, the others may decide.

    Context and errors as for `match_item`.
    """
    rules = load_rulebook() if rulebook is None else rulebook
    return match.match_together(labels, rules, statement=statement, measure=measure, section=section)


def bundled_deck() -> Path:
    """The folder of the fixture deck that comes with the package; its dump is `input.txt`."""
    package = Path(__file__).resolve().parent
    for decks in (package / "_decks", package.parent / "fixtures" / "decks"):
        if (decks / "BUNDLED").is_file():
            return decks / (decks / "BUNDLED").read_text(encoding="utf-8").strip()
    raise UnreadableError("the bundled deck is missing; install the package again")
