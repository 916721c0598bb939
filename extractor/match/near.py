"""The nearest listed name by letters, taken only where no word stands against it."""

from functools import lru_cache

from extractor.rulebook.lexicon import Lexicon, bare_key, markers, words_of
from extractor.rulebook.likeness import unpaired
from extractor.rulebook.lookup import Found
from extractor.rulebook.names import Name, is_japanese

NEAR = 75
"""Below this likeness of letters a listed name is not even mentioned."""
_TRIED = 5
_BEST = 93
_LETTERS_PER_SLIP = 7
"""A Japanese name of so many letters may have one that differs, if it carries no meaning."""


def nearest(name: Name, lex: Lexicon) -> Found:
    """The items of the nearest listed name; none, with what stands against it, where all are refused."""
    key = bare_key(name, lex)
    refusals: list[str] = []
    for rival, likeness in _candidates(key, lex, japanese=name.japanese):
        against = stands_against(key, rival, lex)
        entries = lex.entries[rival]
        if not against:
            return Found(entries=entries, score=min(_BEST, likeness), because=f"near {entries[0].name!r}")
        refusals.append(f"near {entries[0].name!r} ({entries[0].item.id}, {likeness}), but {against}")
    return Found(because=refusals[0] if refusals else _longer_than(key, lex) or "no item has a name like this")


def _longer_than(key: str, lex: Lexicon) -> str:
    """What a name says beyond the longest listed name that it begins or ends with, if any."""
    words = key.split()
    for cut in range(1, len(words)):
        for rest, inside in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut])):
            entries = lex.entries.get(" ".join(inside), ())
            if entries:
                return f"{' '.join(rest)!r} makes {entries[0].name!r} another line"
    return ""


def _candidates(key: str, lex: Lexicon, *, japanese: bool) -> list[tuple[str, int]]:
    """Listed keys by likeness of letters, best first, with the likeness from 0 to 100."""
    from rapidfuzz import fuzz, process

    keys = _keys(lex, len(key), japanese=japanese)
    found = process.extract(key, keys, scorer=fuzz.ratio, processor=None, score_cutoff=NEAR, limit=_TRIED)
    return [(rival, int(likeness)) for rival, likeness, _ in found]


@lru_cache(maxsize=512)
def _keys(lex: Lexicon, letters: int, *, japanese: bool) -> tuple[str, ...]:
    """The listed keys of such a length that their likeness to a key of so many letters can reach `NEAR`."""
    longest = letters * (200 - NEAR) // NEAR
    return tuple(
        key
        for key in lex.entries
        if is_japanese(key) is japanese and len(key) <= longest and letters * NEAR <= len(key) * (200 - NEAR)
    )


def stands_against(key: str, rival: str, lex: Lexicon) -> str:
    """What stands against taking one key for the other; empty where nothing does."""
    japanese = is_japanese(key)
    ours, theirs = markers(key, lex, japanese=japanese), markers(rival, lex, japanese=japanese)
    if ours != theirs:
        return _guarded(key, rival, ours ^ theirs, lex)
    if japanese:
        return _slips(key, rival, lex)
    left, right = unpaired(key.split(), rival.split())
    light = lex.english.light
    lone = [word for word in (*left, *right) if word not in light] or (right if not left else [])
    return f"{', '.join(map(repr, lone))} has no counterpart" if lone else ""


def _guarded(key: str, rival: str, rules: frozenset[str], lex: Lexicon) -> str:
    words = words_of(lex, japanese=is_japanese(key))
    seen = {word: "" for text in (key, rival) for word in words.guards.findall(text) if words.guard_of[word] in rules}
    return f"{', '.join(map(repr, seen))} makes it another line ({', '.join(sorted(rules))})"


def _slips(key: str, rival: str, lex: Lexicon) -> str:
    from rapidfuzz.distance import Levenshtein

    apart = Levenshtein.distance(key, rival)
    if apart <= min(len(key), len(rival)) // _LETTERS_PER_SLIP and not kanji_differ(key, rival, lex):
        return ""
    return f"{apart} letters differ"


def kanji_differ(one: str, other: str, lex: Lexicon) -> bool:
    """Whether anything but weak letters stands in one name alone."""
    from rapidfuzz.distance import Levenshtein

    for step in Levenshtein.editops(one, other):
        letters = {"delete": one[step.src_pos : step.src_pos + 1], "insert": other[step.dest_pos : step.dest_pos + 1]}
        changed = letters.get(step.tag, one[step.src_pos : step.src_pos + 1] + other[step.dest_pos : step.dest_pos + 1])
        if not lex.japanese.letters.issuperset(changed):
            return True
    return False
