"""Lines to candidate readings of every numeric run; every edit kept."""

from dataclasses import replace

from extractor.model.deck import Deck, RepairedLine, RepairSheet
from extractor.repair.decided import with_decisions
from extractor.repair.lines import repair_lines
from extractor.repair.repeats import find_repeated
from extractor.repair.titled import without_numbers_of_names
from extractor.rulebook import Rulebook


def repair(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the sheet of repaired lines: one per raw line, with runs, periods and edits."""
    lines = without_numbers_of_names(repair_lines(deck.read.lines, rulebook))
    lines = with_decisions(lines, deck.read.decisions)
    repeated = find_repeated(tuple(_place(line) for line in lines))
    return replace(deck, repair=RepairSheet(lines=lines, repeated=repeated))


def _place(line: RepairedLine) -> tuple[int, int, str]:
    return line.number, line.slide, line.text
