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
    full = [line for line in lines if line[2].strip()]
    repeated: set[int] = set()
    at = 0
    while at < len(full):
        size = _repeat_at(full, at)
        repeated.update(line[0] for line in full[at + size : at + 2 * size])
        at += 2 * size if size else 1
    return frozenset(repeated)


def _repeat_at(full: Sequence[tuple[int, int, str]], at: int) -> int:
    """Size of the block at `at` that is printed again right after, 0 where there is none."""
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        last = at + 2 * size
        if last > len(full) or full[at][2].strip() != full[at + size][2].strip():
            continue
        block = [line[2].strip() for line in full[at : at + size]]
        again = [line[2].strip() for line in full[at + size : last]]
        if block == again and full[at][1] == full[last - 1][1] and _tells(block):
            return size
    return 0


def _tells(block: list[str]) -> bool:
    words = any(sum(glyph.isalpha() for glyph in text) >= _LETTERS for text in block)
    figures = any(glyph.isdecimal() for text in block for glyph in text)
    return words and figures
