"""Inline markup: what emphasis, tags, escapes, links and list marks print, and what the line says without them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.model.text import Edit
from extractor.read.markdown.blocks import Blocks, parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"</?(?:u|b|i|s|em|strong|sub|sup|small|big|span|font|mark|ins|del|br|p|div|center|a)\b[^<>]*>", re.I)
_BREAK = re.compile(r"<br\b", re.I)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK_END = re.compile(r"\]\([^)]*\)")
_MARK = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])(?=\s)")
_SPARE = re.compile(r"\s*([-+*])\s+(?=[◆◇■□●○➤▶≻♦❖▪‣➢・•>※])")
_BARE = re.compile(r"\s*([-+*])\s+(?=\S)")
_SHAPES = {shape: kind for kind, shapes in {"➤": "➤▶≻‣➢", "◆": "◆♦❖", "•": "•▪・"}.items() for shape in shapes}
_RULE = "markup"


def find_markup(raws: Sequence[str], blocks: Blocks) -> Iterator[Edit]:
    """Edits that leave the text of every line without its markup."""
    for text in blocks.texts:
        yield from _walk(raws, text.first, text.pieces)
        if text.kind == "heading":
            yield from _hashes(raws[text.first], text.first)
    for table in blocks.tables:
        for row in table.rows:
            for cell in row:
                raw = raws[cell.line - 1]
                pieces = parser().parseInline(raw[cell.start : cell.end])[0].children or []
                yield from _walk_line(raw[: cell.end], cell.line - 1, cell.start, pieces)
    yield from _bullets(raws, blocks)


def _bullets(raws: Sequence[str], blocks: Blocks) -> Iterator[Edit]:
    """List marks before bullets of the slide itself, bullets of many shapes, and items whose bullet was lost."""
    cells = {at for table in blocks.tables for at in range(table.first - 1, table.last)}
    seen: set[int] = set()
    for items in blocks.lists:
        seen.update(items)
        yield from _items(raws, items)
    for at, raw in enumerate(raws):
        start = len(raw) - len(raw.lstrip())
        if at not in cells and at not in seen and raw[start : start + 1] in _SHAPES:
            yield from _plain(at, raw, start)


def _items(raws: Sequence[str], items: Sequence[int]) -> Iterator[Edit]:
    """The marks of one list: an item without a bullet takes that of its sisters, unless it goes on in lower case."""
    spare = {at: _SPARE.match(raws[at]) for at in items}
    kinds = Counter(_SHAPES.get(raws[at][m.end()], raws[at][m.end()]) for at, m in spare.items() if m is not None)
    usual = kinds.most_common(1)[0][0] if kinds else ""
    for at, match in spare.items():
        bare = _BARE.match(raws[at])
        if match is not None:
            yield _edit(at, raws[at], match.start(1), match.end(), "")
            yield from _plain(at, raws[at], match.end())
        elif bare is not None and raws[at][bare.end()].islower() and at and raws[at - 1].strip():
            yield _edit(at, raws[at], bare.start(1), bare.end(), "")
        elif bare is not None and usual:
            yield _edit(at, raws[at], bare.start(1), bare.end(1), usual)


def _plain(at: int, raw: str, start: int) -> Iterator[Edit]:
    """One shape for bullets of one kind."""
    shape = _SHAPES.get(raw[start], raw[start])
    if shape != raw[start]:
        yield _edit(at, raw, start, start + 1, shape)


def _hashes(raw: str, at: int) -> Iterator[Edit]:
    found = re.match(r"\s*#{1,6}\s*", raw)
    if found:
        yield _edit(at, raw, 0, found.end(), "")


def _walk(raws: Sequence[str], first: int, pieces: Iterable[Token]) -> Iterator[Edit]:
    """Markup of a text over its lines."""
    line: list[Token] = []
    at = first
    for piece in pieces:
        if piece.type in {"softbreak", "hardbreak"}:
            yield from _walk_line(raws[at], at, _lead(raws[at]), line)
            line, at = [], at + 1
        else:
            line.append(piece)
    if at < len(raws):
        yield from _walk_line(raws[at], at, _lead(raws[at]), line)


def _lead(raw: str) -> int:
    """Where the text of a line begins, behind the marks of lists."""
    at = 0
    while found := _MARK.match(raw, at):
        at = found.end()
    return at


def _walk_line(raw: str, at: int, start: int, pieces: Iterable[Token]) -> Iterator[Edit]:
    """Markup of one line: every piece is looked for behind the one before it."""
    for piece in pieces:
        low, high, after = _place(raw, start, piece)
        if low < 0:
            continue
        if raw[low:high] != after:
            yield _edit(at, raw, low, high, after)
        start = high


def _place(raw: str, start: int, piece: Token) -> tuple[int, int, str]:
    """Columns that a piece takes on its line, and what is read there; −1 where it takes none."""
    if piece.type == "html_inline":
        known = _TAG.fullmatch(piece.content)
        after = (" " if _BREAK.match(piece.content) else "") if known else piece.content
        return _found(raw, start, piece.content, after)
    if piece.type in {"image", "link_close"}:
        found = (_IMAGE if piece.type == "image" else _LINK_END).search(raw, start)
        return (found.start(), found.end(), "") if found else (-1, -1, "")
    marks = {"link_open": ("[", ""), "text_special": (piece.markup, piece.content), "text": (piece.content,) * 2}
    return _found(raw, start, *marks.get(piece.type, (piece.markup, "")))


def _found(raw: str, start: int, text: str, after: str) -> tuple[int, int, str]:
    low = raw.find(text, start) if text else -1
    return low, low + len(text), after


def _edit(at: int, raw: str, start: int, end: int, after: str) -> Edit:
    return Edit(line=at + 1, start=start, end=end, before=raw[start:end], after=after, rule=_RULE)
