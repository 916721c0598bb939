"""Pictures read by OCR where a reader asks for it: Tesseract, which is in the PDF library, with data from Debian."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.errors import CallError
from extractor.model.page import Box, Colour
from extractor.read.pdf.document import library
from extractor.read.pdf.glyphs import DROP, RISE, Stroken

LANGUAGES = ("jpn", "eng")
FOLDERS = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")
BLACK: Colour = (0.0, 0.0, 0.0)
NAMED = "TESSDATA_PREFIX"
DOTS = 200.0
LARGEST = 6_000_000
"""Most pixels of one picture; larger ones are drawn coarser."""
POINTS = 72.0
MOST_PICTURES = 6
"""So many pictures of a page are read; pages with more are mosaics."""
SECONDS = 30.0
MEMORY = 1_500
"""What a page may take with OCR, in seconds of computing and MiB."""


def tessdata() -> str:
    """The folder with the data of both languages. Raises CallError where there is none."""
    for folder in filter(None, (os.environ.get(NAMED, ""), *FOLDERS)):
        if all((Path(folder) / f"{language}.traineddata").is_file() for language in LANGUAGES):
            return folder
    raise CallError(
        "--ocr needs Tesseract with Japanese and English: apt-get install tesseract-ocr tesseract-ocr-jpn, "
        f"or name its folder in {NAMED}"
    )


def pictured_words(page: Any, pictures: Sequence[Box], words: Sequence[Stroken], folder: str) -> tuple[Stroken, ...]:
    """The words inside pictures, the largest first; none where a word of the page itself stands."""
    chosen = sorted(pictures, key=lambda box: -box.width * box.height)[:MOST_PICTURES]
    found = (word for box in chosen for word in _words(page, box, folder))
    return tuple(word for word in found if not any(_meet(word, other) for other in words))


def _meet(one: Stroken, other: Stroken) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _words(page: Any, box: Box, folder: str) -> Iterator[Stroken]:
    pdf = library()
    clip = pdf.Rect(box.x0, box.y0, box.x1, box.y1) & page.rect
    if clip.is_empty:
        return
    scale = min(DOTS / POINTS, (LARGEST / (clip.width * clip.height)) ** 0.5)
    drawn = page.get_pixmap(matrix=pdf.Matrix(scale, scale), clip=clip, alpha=False)
    data = drawn.pdfocr_tobytes(compress=False, language="+".join(LANGUAGES), tessdata=folder)
    with pdf.open(stream=data, filetype="pdf") as read:
        sheet = read[0]
        across, down = clip.width / sheet.rect.width, clip.height / sheet.rect.height
        for x0, y0, x1, y1, text, *_ in sheet.get_text("words"):
            size = (y1 - y0) * down / (RISE + DROP)
            base = clip.y0 + y1 * down - DROP * size
            left, right = clip.x0 + x0 * across, clip.x0 + x1 * across
            yield Stroken(text=text, x0=left, x1=right, baseline=base, size=size, colour=BLACK, bold=False)
