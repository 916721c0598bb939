"""A second reader of tables, Camelot, asked for single pages on which ours leaves a doubt: where columns begin and end.

It sees each page as a reader holds it, in a file of its own; its text is never used, so that what is hidden stays so.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from extractor.model.page import Box, Grid
from extractor.read.pdf.document import MOST_PAGES, library, opened
from extractor.read.pdf.guard import Allowance, guarded
from extractor.read.pdf.upright import upright

FLAVOURS: tuple[tuple[str, dict[str, str]], ...] = (("network", {}), ("hybrid", {"engine": "vector"}))
"""The second draws nothing; the engine that it has by default draws every page first."""
LEAST = 2
Found = tuple[int, tuple[Grid, ...]]


def second_grids(
    data: bytes, label: str, numbers: Sequence[int], allowance: Allowance
) -> Mapping[int, tuple[Grid, ...]]:
    """The tables that Camelot sees on the pages with these numbers, as far as the seconds given to it go.

    A page that it cannot bear ends the asking; what it saw until then counts.
    """
    if not numbers or not allowance.second:
        return {}
    library()
    purse = replace(allowance, page=allowance.second, seconds=allowance.second, more=0.0)
    given = guarded(partial(_looked, data, label, tuple(numbers)), purse)
    return dict(found for found in given if isinstance(found, tuple))


def _looked(data: bytes, label: str, numbers: Sequence[int]) -> Iterator[Found]:
    with warnings.catch_warnings(), opened(data, label, MOST_PAGES) as document:
        warnings.simplefilter("ignore")
        for number in numbers:
            yield number, _grids(document, number)


def _grids(document: Any, number: int) -> tuple[Grid, ...]:
    """The tables of one page by both ways of looking, no columns twice; its errors have no common kind."""
    from camelot.io import read_pdf

    found: dict[tuple[tuple[float, float], ...], Grid] = {}
    try:
        page = _alone(document, number)
        data, height = page.parent.tobytes(), float(page.rect.height)
        for flavour, options in FLAVOURS:
            for table in read_pdf(data, pages="1", flavor=flavour, suppress_stdout=True, **options):
                grid = _grid(table, height)
                if grid is not None:
                    found.setdefault(grid.columns, grid)
    except MemoryError:
        raise
    except Exception:
        return tuple(found.values())
    return tuple(found.values())


def _alone(document: Any, number: int) -> Any:
    """A page in a document of its own, upright, cut to what shows, and open to all who read it."""
    page = document[number - 1]
    held, _ = upright(page, page.get_texttrace())
    if held is not page:
        return held
    sheet = library().open()
    alone = sheet.new_page(width=page.rect.width, height=page.rect.height)
    alone.show_pdf_page(alone.rect, document, number - 1)
    return alone


def _grid(table: Any, height: float) -> Grid | None:
    """A table in points from the top left of its page, None for what has no columns or no rows."""
    columns = tuple((round(float(low), 1), round(float(high), 1)) for low, high in sorted(table.cols))
    if len(columns) < LEAST or len(table.rows) < LEAST:
        return None
    ends = [float(end) for row in table.rows for end in row]
    box = Box(x0=columns[0][0], y0=height - max(ends), x1=columns[-1][1], y1=height - min(ends))
    return Grid(reader="camelot", box=box, columns=columns)
