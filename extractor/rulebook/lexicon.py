"""The index of all item names and wordings of a rulebook, built once, when it is first asked for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractor.rulebook.book import Rulebook
from extractor.rulebook.items import Item
from extractor.rulebook.names import Name, read_name
from extractor.rulebook.wordings import Wording, WordingKind

COMPANY = "{company}"
_SLOT = "companyslot"
_SLOT_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item under one of its names; `kin` where the name is a near line and not the item's own."""

    item: Item
    name: str
    kin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A name with a place for a company between its first and last words."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The wordings of one language, ready to use: guard markers, spellings and weak words."""

    guards: re.Pattern[str]
    guard_of: Mapping[str, str]
    spelling: re.Pattern[str]
    spelled: Mapping[str, str]
    stop: re.Pattern[str]
    light: frozenset[str]
    head: frozenset[str]
    bracket: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Item names by key. `loose` keys have their words in alphabetical order and no light words."""

    english: Words
    japanese: Words
    entries: Mapping[str, tuple[Entry, ...]]
    loose: Mapping[str, tuple[Entry, ...]]
    slots: tuple[Slot, ...]
    vocabulary: frozenset[str]


@lru_cache(maxsize=4)
def lexicon(rulebook: Rulebook) -> Lexicon:
    """The lexicon of a rulebook; the same object on every call for the same rulebook."""
    english, japanese = _words(rulebook.wordings, japanese=False), _words(rulebook.wordings, japanese=True)
    bare = Lexicon(english=english, japanese=japanese, entries={}, loose={}, slots=(), vocabulary=frozenset())
    entries: dict[str, tuple[Entry, ...]] = {}
    loose: dict[str, tuple[Entry, ...]] = {}
    slots: list[Slot] = []
    for entry in _all_entries(rulebook.items):
        name = read_name(entry.name.replace(COMPANY, _SLOT))
        key = key_of(name.full, bare, japanese=name.japanese)
        if COMPANY in entry.name:
            slots.append(_slot(key, entry))
            continue
        _put(entries, key, entry)
        if not name.japanese:
            _put(loose, loose_key(key, bare), entry)
    vocabulary = frozenset(word for key in entries for word in key.split())
    return Lexicon(
        english=english,
        japanese=japanese,
        entries=entries,
        loose=loose,
        slots=tuple(slots),
        vocabulary=vocabulary,
    )


def words_of(lexicon: Lexicon, *, japanese: bool) -> Words:
    """The wordings of a language."""
    return lexicon.japanese if japanese else lexicon.english


def key_of(text: str, lexicon: Lexicon, *, japanese: bool) -> str:
    """A comparable form with one spelling and without grammar; the form itself where nothing else is left."""
    words = words_of(lexicon, japanese=japanese)
    spelled = words.spelling.sub(lambda found: words.spelled[found[0]], text)
    kept = words.stop.sub("", spelled)
    return " ".join(kept.split()) or spelled


def loose_key(key: str, lexicon: Lexicon) -> str:
    """An English key without light words, its words in alphabetical order."""
    words = key.split()
    kept = [word for word in words if word not in lexicon.english.light]
    return " ".join(sorted(kept or words))


def markers(key: str, lexicon: Lexicon, *, japanese: bool) -> frozenset[str]:
    """The ids of the guards whose words stand in a key."""
    words = words_of(lexicon, japanese=japanese)
    return frozenset(words.guard_of[found] for found in words.guards.findall(key))


def entries_of(name: Name, lexicon: Lexicon) -> tuple[Entry, ...]:
    """The entries that bear this very name, company slots filled; empty where none does."""
    key = key_of(name.full, lexicon, japanese=name.japanese)
    return lexicon.entries.get(key, ()) or (() if name.japanese else _filled(key, lexicon))


def _filled(key: str, lexicon: Lexicon) -> tuple[Entry, ...]:
    words = tuple(key.split())
    return tuple(slot.entry for slot in lexicon.slots if _fits(words, slot, lexicon))[:1]


def _fits(words: tuple[str, ...], slot: Slot, lexicon: Lexicon) -> bool:
    inside = words[len(slot.before) : len(words) - len(slot.after)]
    return (
        0 < len(inside) <= _SLOT_WORDS
        and words[: len(slot.before)] == slot.before
        and words[len(words) - len(slot.after) :] == slot.after
        and lexicon.vocabulary.isdisjoint(inside)
    )


def _slot(key: str, entry: Entry) -> Slot:
    before, _, after = key.partition(_SLOT)
    return Slot(before=tuple(before.split()), after=tuple(after.split()), entry=entry)


def _all_entries(items: Iterable[Item]) -> Iterable[Entry]:
    for item in items:
        yield from (Entry(item=item, name=name) for name in item.names)
        yield from (Entry(item=item, name=name, kin=True) for name in item.kin)


def _put(index: dict[str, tuple[Entry, ...]], key: str, entry: Entry) -> None:
    found = index.get(key, ())
    if all(other.item.id != entry.item.id for other in found):
        index[key] = (*found, entry)


def _words(wordings: tuple[Wording, ...], *, japanese: bool) -> Words:
    def listed(kind: WordingKind) -> list[str]:
        return [form for rule in wordings if rule.kind is kind for form in _forms(rule, japanese=japanese)]

    guard_of = {
        form: rule.id
        for rule in wordings
        if rule.kind is WordingKind.GUARD
        for form in _forms(rule, japanese=japanese)
    }
    spelled = dict(pair for rule in wordings for pair in rule.pairs if pair[0].isascii() is not japanese)
    return Words(
        guards=_any_of(guard_of, japanese=japanese),
        guard_of=guard_of,
        spelling=_any_of(spelled, japanese=japanese),
        spelled=spelled,
        stop=_any_of(listed(WordingKind.STOP), japanese=japanese),
        light=frozenset(listed(WordingKind.LIGHT)),
        head=frozenset(listed(WordingKind.HEAD)),
        bracket=frozenset(listed(WordingKind.BRACKET)),
    )


def _forms(rule: Wording, *, japanese: bool) -> tuple[str, ...]:
    return tuple(read_name(form).full or form for form in (rule.ja if japanese else rule.en))


def _any_of(forms: Iterable[str], *, japanese: bool) -> re.Pattern[str]:
    """Any of the forms, longest first; English forms as whole words. Matches nothing where there are none."""
    longest = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    if not longest:
        return re.compile(r"(?!)")
    return re.compile(f"(?:{longest})" if japanese else rf"(?<!\S)(?:{longest})(?!\S)")
