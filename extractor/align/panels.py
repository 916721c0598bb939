"""Panels: the tokens of an exhibit that belong to one axis of periods."""

from dataclasses import dataclass

from extractor.model.exhibit import Axis, Exhibit, Token
from extractor.model.period import Period, PeriodKind, fiscal

PARTS = {PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}
LONGEST_AXIS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Tokens over one axis. `periods` run from the oldest to the newest without a gap; `torn` are periods whose
    label stands alone, with the order of the tokens at which it stands; `lost` periods have no label at all."""

    number: int
    periods: tuple[Period, ...]
    tokens: tuple[Token, ...]
    newest_first: bool = False
    torn: tuple[tuple[Period, int], ...] = ()
    lost: tuple[Period, ...] = ()


def find_panels(exhibit: Exhibit) -> tuple[Panel, ...]:
    """Panels of an exhibit in text order; none where it has no run of labels."""
    main = [axis for axis in exhibit.axes if len(axis.periods) > 1]
    tokens = tuple(token for token in exhibit.tokens if not token.prose)
    if not main:
        return ()
    shares = _shares(main, tokens)
    return tuple(
        _panel(number, axis, share, exhibit.axes)
        for number, (axis, share) in enumerate(zip(main, shares, strict=True), start=1)
    )


def _shares(axes: list[Axis], tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Tokens for each axis: all for a single one; else those before it, or after it where none stand before."""
    if len(axes) == 1:
        return [tokens]
    before = bool([t for t in tokens if t.order < axes[0].order])
    cuts = [axis.order for axis in axes]
    low = [0, *cuts[:-1]] if before else cuts
    high = [*cuts[:-1], 10**9] if before else [*cuts[1:], 10**9]
    return [tuple(t for t in tokens if a <= t.order < b) for a, b in zip(low, high, strict=True)]


def _panel(number: int, axis: Axis, tokens: tuple[Token, ...], axes: tuple[Axis, ...]) -> Panel:
    lone = tuple((other.periods[0], other.order) for other in axes if len(other.periods) == 1)
    kind = axis.periods[0].kind
    torn = tuple((p, order) for p, order in lone if p.kind is kind and p.label not in _labels(axis.periods))
    periods = axis.periods[::-1] if axis.newest_first else axis.periods
    if not torn:
        return Panel(number=number, periods=periods, tokens=tokens, newest_first=axis.newest_first)
    known = {p.label: p for p in (*periods, *(p for p, _ in torn))}
    full = _without_gaps(tuple(known.values()))
    return Panel(
        number=number,
        periods=full,
        tokens=tokens,
        newest_first=axis.newest_first,
        torn=torn,
        lost=tuple(p for p in full if p.label not in known),
    )


def _labels(periods: tuple[Period, ...]) -> frozenset[str]:
    return frozenset(period.label for period in periods)


def _without_gaps(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """All periods from the first to the last of the given ones."""
    ordered = sorted(periods, key=lambda p: (p.year, p.part))
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
