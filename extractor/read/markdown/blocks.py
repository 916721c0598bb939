"""Blocks of a Markdown text: paragraphs, headings, list items, and tables of tabs or pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.model.text import CellTable, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LEAST_CELLS = 2
UNWANTED = ("code", "blockquote", "html_block", "hr", "lheading", "reference", "autolink", "backticks", "text_join")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Inline text on lines [first, last), counted from 0; what it is part of, and the parser's pieces of it."""

    first: int
    last: int
    kind: str
    level: int = 0
    pieces: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """What a text is made of: texts outside tables, lists by the lines that open their items, and tables."""

    texts: tuple[Text, ...]
    lists: tuple[tuple[int, ...], ...]
    tables: tuple[CellTable, ...]


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The Markdown parser; what layout tools do not mean as Markdown (quotes, code, rules) is switched off."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(list(UNWANTED))


def find_blocks(raws: Sequence[str]) -> Blocks:
    """The blocks of a text; tables of tabs, which Markdown does not know, are found first."""
    tabbed = tuple(_tabbed(raws))
    cells = {at for table in tabbed for at in range(table.first - 1, table.last)}
    rest = "\n".join("" if at in cells else raw.replace("\t", " ") for at, raw in enumerate(raws))
    tokens = parser().parse(rest)
    piped = tuple(_piped(raws, tokens))
    return Blocks(
        texts=tuple(_texts(tokens)),
        lists=tuple(_lists(tokens)),
        tables=tuple(sorted((*tabbed, *piped), key=lambda table: table.first)),
    )


def _texts(tokens: Sequence[Token]) -> Iterator[Text]:
    """Inline texts with the block that holds them: heading, paragraph, or point of a list."""
    depth = 0
    before: Token | None = None
    for token in tokens:
        depth += token.nesting if token.type.startswith("list_item") else 0
        if token.type == "inline" and token.map and before is not None and not before.type.startswith(("th", "td")):
            kind = "point" if depth else before.type.removesuffix("_open")
            level = int(before.tag[1]) if kind == "heading" else 0
            yield Text(
                first=token.map[0], last=token.map[1], kind=kind, level=level, pieces=tuple(token.children or ())
            )
        before = token


def _lists(tokens: Sequence[Token]) -> Iterator[tuple[int, ...]]:
    """The lines that open the items of every list; lists within lists are lists of their own."""
    open_lists: list[list[int]] = []
    for token in tokens:
        if token.type.endswith("_list_open"):
            open_lists.append([])
        elif token.type == "list_item_open" and token.map:
            open_lists[-1].append(token.map[0])
        elif token.type.endswith("_list_close"):
            yield tuple(open_lists.pop())


def _tabbed(raws: Sequence[str]) -> Iterator[CellTable]:
    """Lines with tabs in a row; a lone line needs more than two cells to be a table."""
    first = 0
    for at in range(len(raws) + 1):
        if at < len(raws) and "\t" in raws[at].rstrip(" ") and raws[at].strip():
            continue
        lines = range(first, at)
        if len(lines) > 1 or any(len(raws[line].split("\t")) > LEAST_CELLS for line in lines):
            yield CellTable(rows=tuple(_row(raws[line], line, "\t") for line in lines))
        first = at + 1


def _row(raw: str, at: int, mark: str) -> tuple[Span, ...]:
    """The places of a line's cells, the blanks around them left out."""
    marks = [-1, *(i for i, glyph in enumerate(raw) if glyph == mark), len(raw)]
    return tuple(_cell(raw, at, left + 1, right) for left, right in pairwise(marks))


def _cell(raw: str, at: int, start: int, end: int) -> Span:
    text = raw[start:end]
    first = start + len(text) - len(text.lstrip())
    return Span(line=at + 1, start=min(first, end), end=max(start + len(text.rstrip()), min(first, end)))


def _piped(raws: Sequence[str], tokens: Sequence[Token]) -> Iterator[CellTable]:
    """Tables of pipes, as the parser finds them; the line of dashes is no row."""
    for token in tokens:
        if token.type == "table_open" and token.map:
            first, last = token.map
            lines = [at for at in range(first, last) if not _RULE.fullmatch(raws[at])]
            yield CellTable(rows=tuple(_pipe_row(raws[at], at) for at in lines))


def _pipe_row(raw: str, at: int) -> tuple[Span, ...]:
    marks = [match.start() for match in _PIPE.finditer(raw)]
    edges = marks if raw.lstrip().startswith("|") else [-1, *marks]
    if not raw.rstrip().endswith("|") or len(edges) < LEAST_CELLS:
        edges = [*edges, len(raw)]
    return tuple(_cell(raw, at, left + 1, right) for left, right in pairwise(edges))
