"""Japanese keys without words like total at their ends, which no blank parts from the rest."""

from collections.abc import Callable, Iterator
from functools import lru_cache


def stripped(key: str, forms: frozenset[str]) -> str:
    """A Japanese key without those forms at either end, the longest first; never empty."""
    *_, last = (key, *strippings(key, forms))
    return last


def strippings(key: str, forms: frozenset[str]) -> Iterator[str]:
    """The keys that are left as those forms are taken off either end, the longest first."""
    ends = _ends(forms)
    if not key.startswith(ends) and not key.endswith(ends):
        return
    heads, tails = _cuts(key, forms, str.startswith), _cuts(key, forms, str.endswith)
    cuts = sorted(((head, tail) for head in heads for tail in tails), key=lambda cut: (sum(cut), cut[1]))
    yield from (key[head : len(key) - tail] for head, tail in cuts[1:] if head + tail < len(key))


@lru_cache(maxsize=32)
def _ends(forms: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(forms))


def _cuts(key: str, forms: frozenset[str], has: Callable[[str, str], bool]) -> list[int]:
    """How many letters go from one end of a key as the forms there are taken off one by one."""
    cuts = [0]
    while True:
        rest = key[cuts[-1] :] if has is str.startswith else key[: len(key) - cuts[-1]]
        longest = max((len(form) for form in forms if has(rest, form)), default=0)
        if not longest or cuts[-1] + longest >= len(key):
            return cuts
        cuts.append(cuts[-1] + longest)
