"""Names over the columns of summary tables: the words of the lines above, put together to as many names as columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import regex

from extractor.rulebook import Rulebook
from extractor.rulebook.items import Item, PeriodType, StatementKind
from extractor.rulebook.lexicon import lexicon
from extractor.rulebook.lookup import items_named, look_up
from extractor.rulebook.names import is_japanese, read_name
from extractor.rulebook.taxonomy import label_key, taxonomy

MOST_WORDS = 40
LEVELS = 3
LISTED = 97
"""From here on a name is listed itself, and not only without its light words."""
BRACKET = regex.compile(r"[(（][^()（）]+[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of columns from left to right; `sure` where each is a known item or line, and no other cut would be."""

    texts: tuple[str, ...]
    sure: bool = True


def names_over(lines: Sequence[str], count: int, rulebook: Rulebook) -> Names | None:
    """The names that lines of heads make for so many columns; None where they make another number of them."""
    split = with_brackets([line.split() for line in lines])
    words = tuple(word for line in split for word in line)
    if not count <= len(words) <= MOST_WORDS or not all(any(map(str.isalpha, word)) for word in words):
        return None
    in_order = {names for names in _cuts(words, count, rulebook) if len(set(names)) == count}
    if len(in_order) == 1:
        return Names(texts=in_order.pop())
    halved = {names for names in _in_halves(split, count) if all(is_known(name, rulebook) for name in names)}
    if len(halved) == 1 and not in_order:
        return Names(texts=halved.pop(), sure=False)
    return None if in_order or halved else _guessed(split, count, rulebook)


def _guessed(split: Sequence[Sequence[str]], count: int, rulebook: Rulebook) -> Names | None:
    """The words of one line, or those of one place in every line, as names of which most are known."""
    if any(len(line) != count for line in split):
        return None
    names = tuple(_join(parts) for parts in zip(*split, strict=True))
    known = sum(is_known(name, rulebook) for name in names)
    return Names(texts=names, sure=False) if 2 * known >= count and len(set(names)) == count else None


def with_brackets(split: Sequence[Sequence[str]]) -> list[list[str]]:
    """Lines of words; those of nothing but brackets go to the last words of the line above."""
    out: list[list[str]] = []
    for line in split:
        above = out[-1] if out else []
        if line and all(BRACKET.fullmatch(word) for word in line) and len(line) <= len(above):
            first = len(above) - len(line)
            out[-1] = [*above[:first], *(word + bracket for word, bracket in zip(above[first:], line, strict=True))]
        else:
            out.append(list(line))
    return out


def _in_halves(split: Sequence[Sequence[str]], count: int) -> Iterator[tuple[str, ...]]:
    """Names of which some are set in two lines, whole ones beside their upper or lower halves or between them."""
    upper, lower = split[0], split[-1]
    if len(split) > 1 and all(len(line) == count for line in split):
        yield tuple(_join(parts) for parts in zip(*split, strict=True))
    if len(split) >= LEVELS and len(upper) == len(lower):
        whole = [word for line in split[1:-1] for word in line]
        yield from _only(count, (*whole, *(_join(halves) for halves in zip(upper, lower, strict=True))))
    if len(split) == LEVELS - 1 and max(len(upper), len(lower)) == count:
        few, many = sorted(split, key=len)
        for places in combinations(range(count), len(few)):
            parts = dict(zip(places, few, strict=True))
            over = len(few) == len(upper) and few is upper
            yield tuple(_halves(parts.get(n, ""), word, over=over) for n, word in enumerate(many))


def _only(count: int, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(names) == count:
        yield names


def _halves(part: str, word: str, *, over: bool) -> str:
    return _join([part, word] if over else [word, part]) if part else word


def _cuts(words: tuple[str, ...], count: int, rulebook: Rulebook) -> Iterator[tuple[str, ...]]:
    if not count:
        yield from () if words else ((),)
        return
    for end in range(1 if count > 1 else len(words), len(words) - count + 2):
        first = _join(words[:end])
        if is_known(first, rulebook):
            yield from ((first, *rest) for rest in _cuts(words[end:], count - 1, rulebook))


def _join(words: Sequence[str]) -> str:
    return ("" if any(map(is_japanese, words)) else " ").join(words)


@lru_cache(maxsize=4096)
def is_known(name: str, rulebook: Rulebook) -> bool:
    """Whether a name is listed for an item or a line of the taxonomy; rows of every statement are no such names."""
    found = look_up(read_name(name), lexicon(rulebook))
    listed = found.score >= LISTED and all(entry.item.statement is not StatementKind.ANY for entry in found.entries)
    return listed or (not found.entries and label_key(name, rulebook) in taxonomy().exact)


@lru_cache(maxsize=4096)
def stands_at_a_day(name: str, rulebook: Rulebook) -> bool | None:
    """Whether what a name means stands at a day; None where it could be either, or is unknown."""
    kinds = {_at_day(item) for item in items_named(name, rulebook)}
    return kinds.pop() if len(kinds) == 1 else None


def _at_day(item: Item) -> bool | None:
    return None if item.period is PeriodType.RATIO else item.period is PeriodType.STOCK
