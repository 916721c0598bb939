"""Numbers that belong to the name of a row: `Area 1 28,091 41,428` under two columns has two figures, not three."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractor.model.deck import RepairedLine
from extractor.model.number import Run, RunShape

LEAST_COLUMNS = 2
LONGEST = 4
LONGER = 2
BEFORE = regex.compile(r"[\p{L}][\p{L}\s.'’&/,-]*?[ \u3000]?[(（]?(?:第|No\.? ?|#)?$", regex.IGNORECASE)
WORDS = regex.compile(r"\p{L}{2,}")


def without_numbers_of_names(lines: Sequence[RepairedLine]) -> tuple[RepairedLine, ...]:
    """The lines, with no run where a short number among the words of a row is one more than there are columns."""
    counts: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if len(line.periods) >= LEAST_COLUMNS and not line.runs:
            counts[line.slide].add(len(line.periods))
    return tuple(_without(line, counts.get(line.slide, set())) for line in lines)


def _without(line: RepairedLine, columns: Iterable[int]) -> RepairedLine:
    if len(line.runs) - 1 not in columns or line.periods:
        return line
    first, *rest = line.runs
    return replace(line, runs=tuple(rest)) if _is_of_name(line, first, rest) else line


def _is_of_name(line: RepairedLine, first: Run, rest: Sequence[Run]) -> bool:
    text = line.text
    shown = text[first.start : first.end].strip("()（）")
    if not (shown.isdigit() and len(shown) <= LONGEST and BEFORE.match(text[: first.start])):
        return False
    gaps = tuple(_gaps(text, (first, *rest)))
    if any(WORDS.search(gap) for gap in gaps[1:]):
        return False
    return bool(WORDS.search(gaps[0])) or all(_unlike(shown, run) for run in rest)


def _gaps(text: str, runs: Sequence[Run]) -> Iterator[str]:
    for one, other in pairwise(runs):
        yield text[one.end : other.start]


def _unlike(shown: str, run: Run) -> bool:
    """Whether a figure is printed so that the short number can be none of its row: longer, grouped, or a fraction."""
    raw = run.raw.strip()
    digits = sum(sign.isdigit() for sign in raw)
    return run.shape is RunShape.NUMBER and (digits >= len(shown) + LONGER or not raw.strip("()△▲-+").isdigit())
