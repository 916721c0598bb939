"""One printed label to an item that the rulebook lists, or a reasoned refusal; never forced."""

from dataclasses import replace
from functools import lru_cache

from extractor.match.near import nearest
from extractor.model.label import ItemMatch
from extractor.rulebook import Rulebook
from extractor.rulebook.lexicon import Lexicon, is_torn, key_of, lexicon, markers
from extractor.rulebook.lookup import Found, look_up, narrowed
from extractor.rulebook.names import MAX_CHARS, Name, halves, read_name

SENTENCE = "a sentence, not a name"
TORN = "begins or ends with a joining word: part of a longer name"
NEAR_LINE = "a near line of "
MAX_WORDS = 14
KIN_SCORE = 80
"""Below `SAME`: a near line carries the item but never stands for it."""
HALF_SCORE = 92


def rulebook_item(label: str, rulebook: Rulebook, *, statement: str = "", measure: str = "") -> ItemMatch:
    """The item of the rulebook that a label stands for; a refusal where none does, whatever the taxonomy lists."""
    return _match(label, rulebook, statement, measure)


@lru_cache(maxsize=32768)
def _match(label: str, rulebook: Rulebook, statement: str, measure: str) -> ItemMatch:
    both = halves(label)
    if both:
        ours, theirs = (_match(half, rulebook, statement, measure) for half in both)
        return joined(label, ours, theirs, rulebook)
    return listed_item(label, rulebook, statement, measure) or unlisted_item(label, rulebook)


def listed_item(label: str, rulebook: Rulebook, statement: str, measure: str) -> ItemMatch | None:
    """The match of a name that the rulebook lists; nothing where it lists none."""
    name, lex = read_name(label), lexicon(rulebook)
    found = Found() if no_name(label, name, lex) else look_up(name, lex)
    if not found.entries:
        return None
    entries = narrowed(found.entries, statement, measure)
    return _settled(label, Found(entries=entries, score=found.score, because=found.because))


def unlisted_item(label: str, rulebook: Rulebook) -> ItemMatch:
    """The match of a name that the rulebook does not list: the nearest listed one, or a refusal."""
    name, lex = read_name(label), lexicon(rulebook)
    reason = no_name(label, name, lex)
    if reason:
        return ItemMatch(label=label, because=reason)
    return _narrowed_by_bracket(label, name, lex) or _settled(label, nearest(name, lex))


@lru_cache(maxsize=32768)
def no_name(label: str, name: Name, lex: Lexicon) -> str:
    """Why a text is no name at all; empty where it may be one."""
    if not name.full[:1].isalpha() and not any(map(str.isalpha, name.full)):
        return "no letters"
    if len(label) > MAX_CHARS or len(name.words) > MAX_WORDS:
        return SENTENCE
    return TORN if is_torn(name, lex) else ""


def _narrowed_by_bracket(label: str, name: Name, lex: Lexicon) -> ItemMatch | None:
    """The refusal of a listed name with words in brackets that make it less: revenue (overseas)."""
    found = look_up(read_name(name.outer), lex) if name.inner else None
    if found is None or not found.entries:
        return None
    brackets = ", ".join(f"({inner})" for inner in name.inner)
    return ItemMatch(label=label, because=f"{brackets} narrows {found.entries[0].name!r}")


def _settled(label: str, found: Found) -> ItemMatch:
    if not found.entries:
        return ItemMatch(label=label, because=found.because)
    if len(found.entries) > 1:
        items = ", ".join(f"{x.item.id} ({x.item.statement}, {x.item.measure})" for x in found.entries)
        return ItemMatch(label=label, because=f"a name of more than one item: {items}")
    entry = found.entries[0]
    if entry.kin:
        because = f"{NEAR_LINE}{entry.item.id}, not the line itself"
        return ItemMatch(label=label, item_id=entry.item.id, score=min(found.score, KIN_SCORE), because=because)
    concept = next(iter(entry.item.concepts), "")
    return ItemMatch(label=label, item_id=entry.item.id, concept=concept, score=found.score, because=found.because)


def joined(label: str, ours: ItemMatch, theirs: ItemMatch, rulebook: Rulebook) -> ItemMatch:
    """The match of a name printed in two languages: they agree, or one is silent and says nothing more."""
    if ours.item_id and theirs.item_id and ours.item_id != theirs.item_id:
        return ItemMatch(label=label, because=f"its halves disagree: {ours.item_id}, {theirs.item_id}")
    weak, strong = (ours, theirs) if ours.score <= theirs.score else (theirs, ours)
    if weak.item_id:
        return replace(weak, label=label, because=f"{weak.because}, printed in two languages")
    if strong.item_id and _says_no_more(weak.label, strong.label, rulebook):
        because = f"{strong.because}, printed in two languages"
        return replace(strong, label=label, score=min(strong.score, HALF_SCORE), because=because)
    return replace(weak, label=label)


def _says_no_more(silent: str, sure: str, rulebook: Rulebook) -> bool:
    """Whether a half without a match has no guard word that the other half lacks."""
    lex = lexicon(rulebook)
    names = (read_name(silent), read_name(sure))
    keys = [(key_of(name.full, lex, japanese=name.japanese), name.japanese) for name in names]
    first, second = (markers(key, lex, japanese=japanese) for key, japanese in keys)
    return first <= second
