"""Bridges: changes printed between the columns of a row, and the parts that add up to them."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.model.exhibit import Style
from extractor.model.number import Sign
from extractor.model.proposal import Box, Glyphs
from extractor.reconcile.boxes.nouns import Group, Kind, Member, Slide
from extractor.reconcile.boxes.pairing import pair

LEAST_PARTS = 2
LEAST_COLUMNS = 2
SIGNED = frozenset({Sign.PLUS, Sign.MINUS, Sign.TRIANGLE})


def bridges(slide: Slide) -> tuple[Group, ...]:
    """Groups of signed boxes that are, or add up to, the change of one full row from column to column."""
    boxes = tuple(box for box in slide.free if _is_signed(box))
    found = [tuple(_of_row(slide, row, boxes)) for row in _rows(slide)] if boxes else []
    kept = [groups for groups in found if groups]
    return kept[0] if len(kept) == 1 else ()


def _is_signed(box: Box) -> bool:
    quantity = box.cuts[0][0].quantity
    return len(box.cuts[0]) == 1 and not quantity.percent and quantity.sign in SIGNED


def _rows(slide: Slide) -> list[tuple[Glyphs, ...]]:
    """Full rows of unsigned amounts on the slide."""
    return [
        row.glyphs
        for proposal in slide.others
        for row in proposal.rows
        if len(row.glyphs) == len(proposal.columns) >= LEAST_COLUMNS and _plain(row.style)
    ]


def _plain(style: Style) -> bool:
    return not style.percent and not style.signed and not style.bracket


def _of_row(slide: Slide, row: tuple[Glyphs, ...], boxes: tuple[Box, ...]) -> Iterator[Group]:
    steps = [row[at].quantity.value - row[at - 1].quantity.value for at in range(1, len(row))]
    for at, step in enumerate(steps, start=1):
        if not step or steps.count(step) > 1:
            continue
        change = [box.cuts[0][0] for box in boxes if _value(box) == step]
        parts = _parts(slide, boxes, step)
        if len(change) <= 1 and (change or parts):
            yield Group(
                slide=slide,
                kind=Kind.BRIDGE,
                members=parts,
                total=step,
                source=f"{row[at].quantity.raw} - {row[at - 1].quantity.raw}",
                change=tuple(change),
                base=row,
                step=at,
            )


def _value(box: Box) -> Decimal:
    return box.cuts[0][0].quantity.value


def _parts(slide: Slide, boxes: tuple[Box, ...], step: Decimal) -> tuple[Member, ...]:
    """The one run of named signed values that adds up to a step; nothing where there are two."""
    runs = [boxes[a:b] for a in range(len(boxes)) for b in range(a + LEAST_PARTS, len(boxes) + 1)]
    fitting = [run for run in runs if sum((_value(box) for box in run), Decimal(0)) == step]
    captions = slide.boxes.captions
    named = [(run, taken) for run in fitting if (taken := pair(run, captions))]
    if len(named) != 1:
        return ()
    run, taken = named[0]
    return tuple(
        Member(glyph=box.cuts[0][0], name=captions[number].text, codes=("name-beside",))
        for box, number in zip(run, taken, strict=True)
    )
