"""Figures from earnings-call decks: every value with its item, its period, its proof and its doubts.

The promised names are loaded when they are first used, so that `import extractor` costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.api import ExtractedDeck, extract, extract_many, load_rulebook, match_item
    from extractor.errors import ExtractorError

__version__ = "0.1.0"

__all__ = ["ExtractedDeck", "ExtractorError", "extract", "extract_many", "load_rulebook", "match_item"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    from extractor import api, errors

    return getattr(errors if name == "ExtractorError" else api, name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
