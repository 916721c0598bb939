"""Columns that a table may have, as far as its heads name periods, scenarios, shares and changes."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from extractor.model.exhibit import Column, ColumnKind
from extractor.model.period import Period, PeriodKind, a_year_before

ACTUAL = "actual"
CHANGES = frozenset({ColumnKind.CHANGE, ColumnKind.CHANGE_PCT})
RANGES = frozenset({PeriodKind.MONTHS, PeriodKind.RELATIVE})


def universe(heads: tuple[Column, ...]) -> tuple[Column, ...]:
    """All columns that the heads allow: amounts in text order, each with its share, then changes and achievements.

    Changes run from the earlier to the later period of a kind, or from an actual to a plan; with one period only they
    are measured against the year before.
    """
    amounts = _amounts(heads)
    columns: list[Column] = []
    share = _first(heads, ColumnKind.SHARE)
    for amount in amounts:
        columns.append(amount)
        if share is not None:
            columns.append(_share(amount, share))
    columns.extend(_changes(heads, amounts))
    columns.extend(_achievements(heads, amounts))
    return tuple(columns)


def _first(heads: tuple[Column, ...], *kinds: ColumnKind) -> Column | None:
    return next((head for head in heads if head.kind in kinds), None)


def _share(amount: Column, share: Column) -> Column:
    return replace(amount, kind=ColumnKind.SHARE, printed=share.printed)


def _amounts(heads: tuple[Column, ...]) -> tuple[Column, ...]:
    """Periods with their scenarios, each once, in text order."""
    named = [head for head in heads if head.kind is ColumnKind.AMOUNT]
    stretches = [tuple(group) for _, group in groupby(named, key=lambda head: head.order)]
    results = any(head.period is None and head.scenario == ACTUAL for head in named)
    found: dict[tuple[str, str], Column] = {}
    for stretch in stretches:
        for column in _crossed(stretch, _own_periods(stretches), results=results):
            label = column.period.label if column.period is not None else ""
            if column.scenario != ACTUAL or not _known(found, column, stretch):
                found.setdefault((label, column.scenario), column)
    return tuple(found.values())


def _own_periods(stretches: list[tuple[Column, ...]]) -> tuple[Column, ...]:
    """Fiscal periods and days of all stretches, ranges of months only where there is nothing else."""
    dated = [head for stretch in stretches for head in stretch if head.period is not None]
    fiscal = [h for h in dated if h.period is not None and h.period.kind not in RANGES and _dated(h.period)]
    return tuple(fiscal or dated)


def _dated(period: Period) -> bool:
    return bool(period.year or period.end)


def _known(found: dict[tuple[str, str], Column], column: Column, stretch: tuple[Column, ...]) -> bool:
    """Whether a bare period repeats one that an earlier stretch of heads holds with a scenario."""
    if column.period is None:
        return True
    return any(label == column.period.label and known.order != stretch[0].order for (label, _), known in found.items())


def _crossed(stretch: tuple[Column, ...], own: tuple[Column, ...], *, results: bool) -> Iterator[Column]:
    """Periods of a stretch of heads with the scenarios that stand beside them or alone under them."""
    periods = [head for head in stretch if head in own]
    scenarios = [head for head in stretch if head.period is None]
    plans = [head for head in scenarios if head.scenario != ACTUAL]
    if not periods and plans and len({head.period for head in own}) == 1:
        periods = [own[0]]
        results = True
    if len(periods) > 1 and len(periods) == len(scenarios):
        for period, scenario in zip(periods, scenarios, strict=True):
            yield replace(period, scenario=scenario.scenario, printed=f"{period.printed} {scenario.printed}")
        return
    for period in periods:
        if not plans or results or period.scenario != ACTUAL or len(plans) < len(scenarios):
            yield period
        for plan in plans:
            yield replace(period, scenario=plan.scenario, printed=plan.printed, order=plan.order)


def _families(amounts: tuple[Column, ...]) -> list[list[Column]]:
    """Amounts at days, and amounts of stretches of time."""
    dated = [amount for amount in amounts if amount.period is not None]
    days = [a for a in dated if a.period is not None and a.period.kind is PeriodKind.INSTANT]
    flows = [a for a in dated if a not in days]
    return [family for family in (flows, days) if family]


def _key(column: Column) -> tuple[str, int, int]:
    period = column.period
    return ("", 0, 0) if period is None else (period.end, period.year, period.part)


def _changes(heads: tuple[Column, ...], amounts: tuple[Column, ...]) -> Iterator[Column]:
    told = [head for head in heads if head.kind in CHANGES]
    if not told:
        return
    for family in _families(amounts):
        for new, base in _pairs(family):
            for kind in (ColumnKind.CHANGE, ColumnKind.CHANGE_PCT):
                head = next((h for h in told if h.kind is kind), told[0])
                yield replace(new, kind=kind, versus=base, printed=head.printed, order=head.order)


def _pairs(family: list[Column]) -> Iterator[tuple[Column, str]]:
    """Later amounts with the label of what they are measured against."""
    ordered = sorted(family, key=_key, reverse=True)
    new = ordered[0]
    period = new.period
    if period is None:
        return
    others = [column for column in ordered if column.period != period]
    labels = {column.period.label for column in others if column.period is not None}
    if not others:
        scenarios = [column for column in family if column.scenario != ACTUAL]
        if len(scenarios) > 1:
            yield scenarios[-1], scenarios[0].scenario
        else:
            yield new, a_year_before(period).label
        return
    actual = [column for column in ordered if column.period == period and column.scenario == ACTUAL]
    latest = actual[0] if actual else new
    year_before = a_year_before(period).label
    first = year_before if year_before in labels else _label(others[0])
    yield latest, first
    for label in sorted(labels - {first}):
        yield latest, label


def _label(column: Column) -> str:
    return column.period.label if column.period is not None else ""


def _achievements(heads: tuple[Column, ...], amounts: tuple[Column, ...]) -> Iterator[Column]:
    head = _first(heads, ColumnKind.ACHIEVEMENT)
    if head is None:
        return
    for plan in amounts:
        if plan.scenario == ACTUAL:
            continue
        for done in amounts:
            if done.scenario == ACTUAL and done.period == plan.period:
                yield replace(
                    done,
                    kind=ColumnKind.ACHIEVEMENT,
                    versus=plan.scenario,
                    printed=head.printed,
                    order=head.order,
                )
