"""Emit: a deck as tables, workbook, report and explanations; heavy libraries load only where they write."""

from extractor.emit.archive import deck_json, read_deck_json
from extractor.emit.columnar import exhibit_frames, figures_frame
from extractor.emit.coverage import Coverage, coverage
from extractor.emit.explain import explain_figure, explain_line
from extractor.emit.naming import folder_name
from extractor.emit.report.validated import with_validation
from extractor.emit.rows import FIGURE_COLUMNS, figure_rows
from extractor.emit.write import write_deck

__all__ = [
    "FIGURE_COLUMNS",
    "Coverage",
    "coverage",
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
