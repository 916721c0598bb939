"""One printed label to an item of the rulebook, or a reasoned refusal; never forced."""

from collections.abc import Callable
from functools import lru_cache

from extractor.errors import CallError
from extractor.match.near import nearest
from extractor.model.figure import Measure
from extractor.model.label import ItemMatch
from extractor.rulebook import Rulebook
from extractor.rulebook.items import Item, StatementKind
from extractor.rulebook.lexicon import (
    Entry,
    Lexicon,
    bare_key,
    bare_keys,
    entries_of,
    key_of,
    lexicon,
    loose_key,
)
from extractor.rulebook.names import MAX_CHARS, Name, read_name

MAX_WORDS = 14
KIN_SCORE = 90
SENTENCE = "a sentence, not a name"
_STATEMENTS = frozenset(kind.value for kind in StatementKind)
_MEASURES = frozenset(measure.value for measure in Measure)
_AMOUNTS = frozenset((Measure.AMOUNT, Measure.CHANGE_PCT))
_OPEN = frozenset(("", Measure.CHANGE.value, Measure.OTHER.value))


def match_item(label: str, rulebook: Rulebook, *, statement: str = "", measure: str = "") -> ItemMatch:
    """The item that a printed label stands for; `item_id` is empty where there is none, `because` says why.

    `statement` (income, comprehensive, balance, cashflow, indicator) and `measure` (amount, ratio, count,
    ...) decide between items that share a name. Raises CallError where either is no such word.
    """
    if statement and statement not in _STATEMENTS:
        raise CallError(f"no statement is called {statement!r}; use {', '.join(sorted(_STATEMENTS))}")
    if measure and measure not in _MEASURES:
        raise CallError(f"no measure is called {measure!r}; use {', '.join(sorted(_MEASURES))}")
    return _match(label, rulebook, statement, measure)


def rivals(label: str, rulebook: Rulebook) -> tuple[Item, ...]:
    """The items that share the name of a label; empty where fewer than two do."""
    found = _look_up(read_name(label), lexicon(rulebook))[0]
    return tuple(entry.item for entry in found) if len(found) > 1 else ()


@lru_cache(maxsize=32768)
def _match(label: str, rulebook: Rulebook, statement: str, measure: str) -> ItemMatch:
    name, lex = read_name(label), lexicon(rulebook)
    reason = _no_name(label, name)
    if reason:
        return ItemMatch(label=label, because=reason)
    entries, score, because = _look_up(name, lex)
    if entries:
        return _settle(label, _narrow(entries, statement, measure), score, because)
    entries, score, because = nearest(name, lex)
    return _settle(label, entries, score, because)


def _no_name(label: str, name: Name) -> str:
    if not any(sign.isalpha() for sign in name.full):
        return "no letters"
    if len(label) > MAX_CHARS or len(name.words) > MAX_WORDS:
        return SENTENCE
    return ""


_Step = Callable[[Name, Lexicon], tuple[Entry, ...]]


def _by_name(name: Name, lex: Lexicon) -> tuple[Entry, ...]:
    return entries_of(name, lex)


def _by_bare_name(name: Name, lex: Lexicon) -> tuple[Entry, ...]:
    return next((lex.entries[key] for key in bare_keys(name, lex) if key in lex.entries), ())


def _by_loose_name(name: Name, lex: Lexicon) -> tuple[Entry, ...]:
    return lex.loose.get(loose_key(bare_key(name, lex), lex), ())


def _by_double_name(name: Name, lex: Lexicon) -> tuple[Entry, ...]:
    """The items that both the name and its bracket are names of: return on equity (ROE)."""
    if len(name.inner) != 1:
        return ()
    outside, inside = (
        lex.entries.get(key_of(text, lex, japanese=name.japanese), ()) for text in (name.outer, name.inner[0])
    )
    ids = {entry.item.id for entry in inside}
    return tuple(entry for entry in outside if entry.item.id in ids)


_STEPS: tuple[tuple[_Step, int, str], ...] = (
    (_by_name, 100, "listed name"),
    (_by_bare_name, 98, "listed name with a unit or the other sign in brackets"),
    (_by_double_name, 97, "two listed names of one item"),
    (_by_loose_name, 95, "listed name in another order or without words like total"),
)


def _look_up(name: Name, lex: Lexicon) -> tuple[tuple[Entry, ...], int, str]:
    for step, score, because in _STEPS:
        entries = step(name, lex)
        if entries:
            return entries, score, because
    return (), 0, ""


def _narrow(entries: tuple[Entry, ...], statement: str, measure: str) -> tuple[Entry, ...]:
    """Those of several entries that fit the context; all of them where none or all would."""
    kept = (
        tuple(entry for entry in entries if measure in _OPEN or _fits_measure(entry.item, measure)) or entries
    )
    return tuple(entry for entry in kept if entry.item.statement == statement) or kept


def _fits_measure(item: Item, measure: str) -> bool:
    return item.measure == measure or (item.measure in _AMOUNTS and measure in _AMOUNTS)


def _settle(label: str, entries: tuple[Entry, ...], score: int, because: str) -> ItemMatch:
    if not entries:
        return ItemMatch(label=label, score=score, because=because)
    if len(entries) > 1:
        items = ", ".join(
            f"{entry.item.id} ({entry.item.statement}, {entry.item.measure})" for entry in entries
        )
        return ItemMatch(label=label, because=f"a name of more than one item: {items}")
    entry = entries[0]
    if entry.kin:
        score, because = min(score, KIN_SCORE), f"a near line of {entry.item.id}, not the line itself"
    concept = entry.item.concepts[0] if entry.item.concepts and not entry.kin else ""
    return ItemMatch(label=label, item_id=entry.item.id, concept=concept, score=score, because=because)
