"""The index of all item names and wordings of a rulebook, built once, when it is first asked for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractor.rulebook.book import Rulebook
from extractor.rulebook.items import Item
from extractor.rulebook.names import Name, is_japanese, read_name
from extractor.rulebook.stripping import strippings
from extractor.rulebook.wordings import Wording, WordingKind

COMPANY = "{company}"
_SLOT = "companyslot"
_SLOT_WORDS = 4
_OTHER_SIGN = re.compile(r"[(（]\s*[△▲]\s*[)）]")
_IN_ORDER = re.compile(r"[\w\s.&’']*")


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
    torn: re.Pattern[str]
    tail: re.Pattern[str]
    light: frozenset[str]
    part: frozenset[str]
    head: frozenset[str]
    bracket: frozenset[str]
    either: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    letters: frozenset[str]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Item names by key; `loose` holds the English ones by their words in alphabetical order."""

    english: Words
    japanese: Words
    entries: Mapping[str, tuple[Entry, ...]]
    loose: Mapping[str, tuple[Entry, ...]]
    slots: tuple[Slot, ...]
    vocabulary: frozenset[str]


@lru_cache(maxsize=4)
def lexicon(rulebook: Rulebook) -> Lexicon:
    """The lexicon of a rulebook; the same object on every call for the same rulebook."""
    english, japanese = (_words(rulebook.wordings, japanese=script) for script in (False, True))
    bare = Lexicon(english=english, japanese=japanese, entries={}, loose={}, slots=(), vocabulary=frozenset())
    keyed = [(_key_of_entry(entry, bare), entry) for entry in _all_entries(rulebook)]
    named = [(key, entry) for key, entry in keyed if _SLOT not in key]
    entries = _index(named)
    return Lexicon(
        english=english,
        japanese=japanese,
        entries=entries,
        loose=_index((" ".join(sorted(key.split())), entry) for key, entry in named if not is_japanese(key)),
        slots=tuple(_slot(key, entry) for key, entry in keyed if _SLOT in key),
        vocabulary=frozenset(word for key in entries for word in key.split()),
    )


def words_of(lexicon: Lexicon, *, japanese: bool) -> Words:
    """The wordings of a language."""
    return lexicon.japanese if japanese else lexicon.english


@lru_cache(maxsize=16384)
def key_of(text: str, lexicon: Lexicon, *, japanese: bool) -> str:
    """A comparable form with one spelling and without grammar; the form itself where nothing else is left."""
    words = words_of(lexicon, japanese=japanese)
    spelled = words.spelling.sub(lambda found: words.spelled[found[0]], text)
    kept = words.stop.sub("", spelled)
    return " ".join(kept.split()) or spelled


def loose_entries(name: Name, lexicon: Lexicon) -> tuple[Entry, ...]:
    """The entries named by the words of a name without the light ones.

    English words may stand in another order where brackets or commas tell why: borrowings (short-term).
    """
    key = bare_key(name, lexicon)
    if name.japanese:
        shorter = strippings(key, lexicon.japanese.light)
        return next((lexicon.entries[form] for form in shorter if form in lexicon.entries), ())
    words = key.split()
    core = [word for word in words if word not in lexicon.english.light]
    in_order = lexicon.entries.get(" ".join(core), ())
    if in_order or _IN_ORDER.fullmatch(name.printed):
        return in_order
    return lexicon.loose.get(" ".join(sorted(words)), ()) or lexicon.loose.get(" ".join(sorted(core)), ())


def is_torn(name: Name, lexicon: Lexicon) -> bool:
    """Whether a name begins or ends with a joining word."""
    torn = words_of(lexicon, japanese=name.japanese).torn
    if name.japanese:
        return torn.search(name.full) is not None
    words = name.words
    return bool(words) and (torn.search(words[0]) is not None or torn.search(words[-1]) is not None)


@lru_cache(maxsize=8192)
def bare_keys(name: Name, lexicon: Lexicon) -> tuple[str, ...]:
    """Keys with ever fewer words: brackets with a unit or another sign go, the last first, then the tail."""
    texts, parts = [name.full], name.parts
    for part in reversed(name.parts):
        if part.bracketed and _weak(part.text, lexicon):
            parts = tuple(other for other in parts if other is not part)
            texts.append(name.joined(parts))
    texts.append(words_of(lexicon, japanese=name.japanese).tail.sub("", texts[-1]))
    return tuple(dict.fromkeys(key_of(text, lexicon, japanese=name.japanese) for text in texts if text))


def one_signed(name: Name, lexicon: Lexicon) -> tuple[str, ...]:
    """The key of the gain alone, of a Japanese name that prints gain or loss, or a loss marked as the other sign."""
    text, words = bare_text(name, lexicon), lexicon.japanese
    if name.japanese and _OTHER_SIGN.search(name.printed):
        for good, bad in words.opposites:
            if text.endswith(bad) and not any(word in text for word in words.either):
                return (key_of(text.removesuffix(bad) + good, lexicon, japanese=True),)
    for word in words.either if name.japanese else ():
        gain, _, loss = text.partition(word)
        for good, bad in words.opposites:
            alone = gain.removesuffix(good)
            if loss.endswith(bad) and alone != gain and alone.endswith(loss.removesuffix(bad)):
                return (key_of(gain, lexicon, japanese=True),)
    return ()


