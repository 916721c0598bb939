"""Chains of squares: what a text printed before each of its chunks was drawn twice in a row."""

from collections import Counter

LONGEST = 160
_MOST = 6


def decode_squares(text: str) -> tuple[str, ...]:
    """All texts whose chunks, each printed twice in a row, give `text`; empty where it is no such chain."""
    if not text or len(text) % 2 or len(text) > LONGEST:
        return ()
    if any(number % 2 for number in Counter(text).values()):
        return ()
    tails: list[tuple[str, ...]] = [()] * len(text) + [("",)]
    for start in range(len(text) - 2, -1, -1):
        tails[start] = _decoded_from(text, start, tails)
    return tails[0]


def _decoded_from(text: str, start: int, tails: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Decodings of the text from `start`, the longest first chunk first."""
    found: dict[str, None] = {}
    for half in range((len(text) - start) // 2, 0, -1):
        rest = tails[start + 2 * half]
        if rest and text[start : start + half] == text[start + half : start + 2 * half]:
            found.update((text[start : start + half] + tail, None) for tail in rest)
    return tuple(found)[:_MOST]


def decode_half(text: str) -> tuple[str, ...]:
    """Texts of which some chunks were printed twice and others once, or whose second printing broke off.

    Fewest doubled chunks first; most of these texts are no numbers, so a caller keeps the legal ones.
    """
    if len(text) > LONGEST // 4:
        return ()
    once = _without_one_copy(text)
    twice = tuple(shorter for one in once for shorter in _without_one_copy(one))
    return tuple(dict.fromkeys(_without_broken_copy(text) + once + twice))


def _without_one_copy(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for start in range(len(text) - 1):
        for half in range(1, (len(text) - start) // 2 + 1):
            if text[start : start + half] == text[start + half : start + 2 * half]:
                found[text[: start + half] + text[start + 2 * half :]] = None
    return tuple(found)


def _without_broken_copy(text: str) -> tuple[str, ...]:
    """`1,5161,` is 1,516 and the beginning of its second printing."""
    if not text.endswith((",", ".")):
        return ()
    cuts = range(len(text) // 2 + 1, len(text))
    return tuple(text[:cut] for cut in cuts if text[:cut].startswith(text[cut:]))
