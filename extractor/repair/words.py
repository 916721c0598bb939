"""Words and titles printed twice, drawing fragment by drawing fragment."""

from dataclasses import dataclass

_CODE_CJK = 0x2E80
_LETTERS = 5
_BLOCK = 7
_FIRST_GLYPHS = 4
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubled:
    """Columns [start, end) of a text that print `once` twice."""

    start: int
    end: int
    once: str


def find_doubled(text: str) -> tuple[Doubled, ...]:
    """Stretches of a line drawn twice: the whole line as a chain of squares, else one block within it.

    Two boxes side by side look like `compared to compared to `: copies that a blank divides prove nothing, so
    enough letters must stand in copies that touch.
    """
    if len(text) > LONGEST or len(text) < 2 * _LETTERS // 2:
        return ()
    start = len(text) - len(text.lstrip())
    whole = _chain(text[start:])
    if whole:
        return (Doubled(start=start, end=len(text), once=whole),)
    return _block(text)


def _chain(text: str) -> str:
    """The text before doubling where `text` is squares, with at most single blanks left over between them."""
    if not _even(text):
        return ""
    best: list[tuple[int, int, str] | None] = [None] * len(text) + [(0, 0, "")]
    for start in range(len(text) - 1, -1, -1):
        best[start] = _best_from(text, start, best)
    found = best[0]
    return found[2] if found and -found[1] >= _LETTERS else ""


def _even(text: str) -> bool:
    if any(glyph != " " and text.count(glyph) % 2 for glyph in text[:_FIRST_GLYPHS]):
        return False
    odd: set[str] = set()
    for glyph in text:
        odd ^= {glyph}
    return odd <= {" "} and any(glyph.isalpha() for glyph in text)


def _best_from(text: str, start: int, best: list[tuple[int, int, str] | None]) -> tuple[int, int, str] | None:
    """The decoding from `start` with the fewest chunks, then the most letters in copies that touch."""
    options: list[tuple[int, int, str]] = []
    after = best[start + 1]
    if text[start] == " " and after:
        options.append((after[0], after[1], " " + after[2]))
    for half in range(1, (len(text) - start) // 2 + 1):
        tail = best[start + 2 * half]
        chunk = text[start : start + half]
        if tail and chunk == text[start + half : start + 2 * half]:
            options.append((tail[0] + 1, tail[1] - _weight(chunk), chunk + tail[2]))
    return min(options, default=None)


def _weight(chunk: str) -> int:
    """Letters of a chunk whose copies touch; an ideograph weighs as much as half a word."""
    if chunk[0].isspace() or chunk[-1].isspace():
        return 0
    return sum(3 if ord(glyph) >= _CODE_CJK else 1 for glyph in chunk if glyph.isalpha())


def _block(text: str) -> tuple[Doubled, ...]:
    """The first stretch of a longer line that is one block printed twice with touching copies."""
    starts = [i for i in range(len(text)) if text[i] != " " and (i == 0 or text[i - 1] == " ")]
    for start in starts:
        again = text.find(text[start : start + _BLOCK], start + _BLOCK)
        end = 2 * again - start
        block = text[start:again]
        if again > 0 and text[again:end] == block and _weight(block) > _BLOCK:
            return (Doubled(start=start, end=end, once=block),)
    return ()
