"""The list of what to look at leads to the errors: on the bundled deck all of them stand among its first things."""

from extractor import extract
from extractor.emit.grid import grids
from extractor.emit.report.things import things
from extractor.emit.report.words import words
from extractor.emit.rows import figure_rows
from extractor.model.figure import Grade
from extractor.truth.entry import entry, read_entries
from extractor.truth.pairing import pair
from fixtures.source import inputs

LOOKED_AT = 15


def test_wrong_and_ambiguous_figures_stand_among_the_first_things():
    source = next(path for path in inputs() if path.parent.name == "iij-2q07")
    deck = extract(source, name="iij-2q07")
    truth = [each for each in read_entries(source.parent / "figures.csv") if each.printed]
    right = set(pair(truth, [entry(row) for row in figure_rows(deck)]).whole.values())
    wrong = {figure.reading.figure for at, figure in enumerate(deck.figures) if at not in right}
    ambiguous = {figure.reading.figure for figure in deck.figures if figure.grade is Grade.AMBIGUOUS}
    assert wrong
    assert ambiguous
    named = {name for thing in things(deck, grids(deck), words("en"))[:LOOKED_AT] for name in thing.figures}
    assert sorted((wrong | ambiguous) - named) == []
