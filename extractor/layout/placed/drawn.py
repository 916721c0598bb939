"""Charts and pies as placed tables: their values with periods, names, titles and units."""

from collections.abc import Iterator, Sequence

from extractor.layout.placed.bridges import Bridge, find_bridges, without
from extractor.layout.placed.cells import Cell, Sorted
from extractor.layout.placed.charts import Chart, find_charts
from extractor.layout.placed.columns import period_of, unit_in
from extractor.layout.placed.legends import legend_of
from extractor.layout.placed.pies import Pie, find_pies
from extractor.layout.placed.sheet import Sheet, clean, run_of
from extractor.model.exhibit import Column, ColumnKind, Unit
from extractor.model.figure import FigureKind
from extractor.model.page import Box, Piece
from extractor.model.placed import PlacedCell, PlacedColumn, PlacedRow, PlacedTable
from extractor.rulebook.units import find_units

TITLE_REACH = 60.0
PIE_REACH = 40.0
UNIT_REACH = 110.0
SPOKEN = 12


def drawn_tables(sheet: Sheet, found: Sorted) -> tuple[tuple[PlacedTable, ...], frozenset[Cell]]:
    """The charts and pies of a page, and the cells that they take, marks of value axes among them."""
    bridges = find_bridges(sheet.page, found, sheet.rulebook)
    found = without(found, bridges)
    legend = legend_of(sheet.page, found.texts)
    charts = find_charts(sheet.page, found, legend, sheet.rulebook)
    taken = {value.cell for chart in charts for value in chart.values} | {t for chart in charts for t in chart.ticks}
    rest = Sorted(rows=tuple(tuple(c for c in row if c not in taken) for row in found.rows), texts=found.texts)
    pies = find_pies(sheet.page, rest, legend)
    taken |= {cell for pie in pies for cell, _ in pie.values}
    names = {name.span for _, name in legend} | {name.span for pie in pies for name in pie.names}
    texts = [text for text in found.texts if text.span not in names]
    taken |= {value for bridge in bridges for value in bridge.values}
    tables = [_chart_table(chart, texts, sheet) for chart in charts] + [_pie_table(pie, texts, sheet) for pie in pies]
    tables += [_bridge_table(bridge, texts, sheet) for bridge in bridges]
    return tuple(table for table in tables if table.rows), frozenset(taken)


def _chart_table(chart: Chart, texts: Sequence[Piece], sheet: Sheet) -> PlacedTable:
    labels = chart.axis.labels
    box = Box(x0=labels[0].box.x0, y0=chart.top, x1=labels[-1].box.x1, y1=chart.axis.y)
    names = list(dict.fromkeys(value.name for value in chart.values))
    rows = tuple(_rows(chart, names, sheet))
    columns = tuple(
        PlacedColumn(column=Column(period=period, printed=label.text))
        for period, label in zip(chart.axis.periods, labels, strict=True)
    )
    return PlacedTable(
        number=0,
        slide=sheet.page.number,
        title=_title(box, texts, sheet, TITLE_REACH),
        kind=FigureKind.CHART,
        columns=columns,
        rows=rows,
        unit=_unit(box, texts, sheet),
        lines=_lines(rows),
    )


def _bridge_table(bridge: Bridge, texts: Sequence[Piece], sheet: Sheet) -> PlacedTable:
    """A bridge as a table: its ends are what the title names, its steps are changes from the first to the last."""
    labels, (first, last) = bridge.labels, bridge.ends
    box = Box(x0=labels[0].box.x0, y0=bridge.top, x1=labels[-1].box.x1, y1=labels[0].box.y0)
    step = Column(kind=ColumnKind.CHANGE, period=last, versus=first.label, printed=labels[-1].text)
    columns = (
        PlacedColumn(column=Column(period=first, printed=labels[0].text)),
        PlacedColumn(column=Column(period=last, printed=labels[-1].text)),
        PlacedColumn(column=step),
    )
    runs = [run_of(cell, sheet.lines) for cell in bridge.values]
    units = [_printed_unit(cell, sheet) for cell in bridge.values]
    cells = [
        PlacedCell(run=run, column={0: 0, len(runs) - 1: 1}.get(n, len("ab")), unit=unit)
        for n, (run, unit) in enumerate(zip(runs, units, strict=True))
        if run is not None
    ]
    ends = tuple(cell for cell in cells if cell.column < len("ab"))
    steps = [PlacedRow(label=clean(labels[n].text), cells=(c,)) for n, c in enumerate(cells) if c not in ends]
    rows = (PlacedRow(label="", cells=ends), *steps) if len(cells) == len(runs) else ()
    title = _title(box, texts, sheet, TITLE_REACH)
    return PlacedTable(
        number=0,
        slide=sheet.page.number,
        title=title,
        kind=FigureKind.CHART,
        columns=columns,
        rows=rows,
        unit=_unit(box, texts, sheet),
        lines=_lines(rows),
    )


