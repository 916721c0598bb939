"""PDF files opened with care: what is wrong with one is said in a sentence, and limits are kept."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extractor.errors import UnreadableError

MOST_PAGES = 600
LAYOUT_MODELS = ("pymupdf.layout", "pymupdf4llm")


def library() -> Any:
    """The PDF library without the layout models that some versions load with it, and without its messages."""
    if "pymupdf" not in sys.modules:
        kept = {name: sys.modules.get(name) for name in LAYOUT_MODELS}
        sys.modules.update(dict.fromkeys(LAYOUT_MODELS))  # type: ignore[arg-type]
        try:
            import pymupdf
        finally:
            for name, module in kept.items():
                if module is None:
                    sys.modules.pop(name, None)
                else:
                    sys.modules[name] = module
        tools: Any = pymupdf.TOOLS
        tools.mupdf_display_errors(on=0)
        tools.mupdf_display_warnings(on=0)
    import pymupdf

    return pymupdf


@contextmanager
def opened(data: bytes, label: str, most_pages: int) -> Iterator[Any]:
    """The document of some bytes. Raises UnreadableError where it is no PDF, locked, empty, or too long."""
    pdf = library()
    if b"%PDF-" not in data[:2048]:
        raise UnreadableError(f"{label}: is called PDF, but is no PDF file; give the deck itself")
    try:
        document = pdf.open(stream=data, filetype="pdf")
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableError(f"{label}: is a damaged PDF that cannot be repaired; get the file again") from error
    try:
        _check(document, label, most_pages)
        yield document
    finally:
        document.close()


def _check(document: Any, label: str, most_pages: int) -> None:
    if document.needs_pass:
        raise UnreadableError(f"{label}: is encrypted with a password; save it without one")
    try:
        pages = len(document)
    except Exception as error:
        raise UnreadableError(f"{label}: is a damaged PDF without a list of pages; get the file again") from error
    if not pages:
        raise UnreadableError(f"{label}: is a PDF without pages; get the file again")
    if pages > most_pages:
        raise UnreadableError(f"{label}: has {pages} pages, more than {most_pages}; give it in parts")
