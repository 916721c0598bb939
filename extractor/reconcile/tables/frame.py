"""Physical columns of a table: columns of the proposal, those of days and of flows side by side taken as one."""

from extractor.model.exhibit import Column, ColumnKind
from extractor.model.period import PeriodKind
from extractor.reconcile.tables.grid import Head

Columns = tuple[Column, ...]
COMING = {"initial": 0, "previous": 0, "plan": 1, "target": 1, "forecast": 1, "revised": 2, "actual": 3}


def heads_of(columns: Columns) -> tuple[Head, ...]:
    """Amounts first, then shares, changes and achievements; days and flows of one rank share a head."""
    amounts = [n for n, column in enumerate(columns) if column.kind is ColumnKind.AMOUNT]
    days = [n for n in amounts if _is_day(columns[n])]
    flows = [n for n in amounts if n not in days]
    if days and flows:
        days.sort(key=lambda n: _when(columns[n]), reverse=True)
        flows.sort(key=lambda n: _when(columns[n]), reverse=True)
    count = max(len(days), len(flows))
    heads = [
        Head(
            kind=ColumnKind.AMOUNT,
            at_flow=flows[rank] if rank < len(flows) else -1,
            at_day=days[rank] if rank < len(days) else -1,
            order=columns[flows[rank] if rank < len(flows) else days[rank]].order,
        )
        for rank in range(count)
    ]
    place = {n: rank for rank, head in enumerate(heads) for n in (head.at_flow, head.at_day) if n >= 0}
    derived: dict[tuple[ColumnKind, int, int], dict[str, int]] = {}
    for number, column in enumerate(columns):
        if column.kind is not ColumnKind.AMOUNT:
            new = _amount(columns, column, place)
            old = _base(columns, column, place) if column.kind is not ColumnKind.SHARE else -1
            side = "at_day" if _is_day(column) else "at_flow"
            derived.setdefault((column.kind, new, old), {})[side] = number
    for (kind, new, old), sides in derived.items():
        heads.append(
            Head(kind=kind, new=new, old=old, at_flow=sides.get("at_flow", -1), at_day=sides.get("at_day", -1))
        )
    return tuple(heads)


def _is_day(column: Column) -> bool:
    return column.period is not None and column.period.kind is PeriodKind.INSTANT


def _when(column: Column) -> tuple[str, int, int]:
    period = column.period
    return ("", 0, 0) if period is None else (period.end, period.year, period.part)


def _amount(columns: Columns, column: Column, place: dict[int, int]) -> int:
    for number, rank in place.items():
        if columns[number].period == column.period and columns[number].scenario == column.scenario:
            return rank
    return -1


def _base(columns: Columns, column: Column, place: dict[int, int]) -> int:
    """The amounts that a change is measured against: an earlier period, or another scenario."""
    for number, rank in place.items():
        other = columns[number]
        if other.period is None:
            continue
        if other.period == column.period:
            if other.scenario == column.versus and other.scenario != column.scenario:
                return rank
        elif other.period.label == column.versus and other.scenario == "actual":
            return rank
    return -1


def _any(head: Head) -> int:
    return max(head.at_flow, head.at_day)


def head_places(columns: Columns, heads: tuple[Head, ...], *, backwards: bool, in_line: bool) -> tuple[int, ...]:
    """Positions of the heads from the left: amounts in the order of their heads, or in the other order, each with its
    share behind it, then changes, then achievements. Scenarios of one period whose heads are scattered stand in the
    order in which they come about."""
    amounts = [n for n, head in enumerate(heads) if head.kind is ColumnKind.AMOUNT]
    if not in_line and len({columns[_any(heads[n])].period for n in amounts}) == 1:
        amounts.sort(key=lambda n: COMING.get(columns[_any(heads[n])].scenario, len(COMING)))
    if backwards:
        amounts.reverse()
    rank = {n: 2 * at for at, n in enumerate(amounts)}
    places = []
    for number, head in enumerate(heads):
        if number in rank:
            places.append(rank[number])
        elif head.kind is ColumnKind.SHARE:
            places.append(rank.get(head.new, 0) + 1)
        else:
            places.append(2 * len(amounts) + number)
    return tuple(places)
