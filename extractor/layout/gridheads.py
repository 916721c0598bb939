"""Heads of marked cells: what one head says, and the columns that a row of heads makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model.exhibit import Column, ColumnKind, Token
from extractor.model.period import FiscalCalendar, Period, PeriodKind, a_year_before, fiscal, resolve
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms

MOVES = {"change": ColumnKind.CHANGE, "change_pct": ColumnKind.CHANGE_PCT}
RANGES = frozenset({PeriodKind.MONTHS, PeriodKind.MONTH})
MOST_YEARS_OFF = 2
ACTUAL = "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridHead:
    """What the text of a head says: its period, the months beside it, its scenario, shares and changes."""

    printed: str = ""
    period: Period | None = None
    months: Period | None = None
    scenario: str = ACTUAL
    share: bool = False
    move: str = ""

    @property
    def told(self) -> bool:
        return self.period is not None or self.share or bool(self.move)


def head_of(text: str, rulebook: Rulebook) -> GridHead:
    """A head as far as its text names periods and terms of columns."""
    printed = " ".join(text.split())
    if not printed:
        return GridHead()
    periods = [mention.period for mention in find_periods(text, rulebook)]
    terms = find_terms(text, rulebook)
    ranges = [period for period in periods if period.kind in RANGES]
    named = [period for period in periods if period.kind not in RANGES]
    return GridHead(
        printed=printed,
        period=next(iter((*named, *ranges)), None),
        months=ranges[0] if named and ranges else None,
        scenario=next((term.reading for term in terms if term.term == "scenario"), ACTUAL),
        share=any(term.term == "share" for term in terms),
        move=next((term.term for term in terms if term.term in MOVES), ""),
    )


def headed(
    heads: Sequence[GridHead], printed: Sequence[Sequence[Token]], calendar: FiscalCalendar
) -> tuple[tuple[Column, ...], tuple[tuple[int, ...], ...]]:
    """The columns that heads name, and for every printed column which of them its figures may be.

    A head of changes, and one right before cells without a head, may stand over several printed columns.
    """
    columns: list[Column] = []
    under: list[tuple[int, ...]] = []
    amounts = tuple(_amount(head, calendar) for head in heads if head.period is not None and not head.move)
    last: Column | None = None
    for head, tokens in zip(heads, printed, strict=True):
        if head.move:
            found = _moves(head, amounts, _below(heads, printed, head))
        elif head.period is not None:
            last = _amount(head, calendar)
            found = (last, *((_share(last, head),) if head.share else ()))
        elif head.share and last is not None:
            found = (_share(last, head),)
        elif not head.printed and tokens and under:
            under.append(under[-1])
            continue
        else:
            found = ()
        under.append(tuple(range(len(columns), len(columns) + len(found))))
        columns.extend(found)
    return tuple(columns), tuple(under)


def _below(heads: Sequence[GridHead], printed: Sequence[Sequence[Token]], head: GridHead) -> list[Token]:
    """The tokens under a head, and under the cells without a head right of it."""
    at = next(n for n, other in enumerate(heads) if other is head)
    end = next((n for n in range(at + 1, len(heads)) if heads[n].printed), len(heads))
    return [token for tokens in printed[at:end] for token in tokens]


def _amount(head: GridHead, calendar: FiscalCalendar) -> Column:
    period = head.period
    dated = period if period is None or head.months is None else _dated(period, head.months, calendar)
    return Column(period=dated, scenario=head.scenario, printed=head.printed, redated=dated != period)


def _dated(period: Period, months: Period, calendar: FiscalCalendar) -> Period:
    """The period that the months beside a label make: where the year of the label is another, theirs."""
    for years in range(-MOST_YEARS_OFF, MOST_YEARS_OFF + 1):
        other = fiscal(period.kind, period.year + years, period.part, period.printed) if period.year else period
        found = resolve(other, calendar)
        if found.start and (found.start, found.end) == (months.start, months.end):
            return other if years else period
    return period


def _share(amount: Column, head: GridHead) -> Column:
    return replace(amount, kind=ColumnKind.SHARE, printed=head.printed)


def _moves(head: GridHead, amounts: tuple[Column, ...], tokens: list[Token]) -> tuple[Column, ...]:
    """Changes as amounts, rates or both, as the figures below show them."""
    pair = _pair(head, amounts)
    kinds = {ColumnKind.CHANGE_PCT if token.style.percent else ColumnKind.CHANGE for token in tokens}
    if pair is None or not kinds:
        return ()
    new, base = pair
    return tuple(
        replace(new, kind=kind, versus=base, printed=head.printed, redated=False)
        for kind in (ColumnKind.CHANGE, ColumnKind.CHANGE_PCT)
        if kind in kinds
    )


def _pair(head: GridHead, amounts: tuple[Column, ...]) -> tuple[Column, str] | None:
    """The amounts that changes are taken between, the nearest in time of the latest; else from the year before."""
    pairs = [
        (new, old.period)
        for new in amounts
        for old in amounts
        if new.period is not None and old.period is not None and _earlier(old.period, new.period)
    ]
    if pairs:
        told = head.period.label if head.period is not None else ""
        best = max(pairs, key=lambda pair: (pair[1].label == told, _when(pair[0].period), _when(pair[1])))
        return best[0], best[1].label
    first = next((column for column in amounts if column.period is not None), None)
    return None if first is None or first.period is None else (first, a_year_before(first.period).label)


def _earlier(old: Period, new: Period) -> bool:
    """Whether changes from one period to another make sense: days, or the same part of another year."""
    same = old.kind is new.kind and old.part == new.part
    return same and _when(old) < _when(new)


def _when(period: Period | None) -> tuple[int, int, str]:
    return (0, 0, "") if period is None else (period.year, period.part, period.end)
