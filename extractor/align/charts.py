"""Proposals for charts: the pools of a panel cut into rows over the panel's periods."""

from dataclasses import replace

from extractor.align.glyphs import glyphs_of
from extractor.align.panels import Panel
from extractor.align.pools import Look, paired_orders, pools
from extractor.align.rows import Group, cut, line_groups
from extractor.align.twins import told_by_count
from extractor.model.exhibit import Column, Style, Token
from extractor.model.figure import FigureKind
from extractor.model.number import CandidateKind, Sign
from extractor.model.proposal import Glyphs, Proposal, SeriesRow

WHOLE = frozenset({CandidateKind.CLEAN, CandidateKind.DOUBLED, CandidateKind.NIL})


def chart_proposal(exhibit: int, panel: Panel) -> Proposal:
    """The reading of a panel in text order."""
    panel = replace(panel, tokens=told_by_count(panel.tokens, len(panel.periods)))
    labelled = _labelled(panel.tokens)
    named, rest = _named_rows(panel, {glyph.token.order for glyph in labelled})
    rows, loose = list(named), []
    for look, pool in pools(rest):
        found, stray = rows_of(look, pool, len(panel.periods))
        rows.extend(_turned(row) if panel.newest_first else row for row in found)
        loose.extend(stray)
    rows.sort(key=lambda row: min(glyph.token.order for glyph in row.glyphs))
    return Proposal(
        exhibit=exhibit,
        panel=panel.number,
        kind=FigureKind.CHART,
        columns=tuple(Column(period=period, printed=period.printed) for period in panel.periods),
        rows=tuple(rows),
        loose=tuple(loose),
        labelled=labelled,
        pairs=_pairs(rows, panel.tokens),
    )


def _turned(row: SeriesRow) -> SeriesRow:
    """A row under labels that run newest first: one line of values runs likewise, though its place is no proof."""
    return replace(row, glyphs=row.glyphs[::-1], clean=False) if row.clean else row


def _labelled(tokens: tuple[Token, ...]) -> tuple[Glyphs, ...]:
    """Glyphs with a period printed at them, and the percentages printed under those, of the same period."""
    periods = {token.order: token.period for token in tokens if token.period is not None}
    pairs = paired_orders(tokens)
    periods |= {under: periods[order] for order, under in pairs.items() if order in periods}
    return tuple(
        glyph
        for token in tokens
        if token.order in periods
        for glyph in unbracketed(glyphs_of(replace(token, period=periods[token.order])))
    )


def _named_rows(panel: Panel, labelled: set[int]) -> tuple[tuple[SeriesRow, ...], tuple[Token, ...]]:
    """Rows whose name stands on their own line with a value for every period; the other tokens.

    Their values run as the labels over them are printed, newest first or last.
    """
    by_line: dict[int, list[Token]] = {}
    for token in panel.tokens:
        if token.order not in labelled:
            by_line.setdefault(token.line, []).append(token)
    rows, rest = [], []
    for tokens in by_line.values():
        glyphs = tuple(glyph for token in tokens for glyph in glyphs_of(token))
        if tokens[0].row and len(glyphs) == len(panel.periods):
            glyphs = glyphs[::-1] if panel.newest_first else glyphs
            rows.append(SeriesRow(glyphs=glyphs, style=_style(glyphs), clean=True, label=tokens[0].label))
        elif not tokens[0].row:
            rest.extend(tokens)
    return tuple(rows), tuple(rest)


def rows_of(look: Look, pool: tuple[Token, ...], length: int) -> tuple[list[SeriesRow], list[Glyphs]]:
    """The rows of a pool, and the glyphs that fit none."""
    partition = cut(line_groups(pool), length)
    rows = [_row(groups, length) for groups in partition.rows]
    return rows, [glyph for group in partition.loose for glyph in group]


def _row(groups: tuple[Group, ...], length: int) -> SeriesRow:
    glyphs = unbracketed(tuple(glyph for group in groups for glyph in group))
    one_line = len({glyph.token.line for glyph in glyphs}) == 1 and len(groups) == 1
    whole = all(glyph.kind in WHOLE for glyph in glyphs)
    return SeriesRow(glyphs=glyphs, style=_style(glyphs), clean=one_line and whole and len(glyphs) == length)


def _style(glyphs: tuple[Glyphs, ...]) -> Style:
    """The style of the first number; dashes for nothing have none."""
    numbers = [glyph for glyph in glyphs if glyph.kind is not CandidateKind.NIL]
    return (numbers or list(glyphs))[0].token.style


def unbracketed(glyphs: tuple[Glyphs, ...]) -> tuple[Glyphs, ...]:
    """Percentages that all stand in brackets are remarks, such as shares of revenue, and not negative."""
    numbers = [glyph.quantity for glyph in glyphs if glyph.kind is not CandidateKind.NIL]
    if not all(quantity.percent and quantity.sign is Sign.BRACKET for quantity in numbers):
        return glyphs
    return tuple(replace(glyph, quantity=replace(glyph.quantity, sign=Sign.NONE)) for glyph in glyphs)


def _pairs(rows: list[SeriesRow], tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """Rows of amounts with the rows of percentages printed under their values, as pairs of row numbers."""
    under = paired_orders(tokens)
    place = {glyph.token.order: index for index, row in enumerate(rows) for glyph in row.glyphs}
    links = {(place[a], place[p]) for a, p in under.items() if a in place and p in place}
    return tuple(sorted(links))
