"""Names that differ from a line of the taxonomy by letters without meaning: endings, particles, spelling.

Kanji carry the meaning of a Japanese name, and words that of an English one: a name that differs in them is another
line, however like the letters are.
"""

from collections.abc import Iterator
from functools import lru_cache

from extractor.match.near import kanji_differ, stands_against
from extractor.rulebook.lexicon import Lexicon, bare_key
from extractor.rulebook.names import Name
from extractor.rulebook.taxonomy import Taxonomy

SHORTEST = 6
"""Shorter Japanese names have no letter to spare."""
ALIKE = 84
_REACH = 4
_TRIED = 6
_BEST = 92


def near_keys(name: Name, lex: Lexicon, tax: Taxonomy) -> Iterator[tuple[str, int]]:
    """Forms of lines that are the name but for such letters, with a score; the best first."""
    key = bare_key(name, lex)
    if name.japanese and len(key) < SHORTEST:
        return
    for rival, likeness in _alike(key, tax, japanese=name.japanese):
        if not (kanji_differ(key, rival, lex) if name.japanese else stands_against(key, rival, lex)):
            yield rival, min(_BEST, likeness)


def _alike(key: str, tax: Taxonomy, *, japanese: bool) -> list[tuple[str, int]]:
    from rapidfuzz import fuzz, process

    rivals = _of_length(tax, len(key), japanese=japanese)
    found = process.extract(key, rivals, scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=_TRIED)
    return [(rival, int(likeness)) for rival, likeness, _ in found]


@lru_cache(maxsize=512)
def _of_length(tax: Taxonomy, letters: int, *, japanese: bool) -> tuple[str, ...]:
    reach = _REACH if japanese else 2 * _REACH
    lengths = range(max(1, letters - reach), letters + reach + 1)
    return tuple(key for length in lengths for key in tax.by_length.get((japanese, length), ()))
