"""Text dumps: raw lines with the numbers a text editor gives them, and their slides."""

import re

from extractor.model.deck import ReadSheet
from extractor.model.text import Line
from extractor.read.limits import readable
from extractor.read.slides import find_slides
from extractor.read.typed import keeps_columns, typed_pages, whole_tables
from extractor.rulebook import Rulebook

_BREAK = re.compile(r"\r\n|\n|\r")


def split_lines(text: str) -> list[str]:
    """The lines of a text as editors count them."""
    return _BREAK.split(text)


def read_lines(text: str, rulebook: Rulebook) -> ReadSheet:
    """The lines of a text and the slides found in it; form feeds stay in their lines and count no line.

    Where lines keep their columns, blanks before a line mark no slide, and slides are pages too.
    """
    raws = split_lines(text)
    kept = readable(raws)
    typed = keeps_columns(kept)
    slides = find_slides([raw.lstrip(" ") for raw in kept] if typed else kept, rulebook)
    slides = whole_tables(slides, kept) if typed else slides
    lines = tuple(
        Line(number=number, raw=raws[number - 1], slide=slide.number)
        for slide in slides
        for number in range(slide.first, slide.last + 1)
    )
    return ReadSheet(lines=lines, slides=slides, pages=typed_pages(kept, slides) if typed else ())
