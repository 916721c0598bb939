"""Pictures of pages as a reader sees them, for those who check figures against the print."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.read.pdf.document import MOST_PAGES, library, opened
from extractor.read.pdf.guard import Allowance, guarded

WIDEST = 1_000.0
LARGEST = 2_000_000
"""Most pixels of one picture."""
QUALITY = 60
DRAWING = Allowance()
"""What drawing may take; pages behind one that takes more are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page drawn: its number, the kind of picture (a MIME type) and its bytes."""

    number: int
    kind: str
    data: bytes


def page_pictures(data: bytes, label: str, numbers: Iterable[int], most_bytes: int) -> tuple[PagePicture, ...]:
    """Pictures of the pages with these numbers (from 1), until `most_bytes` are full; what cannot be drawn is left out.

    Raises UnreadableError where the bytes are no PDF that can be opened.
    """
    library()
    found: list[PagePicture] = []
    wanted = sorted(set(numbers))
    for picture in guarded(lambda: _pictures(data, label, wanted), DRAWING):
        most_bytes -= len(picture.data) if isinstance(picture, PagePicture) else 0
        if most_bytes < 0:
            break
        if isinstance(picture, PagePicture):
            found.append(picture)
    return tuple(found)


def _pictures(data: bytes, label: str, numbers: Sequence[int]) -> Iterator[PagePicture | None]:
    with opened(data, label, MOST_PAGES) as document:
        for number in numbers:
            if 1 <= number <= len(document):
                yield _drawn(document, number)


def _drawn(document: object, number: int) -> PagePicture | None:
    pdf = library()
    try:
        page = document[number - 1]  # type: ignore[index]
        width, height = page.rect.width, page.rect.height
        scale = min(WIDEST / max(width, 1.0), (LARGEST / max(width * height, 1.0)) ** 0.5)
        drawn = page.get_pixmap(matrix=pdf.Matrix(scale, scale), alpha=False, annots=True)
        lossless, lossy = drawn.tobytes("png"), drawn.tobytes("jpg", jpg_quality=QUALITY)
    except Exception:
        return None
    kind, data = min(("image/png", lossless), ("image/jpeg", lossy), key=lambda one: len(one[1]))
    return PagePicture(number=number, kind=kind, data=data)
