"""Heads on two levels: years on one line, the parts of years that columns show on the next, or the other way round."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from extractor.layout.heads import Head
from extractor.model.period import Period, PeriodKind, fiscal
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods

MONTHS = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}
NEAR = 2
MOVES = frozenset({"change", "change_pct"})
Heads = tuple[Head, ...]


def levelled(heads: Heads, rulebook: Rulebook) -> Heads:
    """The heads of a slide, those of two levels as one: `FY2023 FY2024` over `Q2 Q2` are two second quarters."""
    lines = [tuple(found) for _, found in groupby(heads, key=lambda head: head.line)]
    out: list[Head] = []
    at = 0
    while at < len(lines):
        joined = _joined(lines[at], lines[at + 1], rulebook) if at + 1 < len(lines) else ()
        out.extend(joined or lines[at])
        at += 2 if joined else 1
    return tuple(out)


def _joined(upper: Heads, lower: Heads, rulebook: Rulebook) -> Heads:
    """Two lines of heads as one; empty where they are not the two levels of the same columns."""
    if lower[0].line - upper[-1].last > NEAR:
        return ()
    if _only(upper, _is_part) and len(lower) > len(upper) == 1 and _only(lower, _is_year):
        return tuple(_both(head, upper[0], rulebook) if _is_year(head) else head for head in lower)
    years = tuple(filter(_is_year, upper))
    parts = tuple(filter(_is_part, lower))
    if not years or not parts or not _only(upper, _is_year) or not _only(lower, _is_part):
        return ()
    owners = years if len(years) == len(parts) else tuple(_owners(years, parts))
    if len(owners) != len(parts):
        return ()
    whole = {id(part): _both(year, part, rulebook, at=part) for year, part in zip(owners, parts, strict=True)}
    moved = any(head.term in MOVES for head in lower)
    rest = tuple(h for h in upper if h.period is None and not (moved and h.term in MOVES))
    return (*(whole.get(id(head), head) for head in lower), *(replace(h, line=lower[-1].line) for h in rest))


def _only(heads: Heads, is_kind: Callable[[Head], bool]) -> bool:
    """Whether all periods among heads are of one kind, and there is one."""
    dated = [head for head in heads if head.period is not None]
    return bool(dated) and all(map(is_kind, dated))


def _is_year(head: Head) -> bool:
    return head.period is not None and head.period.kind is PeriodKind.YEAR and bool(head.period.year)


def _is_part(head: Head) -> bool:
    return head.period is not None and head.period.kind in MONTHS and not head.period.year


def _owners(years: Sequence[Head], parts: Sequence[Head]) -> Iterator[Head]:
    """The year of each part, where the parts begin anew as often as there are years."""
    runs = runs_of([part.period for part in parts if part.period is not None])
    if runs[-1] + 1 == len(years):
        yield from (years[run] for run in runs)


def runs_of(parts: Sequence[Period]) -> tuple[int, ...]:
    """For each of some parts of years, in order, the number of its year: a new one where they begin anew."""
    ends = [MONTHS[part.kind] * max(part.part, 1) for part in parts]
    return tuple(accumulate((end <= before for before, end in pairwise(ends)), initial=0))


def _both(year: Head, part: Head, rulebook: Rulebook, at: Head | None = None) -> Head:
    """A part of a year as one head, at the place of one of them."""
    printed = f"{year.printed} {part.printed}"
    found = [mention.period for mention in find_periods(printed, rulebook)]
    place = at or year
    one, whole = part.period, year.period
    if len(found) == 1 or one is None or whole is None:
        return replace(place, printed=printed, period=found[0] if found else place.period)
    return replace(place, printed=printed, period=fiscal(one.kind, whole.year, one.part, printed))