def bare_text(name: Name, lexicon: Lexicon) -> str:
    """The text of a name without brackets with a unit or another sign."""
    return name.joined(tuple(part for part in name.parts if not (part.bracketed and _weak(part.text, lexicon))))


def _weak(inner: str, lexicon: Lexicon) -> bool:
    japanese = is_japanese(inner)
    key = key_of(inner, lexicon, japanese=japanese)
    return words_of(lexicon, japanese=japanese).bracket.issuperset(key.split())


def bare_key(name: Name, lexicon: Lexicon) -> str:
    """The key of a name without the brackets that only give a unit or another sign; empty for no name."""
    return next(reversed(bare_keys(name, lexicon)), "")


@lru_cache(maxsize=16384)
def markers(key: str, lexicon: Lexicon, *, japanese: bool) -> frozenset[str]:
    """The ids of the guards whose words stand in a key."""
    words = words_of(lexicon, japanese=japanese)
    return frozenset(words.guard_of[found] for found in words.guards.findall(key))


def entries_of(name: Name, lexicon: Lexicon) -> tuple[Entry, ...]:
    """The entries that bear this very name, company slots filled; empty where none does."""
    key = key_of(name.full, lexicon, japanese=name.japanese)
    return lexicon.entries.get(key, ()) or (() if name.japanese else _filled(key, lexicon))


@lru_cache(maxsize=16384)
def _filled(key: str, lexicon: Lexicon) -> tuple[Entry, ...]:
    words = tuple(key.split())
    return tuple(slot.entry for slot in lexicon.slots if _fits(words, slot, lexicon))[:1]


def _fits(words: tuple[str, ...], slot: Slot, lexicon: Lexicon) -> bool:
    """Whether the words outside the slot agree and those inside could name a company."""
    if words[: len(slot.before)] != slot.before:
        return False
    inside = words[len(slot.before) : len(words) - len(slot.after)]
    return (
        0 < len(inside) <= _SLOT_WORDS
        and words == (*slot.before, *inside, *slot.after)
        and not lexicon.vocabulary.issuperset(inside)
        and not markers(" ".join(inside), lexicon, japanese=False)
    )


def _slot(key: str, entry: Entry) -> Slot:
    before, _, after = key.partition(_SLOT)
    return Slot(before=tuple(before.split()), after=tuple(after.split()), entry=entry)


def _all_entries(rulebook: Rulebook) -> Iterable[Entry]:
    items = {item.id: item for item in rulebook.items}
    for item in items.values():
        yield from (Entry(item=item, name=name) for name in item.names)
        yield from (Entry(item=item, name=name, kin=True) for name in item.kin)
    for alias in rulebook.aliases:
        yield from (Entry(item=items[alias.item], name=name) for name in alias.names if alias.item in items)


def _key_of_entry(entry: Entry, lexicon: Lexicon) -> str:
    name = read_name(entry.name.replace(COMPANY, _SLOT))
    return key_of(name.full, lexicon, japanese=name.japanese)


def _index(named: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Entries by key, one for each item."""
    index: dict[str, tuple[Entry, ...]] = {}
    for key, entry in named:
        found = index.get(key, ())
        if all(other.item.id != entry.item.id for other in found):
            index[key] = (*found, entry)
    return index


def _words(wordings: tuple[Wording, ...], *, japanese: bool) -> Words:
    def listed(kind: WordingKind) -> list[str]:
        return [form for rule in wordings if rule.kind is kind for form in _forms(rule, japanese=japanese)]

    guard_of = {
        form: rule.id for rule in wordings if rule.kind is WordingKind.GUARD for form in _forms(rule, japanese=japanese)
    }
    pairs = [(rule.kind, pair) for rule in wordings for pair in rule.pairs if pair[0].isascii() is not japanese]
    spelled = dict(pair for kind, pair in pairs if kind is WordingKind.SPELLING)
    joining = listed(WordingKind.JOIN)
    return Words(
        guards=_any_of(guard_of, japanese=japanese),
        guard_of=guard_of,
        spelling=_any_of(spelled, japanese=japanese),
        spelled=spelled,
        stop=_any_of([*listed(WordingKind.STOP), *joining], japanese=japanese),
        torn=re.compile(rf"(?:{_any_of(joining, japanese=japanese).pattern})\Z"),
        tail=_any_of(listed(WordingKind.TAIL), japanese=japanese, ending=True),
        light=frozenset(listed(WordingKind.LIGHT)),
        part=frozenset(listed(WordingKind.PART)),
        head=frozenset(listed(WordingKind.HEAD)),
        bracket=frozenset(listed(WordingKind.BRACKET)),
        either=tuple(listed(WordingKind.EITHER)),
        opposites=tuple(pair for kind, pair in pairs if kind is WordingKind.EITHER),
        letters=frozenset(listed(WordingKind.LETTER)),
        kept=tuple(listed(WordingKind.KEPT)),
    )


def _forms(rule: Wording, *, japanese: bool) -> tuple[str, ...]:
    return tuple(read_name(form).full or form for form in (rule.ja if japanese else rule.en))


def _any_of(forms: Iterable[str], *, japanese: bool, ending: bool = False) -> re.Pattern[str]:
    """Any of the forms, longest first; English forms as whole words; with `ending`, only at the end."""
    longest = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    if not longest:
        return re.compile(r"(?!)")
    last = r"\Z" if ending else ""
    return re.compile(f"(?:{longest}){last}" if japanese else rf"(?<!\S)(?:{longest})(?!\S){last}")
