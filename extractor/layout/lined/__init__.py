"""Lined tables: rows that a dump prints line by line, laid out again as the page they were printed on.

A line of a label and as many figures as the lines around it is a row; where the heads above name as many columns,
its figures stand under them in order. Such slides become pages whose places are made up, read like all others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractor.layout.lined.heads import heads_over
from extractor.layout.lined.phrases import opens, tells
from extractor.layout.lined.rows import LinedRow, LinedTable, Texts, row_of
from extractor.layout.lined.stacked import stacked_tables
from extractor.model.deck import RepairedLine
from extractor.model.number import Run
from extractor.model.page import Box, Piece, PrintedPage, Word
from extractor.model.text import Span
from extractor.rulebook import Rulebook
from extractor.rulebook.terms import find_terms
from extractor.rulebook.units import find_units

LEAST_ROWS = 3
DIFFERENCE = 3
MOST_BETWEEN = 3
MOST_HEADS = 30
MOST_LABELS = 3
WORDY = 9
LAST_DAY, YEARS = 31, range(1900, 2100)
ADVANCE, LINE, SIZE = 2.0, 13.0, 10.0
YEAR_HEAD = regex.compile(r"(?:\d{4}\s+)+\d{4}")
HEADING = (":", "：", "】")
DECLARED = regex.compile(r"(?P<title>.*[^\s(（\[])\s*(?P<unit>[(（\[][^()（）]+[)）\]])")
LABELS, COLUMN, WIDTH = 260.0, 120.0, 80.0
"""Places on a made-up page: only that lines follow each other closely and no two columns touch matters."""


def lined_pages(
    lines: Iterable[RepairedLine], rulebook: Rulebook, *, drifting: bool = False
) -> tuple[PrintedPage, ...]:
    """Pages for the slides whose rows stand under heads that name as many columns.

    With `drifting` only for those whose lines seem to keep columns but do not: their figures wander from row to row.
    """
    slides: dict[int, list[RepairedLine]] = {}
    for line in lines:
        slides.setdefault(line.slide, []).append(line)
    pages: list[PrintedPage] = []
    for number, own in slides.items():
        tables = tuple(_tables(own, rulebook))
        if tables and (not drifting or any(map(_drifts, tables))):
            pages.append(_page(number, own, tables, rulebook))
        elif not tables and not drifting:
            stacked = tuple(stacked_tables(own, _heads_of(own, rulebook), rulebook))
            pages += [replace(_page(number, own, stacked, rulebook), ordered=True)] if stacked else []
    return tuple(pages)


def _heads_of(lines: Sequence[RepairedLine], rulebook: Rulebook) -> frozenset[int]:
    return frozenset(line.number for line in lines if _is_head(line, rulebook))


def _drifts(table: LinedTable) -> bool:
    """Whether figures of a column end farther apart than half the way to the next column."""
    ends = list(zip(*([cell.end for cell in row.cells] for row in table.rows), strict=True))
    steps = [one - other for left, right in pairwise(ends) for other, one in zip(left, right, strict=True)]
    return any(2 * (max(column) - min(column)) > min(steps) for column in ends)


def _tables(lines: Sequence[RepairedLine], rulebook: Rulebook) -> Iterator[LinedTable]:
    rows = [None if _are_years(line) else row_of(line, rulebook) for line in lines]
    above = 0
    for first, last in _stretches(lines, rows, rulebook):
        own = [row for row in rows[first : last + 1] if row is not None]
        counts = [len(row.cells) for row in own]
        count = max(set(counts), key=counts.count)
        full = tuple(row for row in own if len(row.cells) == count)
        head_lines = _head_lines(lines[above:first], rulebook)
        heads = heads_over([line.text for line in head_lines], count, rulebook)
        if len(full) >= LEAST_ROWS and heads and not _differences(full, heads, rulebook):
            yield LinedTable(rows=full, heads=heads, head_lines=head_lines)
        above = last + 1


def _differences(rows: Sequence[LinedRow], heads: Sequence[Texts], rulebook: Rulebook) -> bool:
    """Whether a table shows two amounts and what lies between them; another reader proves these row by row."""
    moves = [any(term.term == "change" for term in find_terms(" ".join(texts), rulebook)) for texts in heads]
    rates = any(q.percent for row in rows for q in row.cells[-1].best.quantities)
    return len(heads) == DIFFERENCE and moves == [False, False, True] and not rates


def _stretches(
    lines: Sequence[RepairedLine], rows: Sequence[LinedRow | None], rulebook: Rulebook
) -> Iterator[tuple[int, int]]:
    """First and last rows that follow each other with few lines between, none of them a head."""
    first = last = -1
    for at, row in enumerate(rows):
        if row is None:
            continue
        between = lines[last + 1 : at]
        if first >= 0 and (len(between) > MOST_BETWEEN or any(tells(line.text, rulebook) for line in between)):
            yield first, last
            first = -1
        first, last = (at if first < 0 else first), at
    if first >= 0:
        yield first, last


def _head_lines(above: Sequence[RepairedLine], rulebook: Rulebook) -> tuple[RepairedLine, ...]:
    """The lines right above rows that say what heads say, with the short ones between them."""
    kept: list[RepairedLine] = []
    silent = 0
    for line in reversed(above[-MOST_HEADS:]):
        if _is_head(line, rulebook):
            kept.append(line)
            silent = 0
            continue
        silent += 1
        if silent > MOST_LABELS or (kept and silent > 1):
            break
    return tuple(reversed(kept))


def _is_head(line: RepairedLine, rulebook: Rulebook) -> bool:
    """Whether a short line names periods, plans or changes, and prints no figures but days and years."""
    if len(line.text.split()) > WORDY and not line.periods and not opens(line.text, rulebook):
        return False
    dated = all(_in_date(run) for run in line.runs)
    return dated and not line.text.rstrip().endswith((".", "。")) and tells(line.text, rulebook)


def _are_years(line: RepairedLine) -> bool:
    """Whether a line prints nothing but years, as heads under stretches of months do."""
    values = [quantity.value for run in line.runs for quantity in run.best.quantities]
    return YEAR_HEAD.fullmatch(line.text.strip()) is not None and all(int(value) in YEARS for value in values)


def _in_date(run: Run) -> bool:
    quantities = run.best.quantities
    if len(quantities) != 1:
        return False
    number = quantities[0].value
    return number == int(number) and (0 < number <= LAST_DAY or int(number) in YEARS)


def _page(number: int, lines: Sequence[RepairedLine], tables: Sequence[LinedTable], rulebook: Rulebook) -> PrintedPage:
    """A slide with its tables set in columns, one beside the other, and its other short lines left of them."""
    pieces: list[Piece] = []
    rows = {row.line.number: (row, at) for at, table in enumerate(tables) for row in table.rows}
    last = {table.head_lines[-1].number: (table, at) for at, table in enumerate(tables)}
    heads = {line.number for table in tables for line in table.head_lines}
    taken = [row.rest for table in tables for row in table.rows] + [table.rest for table in tables]
    rest = heads.union(*taken)
    left = [LABELS + COLUMN * sum(len(other.heads) for other in tables[:at]) for at in range(len(tables))]
    y = 0.0
    labels = _labels(lines, rows)
    for line in lines:
        if line.number in rows:
            row, at = rows[line.number]
            pieces.extend(_row(row, labels[line.number], y, left[at]))
        elif line.number in last:
            table, at = last[line.number]
            pieces.extend(_heads(table, y, left[at]))
            y += LINE * (max(map(len, table.heads)) - 1)
        elif line.number in rest or line.number in labels or not _short(line):
            unit = tuple(_unit(line, y, rulebook)) if line.number in heads else ()
            pieces.extend(unit)
            y += LINE if unit else 0.0
            continue
        else:
            pieces.extend(_texts(line, y, rulebook))
        y += LINE
    width = max(piece.box.x1 for piece in pieces)
    return PrintedPage(number=number, width=width, height=max(y, 1.0), pieces=tuple(pieces), typed=True)


def _short(line: RepairedLine) -> bool:
    return 0 < len(line.text.split()) <= WORDY and any(map(str.isalpha, line.text))


def _labels(lines: Sequence[RepairedLine], rows: Mapping[int, tuple[LinedRow, int]]) -> dict[int, str]:
    """The labels of rows by line, with the line above where they begin on it; such lines have none of their own."""
    labels: dict[int, str] = {}
    before: RepairedLine | None = None
    for line in lines:
        if line.number in rows:
            label = rows[line.number][0].label
            begins = (
                not rows[line.number][0].named
                and before is not None
                and before.number not in rows
                and _begins(before, label)
            )
            if before is not None and begins:
                labels[before.number] = ""
                label = f"{before.text.strip()} {label}".strip()
            labels[line.number] = label
        before = line
    return labels


def _begins(line: RepairedLine, label: str) -> bool:
    """Whether a line without figures begins the label of the row below: this has none, or goes on in lower case."""
    told = _short(line) and not line.periods and not line.text.rstrip().endswith(HEADING)
    return told and (not label or label[:1].islower())


def _row(row: LinedRow, label: str, y: float, left: float) -> Iterator[Piece]:
    if row.named:
        yield _text(label, row.named[0], (0, len(row.named[0].text)), y)
    elif label:
        yield _text(label, row.line, (0, row.cells[0].span.start), y)
    for at, (run, text) in enumerate(zip(row.cells, row.texts, strict=True)):
        yield _piece(text, run.span, Box(x0=left + at * COLUMN, y0=y, x1=left + at * COLUMN + WIDTH, y1=y + SIZE))


def _heads(table: LinedTable, y: float, left: float) -> Iterator[Piece]:
    """The texts over every column, each on its own cell; between them they stand for all lines of heads."""
    count = 0
    for column, texts in enumerate(table.heads):
        for level, text in enumerate(texts):
            line = table.head_lines[count % len(table.head_lines)]
            count += 1
            x0, top = left + column * COLUMN, y + level * LINE
            span = Span(line=line.number, start=0, end=len(line.text))
            yield _piece(text, span, Box(x0=x0, y0=top, x1=x0 + WIDTH, y1=top + SIZE))


def _texts(line: RepairedLine, y: float, rulebook: Rulebook) -> Iterator[Piece]:
    """A line of text; a unit in brackets at its end stands by itself."""
    unit = tuple(_unit(line, y, rulebook))
    end = unit[0].span.start if unit else len(line.text)
    yield _text(line.text[:end], line, (0, end), y)
    yield from unit


def _unit(line: RepairedLine, y: float, rulebook: Rulebook) -> Iterator[Piece]:
    """The unit in brackets at the end of a line, at a place of its own."""
    found = DECLARED.fullmatch(line.text.strip())
    if found is not None and find_units(found["unit"], rulebook):
        at = line.text.index(found["unit"])
        box = Box(x0=LABELS - COLUMN / 2 + 1, y0=y, x1=LABELS, y1=y + SIZE)
        yield _piece(found["unit"], Span(line=line.number, start=at, end=len(line.text)), box)


def _text(text: str, line: RepairedLine, place: tuple[int, int], y: float) -> Piece:
    box = Box(x0=0.0, y0=y, x1=min(len(text) * ADVANCE, LABELS - COLUMN / 2), y1=y + SIZE)
    return _piece(text.strip(), Span(line=line.number, start=place[0], end=place[1]), box)


def _piece(text: str, span: Span, box: Box) -> Piece:
    words: list[Word] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        words.append(Word(start=at, end=at + len(word), x0=box.x0, x1=box.x1))
        at += len(word)
    return Piece(text=text, box=box, span=span, size=SIZE, words=tuple(words))
