"""Proposals for torn charts: rows glued into one string each, columns printed apart and labelled behind."""

from dataclasses import replace

from extractor.align.charts import rows_of, unbracketed
from extractor.align.panels import Panel
from extractor.align.pools import pools
from extractor.align.runs import RowString, mostly_strings, row_strings
from extractor.model.exhibit import Column, Token
from extractor.model.figure import FigureKind
from extractor.model.proposal import Glyphs, Proposal, SeriesRow

NOWHERE = -1


def is_torn(panel: Panel) -> bool:
    """Whether most rows of a panel are glued into one string each, or columns are torn out of named lines."""
    strings = _strings(panel)
    glued = any(string.glued for string in strings)
    return bool(strings) and (glued or bool(panel.torn)) and mostly_strings(panel.tokens, _least(panel))


def torn_proposal(exhibit: int, panel: Panel) -> Proposal:
    """Every string as a row with all its cuts; other tokens are loose, with the label behind them."""
    strings = _strings(panel)
    taken = {token.order for string in strings for token in string.tokens}
    rest = tuple(t for t in panel.tokens if t.order not in taken and not t.row and t.period is None)
    last = max((order for _, order in (*panel.torn, (None, panel.order))), default=panel.order)
    rows = [_row(string, panel) for string in strings]
    behind, loose = _behind(tuple(t for t in rest if t.order >= last), panel)
    loose = [*(glyph for t in rest if t.order < last for glyph in _parts(t)), *loose]
    rows = sorted((*rows, *behind), key=lambda row: row.glyphs[0].token.order)
    return Proposal(
        exhibit=exhibit,
        panel=panel.number,
        kind=FigureKind.CHART,
        columns=tuple(Column(period=period, printed=period.printed) for period in panel.periods),
        rows=tuple(rows),
        loose=tuple(loose),
        labelled=tuple(glyph for t in panel.tokens if t.period is not None for glyph in _parts(t)),
        torn=True,
        newest_first=panel.newest_first,
        apart=_apart(panel),
        hints=_hints(panel, rest, taken),
    )


def _strings(panel: Panel) -> tuple[RowString, ...]:
    """Strings that stand for a whole row each, with cuts into as many cells as the panel may have."""
    return row_strings(panel.tokens, _least(panel), len(panel.periods))


def _least(panel: Panel) -> int:
    """The number of labels on the axis itself."""
    return len(panel.periods) - len(panel.torn) - len(panel.lost)


def _row(string: RowString, panel: Panel) -> SeriesRow:
    cuts = [unbracketed(cut[::-1] if panel.newest_first else cut) for cut in string.cuts]
    token = string.tokens[0]
    return SeriesRow(
        glyphs=cuts[0],
        style=replace(token.style, percent=any(glyph.quantity.percent for glyph in cuts[0])),
        clean=string.plain and len(cuts[0]) == _least(panel),
        label=token.label if token.row else "",
        variants=tuple(cuts[1:]),
        string=True,
    )


def _behind(tokens: tuple[Token, ...], panel: Panel) -> tuple[list[SeriesRow], list[Glyphs]]:
    """Rows among the tokens behind all labels: another chart over the same axis."""
    rows: list[SeriesRow] = []
    loose: list[Glyphs] = []
    for look, pool in pools(tokens):
        found, stray = rows_of(look, pool, len(panel.periods))
        rows.extend(found)
        loose.extend(stray)
    return rows, sorted(loose, key=lambda glyph: (glyph.token.order, glyph.part))


def _apart(panel: Panel) -> tuple[tuple[int, int], ...]:
    orders = {period.label: order for period, order in panel.torn}
    orders.update({period.label: NOWHERE for period in panel.lost})
    return tuple((at, orders[p.label]) for at, p in enumerate(panel.periods) if p.label in orders)


def _hints(panel: Panel, tokens: tuple[Token, ...], runs: set[int]) -> tuple[tuple[int, int], ...]:
    """For every token the torn column whose label follows it with no glued string in between."""
    labels = sorted((order, column) for column, order in _apart(panel) if order != NOWHERE)
    hints: list[tuple[int, int]] = []
    for token in tokens:
        order, column = next(((o, c) for o, c in labels if o > token.order), (NOWHERE, NOWHERE))
        if column != NOWHERE and not any(token.order < run < order for run in runs):
            hints.append((token.order, column))
    return tuple(hints)


def _parts(token: Token) -> tuple[Glyphs, ...]:
    parts = token.run.best.quantities
    return tuple(Glyphs(token=token, quantity=q, part=i, parts=len(parts)) for i, q in enumerate(parts))
