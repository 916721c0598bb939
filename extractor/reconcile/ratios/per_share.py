"""Charts of figures per share, and columns that the title of their slide calls a forecast or a target."""

from collections.abc import Mapping
from dataclasses import replace

from extractor.model.exhibit import Column
from extractor.model.figure import Measure
from extractor.reconcile.boards.board import Board
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.ratios.units import items_by_id
from extractor.rulebook import Rulebook
from extractor.rulebook.items import Item
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms

ACTUAL = "actual"
SCENARIO = "scenario"


def with_per_share(board: Board, scene: Scene) -> Board:
    """The board with rows of per-share items, near lines of these and their totals measured per share."""
    items = items_by_id(scene.rulebook)
    found = {row for row, s in enumerate(board.series) if _is_per_share(scene.keys.match(s.name).item_id, items)}
    found |= {rule.total for rule in board.sums if found.issuperset(rule.parts)}
    series = tuple(
        replace(s, measure=Measure.PER_SHARE) if row in found and s.measure is Measure.AMOUNT else s
        for row, s in enumerate(board.series)
    )
    return replace(board, series=series)


def _is_per_share(item_id: str, items: Mapping[str, Item]) -> bool:
    return item_id in items and items[item_id].measure is Measure.PER_SHARE


def with_title_scenario(board: Board, rulebook: Rulebook) -> Board:
    """The board with the one period that the title calls a forecast, a target or a plan told from actuals."""
    title = board.exhibit.title
    periods = {mention.period.label for mention in find_periods(title, rulebook)}
    scenarios = {term.reading for term in find_terms(title, rulebook) if term.term == SCENARIO} - {ACTUAL}
    if len(periods) != 1 or len(scenarios) != 1 or board.width < len(periods) + 1:
        return board
    scenario = next(iter(scenarios))
    columns = tuple(_told(column, periods, scenario) for column in board.columns)
    return replace(board, proposal=replace(board.proposal, columns=columns))


def _told(column: Column, periods: set[str], scenario: str) -> Column:
    meant = column.period is not None and column.period.label in periods
    return replace(column, scenario=scenario) if meant and column.scenario == ACTUAL else column
