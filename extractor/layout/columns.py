"""Column heads of a table in text order: periods with their scenarios, and terms such as shares."""

from dataclasses import replace

from extractor.layout.heads import Head
from extractor.layout.levels import levelled
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Column, ColumnKind
from extractor.model.period import PeriodKind
from extractor.rulebook import Rulebook

KINDS = {
    "change": ColumnKind.CHANGE,
    "change_pct": ColumnKind.CHANGE_PCT,
    "share": ColumnKind.SHARE,
    "achievement": ColumnKind.ACHIEVEMENT,
}
MONTH_KINDS = frozenset({PeriodKind.MONTHS, PeriodKind.MONTH})


def find_columns(heads: tuple[Head, ...], stream: Stream, rulebook: Rulebook) -> tuple[Column, ...]:
    """Heads of a slide as columns, in text order.

    A scenario behind a period on its line belongs to it; one that stands alone is a column without a period.
    Explicit months beside fiscal labels, and what stands in brackets behind another head, are no columns.
    """
    heads = levelled(tuple(head for head in heads if head.term != "scope"), rulebook)
    fiscal = any(head.period is not None and head.period.kind not in MONTH_KINDS for head in heads)
    columns: list[Column] = []
    before: Head | None = None
    for head in heads:
        if not _detail(head, before, fiscal=fiscal):
            _add(columns, head, before, stream)
        before = head
    return tuple(columns)


def _detail(head: Head, before: Head | None, *, fiscal: bool) -> bool:
    """Whether a head only explains another one."""
    if head.period is not None and head.period.kind in MONTH_KINDS and fiscal:
        return True
    return head.bracketed and before is not None and before.group == head.group


def _add(columns: list[Column], head: Head, before: Head | None, stream: Stream) -> None:
    order = stream.orders[head.line]
    if head.period is not None:
        columns.append(Column(period=head.period, printed=head.printed, order=order))
    elif head.term == "scenario" and _behind_period(head, before):
        printed = f"{columns[-1].printed} {head.printed}"
        columns[-1] = replace(columns[-1], scenario=head.reading, printed=printed)
    elif head.term == "scenario":
        columns.append(Column(scenario=head.reading, printed=head.printed, order=order))
    else:
        columns.append(Column(kind=KINDS[head.term], printed=head.printed, order=order))


def _behind_period(head: Head, before: Head | None) -> bool:
    return before is not None and before.period is not None and before.line == head.line
