"""Figures that a sentence repeats from a table or chart of its slide, behind the name that they have there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.model.exhibit import Exhibit, Statement, Token
from extractor.model.figure import FigureKind, Reading
from extractor.model.number import CandidateKind

LEAST_NAME = 4
Places = set[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """A figure in a sentence: its token, the words before it, and its value."""

    token: Token
    before: str
    value: Decimal


def repeated(exhibits: Iterable[Exhibit], placed: Iterable[Reading], taken: Places) -> Iterator[Reading]:
    """Readings of such figures, as callouts; where two names or periods fit as well there is none.

    `taken` are the places of figures that are read already.
    """
    by_slide: dict[int, list[Reading]] = {}
    for reading in placed:
        if reading.period.label:
            by_slide.setdefault(reading.slide, []).append(reading)
    for exhibit in exhibits:
        sources = by_slide.get(exhibit.slide, [])
        count = 0
        for spoken in _spoken(exhibit, taken) if sources else ():
            source = _source(spoken, sources)
            if source is not None:
                count += 1
                yield _reading(spoken, source, exhibit, count)


def _spoken(exhibit: Exhibit, taken: Places) -> Iterator[_Spoken]:
    for token in exhibit.tokens:
        place = (token.run.span.line, token.run.span.start)
        quantities = token.run.best.quantities
        if not token.prose or place in taken or len(quantities) != 1 or token.run.best.kind is not CandidateKind.CLEAN:
            continue
        statement = next((s for s in exhibit.statements if token.line in s.lines), None)
        before = _before(token, statement)
        if before:
            yield _Spoken(token=token, before=before, value=abs(quantities[0].value))


def _before(token: Token, statement: Statement | None) -> str:
    """The words of a sentence before a figure that it says once; empty where it says it more often."""
    raw = token.run.raw.strip()
    if statement is None or statement.text.count(raw) != 1:
        return ""
    return statement.text[: statement.text.index(raw)].casefold()


def _source(spoken: _Spoken, sources: Iterable[Reading]) -> Reading | None:
    """The figure of the slide that is repeated: of the same value, named last before it."""
    percent = spoken.token.style.percent
    equal = [r for r in sources if abs(r.value) == spoken.value and (r.unit == "%") == percent]
    named = [(spoken.before.rfind(r.item.casefold()), len(r.item), r) for r in equal if len(r.item) >= LEAST_NAME]
    told = [found for found in named if found[0] >= 0]
    if not told:
        return None
    best = max((at + length, length) for at, length, _ in told)
    nearest = [r for at, length, r in told if (at + length, length) == best]
    alike = {(r.item, r.period.label, r.value, r.unit, r.scale) for r in nearest}
    return nearest[0] if len(alike) == 1 else None


def _reading(spoken: _Spoken, source: Reading, exhibit: Exhibit, count: int) -> Reading:
    quantity = spoken.token.run.best.quantities[0]
    return replace(
        source,
        figure=f"s{exhibit.slide:03d}.r.{count}",
        exhibit=exhibit.title,
        kind=FigureKind.CALLOUT,
        decimals=quantity.decimals,
        raw=quantity.raw,
        spans=(quantity.span,),
        value_evidence=("glyphs-clean",),
        period_evidence=("claim-placed",),
        item_evidence=("claim-repeated",),
    )
