"""Lists in columns: names under each other, then as many amounts with their unit, then as many changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.layout.columns import KINDS
from extractor.layout.labels import known
from extractor.layout.roles import Placed
from extractor.layout.sketch import clean
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Column, Role, Unit
from extractor.rulebook import Rulebook

LEAST_LENGTH = 3
KNOWN_SHARE = 0.6
AMOUNT = "amount"
NAME_ROLES = frozenset({Role.NAME, Role.PROSE})
SPOKEN = frozenset({"positive", "change_pct"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """Lines of one column of a list; `term` is `amount` or the column term printed in every line."""

    lines: tuple[Placed, ...]
    term: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """A list: the line with the period above it, the lines of its names, and its columns."""

    heading: Placed
    names: tuple[Placed, ...]
    columns: tuple[ListColumn, ...]


def find_lists(placed: tuple[Placed, ...], rulebook: Rulebook) -> tuple[NamedList, ...]:
    """Lists of a slide: names and every column have one length, and most names are lines of the rulebook.

    A column with a decrease in words is left to the sentences, which give it its sign.
    """
    texts = tuple(line for line in placed if line.role is not Role.BLANK)
    found: list[NamedList] = []
    end = -1
    for first, column in _columns(texts):
        if found and first == end and len(column.lines) == len(found[-1].names):
            found[-1] = replace(found[-1], columns=(*found[-1].columns, column))
        else:
            found.extend(_opened(texts[:first], column, rulebook))
        end = first + len(column.lines)
    return tuple(found)


def _columns(texts: tuple[Placed, ...]) -> Iterator[tuple[int, ListColumn]]:
    """Runs of lines that hold one cell of the same kind each, with the place of their first line."""
    first = 0
    for (term, printed), group in groupby(texts, key=_cell):
        lines = tuple(group)
        if term and len(lines) >= LEAST_LENGTH:
            yield first, ListColumn(lines=lines, term=term, printed=printed)
        first += len(lines)


def _cell(line: Placed) -> tuple[str, str]:
    """The kind of the only number of a line and the term printed at it; empty where the line says more."""
    sketched = line.sketch
    if len(sketched.runs) != 1 or len(sketched.runs[0].best.quantities) != 1 or sketched.line.periods:
        return "", ""
    terms = [term for term in sketched.terms if term.term in KINDS]
    percent = sketched.runs[0].best.quantities[0].percent
    if not _wordless(line) or percent is not bool(terms) or (not percent and not sketched.attached):
        return "", ""
    if not percent:
        return AMOUNT, ""
    return terms[0].term, line.text[terms[0].start : terms[0].end].strip("% ")


def _wordless(line: Placed) -> bool:
    """Whether a line says nothing but its number, the unit and what kind of increase it is."""
    sketched = line.sketch
    masked = list(line.text)
    places = [(run.start, run.end) for run in sketched.runs]
    places += [(unit.start, unit.end) for unit in sketched.units]
    places += [(term.start, term.end) for term in sketched.terms if term.term in SPOKEN]
    for start, end in places:
        masked[start:end] = " " * (end - start)
    return not any(sign.isalpha() for sign in masked)


def _opened(above: tuple[Placed, ...], column: ListColumn, rulebook: Rulebook) -> Iterator[NamedList]:
    """The list that a column of amounts opens, where names and a period stand above it."""
    count = len(column.lines)
    names, before = above[-count:], above[:-count]
    if column.term != AMOUNT or len(names) < count or not _nameable(names, rulebook):
        return
    dated = [line for line in before if line.sketch.line.periods and not line.sketch.runs]
    if dated and len(dated[-1].sketch.line.periods) == 1:
        yield NamedList(heading=dated[-1], names=names, columns=(column,))


def _nameable(lines: tuple[Placed, ...], rulebook: Rulebook) -> bool:
    plain = all(line.role in NAME_ROLES and not line.sketch.runs for line in lines)
    return plain and sum(known(clean(line.text), rulebook) for line in lines) >= KNOWN_SHARE * len(lines)


def with_roles(placed: tuple[Placed, ...], lists: tuple[NamedList, ...]) -> tuple[Placed, ...]:
    """The lines of a slide, those of lists as names and values."""
    if not lists:
        return placed
    roles = {line.number: Role.NAME for found in lists for line in found.names}
    roles |= {line.number: Role.VALUES for found in lists for column in found.columns for line in column.lines}
    return tuple(replace(line, role=roles.get(line.number, line.role)) for line in placed)


def list_labels(lists: tuple[NamedList, ...]) -> Mapping[int, str]:
    """The name of every cell of the lists by its line."""
    return {
        line.number: clean(name.text)
        for found in lists
        for column in found.columns
        for name, line in zip(found.names, column.lines, strict=True)
    }


def list_columns(lists: tuple[NamedList, ...], stream: Stream) -> Iterator[Column]:
    """Heads of the columns of the lists: the period above, and the terms printed at the changes."""
    for found in lists:
        order = stream.orders[found.heading.number]
        for column in found.columns:
            if column.term == AMOUNT:
                period = found.heading.sketch.line.periods[0].period
                yield Column(period=period, printed=clean(found.heading.text), order=order)
            else:
                yield Column(kind=KINDS[column.term], printed=column.printed, order=order)


def list_unit(lists: tuple[NamedList, ...]) -> Unit:
    """The unit of the first amount of the lists."""
    for found in lists:
        quantity = found.columns[0].lines[0].sketch.runs[0].best.quantities[0]
        return Unit(unit=quantity.currency, scale=quantity.scale or "1", printed=quantity.raw)
    return Unit()
