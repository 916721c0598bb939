"""Great Expectations on the tables of a deck as they stand in its folder, emitted or edited since.

Great Expectations takes seconds to start, so it is loaded when a folder is validated and never before.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from extractor.errors import CallError
from extractor.rulebook import Rulebook, load_rulebook
from extractor.validate.suites import Outcome, run_suites

__all__ = ["Outcome", "Validation", "deck_folders", "validate_deck"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What became of the expectations on one deck's folder."""

    deck: str
    outcomes: tuple[Outcome, ...]

    def failed(self, severity: str = "") -> tuple[Outcome, ...]:
        """Expectations that were not met, all or those of one severity."""
        return tuple(each for each in self.outcomes if not each.success and severity in {"", each.severity})

    @property
    def success(self) -> bool:
        """Whether every expectation of severity `error` was met."""
        return not self.failed("error")


def deck_folders(directory: Path) -> tuple[Path, ...]:
    """The folder itself where it is a deck's, else the decks' folders in it, by name.

    Raises CallError where there is neither.
    """
    if (directory / "figures.csv").is_file():
        return (directory,)
    found = tuple(sorted(path.parent for path in directory.glob("*/figures.csv")))
    if not found:
        raise CallError(f"{directory}: no deck's folder: there is no figures.csv in it or one below")
    return found


def validate_deck(folder: Path, *, rulebook: Rulebook | None = None, docs: bool = False) -> Validation:
    """Run every expectation on the tables in a deck's folder and write validation.json beside them.

    With `docs`, pages of Great Expectations go to `data-docs/` in the folder. Raises UnreadableError where a table
    is missing or no table, RulebookError where a rule is no expectation, CallError where nothing can be written.
    """
    from extractor.validate.frames import frames, read_tables

    rules = load_rulebook() if rulebook is None else rulebook
    pages = str((folder / "data-docs").resolve()) if docs else ""
    outcomes = run_suites(frames(read_tables(folder)), rules.expectations, pages)
    validation = Validation(deck=folder.name, outcomes=outcomes)
    text = json.dumps({**asdict(validation), "success": validation.success}, ensure_ascii=False, indent=1)
    try:
        aside = folder / ".validation.json"
        aside.write_text(text + "\n", encoding="utf-8")
        aside.replace(folder / "validation.json")
    except OSError as error:
        raise CallError(f"cannot write into {folder}: {error.strerror}") from error
    return validation
