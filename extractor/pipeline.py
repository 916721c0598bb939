"""The order of the stages: a table of what each needs and gives, and the run that follows it.

The first sheet, `read`, is laid by `extractor.read`, which knows files; every later stage is a pure function
of the deck and the rulebook.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.align import align
from extractor.errors import CallError
from extractor.layout import layout
from extractor.match import match
from extractor.model.deck import Deck, LayoutSheet, Source
from extractor.model.page import Grid
from extractor.reconcile import Alone, Lender, decided_alone, decided_with, doubtful_pages, lender_of, reconcile
from extractor.repair import repair
from extractor.rulebook import Rulebook
from extractor.score import score

FIRST_SHEET = "read"
BARE = Deck(source=Source(name="", format=""))
Second = Callable[[Sequence[int]], Mapping[int, tuple[Grid, ...]]]
"""A second reader of tables: the grids that it sees on the pages with these numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage: its function, the sheets it needs beneath, and the one it lays on top."""

    name: str
    run: Callable[[Deck, Rulebook], Deck]
    needs: tuple[str, ...]
    gives: str


STAGES = (
    Stage(name="repair", run=repair, needs=("read",), gives="repair"),
    Stage(name="layout", run=layout, needs=("read", "repair"), gives="layout"),
    Stage(name="align", run=align, needs=("read", "repair", "layout"), gives="align"),
    Stage(name="match", run=match, needs=("layout",), gives="match"),
    Stage(name="reconcile", run=reconcile, needs=("layout", "align", "match"), gives="reconcile"),
    Stage(name="score", run=score, needs=("repair", "layout", "reconcile"), gives="score"),
)

_SOLVED = 1 + next(number for number, stage in enumerate(STAGES) if stage.run is reconcile)
_PLACED = next(stage.name for stage in STAGES if stage.run is layout)
_BEFORE = STAGES[_SOLVED - 2].name


def run(deck: Deck, rulebook: Rulebook, until: str = STAGES[-1].name) -> Deck:
    """Lay the sheets of all stages up to and including `until` on a deck that was read; those it has already are kept.

    Raises CallError where `until` is no stage.
    """
    names = (FIRST_SHEET, *(stage.name for stage in STAGES))
    if until not in names:
        raise CallError(f"no stage is called {until!r}; the stages are {', '.join(names)}")
    for stage in STAGES[: names.index(until)]:
        deck = deck if _has(deck, stage) else stage.run(deck, rulebook)
    return deck


def _has(deck: Deck, stage: Stage) -> bool:
    """Whether the sheet of a stage was laid already; an empty one is none."""
    return bool(getattr(deck, stage.gives) != getattr(BARE, stage.gives))


def seen_again(deck: Deck, rulebook: Rulebook, second: Second) -> Deck:
    """A deck that was read, with tables of a second reader on the pages where the places of figures leave a doubt.

    The sheets up to the layout are laid, so that nothing is done twice where no page leaves one.
    """
    laid = run(deck, rulebook, until=_PLACED)
    pages = doubtful_pages(laid)
    grids = second(pages) if pages else {}
    if not any(grids.values()):
        return laid
    seen = tuple(replace(page, grids=grids.get(page.number, ())) for page in deck.read.pages)
    return run(replace(laid, read=replace(deck.read, pages=seen), layout=LayoutSheet()), rulebook, until=_PLACED)


def run_alone(deck: Deck, rulebook: Rulebook) -> Alone:
    """A deck solved without its sisters, and what it could lend them: the first half of `run`."""
    return decided_alone(run(deck, rulebook, until=_BEFORE), rulebook)


def run_with(one: Alone, lenders: Iterable[Lender], rulebook: Rulebook) -> Deck:
    """The second half: the deck with all sheets, decided further with what its sisters among the lenders prove."""
    deck = decided_with(one, lenders, rulebook)
    for stage in STAGES[_SOLVED:]:
        deck = stage.run(deck, rulebook)
    return deck


def run_together(decks: Iterable[Deck], rulebook: Rulebook) -> tuple[Deck, ...]:
    """Lay the sheets of all stages on several decks; sister decks are solved together, in any order."""
    alone = tuple(run_alone(deck, rulebook) for deck in decks)
    lenders = tuple(map(lender_of, alone))
    return tuple(run_with(one, lenders, rulebook) for one in alone)
