"""Stacked tables: dumps that print every head, label and figure of a table on a line of its own, row by row.

Where all figures between labels are as many as the heads above, or a multiple of these, they are rows. Only the order
of lines tells which label is whose, so that no name is sure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from extractor.layout.lined.heads import heads_over
from extractor.layout.lined.phrases import OPEN_END, phrases_of
from extractor.layout.lined.rows import LinedRow, LinedTable, row_of
from extractor.model.deck import RepairedLine
from extractor.rulebook import Rulebook
from extractor.rulebook.names import is_japanese

LEAST_ROWS = 2
LEAST_HEADS = 2
WORDY = 9
NOTES = ("・", "•", "*", "※", "＊", "-", "–", "→", "➤", "✓")
BRACKETS = ("(", "（"), (")", "）")
_Draft = tuple[list[RepairedLine], list[LinedRow]]
"""The lines of a label, and the figures of a row."""
MOST_STRAYS = 0.2
"""The share of figures up to which some may stand outside of rows: page numbers, values beside charts."""


@dataclass(slots=True)
class _Stretch:
    """Heads, and figures in text order with the labels between them, as far as nothing else is printed."""

    heads: list[RepairedLine] = field(default_factory=list)
    groups: list["_Group"] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Labels, and the figures below them until the next label."""

    labels: list[RepairedLine] = field(default_factory=list)
    cells: list[LinedRow] = field(default_factory=list)


def stacked_tables(lines: Sequence[RepairedLine], heads: frozenset[int], rulebook: Rulebook) -> Iterator[LinedTable]:
    """Tables of a slide; `heads` are the lines that say what heads say."""
    for stretch in _stretches(lines, heads, rulebook):
        table = _table(stretch, rulebook)
        if table is not None:
            yield table


def _stretches(lines: Sequence[RepairedLine], heads: frozenset[int], rulebook: Rulebook) -> Iterator[_Stretch]:
    now = _Stretch()
    for line in (line for line in lines if line.text.strip()):
        ends = line.number in heads and any(group.cells for group in now.groups)
        if ends or not _takes(now, line, heads, rulebook):
            yield now
            now = _Stretch()
            if ends:
                now.heads.append(line)
    yield now


def _takes(now: _Stretch, line: RepairedLine, heads: frozenset[int], rulebook: Rulebook) -> bool:
    """Adds a line to a stretch; false where it is neither head, label nor figure."""
    value = row_of(line, rulebook, 1)
    if line.number in heads:
        now.heads.append(line)
    elif value is not None and not value.label and len(value.cells) == 1:
        now.groups = now.groups or [_Group()]
        now.groups[-1].cells.append(value)
    elif _is_label(line):
        if not now.groups or now.groups[-1].cells:
            now.groups.append(_Group())
        now.groups[-1].labels.append(line)
    else:
        return False
    return True


def _is_label(line: RepairedLine) -> bool:
    return 0 < len(line.text.split()) <= WORDY and any(map(str.isalpha, line.text))


def _table(stretch: _Stretch, rulebook: Rulebook) -> LinedTable | None:
    """The table of a stretch, where its figures make as many columns as its heads tell."""
    texts = [line.text for line in stretch.heads]
    count = len(phrases_of(texts, rulebook)) if texts else 0
    heads = heads_over(texts, count, rulebook) if count >= LEAST_HEADS else ()
    groups = [group for group in stretch.groups if group.cells]
    fitting = [group for group in groups if len(group.cells) % count == 0] if heads else []
    total, strays = sum(len(g.cells) for g in groups), sum(len(g.cells) for g in groups if g not in fitting)
    if not fitting or strays > MOST_STRAYS * total:
        return None
    below = [line for group in stretch.groups if group not in fitting for line in group.labels]
    drafts = [row for group in fitting for row in _rows(group, count, stretch.heads[0].number)]
    rows = tuple(_named(drafts, _joined(below)))
    if len(rows) < LEAST_ROWS or not _moves_are_rates(rows, texts, rulebook):
        return None
    lines = frozenset(cell.line.number for group in groups for cell in group.cells)
    used = {row.line.number for row in rows}
    return LinedTable(rows=rows, heads=heads, head_lines=tuple(stretch.heads), rest=lines - used)


def _rows(group: _Group, count: int, first: int) -> Iterator[_Draft]:
    """The rows of a group with their labels: as many labels as rows, or one label for the first of them."""
    labels = _joined([line for line in group.labels if line.number > first])
    rows = [group.cells[at : at + count] for at in range(0, len(group.cells), count)]
    if len(rows) == 1:
        labels = labels[-1:]
    if len(labels) not in {1, len(rows)}:
        labels = []
    yield from zip_longest(labels, rows, fillvalue=[])


def _named(drafts: Sequence[_Draft], below: list[list[RepairedLine]]) -> Iterator[LinedRow]:
    """Rows with a label; those without take the labels printed below the figures, where these are as many."""
    late = iter(below if len(below) == sum(not label for label, _ in drafts) else ())
    for own, cells in drafts:
        label = own or next(late, [])
        if label:
            yield LinedRow(
                line=cells[0].line,
                label=" ".join(line.text.strip() for line in label),
                cells=tuple(run for cell in cells for run in cell.cells),
                texts=tuple(text for cell in cells for text in cell.texts),
                named=tuple(label),
                rest=frozenset(line.number for line in label),
            )


def _joined(labels: Sequence[RepairedLine]) -> list[list[RepairedLine]]:
    """Labels with the lines that go on with them, as far as the first note; units in brackets are none."""
    out: list[list[RepairedLine]] = []
    for line in labels:
        text = line.text.strip()
        if text.startswith(NOTES):
            break
        if text.startswith(BRACKETS[0]) and text.endswith(BRACKETS[1]):
            continue
        if out and (text[:1].islower() or OPEN_END.search(out[-1][-1].text.strip()) or _twice(out[-1], text)):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _twice(label: Sequence[RepairedLine], text: str) -> bool:
    """Whether a line says in English what the Japanese one above it says."""
    return len(label) == 1 and is_japanese(label[0].text) and not is_japanese(text)


def _moves_are_rates(rows: Sequence[LinedRow], heads: Sequence[str], rulebook: Rulebook) -> bool:
    """Whether a column of changes holds rates or signs, where the table has one at its end."""
    last = phrases_of(heads, rulebook)[-1]
    if not last.move:
        return True
    return all(text[:1] in "+-－−–△▲()（―ー" or not text[-1:].isdigit() for text in (row.texts[-1] for row in rows))
