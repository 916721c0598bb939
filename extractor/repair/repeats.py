"""Blocks of lines printed twice in a row, as shadows do."""

from collections.abc import Sequence

_LONGEST = 12
_SHORTEST = 2
_LETTERS = 4


def find_repeated(lines: Sequence[tuple[int, int, str]]) -> frozenset[int]:
    """Numbers of the lines that print the block before them again.

    Takes (number, slide, text) of lines in order. A block has at least two lines with text, one with words
    and one with figures; a single line or a column of bare figures printed twice may be two equal boxes.
    """
    full = [(number, slide, text.strip()) for number, slide, text in lines if text.strip()]
    told = [_tells(text) for _, _, text in full]
    repeated: set[int] = set()
    at = 0
    while at < len(full):
        size = _repeat_at(full, told, at)
        repeated.update(line[0] for line in full[at + size : at + 2 * size])
        at += 2 * size if size else 1
    return frozenset(repeated)


def _repeat_at(full: Sequence[tuple[int, int, str]], told: Sequence[tuple[bool, bool]], at: int) -> int:
    """Size of the block at `at` that is printed again right after, 0 where there is none."""
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        last = at + 2 * size
        if last > len(full) or full[at][2] != full[at + size][2] or full[at][1] != full[last - 1][1]:
            continue
        same = all(full[n][2] == full[n + size][2] for n in range(at, at + size))
        if same and all(any(kind) for kind in zip(*told[at : at + size], strict=True)):
            return size
    return 0


def _tells(text: str) -> tuple[bool, bool]:
    """Whether a line has words, and whether it has figures."""
    return sum(map(str.isalpha, text)) >= _LETTERS, any(map(str.isdecimal, text))
