"""What the order of a series costs at least, whichever way the rest of it goes.

Tokens are ranked by their place in the text; a set of them is a mask of bits.
"""

from functools import lru_cache

FAR = 10**9
KEPT = 1 << 16
Chains = tuple[tuple[int, int], ...]


@lru_cache(maxsize=KEPT)
def least_order(tokens: tuple[int, ...], left: int, room: int, prices: tuple[int, int]) -> int:
    """The least cost of a series that begins with `tokens` and goes on with `room` of those `left`.

    `prices` are those of a moved token and of one printed before the last kept one. FAR where too few are left.
    """
    if left.bit_count() < room:
        return FAR
    (moved, early), count = prices, len(tokens) + room
    best = moved * count
    held = _mask(tokens)
    for end, length in _ends(_chains(tokens), left if room else 0, prices):
        if length:
            late = (held >> (end + 1)).bit_count() + min(room, (left >> (end + 1)).bit_count())
            best = min(best, moved * (count - length) + early * (count - length - late))
        rest = left >> (end + 1) << (end + 1) if room else 0
        more = rest.bit_count()
        behind = 0
        while more:
            last = rest.bit_length() - 1
            kept = length + min(room, more)
            late = (held >> last).bit_count() + min(max(0, room - more), behind)
            best = min(best, moved * (count - kept) + early * (count - kept - late))
            rest &= ~(1 << last)
            more -= 1
            behind += 1
    return best


def _mask(tokens: tuple[int, ...]) -> int:
    mask = 0
    for token in tokens:
        mask |= 1 << token
    return mask


@lru_cache(maxsize=KEPT)
def _chains(tokens: tuple[int, ...]) -> Chains:
    """Per token the most that can be kept up to it, if it is kept, by their ends; the first is that of none."""
    if not tokens:
        return ((-1, 0),)
    before, last = _chains(tokens[:-1]), tokens[-1]
    longest = 1 + max(length for end, length in before if end < last)
    return tuple(sorted((*before, (last, longest))))


def _ends(chains: Chains, left: int, prices: tuple[int, int]) -> list[tuple[int, int]]:
    """Chains that no other can stand for.

    One that ends no later and is as long can; so can one that ends later and has kept so much more that neither the
    tokens left between the ends nor those that it makes early outweigh it.
    """
    moved, early = prices
    out: list[tuple[int, int]] = []
    for end, length in chains:
        if out and length <= out[-1][1]:
            continue
        while out:
            before, kept = out[-1]
            between = (left >> (before + 1) & ((1 << (end - before)) - 1)).bit_count()
            gain = length - kept - between
            if gain < 0 or gain * (moved + early) < early * (end - before):
                break
            out.pop()
        out.append((end, length))
    return out
