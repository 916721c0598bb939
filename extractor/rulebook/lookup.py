"""Which items bear a printed name: exact names first, then names without units, order or weak words."""

from collections.abc import Callable
from dataclasses import dataclass

from extractor.model.figure import Measure
from extractor.rulebook.book import Rulebook
from extractor.rulebook.items import Item
from extractor.rulebook.lexicon import (
    Entry,
    Lexicon,
    bare_keys,
    entries_of,
    key_of,
    lexicon,
    loose_entries,
    one_signed,
)
from extractor.rulebook.names import Name, read_name

_AMOUNTS = frozenset((Measure.AMOUNT.value, Measure.CHANGE_PCT.value))
_OPEN = frozenset(("", Measure.CHANGE.value, Measure.OTHER.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The entries of a name, one per item, how surely they bear it (0 to 100), and why."""

    entries: tuple[Entry, ...] = ()
    score: int = 0
    because: str = ""


def items_named(label: str, rulebook: Rulebook, *, statement: str = "", measure: str = "") -> tuple[Item, ...]:
    """The items that bear a printed name: none, one, or those between which the context does not decide.

    Near lines (`kin`) are left out; likeness of letters plays no part.
    """
    entries = look_up(read_name(label), lexicon(rulebook)).entries
    return tuple(entry.item for entry in narrowed(entries, statement, measure) if not entry.kin)


def look_up(name: Name, lex: Lexicon) -> Found:
    """The entries of a name by the first of four steps that finds any."""
    for step, score, because in _STEPS:
        entries = step(name, lex)
        if entries:
            return Found(entries=entries, score=score, because=because)
    return Found()


def narrowed(entries: tuple[Entry, ...], statement: str, measure: str) -> tuple[Entry, ...]:
    """Those of several entries that fit statement and measure; all of them where none would."""
    kept = tuple(entry for entry in entries if measure in _OPEN or _fits(entry.item, measure)) or entries
    return tuple(entry for entry in kept if entry.item.statement == statement) or kept


def _fits(item: Item, measure: str) -> bool:
    return item.measure == measure or (item.measure in _AMOUNTS and measure in _AMOUNTS)


def _by_bare_name(name: Name, lex: Lexicon) -> tuple[Entry, ...]:
    return next((lex.entries[key] for key in bare_keys(name, lex) if key in lex.entries), ())


def _by_double_name(name: Name, lex: Lexicon) -> tuple[Entry, ...]:
    """The items that both the name and its bracket are names of: return on equity (ROE)."""
    if len(name.inner) != 1:
        return ()
    keys = (key_of(text, lex, japanese=name.japanese) for text in (name.outer, name.inner[0]))
    outside, inside = (lex.entries.get(key, ()) for key in keys)
    ids = {entry.item.id for entry in inside}
    return tuple(entry for entry in outside if entry.item.id in ids)


def _by_either_sign(name: Name, lex: Lexicon) -> tuple[Entry, ...]:
    """The items of a name that says both signs: segment profit or loss."""
    return next((lex.entries[key] for key in one_signed(name, lex) if key in lex.entries), ())


def _by_loose_name(name: Name, lex: Lexicon) -> tuple[Entry, ...]:
    return loose_entries(name, lex)


_STEPS: tuple[tuple[Callable[[Name, Lexicon], tuple[Entry, ...]], int, str], ...] = (
    (entries_of, 100, "listed name"),
    (_by_bare_name, 98, "listed name with a unit or the other sign in brackets"),
    (_by_double_name, 97, "two listed names of one item"),
    (_by_either_sign, 97, "listed name with both signs"),
    (_by_loose_name, 95, "listed name in another order or without words like total"),
)
