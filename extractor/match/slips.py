"""Names that differ from a line of the taxonomy by letters without meaning: endings, particles, spelling.

Kanji carry the meaning of a Japanese name, and words that of an English one: a name that differs in them is another
line, however like the letters are.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from extractor.match.near import kanji_differ, stands_against
from extractor.rulebook.lexicon import Lexicon, bare_key
from extractor.rulebook.names import Name, is_japanese
from extractor.rulebook.taxonomy import Taxonomy

SHORTEST = 6
"""Shorter Japanese names have no letter to spare."""
ALIKE = 84
_BEST = 92


def near_keys(name: Name, lex: Lexicon, tax: Taxonomy) -> Iterator[tuple[str, int]]:
    """Forms of lines that are the name but for such letters, with a score; the best first."""
    key = bare_key(name, lex)
    if name.japanese and len(key) < SHORTEST:
        return
    alike = sorted((-_likeness(key, rival), rival) for rival in _skeletons(tax, lex).get(skeleton(key, lex), ()))
    for minus, rival in alike:
        if -minus >= ALIKE and not (letters_differ if name.japanese else stands_against)(key, rival, lex):
            yield rival, min(_BEST, -minus)


def skeleton(key: str, lex: Lexicon) -> str:
    """What carries the meaning of a form: its letters without the weak ones, or its words in alphabetical order."""
    return key.translate(_weak(lex)) if is_japanese(key) else " ".join(sorted(key.split()))


def letters_differ(key: str, rival: str, lex: Lexicon) -> bool:
    """Whether a letter with meaning differs: one of its own, or a weak one that makes other things of `other`."""
    return kanji_differ(key, rival, lex) or any(key.count(text) != rival.count(text) for text in lex.japanese.kept)


def _likeness(one: str, other: str) -> int:
    from rapidfuzz import fuzz

    return int(fuzz.ratio(one, other))


@lru_cache(maxsize=4)
def _skeletons(tax: Taxonomy, lex: Lexicon) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key in tax.exact:
        found.setdefault(skeleton(key, lex), []).append(key)
    return {bones: tuple(keys) for bones, keys in found.items()}


@lru_cache(maxsize=4)
def _weak(lex: Lexicon) -> Mapping[int, None]:
    return dict.fromkeys(map(ord, lex.japanese.letters))
