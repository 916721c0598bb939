"""Charts that lost their axis: rows of equal length that a row of percentages ties to each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from extractor.model.interval import Interval, divide, meets, point, scale, subtract, testable_divisor
from extractor.model.proposal import Box, Glyphs
from extractor.reconcile.boards.board import glyph_interval
from extractor.reconcile.boxes.nouns import Slide

LEAST_COLUMNS = 3
MOST_ROWS = 4
HUNDRED = 100
Row = tuple[Glyphs, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAxis:
    """Rows over unknown periods, in text order: `ratios` are `above` over `below` in percent in every column.

    Where `complement` is true they are a hundred less that.
    """

    slide: Slide
    rows: tuple[Row, ...]
    ratios: Row
    above: int
    below: int
    complement: bool


def lost_axis(slide: Slide) -> tuple[LostAxis, ...]:
    """The chart without an axis on a slide that has none; nothing where two readings, or none, hold."""
    if slide.others or slide.exhibit.axes:
        return ()
    found = [hit for amounts, ratios in _pools(slide) for hit in _tied(slide, amounts, ratios)]
    return tuple(found) if len(found) == 1 else ()


def _pools(slide: Slide) -> Iterator[tuple[Row, Row]]:
    """Amounts printed one after the other, before or behind percentages of which they are a multiple."""
    single = [box for box in slide.free if len(box.cuts[0]) == 1]
    runs = [tuple(run) for _, run in groupby(_in_runs(single), key=lambda pair: pair[0])]
    pools = [tuple(box.cuts[0][0] for _, box in run) for run in runs]
    for ratios in pools:
        if not ratios[0].quantity.percent or len(ratios) < LEAST_COLUMNS:
            continue
        for amounts in pools:
            rows, rest = divmod(len(amounts), len(ratios))
            if not amounts[0].quantity.percent and not rest and 1 < rows <= MOST_ROWS:
                yield amounts, ratios


def _in_runs(boxes: list[Box]) -> Iterator[tuple[int, Box]]:
    """Boxes with the number of their run; a gap in the text or a change of kind begins another."""
    run = 0
    for number, box in enumerate(boxes):
        if number:
            last = boxes[number - 1]
            apart = box.token.order != last.token.order + 1
            run += apart or box.token.style.percent is not last.token.style.percent
        yield run, box


def _tied(slide: Slide, amounts: Row, ratios: Row) -> Iterator[LostAxis]:
    """Ways to lay the amounts out in rows of which two give all percentages."""
    count = len(amounts) // len(ratios)
    for sizes in _compositions(count):
        rows = _rows(amounts, sizes, len(ratios))
        for above in range(count):
            for below in range(count):
                for complement in (False, True):
                    if above != below and _gives(rows[above], rows[below], ratios, complement=complement):
                        yield LostAxis(
                            slide=slide,
                            rows=rows,
                            ratios=ratios,
                            above=above,
                            below=below,
                            complement=complement,
                        )


def _compositions(count: int) -> list[tuple[int, ...]]:
    """Ways to cut a number of rows into blocks, each of which prints its rows column by column."""
    if not count:
        return [()]
    return [(size, *rest) for size in range(1, count + 1) for rest in _compositions(count - size)]


def _rows(amounts: Row, sizes: tuple[int, ...], width: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    at = 0
    for size in sizes:
        block = amounts[at : at + size * width]
        rows.extend(block[row::size] for row in range(size))
        at += size * width
    return tuple(rows)


def _gives(above: Row, below: Row, ratios: Row, *, complement: bool) -> bool:
    wants = (_quotient(a, b, complement=complement) for a, b in zip(above, below, strict=True))
    return all(
        want is not None and meets(want, glyph_interval(ratio, "1")) for want, ratio in zip(wants, ratios, strict=True)
    )


def _quotient(above: Glyphs, below: Glyphs, *, complement: bool) -> Interval | None:
    over = glyph_interval(below, "1")
    if not testable_divisor(over):
        return None
    share = scale(divide(glyph_interval(above, "1"), over), HUNDRED)
    return subtract(point(HUNDRED), share) if complement else share
