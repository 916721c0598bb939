"""Emit: a deck as tables, workbook, report and explanations; everything loads where it is used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.emit.archive import deck_json, read_deck_json
    from extractor.emit.columnar import exhibit_frames, figures_frame
    from extractor.emit.explain import explain_figure, explain_line
    from extractor.emit.naming import folder_name
    from extractor.emit.report.validated import with_validation
    from extractor.emit.rows import FIGURE_COLUMNS, figure_rows
    from extractor.emit.write import write_deck

__all__ = [
    "FIGURE_COLUMNS",
    "deck_json",
    "exhibit_frames",
    "explain_figure",
    "explain_line",
    "figure_rows",
    "figures_frame",
    "folder_name",
    "read_deck_json",
    "with_validation",
    "write_deck",
]
_HOMES = {
    "archive": ("deck_json", "read_deck_json"),
    "columnar": ("exhibit_frames", "figures_frame"),
    "explain": ("explain_figure", "explain_line"),
    "naming": ("folder_name",),
    "report.validated": ("with_validation",),
    "rows": ("FIGURE_COLUMNS", "figure_rows"),
    "write": ("write_deck",),
}


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), "")
    if not home:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
