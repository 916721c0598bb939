"""What sentences in Japanese say otherwise: numbers in two scales, bases that end in から, plans at the end."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import regex

from extractor.align.claims.marks import Mark, MarkKind
from extractor.model.exhibit import Token
from extractor.model.number import Candidate, CandidateKind, Quantity
from extractor.model.scale import SCALES

GREAT = MappingProxyType({"trillion": "兆", "100million": "億", "10thousand": "万"})
OBJECT = regex.compile(r"(?:を|と|で|に|程度|前後|以上)$")
MISSED = regex.compile(r"^(?:を(?:上回|下回|超|達成|大きく|やや)|に(?:対|比|届|達)|比|通り|どおり|並|未達|差)")
"""What follows a plan that a figure is only held against."""
PAST = regex.compile(r"(?:ました|でした|なり|となった|達し)$")
FROM = regex.compile(r"\s*(?:から|より)(?!\s*の)")
LEVELED = regex.compile(r"\s*(?:に|へ|と|まで)")
BASES = MappingProxyType({"前期末": "year-end", "前年度末": "year-end", "前四半期": "qoq", "前期": "previous"})


def compounded(marks: Iterable[Mark], text: str) -> Iterator[Mark]:
    """Quantities, those in two scales as one number: 65億3,400万円 is 653,400万円."""
    last: Mark | None = None
    for mark in marks:
        joined = _joined(last, mark, text) if last is not None else None
        if last is not None and joined is None:
            yield last
        last = joined or mark
    if last is not None:
        yield last


def _joined(great: Mark, small: Mark, text: str) -> Mark | None:
    """One quantity of two that follow each other without a blank, the scale of the first the greater."""
    one, two = great.quantity, small.quantity
    if one is None or two is None or great.token is None or great.unit or great.end != small.start:
        return None
    if great.scale not in GREAT or not text[: great.end].endswith(GREAT[great.scale]) or one.decimals or two.decimals:
        return None
    factor = SCALES[great.scale] / SCALES[small.scale or "1"]
    apart = two.span.start - one.span.end
    if two.magnitude >= factor or one.span.line != two.span.line or apart != len(GREAT[great.scale]):
        return None
    whole = replace(
        one,
        magnitude=Decimal(one.magnitude * factor + two.magnitude),
        raw=f"{one.raw}{GREAT[great.scale]}{two.raw}",
        span=replace(one.span, end=two.span.end),
        scale=two.scale,
        currency=two.currency,
    )
    return replace(small, start=great.start, token=_token(great.token, small, whole))


def _token(token: Token, small: Mark, whole: Quantity) -> Token:
    """The token of the first number as one of both."""
    reading = Candidate(kind=CandidateKind.CLEAN, quantities=(whole,))
    end = small.token.run.end if small.token is not None else token.run.end
    run = replace(token.run, raw=whole.raw, span=whole.span, end=end, candidates=(reading,))
    return replace(token, run=run)


def with_bases(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks; times that から leads away from, with a change behind them, are what it is measured against."""
    out = list(marks)
    for at, mark in enumerate(marks):
        following = marks[at + 1] if at + 1 < len(marks) else None
        if mark.kind is not MarkKind.AGO or following is None or following.kind is not MarkKind.QUANTITY:
            continue
        led = FROM.fullmatch(text, mark.end, following.start)
        if led is not None and not LEVELED.match(text, following.end):
            word = BASES.get(text[mark.start : mark.end], mark.text)
            out[at] = replace(mark, kind=MarkKind.GROWTH, end=following.start, text=word)
    return out


def is_planned(marks: Sequence[Mark], at: int) -> bool:
    """Whether the verb at the end of a sentence makes its figures a plan: 5,200億円を見込んでいます."""
    for place in range(at + 1, len(marks)):
        mark = marks[place]
        if mark.kind is MarkKind.WORDS and PAST.search(mark.text):
            return False
        if mark.kind is MarkKind.PLAN:
            before = marks[place - 1]
            return before.kind is not MarkKind.WORDS or OBJECT.search(before.text) is not None
    return False


def is_held_against(marks: Sequence[Mark], place: int) -> bool:
    """Whether a figure is only compared with the plan at a place, as in 計画を上回る98億円."""
    behind = marks[place + 1] if place + 1 < len(marks) else None
    return behind is not None and behind.kind is MarkKind.WORDS and MISSED.match(behind.text) is not None
