"""Exhibits laid out as items × periods."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.emit.cells import encodable, trail, unit_text
from extractor.model.deck import Deck
from extractor.model.figure import Figure

Cell = tuple[Figure, ...]
_NO_PERIOD = "no period"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One item of an exhibit in one measure and unit; a cell holds one figure or none."""

    breadcrumb: str
    item: str
    measure: str
    unit: str
    scale: str
    cells: tuple[Cell, ...]

    @property
    def unit_text(self) -> str:
        return unit_text(self.unit, self.scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """An exhibit: its rows in the order of the deck, its columns oldest first; `number` counts from 1."""

    number: int
    slide: int
    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def figures(self) -> Iterable[Figure]:
        return (figure for row in self.rows for cell in row.cells for figure in cell)


def column_label(figure: Figure) -> str:
    """The head over a figure: its period, with scenario and base period where they are not the plain ones."""
    reading = figure.reading
    words = [reading.period.label or _NO_PERIOD]
    if reading.scenario not in {"", "actual"}:
        words.append(reading.scenario)
    if reading.versus:
        words.append(f"vs {reading.versus}")
    return encodable(" ".join(words))


def _columns(figures: Iterable[Figure]) -> tuple[str, ...]:
    ranks: dict[str, tuple[str, int]] = {}
    periods: dict[str, int] = {}
    for figure in figures:
        period = figure.reading.period
        rank = periods.setdefault(period.label, len(periods))
        ranks.setdefault(column_label(figure), (period.end or "9999", rank))
    return tuple(sorted(ranks, key=lambda label: ranks[label]))


def _row_key(figure: Figure) -> tuple[str, str, str, str, str]:
    reading = figure.reading
    return trail(reading.breadcrumb), reading.item, reading.measure, reading.unit, reading.scale


def _rows(figures: Iterable[Figure], columns: tuple[str, ...]) -> Iterable[GridRow]:
    piles: dict[tuple[str, str, str, str, str], dict[str, Cell]] = {}
    for figure in figures:
        pile = piles.setdefault(_row_key(figure), {})
        label = column_label(figure)
        pile[label] = (*pile.get(label, ()), figure)
    for key, pile in piles.items():
        breadcrumb, item, measure, unit, scale = map(encodable, key)
        for depth in range(max(map(len, pile.values()))):
            cells = tuple(pile.get(column, ())[depth : depth + 1] for column in columns)
            yield GridRow(breadcrumb=breadcrumb, item=item, measure=measure, unit=unit, scale=scale, cells=cells)


def grids(deck: Deck) -> tuple[Grid, ...]:
    """Every exhibit that has figures, in deck order. Equal cells printed twice become rows of their own."""
    exhibits: dict[tuple[int, str], list[Figure]] = {}
    for figure in deck.figures:
        exhibits.setdefault((figure.reading.slide, figure.reading.exhibit), []).append(figure)
    found = []
    for number, ((slide, title), figures) in enumerate(exhibits.items(), 1):
        columns = _columns(figures)
        rows = tuple(_rows(figures, columns))
        found.append(Grid(number=number, slide=slide, title=encodable(title), columns=columns, rows=rows))
    return tuple(found)


def _longer_label(row: GridRow) -> str:
    return f"{row.breadcrumb} > {row.item}" if row.breadcrumb else row.item


def _full_label(row: GridRow) -> str:
    kind = ", ".join(part for part in (row.measure, row.unit_text) if part)
    return f"{_longer_label(row)} ({kind})"


def row_labels(grid: Grid) -> tuple[str, ...]:
    """A name for every row, each once: the item; where needed its sections, measure and unit, a count."""
    labels = [row.item for row in grid.rows]
    for longer in (_longer_label, _full_label):
        often = Counter(labels)
        pairs = zip(grid.rows, labels, strict=True)
        labels = [longer(row) if often[label] > 1 else label for row, label in pairs]
    return numbered(labels)


def numbered(names: Iterable[str]) -> tuple[str, ...]:
    """The names with ` (2)`, ` (3)` … behind every further use of the same one; the results never clash."""
    taken: set[str] = set()
    result = []
    for name in names:
        unique, count = name, 1
        while unique in taken:
            count += 1
            unique = f"{name} ({count})"
        taken.add(unique)
        result.append(unique)
    return tuple(result)
