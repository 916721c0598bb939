"""Panels: the tokens of an exhibit that belong to one axis of periods."""

from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.align.rows import misfit
from extractor.align.runs import RowString, is_long, mostly_strings, row_strings
from extractor.model.exhibit import Axis, Exhibit, Token
from extractor.model.period import Period, PeriodKind, fiscal

PARTS = {PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}
LONGEST_AXIS = 40
FAR = 10**9
IDLE_COST = 40
LEAST_BLOCK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Tokens over one axis that stands at `order` among them. `periods` run from the oldest to the newest.

    Where most rows are printed in one string each, columns may be torn out: `torn` are periods whose label
    stands alone, with the order of the tokens at which it stands, `lost` periods have no label at all.
    """

    number: int
    periods: tuple[Period, ...]
    tokens: tuple[Token, ...]
    order: int = 0
    newest_first: bool = False
    torn: tuple[tuple[Period, int], ...] = ()
    lost: tuple[Period, ...] = ()


def find_panels(exhibit: Exhibit) -> tuple[Panel, ...]:
    """Panels of an exhibit in text order; none where it has no run of labels that all differ."""
    main = [axis for axis in exhibit.axes if 1 < len(axis.periods) == len(_labels(axis.periods))]
    tokens = tuple(token for token in exhibit.tokens if not token.prose)
    if not main:
        return ()
    shares = _shares(main, tokens)
    return tuple(
        _panel(number, axis, share, exhibit.axes)
        for number, (axis, share) in enumerate(zip(main, shares, strict=True), start=1)
    )


def _shares(axes: list[Axis], tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Tokens for each axis: those between two axes go where they leave the fewest rows short."""
    cuts: list[int] = []
    for number, (axis, following) in enumerate(pairwise(axes)):
        low = cuts[-1] if cuts else 0
        options = _cut_options(tokens, axis.order, following.order)
        last = number + 2 == len(axes)
        high = FAR if last else axes[number + 2].order
        costs = [
            (
                _strain(_range(tokens, low, cut), axis) + _strain(_range(tokens, cut, high), following),
                position,
            )
            for position, cut in enumerate(options)
        ]
        cuts.append(options[min(costs)[1]])
    edges = [0, *cuts, FAR]
    return [_range(tokens, a, b) for a, b in pairwise(edges)]


def _strain(tokens: tuple[Token, ...], axis: Axis) -> int:
    """How badly tokens fit an axis: values torn out before glued rows fit, an idle axis does not."""
    plain = tuple(token for token in tokens if token.period is None)
    width = len(axis.periods)
    if not any(is_long(token, width) for token in plain) or not mostly_strings(plain, width):
        return misfit(plain, width) if plain else IDLE_COST
    return misfit(tuple(t for t in plain if t.order >= axis.order and not is_long(t, width)), width)


def _range(tokens: tuple[Token, ...], low: int, high: int) -> tuple[Token, ...]:
    return tuple(token for token in tokens if low <= token.order < high)


def _cut_options(tokens: tuple[Token, ...], first: int, last: int) -> list[int]:
    """Places where one panel may end and the next begin: at either axis, or between blocks."""
    between = [token for token in tokens if first <= token.order < last]
    starts = [b.order for a, b in pairwise(between) if a.block != b.block]
    return [first, last, *starts]


def _panel(number: int, axis: Axis, tokens: tuple[Token, ...], axes: tuple[Axis, ...]) -> Panel:
    periods = axis.periods[::-1] if axis.newest_first else axis.periods
    panel = Panel(number=number, periods=periods, tokens=tokens, order=axis.order, newest_first=axis.newest_first)
    if not mostly_strings(tokens, len(periods)):
        return panel
    strings = row_strings(tokens, len(periods), LONGEST_AXIS)
    lone = {a.periods[0].label: a for a in axes[::-1] if _is_missing(a, periods)}
    torn = tuple((a.periods[0], a.order) for a in lone.values() if _closes_block(a, axes, tokens, strings))
    known = {period.label: period for period in (*periods, *(p for p, _ in torn))}
    glued = any(string.glued for string in strings)
    full = _without_gaps(tuple(known.values())) if glued else tuple(sorted(known.values(), key=_time))
    lost = tuple(period for period in full if period.label not in known)
    return replace(panel, periods=full if torn or lost else periods, torn=torn[::-1], lost=lost)


def _is_missing(lone: Axis, periods: tuple[Period, ...]) -> bool:
    """Whether a label stands alone, is of the kind of an axis, and does not stand on it."""
    first = lone.periods[0]
    return len(lone.periods) == 1 and first.kind is periods[0].kind and first.label not in _labels(periods)


def _closes_block(
    lone: Axis, axes: tuple[Axis, ...], tokens: tuple[Token, ...], strings: tuple[RowString, ...]
) -> bool:
    """Whether values of a torn column stand right before a lone label: many, where rows are not glued."""
    held = {token.order for string in strings for token in string.tokens}
    edges = [a.order for a in axes if a.order < lone.order] + [order + 1 for order in held if order < lone.order]
    block = [t for t in tokens if max(edges, default=0) <= t.order < lone.order and not t.row]
    glued = any(string.glued for string in strings)
    return len(block) >= (1 if glued else max(LEAST_BLOCK, len(strings) // 2))


def _labels(periods: tuple[Period, ...]) -> frozenset[str]:
    return frozenset(period.label for period in periods)


def _time(period: Period) -> tuple[int, int]:
    return (period.year, period.part)


def _without_gaps(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """All periods from the first to the last of the given ones."""
    ordered = sorted(periods, key=_time)
    parts = PARTS.get(ordered[0].kind, 0)
    if not parts or not ordered[0].year:
        return tuple(ordered)
    known = {(p.year, p.part): p for p in ordered}
    at, last = (ordered[0].year, ordered[0].part), (ordered[-1].year, ordered[-1].part)
    full: list[Period] = []
    while at <= last and len(full) < LONGEST_AXIS:
        full.append(known.get(at) or fiscal(ordered[0].kind, at[0], at[1]))
        at = (at[0], at[1] + 1) if at[1] < parts else (at[0] + 1, 1)
    return tuple(full)
