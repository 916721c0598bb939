"""Letters and digits misread for each other: a zero read as a letter, the Q of a quarter read as a zero."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from extractor.repair.glyphs import Patch, Patched, patch

ZERO = "ocr.zero"
QUARTER = "ocr.quarter"
ENOUGH = 3
NO_QUARTERS: frozenset[str] = frozenset()
_LABEL = re.compile(r"[1-4]Q[0-9]{2}")
_ZERO = re.compile(r"(?<=\b[A-Z]{3})O(?=\.[0-9])")
_QUARTER = re.compile(r"(?:^|(?<=[\s*•・◆➤>(]))([134])([0OD])([0-9]{2})(?= +[A-Z][a-z])")


def quarters_of(labels: Iterable[str]) -> frozenset[str]:
    """The quarters that a deck prints often enough to be sure of them."""
    counts = Counter(label for label in labels if _LABEL.fullmatch(label))
    return frozenset(label for label, count in counts.items() if count >= ENOUGH)


def has_misread(text: Patched, quarters: frozenset[str]) -> bool:
    """Whether a line has a quarter of the deck with a digit for its Q."""
    return any(True for _ in _quarters(text, quarters))


def with_letters(raw: str, text: Patched, quarters: frozenset[str]) -> Patched:
    """The line with its misread letters read as what they must be."""
    found = [*_zeros(text), *_quarters(text, quarters)]
    return patch(raw, sorted([*text.patches, *found], key=lambda one: one.start)) if found else text


def is_misread(text: Patched, start: int, end: int) -> bool:
    """Whether a letter was read as a digit within raw columns."""
    return any(one.rule == ZERO and start <= one.start < end for one in text.patches)


def _zeros(text: Patched) -> Iterator[Patch]:
    """The letter O between a currency and a point: `JPYO.4` is 0.4."""
    for found in _ZERO.finditer(text.text):
        at = text.columns[found.start()]
        yield Patch(start=at, end=at + 1, after="0", rule=ZERO)


def _quarters(text: Patched, known: frozenset[str]) -> Iterator[Patch]:
    """A quarter whose Q was read as a zero before a name (`1011 Revenue`), where the deck prints that quarter.

    `2031 Changes` stays: it may be a year.
    """
    for found in _QUARTER.finditer(text.text) if known else ():
        if f"{found[1]}Q{found[3]}" in known:
            at = text.columns[found.start(2)]
            yield Patch(start=at, end=at + 1, after="Q", rule=QUARTER)
