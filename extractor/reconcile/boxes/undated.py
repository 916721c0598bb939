"""Boards of charts without an axis: rows named and columns dated by what the deck says elsewhere."""

from collections import Counter
from dataclasses import dataclass, replace

from extractor.model.exhibit import Column, Name
from extractor.model.figure import Measure
from extractor.model.proposal import SeriesRow
from extractor.reconcile.boards.board import Board, Series
from extractor.reconcile.boxes.anchors import Dating, dated
from extractor.reconcile.boxes.boards import FIRST_PANEL
from extractor.reconcile.boxes.lost_axis import LostAxis, Row, lost_axis
from extractor.reconcile.boxes.nouns import Slide
from extractor.reconcile.known.bounds import identities_of
from extractor.reconcile.naming.names import ratio_like
from extractor.reconcile.naming.naming import Scene
from extractor.rulebook.identities import IdentityKind
from extractor.rulebook.likeness import SAME

PANEL = FIRST_PANEL + 9
SEVERAL = 2
Named = tuple[str, tuple[str, ...]]
"""A name with its codes of evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Legend:
    """The names of a slide that could be those of rows: amounts and ratios, each key once."""

    amounts: tuple[Name, ...]
    ratios: tuple[Name, ...]


def undated_board(slide: Slide, scene: Scene) -> tuple[Board, ...]:
    """The board of the slide's chart without an axis; nothing where the deck does not date it."""
    for chart in lost_axis(slide):
        legend = _legend(slide, scene)
        keys = [scene.keys.key(name.text) for name in legend.amounts]
        dating = dated(chart.rows, keys, slide.exhibit.unit.scale, scene.world)
        if dating is not None:
            return (_board(chart, dating, _names(chart, dating, legend, scene), scene),)
    return ()


def _legend(slide: Slide, scene: Scene) -> _Legend:
    ranked = sorted(slide.exhibit.names, key=lambda name: (name.cost, name.first), reverse=True)
    known = {scene.keys.key(name.text): name for name in ranked}
    names = sorted((name for key, name in known.items() if key), key=lambda name: name.first)
    ratios = [name for name in names if ratio_like(name.text)]
    items = tuple(name for name in ratios if scene.keys.match(name.text).score >= SAME)
    return _Legend(amounts=tuple(name for name in names if name not in ratios), ratios=items or tuple(ratios))


def _names(chart: LostAxis, dating: Dating, legend: _Legend, scene: Scene) -> dict[int, Named]:
    """Names by row number, that of the ratios last: by known figures, by the ratio, by what is left."""
    by_key = {scene.keys.key(name.text): name for name in (*legend.amounts, *legend.ratios)}
    names: dict[int, Named] = {}
    for row in range(len(chart.rows)):
        key, columns = _anchored(dating, row)
        if columns:
            names[row] = (by_key[key].text, ("name-equal",) if columns >= SEVERAL else ("name-equal-once",))
    if len(legend.ratios) == 1:
        names[len(chart.rows)] = (legend.ratios[0].text, ("name-only-ratio",))
        for row, item in _tied_items(chart, scene.keys.key(legend.ratios[0].text), scene).items():
            if row not in names and item in by_key:
                names[row] = (by_key[item].text, ("name-identity",))
    return names | _left(chart, names, legend, scene)


def _anchored(dating: Dating, row: int) -> tuple[str, int]:
    """The key that most columns of a row are known by, and how many; nothing in a draw."""
    places = {(anchor.key, anchor.column) for anchor in dating.anchors if anchor.row == row}
    ranked = Counter(key for key, _ in places).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return "", 0
    return ranked[0]


def _tied_items(chart: LostAxis, ratio: str, scene: Scene) -> dict[int, str]:
    """The items over and under the line of a ratio that the rulebook knows."""
    for identity in identities_of(scene.rulebook).get(ratio, ()):
        single = len(identity.operands) == len(identity.over) == 1
        if identity.kind is IdentityKind.RATIO and identity.target.item == ratio and single:
            return {chart.above: identity.operands[0].item, chart.below: identity.over[0].item}
    return {}


def _left(chart: LostAxis, names: dict[int, Named], legend: _Legend, scene: Scene) -> dict[int, Named]:
    """The one known item left in the legends of named rows for the one row left."""
    used = {text for text, _ in names.values()}
    lines = {line for n in (*legend.amounts, *legend.ratios) if n.text in used for line in _lines(n)}
    boxes = [c for c in chart.slide.boxes.captions if any(c.first <= line <= c.last for line in lines)]
    left = [
        name
        for name in legend.amounts
        if scene.keys.match(name.text).score >= SAME
        and lines.isdisjoint(_lines(name))
        and any(c.first <= name.first and name.last <= c.last for c in boxes)
    ]
    rows = [row for row in range(len(chart.rows)) if row not in names]
    return {rows[0]: (left[0].text, ("name-left-over",))} if len(rows) == len(left) == 1 else {}


def _lines(name: Name) -> range:
    return range(name.first, name.last + 1)


def _board(chart: LostAxis, dating: Dating, names: dict[int, Named], scene: Scene) -> Board:
    unit = chart.slide.exhibit.unit
    rows = [_series(cells, names.get(row, ("", ()))) for row, cells in enumerate((*chart.rows, chart.ratios))]
    tied = {chart.above, chart.below, len(chart.rows)}
    series = tuple(
        replace(
            s if s.measure is Measure.RATIO else replace(s, unit=unit.unit, scale=unit.scale),
            key=scene.keys.key(s.name),
            evidence=tuple((_code(row, column, dating, tied),) for column in range(len(s.cells))),
        )
        for row, s in enumerate(rows)
    )
    columns = tuple(
        Column(period=period, scenario=scenario, printed=period.printed)
        for period, scenario in zip(dating.periods, dating.scenarios, strict=True)
    )
    proposal = replace(
        chart.slide.boxes,
        panel=PANEL,
        columns=columns,
        rows=tuple(s.row for s in series),
        boxes=(),
        captions=(),
    )
    return Board(exhibit=chart.slide.exhibit, proposal=proposal, series=series, loose=())


def _series(cells: Row, named: Named) -> Series:
    percent = cells[0].quantity.percent
    return Series(
        row=SeriesRow(glyphs=cells, style=cells[0].token.style, clean=False),
        cells=cells,
        unit="%" if percent else "",
        scale="1",
        measure=Measure.RATIO if percent else Measure.AMOUNT,
        evidence=tuple(() for _ in cells),
        rivals=tuple(() for _ in cells),
        name=named[0],
        name_evidence=named[1],
    )


def _code(row: int, column: int, dating: Dating, tied: set[int]) -> str:
    """Known where the cell, or one that a ratio ties to it, is a known figure; else counted from those."""
    rows = tied if row in tied else {row}
    known = any(anchor.column == column and anchor.row in rows for anchor in dating.anchors)
    return "period-known" if known else "period-counted"
