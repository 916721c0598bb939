"""Proposals for tables: printed runs under heads that say periods, shares, changes and scenarios."""

from dataclasses import replace
from decimal import Decimal

from extractor.align.lying import rows_one_by_one
from extractor.align.percents import with_percent_of_heads
from extractor.align.universe import universe
from extractor.model.exhibit import Column, ColumnKind, Exhibit, Section, Token
from extractor.model.figure import FigureKind
from extractor.model.number import CandidateKind, Quantity
from extractor.model.period import PeriodKind
from extractor.model.proposal import Glyphs, Proposal, SeriesRow

LEAST_ROWS = 2
LEAST_TOKENS = 4
MOST_PERIODS = 4
CHART_AXIS = 3
MOST_VARIANTS = 6
DEAREST_VARIANT = 22
RANGES = frozenset({PeriodKind.MONTHS})


def table_proposals(exhibit: Exhibit) -> tuple[Proposal, ...]:
    """The tables of an exhibit, one for each of its sections: columns as far as heads name them, rows as printed runs.

    Nothing where the slide looks like a chart: an axis of periods, or no heads that tables have.
    """
    if exhibit.sections:
        return tuple(
            _proposal(exhibit, number, _in_section(exhibit, section), universe(_headed(exhibit, section)))
            for number, section in enumerate(exhibit.sections, start=1)
        )
    columns = universe(exhibit.columns)
    tokens = tuple(token for token in exhibit.tokens if not token.prose)
    if sum(map(_count, tokens)) < LEAST_TOKENS or not _tabular(exhibit, columns, tokens):
        return ()
    return (_proposal(exhibit, 1, tokens, columns),)


def _proposal(exhibit: Exhibit, panel: int, tokens: tuple[Token, ...], columns: tuple[Column, ...]) -> Proposal:
    lying = rows_one_by_one(tokens, exhibit.columns)
    rows = tuple(_row(list(row), clean=True) for row in lying) or printed_runs(tokens)
    rows = with_percent_of_heads(rows, exhibit.columns)
    return Proposal(exhibit=exhibit.number, panel=panel, kind=FigureKind.TABLE, columns=columns, rows=rows)


def _in_section(exhibit: Exhibit, section: Section) -> tuple[Token, ...]:
    return tuple(t for t in exhibit.tokens if not t.prose and section.first <= t.order <= section.last)


def _headed(exhibit: Exhibit, section: Section) -> tuple[Column, ...]:
    """The heads inside a section; scenarios alone belong to its period, other periods head something else."""
    inside = [column for column in exhibit.columns if section.first <= column.order <= section.last]
    if section.period is None:
        return tuple(inside)
    return tuple(
        replace(column, period=section.period)
        for column in inside
        if column.period is None or column.period == section.period
    )


def _tabular(exhibit: Exhibit, columns: tuple[Column, ...], tokens: tuple[Token, ...]) -> bool:
    amounts = [column for column in columns if column.kind is ColumnKind.AMOUNT]
    if not amounts or len({c.period for c in amounts}) > MOST_PERIODS or _has_axis(exhibit):
        return False
    lines = len({token.line for token in tokens if token.row})
    told = len(columns) > len(amounts) or any(column.scenario != "actual" for column in amounts)
    instants = sum(c.period is not None and c.period.kind is PeriodKind.INSTANT for c in amounts)
    named = lines >= LEAST_ROWS or len(exhibit.names) > LEAST_ROWS
    return named and (told or (instants > 1 and lines >= LEAST_ROWS))


def _has_axis(exhibit: Exhibit) -> bool:
    """Whether a run of periods stands on one line, as under charts; months beside fiscal heads are none."""
    return any(len(axis.periods) >= CHART_AXIS and axis.periods[0].kind not in RANGES for axis in exhibit.axes)


def printed_runs(tokens: tuple[Token, ...]) -> tuple[SeriesRow, ...]:
    """Tokens in the runs in which they were printed: lines with a label or several numbers, and columns of single
    numbers that look alike with no text between."""
    lines: list[list[Token]] = []
    for token in tokens:
        if lines and lines[-1][0].line == token.line:
            lines[-1].append(token)
        else:
            lines.append([token])
    runs: list[list[Token]] = []
    upright: list[bool] = []
    for line in lines:
        single = len(line) == 1 and not line[0].row and len(_readings(line[0])) == 1 and _count(line[0]) == 1
        if single and runs and upright[-1] and _alike(runs[-1][-1], line[0]):
            runs[-1].extend(line)
            continue
        runs.append(list(line))
        upright.append(single)
    return tuple(_row(run, clean=not up) for run, up in zip(runs, upright, strict=True))


def _count(token: Token) -> int:
    return max(1, len(token.run.best.quantities))


def _alike(above: Token, below: Token) -> bool:
    """Whether two single numbers may belong to one printed column; a dash for nothing goes with any."""
    if above.block != below.block:
        return False
    if CandidateKind.NIL in {above.run.best.kind, below.run.best.kind}:
        return True
    same = above.style.percent == below.style.percent and bool(_currency(above)) == bool(_currency(below))
    return same and _plus(above) == _plus(below)


def _plus(token: Token) -> bool:
    return token.style.signed


def _currency(token: Token) -> str:
    return token.run.best.quantities[0].currency if token.run.best.quantities else ""


def _row(tokens: list[Token], *, clean: bool) -> SeriesRow:
    first = tokens[0]
    return SeriesRow(
        glyphs=tuple(glyph for token in tokens for glyph in _glyphs(token, 0)),
        style=first.style,
        clean=clean,
        label=first.label,
        variants=_variants(tokens),
    )


def _variants(tokens: list[Token]) -> tuple[tuple[Glyphs, ...], ...]:
    """Other ways to read one of the run's tokens, cheapest first."""
    found: list[tuple[int, tuple[Glyphs, ...]]] = []
    for index, token in enumerate(tokens):
        for number in _readings(token)[1:]:
            reading = tuple(
                glyph for place, other in enumerate(tokens) for glyph in _glyphs(other, number if place == index else 0)
            )
            found.append((token.run.candidates[number].cost, reading))
    found.sort(key=lambda pair: pair[0])
    return tuple(reading for _, reading in found[:MOST_VARIANTS])


def _readings(token: Token) -> tuple[int, ...]:
    """Numbers of the token's candidates that cost little more than the best."""
    least = token.run.best.cost
    return tuple(
        number
        for number, candidate in enumerate(token.run.candidates)
        if number == 0 or candidate.cost <= least + DEAREST_VARIANT
    )


def _glyphs(token: Token, number: int) -> tuple[Glyphs, ...]:
    candidate = token.run.candidates[number]
    parts: tuple[Quantity, ...] = candidate.quantities
    if candidate.kind is CandidateKind.NIL and not parts:
        parts = (Quantity(magnitude=Decimal(0), decimals=0, raw=token.run.raw, span=token.run.span),)
    return tuple(
        Glyphs(token=token, quantity=quantity, candidate=number, part=part, parts=len(parts))
        for part, quantity in enumerate(parts)
    )
