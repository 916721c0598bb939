"""Marks put in order: bases joined, brackets without figures given to the words, and the words themselves."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.align.claims.japanese import with_bases
from extractor.align.claims.marks import Mark, MarkKind
from extractor.model.period import FISCAL

BASE_REACH = 14
FROM = frozenset({"from", "over", "against", "vs", "vs.", "than"})
OF = frozenset({"of"})
TIMES = "x"
BASES = frozenset({MarkKind.PERIOD, MarkKind.BASE})
GROWTHS = frozenset({MarkKind.GROWTH, MarkKind.AGO})
PLAN_REACH = 3
SIDE_BY_SIDE = 3
TELLING = frozenset({MarkKind.QUANTITY, MarkKind.PERIOD, MarkKind.BASE, MarkKind.GROWTH, MarkKind.PLAN})


def framed(text: str, marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks of a text, complete and in text order."""
    ordered = with_bases(text, _without_pauses(text, sorted(marks, key=lambda mark: mark.start)))
    return tuple(_with_words(text, _flat(_bases(_from_figures(text, ordered)))))


def _without_pauses(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks without commas right behind a verb or the particle of the topic, as in `売上高は、299億円`."""
    paused = [
        mark.kind is MarkKind.COMMA
        and place
        and marks[place - 1].kind is MarkKind.STATE
        and not text[marks[place - 1].end : mark.start].strip()
        for place, mark in enumerate(marks)
    ]
    return [mark for mark, pause in zip(marks, paused, strict=True) if not pause]


def _from_figures(text: str, marks: list[Mark]) -> list[Mark]:
    """Periods to which `from` leads right behind a figure are bases."""
    out = list(marks)
    for place in range(1, len(marks)):
        before, mark = marks[place - 1], marks[place]
        if before.kind is MarkKind.QUANTITY and mark.kind is MarkKind.PERIOD:
            dated = mark.period is not None and (mark.period.kind in FISCAL or mark.at_end)
            dated = dated and mark.period is not None and bool(mark.period.year or mark.period.end)
            leading = FROM | OF if before.unit == TIMES else FROM
            if dated and text[before.end : mark.start].strip().lower() in leading:
                out[place] = replace(mark, kind=MarkKind.BASE, text="")
    return out


def _bases(marks: list[Mark]) -> list[Mark]:
    """Comparisons joined with the period or scenario right behind them; most other scenarios are dropped."""
    out: list[Mark] = []
    for mark in marks:
        before = out[-1] if out else None
        if before is not None and _compares(before, mark):
            out[-1] = _joined(before, mark)
        elif before is not None and _said_twice(before, mark):
            out[-1] = replace(before, end=mark.end)
        elif before is not None and mark.kind is MarkKind.AGAINST and before.kind is MarkKind.AGO:
            out[-1] = replace(before, kind=MarkKind.GROWTH, end=mark.end)
        elif mark.kind is not MarkKind.BASE or mark.period is not None:
            out.append(mark)
        elif before is not None and _planned(before, mark):
            out.append(replace(mark, kind=MarkKind.PLAN))
    return out


def _said_twice(growth: Mark, again: Mark) -> bool:
    """Whether two words for one base stand side by side, as in `前年同期比 YoY`."""
    near = again.start - growth.end <= SIDE_BY_SIDE
    return near and growth.kind is again.kind is MarkKind.GROWTH and growth.text == again.text


def _planned(before: Mark, scenario: Mark) -> bool:
    """Whether a scenario right behind a figure or its period, perhaps in a bracket, makes it a plan."""
    near = scenario.start - before.end <= PLAN_REACH
    figure = before.kind in {MarkKind.QUANTITY, MarkKind.PERIOD, MarkKind.OPEN}
    return figure and near and scenario.text != "actual"


def _compares(against: Mark, base: Mark) -> bool:
    near = base.start - against.end <= BASE_REACH
    return against.kind is MarkKind.AGAINST and base.kind in BASES | GROWTHS and near


def _joined(against: Mark, base: Mark) -> Mark:
    if base.kind in GROWTHS:
        return replace(base, kind=MarkKind.GROWTH, start=against.start)
    return replace(
        against,
        kind=MarkKind.BASE,
        end=base.end,
        period=base.period,
        at_end=base.at_end,
        text="target" if base.period is None else "",
    )


def _flat(marks: list[Mark]) -> list[Mark]:
    """Marks without the brackets that hold no quantity and no period; these belong to the words around."""
    out: list[Mark] = []
    opened: list[int] = []
    for mark in marks:
        if mark.kind is MarkKind.OPEN:
            opened.append(len(out))
        if mark.kind is MarkKind.CLOSE and opened:
            first = opened.pop()
            inner = out[first + 1 :]
            if not any(held.kind in TELLING for held in inner) or _again(out[:first], inner):
                del out[first:]
                continue
            if all(held.kind is MarkKind.PLAN for held in inner):
                out[first:] = inner
                continue
        out.append(mark)
    return out


def _again(before: list[Mark], inner: list[Mark]) -> bool:
    """Whether a bracket says a period without a year again, as in `the second quarter (July-September)`."""
    if not before or before[-1].kind is not MarkKind.PERIOD or [mark.kind for mark in inner] != [MarkKind.PERIOD]:
        return False
    period = inner[0].period
    return period is not None and not period.year and not period.end


def _with_words(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """The marks with the words between them."""
    at = 0
    for mark in [*marks, Mark(kind=MarkKind.STOP, start=len(text), end=len(text))]:
        between = text[at : mark.start].strip()
        if any(sign.isalnum() for sign in between):
            yield Mark(kind=MarkKind.WORDS, start=at, end=mark.start, text=between)
        yield mark
        at = mark.end
