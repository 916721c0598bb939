"""Offers: what a deck that was solved alone can lend to its sisters, each figure with its deck and place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from extractor.model.figure import FigureKind, Grade, Reading
from extractor.model.interval import Regime
from extractor.reconcile.engine import Decision
from extractor.reconcile.known.facts import board_facts, series_facts
from extractor.reconcile.known.sources import Proven, proven_figures
from extractor.reconcile.known.world import Fact, Slot, interval_of
from extractor.reconcile.sisters.kin import RULED
from extractor.reconcile.sisters.legends import Legend, legends_of
from extractor.reconcile.told.readings import ABOUT
from extractor.rulebook import Rulebook
from extractor.rulebook.grading import is_sure, link_of

COST = "@cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """A figure as a deck prints it, proven or not, with the fact that it tells."""

    fact: Fact
    reading: Reading
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a deck lends: figures whose three links are sure, and rows whose values and periods are.

    `proven` are as narrow as the deck's way of rounding makes them, `facts` as wide as any way allows. `names` are
    the printed names of the keys that no rule knows, `regime` the deck's way of rounding.
    """

    deck: str
    proven: tuple[Proven, ...]
    facts: tuple[Fact, ...]
    rows: tuple[tuple[Fact, ...], ...]
    legends: tuple[Legend, ...]
    printed: tuple[Printing, ...]
    names: Mapping[str, tuple[str, ...]]
    regime: Regime


def offer_of(deck: str, decided: Decision, told: Iterable[Reading], rulebook: Rulebook) -> Offer:
    """What the deck lends; figures of parts of the company, whose keys hold for one exhibit only, are kept."""
    readings = {reading.figure: reading for reading in told}
    rows = tuple(rows_of(deck, decided, readings, rulebook))
    proven = proven_figures(decided.boards, readings.values(), decided.scene, decided.regime)
    facts = [f for board in decided.boards for f in board_facts(board, decided.scene.calendar, decided.scene.memo)]
    sure = frozenset(name for name, reading in readings.items() if is_sure(reading, rulebook))
    printed = (*_printed(facts, readings, sure), *_others(decided, facts, readings, sure))
    return Offer(
        deck=deck,
        proven=tuple(_of_deck(told, deck) for told in proven if lendable(told[2].slot.key)),
        facts=tuple(_placed(f, deck) for f in facts if f.figure in sure and lendable(f.slot.key)),
        rows=rows,
        legends=legends_of(decided.boards, rows, decided.scene),
        printed=printed,
        names=_names(printed),
        regime=decided.regime,
    )


def _printed(facts: Iterable[Fact], readings: Mapping[str, Reading], sure: Collection[str]) -> Iterator[Printing]:
    for fact in facts:
        if fact.figure in readings and lendable(fact.slot.key):
            yield Printing(fact=fact, reading=readings[fact.figure], sure=fact.figure in sure)


def _others(
    decided: Decision, facts: Iterable[Fact], readings: Mapping[str, Reading], sure: Collection[str]
) -> Iterator[Printing]:
    """What sentences say of the whole company, exactly, and cells that tell no fact as nothing shows their place."""
    told = {fact.figure for fact in facts}
    for reading in readings.values():
        key = decided.scene.keys.key(reading.item)
        exact = not reading.breadcrumb and ABOUT not in reading.value_evidence and reading.figure not in told
        if key and exact and reading.period.label:
            yield Printing(fact=_fact(reading, key), reading=reading, sure=reading.figure in sure)


def _fact(reading: Reading, key: str) -> Fact:
    slot = Slot(
        key=key,
        period=reading.period.label,
        measure=reading.measure,
        versus=reading.versus,
        scenario=reading.scenario,
    )
    return Fact(
        slot=slot,
        interval=interval_of(reading.value, reading.scale, reading.decimals),
        owner=reading.figure,
        source=reading.exhibit,
        period=reading.period,
        figure=reading.figure,
    )


def lendable(key: str) -> bool:
    """Whether a key means something outside its exhibit."""
    return "@" not in key.removesuffix(COST)


def _names(printed: Iterable[Printing]) -> Mapping[str, tuple[str, ...]]:
    """The names under which figures of keys that no rule knows are printed."""
    found: dict[str, dict[str, None]] = {}
    for one in printed:
        key = one.fact.slot.key.removesuffix(COST)
        if key.startswith(RULED):
            found.setdefault(key, {})[one.reading.item] = None
    return MappingProxyType({key: tuple(names) for key, names in found.items()})


def _of_deck(told: Proven, deck: str) -> Proven:
    reading, exhibit, fact = told
    return reading, exhibit, _placed(fact, deck)


def _placed(fact: Fact, deck: str) -> Fact:
    """The fact as one of a sister deck: its owner, figure and source say which."""
    return replace(
        fact,
        owner=f"{deck}:{fact.owner}",
        figure=f"{deck}:{fact.figure}",
        source=f"{fact.source} of {deck}",
        sure=True,
    )


def rows_of(
    deck: str, decided: Decision, readings: Mapping[str, Reading], rulebook: Rulebook
) -> Iterator[tuple[Fact, ...]]:
    """Rows of charts with the cells whose value and period are sure, whatever is known of their names."""
    for board in decided.boards:
        if board.proposal.kind is not FigureKind.CHART:
            continue
        for row, series in enumerate(board.series):
            cells = series_facts(board, row, series, decided.scene.calendar)
            told = [fact for fact in cells if _is_placed(readings.get(fact.figure), rulebook)]
            if told:
                yield tuple(_placed(fact, deck) for fact in told)


def _is_placed(reading: Reading | None, rulebook: Rulebook) -> bool:
    if reading is None:
        return False
    links = (reading.value_evidence, reading.period_evidence)
    return all(link_of(codes, rulebook).grade is Grade.SURE for codes in links)
