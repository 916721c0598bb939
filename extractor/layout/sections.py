"""Sections: parts of a table that print the same heads again, such as consolidated and parent figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.layout.heads import Head
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Section, Token
from extractor.model.period import Period

LEAST_CYCLES = 2
LEAST_SCENARIOS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A head by the number of table numbers printed before it."""

    head: Head
    at: int


def find_sections(heads: tuple[Head, ...], stream: Stream, tokens: tuple[Token, ...]) -> tuple[Section, ...]:
    """Sections of a slide in text order; empty where its scenario heads do not come in equal cycles.

    `tokens` are the numbers left on the slide. Every cycle of heads must have as many of them, with its
    heads at the same places, so that chance hardly makes one. Sections are named by the scopes printed at
    them; where later cycles have none, the names of the first ones come again, in their order.
    """
    numbers = tuple(token.order for token in tokens if not token.prose)
    marks = tuple(_marks(heads, stream, numbers))
    scenarios = [mark for mark in marks if mark.head.term == "scenario"]
    cycle = _cycle(scenarios, len(numbers))
    if not cycle:
        return ()
    size = len(numbers) * cycle // len(scenarios)
    scopes = _scopes(marks, size)
    periods = _periods(marks, size, len(numbers) // size)
    return tuple(
        Section(
            name=scopes[part % len(scopes)] if scopes else "",
            first=numbers[part * size],
            last=numbers[(part + 1) * size - 1],
            period=periods[part],
            repeated=part >= len(scopes),
        )
        for part in range(len(numbers) // size)
    )


def _marks(heads: tuple[Head, ...], stream: Stream, numbers: Sequence[int]) -> Iterator[_Mark]:
    for head in heads:
        order = stream.orders[head.line]
        yield _Mark(head=head, at=sum(number < order for number in numbers))


def _cycle(scenarios: list[_Mark], count: int) -> int:
    """How many scenario heads make a cycle; 0 where they do not come again at equal distances."""
    readings = [mark.head.reading for mark in scenarios]
    cycle = len(dict.fromkeys(readings))
    times = len(readings) // cycle if cycle >= LEAST_SCENARIOS else 0
    if times < LEAST_CYCLES or readings != readings[:cycle] * times or count % times:
        return 0
    size = count // times
    places = [mark.at for mark in scenarios]
    equal = all(place - places[n % cycle] == size * (n // cycle) for n, place in enumerate(places))
    return cycle if equal and places[cycle - 1] <= size else 0


def _scopes(marks: tuple[_Mark, ...], size: int) -> tuple[str, ...]:
    """Names of the first sections, printed where they begin; empty where one of them has none."""
    scopes = [mark for mark in marks if mark.head.term == "scope"]
    if [mark.at for mark in scopes] != [size * part for part in range(len(scopes))]:
        return ()
    return tuple(" ".join(mark.head.printed.replace("- ", "-").split()) for mark in scopes)


def _periods(marks: tuple[_Mark, ...], size: int, parts: int) -> tuple[Period | None, ...]:
    """The period of every section: the one printed before it, or behind it where the first stands behind."""
    dated = [(mark.at, mark.head.period) for mark in marks if _dates_sections(mark, size)]
    if not dated:
        return (None,) * parts
    behind = dated[0][0] > 0
    found: list[Period | None] = []
    for part in range(parts):
        after = [period for at, period in dated if at >= (part + 1) * size]
        before = [period for at, period in dated if at <= part * size]
        kept = after[:1] if behind else before[-1:]
        found.append(kept[0] if kept else None)
    return tuple(found)


def _dates_sections(mark: _Mark, size: int) -> bool:
    """Whether a head is a period with its year that stands between two sections."""
    period = mark.head.period
    return period is not None and period.year > 0 and not mark.head.bracketed and mark.at % size == 0
