"""Numbers that belong to the name of a row: `Area 1 28,091 41,428` under two columns has two figures, not three."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    """The lines, with no run where a short number among the words of a row is one more than there are columns.

    Where any other row has a figure more than there are columns, a column is without a head, and all stay.
    """
    columns: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if len(line.periods) >= LEAST_COLUMNS and _is_heads(line):
            columns[line.slide].add(len(line.periods))
    named = {line.number: _is_of_name(line) for line in lines if len(_numbers(line)) - 1 in columns.get(line.slide, ())}
    wider = {line.slide for line in lines if named.get(line.number) is False}
    return tuple(_unnumbered(line) if named.get(line.number) and line.slide not in wider else line for line in lines)


def _numbers(line: RepairedLine) -> tuple[Run, ...]:
    return tuple(run for run in line.runs if run.shape is RunShape.NUMBER)


def _unnumbered(line: RepairedLine) -> RepairedLine:
    first = _numbers(line)[0]
    return replace(line, runs=tuple(run for run in line.runs if run != first))


def _is_heads(line: RepairedLine) -> bool:
    """Whether a line prints the periods of columns and nothing else."""
    at, rest = 0, ""
    for mention in line.periods:
        rest += line.text[at : mention.start]
        at = mention.end
    return not line.runs and not WORDS.search(rest + line.text[at:])


def _is_of_name(line: RepairedLine) -> bool:
    text, (first, *rest) = line.text, _numbers(line)
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