def _rows(chart: Chart, names: Sequence[str], sheet: Sheet) -> Iterator[PlacedRow]:
    """The series of a chart; where a series has two values over one label none of them is sure of its place."""
    for name in names:
        values = [value for value in chart.values if value.name == name]
        twice = len({value.column for value in values}) < len(values)
        cells = tuple(
            PlacedCell(run=run, column=v.column, unit=_printed_unit(v.cell, sheet), loose=v.guessed or twice)
            for v in values
            for run in [run_of(v.cell, sheet.lines)]
            if run is not None
        )
        if cells:
            yield PlacedRow(label=clean(name), cells=cells, loose=any(v.guessed for v in values) or twice)


def _printed_unit(cell: Cell, sheet: Sheet) -> Unit:
    return unit_in(cell.printed, sheet.rulebook)


def _pie_table(pie: Pie, texts: Sequence[Piece], sheet: Sheet) -> PlacedTable:
    title = _title(pie.box, texts, sheet, PIE_REACH)
    period = period_of(title, sheet.rulebook) or period_of(sheet.title, sheet.rulebook)
    rows = tuple(
        PlacedRow(label=clean(name), cells=(PlacedCell(run=run, column=0, unit=_printed_unit(cell, sheet)),))
        for cell, name in pie.values
        for run in [run_of(cell, sheet.lines)]
        if run is not None
    )
    return PlacedTable(
        number=0,
        slide=sheet.page.number,
        title=title,
        kind=FigureKind.CHART,
        columns=(PlacedColumn(column=Column(period=period, printed=title), told=False),),
        rows=rows,
        lines=_lines(rows),
    )


def _title(box: Box, texts: Sequence[Piece], sheet: Sheet, reach: float) -> str:
    """The text over a chart nearest to it that is no unit and no sentence."""
    over = [
        piece
        for piece in texts
        if piece.box.y1 < box.y0 + piece.size
        and box.y0 - piece.box.y1 < reach
        and piece.box.x1 > box.x0 - reach
        and piece.box.x0 < box.x1 + reach
        and len(piece.words) <= SPOKEN
        and any(map(str.isalpha, piece.text))
        and not any(unit.declaration for unit in find_units(piece.text, sheet.rulebook))
    ]
    best = min(over, key=lambda p: box.y0 - p.box.y1 + abs(p.box.x - box.x) * 0.3 - 20 * p.bold, default=None)
    return best.text if best is not None else sheet.title


def _unit(box: Box, texts: Sequence[Piece], sheet: Sheet) -> Unit:
    """The unit declared nearest to the upper end of a chart."""
    declared = [
        piece
        for piece in texts
        if any(unit.declaration for unit in find_units(piece.text, sheet.rulebook))
        and abs(piece.box.y - box.y0) < UNIT_REACH
        and piece.box.x0 < box.x1
        and piece.box.x1 > box.x0 - TITLE_REACH
    ]
    best = min(declared, key=lambda piece: abs(piece.box.y - box.y0) + abs(piece.box.x1 - box.x0), default=None)
    return unit_in(best.text, sheet.rulebook) if best is not None else Unit()


def _lines(rows: Sequence[PlacedRow]) -> tuple[int, ...]:
    return tuple(sorted({cell.run.span.line for row in rows for cell in row.cells}))
