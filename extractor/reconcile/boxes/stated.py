"""Stated sums: boxes that add up to a change which the slide states, or one part less the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from math import log2

from extractor.model.figure import Measure
from extractor.model.interval import Regime
from extractor.model.period import Period, a_year_before
from extractor.model.proposal import Box, Glyphs
from extractor.reconcile.boxes.captions import block_names, headings_of
from extractor.reconcile.boxes.dates import compared_periods
from extractor.reconcile.boxes.nouns import Group, Kind, Member, Slide
from extractor.reconcile.boxes.pairing import pair
from extractor.reconcile.rounding.gaps import allowed_gap

LEAST_MEMBERS = 3
MOST_MEMBERS = 12
MOST_READINGS = 200
LEAST_BITS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A stated change: its value, where it stands, and what it is measured over."""

    value: Decimal
    line: int
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One way to read a run: its glyphs, how many of them count up, and the total they give."""

    glyphs: tuple[Glyphs, ...]
    up: int
    total: Total


def stated_sums(slide: Slide, used: frozenset[int]) -> tuple[Group, ...]:
    """Groups of named boxes that add up to a stated change; `used` are orders of tokens in other groups."""
    groups = (_of_run(slide, run) for run in _runs(slide, used))
    return tuple(group for group in groups if group is not None)


def _runs(slide: Slide, used: frozenset[int]) -> Iterator[tuple[Box, ...]]:
    """Amounts that stand in free boxes one after the other, with nothing but percentages between."""
    run: list[Box] = []
    last = -1
    for box in slide.free:
        order = box.token.order
        if run and (order != last + 1 or order in used):
            yield tuple(run)
            run = []
        if not box.token.style.percent and order not in used:
            run.append(box)
        last = order
    if run:
        yield tuple(run)


def _of_run(slide: Slide, run: tuple[Box, ...]) -> Group | None:
    """The group of a run whose one reading gives a stated total and whose members all have names."""
    totals = _totals(slide, run)
    readings = list(islice(product(*(box.cuts for box in run)), MOST_READINGS))
    found = [hit for reading in readings for hit in _hits(tuple(g for cut in reading for g in cut), totals)]
    tried = len(readings) * len({total.value for total in totals})
    ways = {(tuple(g.quantity.value for g in hit.glyphs), hit.up): hit for hit in found}
    if len(ways) != 1 or not found:
        return None
    hit = found[0]
    return _group(slide, run, hit) if _bits(hit, tried) + _echoes(hit, totals) >= LEAST_BITS else None


def _bits(hit: _Reading, tried: int) -> float:
    """How much a hit proves: all sums that the values could have given, against those that would have passed."""
    count = len(hit.glyphs)
    trials = tried * (1 if hit.up == count else count)
    step = Decimal(1).scaleb(-max(glyph.quantity.decimals for glyph in hit.glyphs))
    plausible = sum((glyph.quantity.magnitude for glyph in hit.glyphs), Decimal(0)) / step
    return log2(float(plausible) / (trials * (2 * _reach(count) + 1)))


def _echoes(hit: _Reading, totals: tuple[Total, ...]) -> float:
    """What members prove that the slide states as changes too, in bits."""
    stated = {total.value for total in totals if total.line != hit.total.line}
    said = [glyph.quantity.magnitude for glyph in hit.glyphs if glyph.quantity.magnitude in stated]
    return sum(max(0.0, log2(float(value) / (len(stated) * len(hit.glyphs)))) for value in said)


def _reach(count: int) -> int:
    """How many units rounding may put between a total and so many parts."""
    return allowed_gap(count, Regime.ROUND, soft=True)[1]


def _totals(slide: Slide, run: tuple[Box, ...]) -> tuple[Total, ...]:
    """Changes that claims state, and signed amounts of the slide outside the run; no points of percentages."""
    inside = {box.token.order for box in run}
    claimed = [
        Total(value=abs(c.glyphs.quantity.value), line=c.line, periods=_periods(c.period, c.versus))
        for c in slide.claims
        if c.measure is Measure.CHANGE and c.glyphs.token.order not in inside and not c.glyphs.quantity.percent
    ]
    signed = [
        Total(value=abs(quantity.value), line=token.line)
        for token in slide.exhibit.tokens
        if token.style.signed and token.order not in inside
        for quantity in token.run.best.quantities[:1]
        if not quantity.percent
    ]
    return tuple(total for total in (*claimed, *signed) if total.value)


def _periods(period: Period | None, versus: str) -> tuple[Period, ...]:
    """A claim's period and the one a year before, where it is measured against that."""
    if period is None or not period.year:
        return ()
    before = a_year_before(period)
    return (period, before) if before.label == versus else ()


def _hits(glyphs: tuple[Glyphs, ...], totals: tuple[Total, ...]) -> Iterator[_Reading]:
    if not LEAST_MEMBERS <= len(glyphs) <= MOST_MEMBERS or any(g.quantity.percent for g in glyphs):
        return
    values = [glyph.quantity.value for glyph in glyphs]
    signed = all(glyph.token.style.signed for glyph in glyphs)
    slack = _reach(len(values)) * Decimal(1).scaleb(-max(glyph.quantity.decimals for glyph in glyphs))
    for up in range(LEAST_MEMBERS - 1 if signed else len(values), len(values) + 1):
        result = sum(values[:up], Decimal(0)) - sum(values[up:], Decimal(0))
        for total in totals:
            if abs(abs(result) - total.value) <= slack:
                yield _Reading(glyphs=glyphs, up=up, total=total)
                break


def _group(slide: Slide, run: tuple[Box, ...], hit: _Reading) -> Group | None:
    captions = slide.boxes.captions
    taken = pair(run, captions) if len(run) == len(hit.glyphs) else ()
    names = () if taken else block_names(slide, run, len(hit.glyphs))
    if not taken and not names:
        return None
    members = tuple(
        Member(
            glyph=glyph,
            percent=_percent(slide, glyph),
            weight=1 if number < hit.up else -1,
            name=captions[taken[number]].text if taken else "",
            codes=("name-beside",) if taken else (),
        )
        for number, glyph in enumerate(hit.glyphs)
    )
    return Group(
        slide=slide,
        kind=Kind.STATED,
        members=members,
        total=hit.total.value,
        source=f"line {hit.total.line}",
        names=names,
        headings=headings_of(slide, run) if hit.up < len(members) else (),
        periods=hit.total.periods or compared_periods(captions),
    )


def _percent(slide: Slide, glyph: Glyphs) -> tuple[Glyphs, ...]:
    """The percentage that stands right behind an amount."""
    if glyph.part + 1 < glyph.parts:
        return ()
    behind = [box for box in slide.free if box.token.order == glyph.token.order + 1]
    return tuple(g for box in behind if box.token.style.percent and len(box.cuts[0]) == 1 for g in box.cuts[0])
