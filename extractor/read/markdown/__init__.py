"""Markdown as layout tools write it: raw lines with their markup, printed tables, and slides at headings."""

from collections.abc import Sequence

from extractor.model.deck import ReadSheet
from extractor.model.text import Edit, Line
from extractor.read.dump import split_lines
from extractor.read.limits import readable
from extractor.read.markdown.blocks import Blocks, find_blocks
from extractor.read.markdown.headings import find_heads
from extractor.read.markdown.inline import find_markup
from extractor.read.slides import at_starts, by_feeds
from extractor.rulebook import Rulebook

__all__ = ["read_markdown"]


def read_markdown(text: str, rulebook: Rulebook) -> ReadSheet:
    """The lines of a Markdown text with the edits that read its markup, its tables and its slides.

    Every line and column stays where it is in the text.
    """
    raws = split_lines(text)
    seen = readable(raws)
    blocks = find_blocks(seen)
    slides = by_feeds(raws) or at_starts(find_heads(seen, blocks, rulebook), len(raws))
    edits = _edits(seen, blocks)
    lines = tuple(
        Line(number=number, raw=raws[number - 1], slide=slide.number, edits=edits.get(number, ()))
        for slide in slides
        for number in range(slide.first, slide.last + 1)
    )
    return ReadSheet(lines=lines, slides=slides, tables=blocks.tables)


def _edits(raws: Sequence[str], blocks: Blocks) -> dict[int, tuple[Edit, ...]]:
    """The edits of every line, by its number, in order."""
    found: dict[int, list[Edit]] = {}
    for edit in find_markup(raws, blocks):
        found.setdefault(edit.line, []).append(edit)
    return {line: tuple(sorted(edits, key=lambda edit: edit.start)) for line, edits in found.items()}
