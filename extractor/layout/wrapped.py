"""Names wrapped over two text boxes with a blank line between, where only the whole is a name."""

from collections.abc import Iterator

from extractor.layout.labels import known
from extractor.layout.roles import Placed
from extractor.layout.sketch import clean
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Name, Role
from extractor.rulebook import Rulebook

NEXT_BOX = 2
MOST_LINES = 4


def wrapped_names(placed: tuple[Placed, ...], stream: Stream, rulebook: Rulebook) -> tuple[Name, ...]:
    """Names whose first lines end one box and whose last line opens the next one."""
    texts = [line for line in placed if line.role is not Role.BLANK]
    found: list[Name] = []
    for index in range(1, len(texts)):
        upper, lower = texts[index - 1], texts[index]
        near = lower.number - upper.number <= NEXT_BOX and lower.group != upper.group
        if near and upper.role is Role.NAME and lower.role is Role.NAME:
            found.extend(_wrapped(texts[:index], lower, stream, rulebook))
    return tuple(found)


def _wrapped(above: list[Placed], lower: Placed, stream: Stream, rulebook: Rulebook) -> Iterator[Name]:
    """The longest known name that ends with the lower line, which is none by itself."""
    tail = clean(lower.text)
    if known(tail, rulebook):
        return
    box = [line for line in above[-MOST_LINES:] if line.group == above[-1].group and line.role is Role.NAME]
    for first in range(len(box)):
        text = " ".join((*(clean(line.text) for line in box[first:]), tail))
        if known(text, rulebook):
            start = box[first].number
            yield Name(text=text, first=start, last=lower.number, order=stream.orders[start])
            return
