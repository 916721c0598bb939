"""The order of the stages: a table of what each needs and gives, and the run that follows it.

The first sheet, `read`, is laid by `extractor.read`, which knows files; every later stage is a pure function
of the deck and the rulebook.
"""

from collections.abc import Callable
from dataclasses import dataclass

from extractor.align import align
from extractor.errors import CallError
from extractor.layout import layout
from extractor.match import match
from extractor.model.deck import Deck
from extractor.reconcile import reconcile, reconcile_together
from extractor.repair import repair
from extractor.rulebook import Rulebook
from extractor.score import score

FIRST_SHEET = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage: its function, the sheets it needs beneath, and the one it lays on top.

    `together` is what it does with several decks, where that is more than one after the other.
    """

    name: str
    run: Callable[[Deck, Rulebook], Deck]
    needs: tuple[str, ...]
    gives: str
    together: Callable[[tuple[Deck, ...], Rulebook], tuple[Deck, ...]] | None = None


STAGES = (
    Stage(name="repair", run=repair, needs=("read",), gives="repair"),
    Stage(name="layout", run=layout, needs=("read", "repair"), gives="layout"),
    Stage(name="align", run=align, needs=("read", "repair", "layout"), gives="align"),
    Stage(name="match", run=match, needs=("layout",), gives="match"),
    Stage(
        name="reconcile",
        run=reconcile,
        needs=("layout", "align", "match"),
        gives="reconcile",
        together=reconcile_together,
    ),
    Stage(name="score", run=score, needs=("repair", "layout", "reconcile"), gives="score"),
)


def run(deck: Deck, rulebook: Rulebook, until: str = STAGES[-1].name) -> Deck:
    """Lay the sheets of all stages up to and including `until` on a deck that was read.

    Raises CallError where `until` is no stage.
    """
    names = (FIRST_SHEET, *(stage.name for stage in STAGES))
    if until not in names:
        raise CallError(f"no stage is called {until!r}; the stages are {', '.join(names)}")
    for stage in STAGES[: names.index(until)]:
        deck = stage.run(deck, rulebook)
    return deck


def run_together(decks: tuple[Deck, ...], rulebook: Rulebook) -> tuple[Deck, ...]:
    """Lay the sheets of all stages on several decks; sister decks are solved together."""
    for stage in STAGES:
        if stage.together is not None:
            decks = stage.together(decks, rulebook)
        else:
            decks = tuple(stage.run(deck, rulebook) for deck in decks)
    return decks
