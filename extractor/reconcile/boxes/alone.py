"""Amounts alone: numbers with their own currency in boxes without a name, under a slide's title."""

from dataclasses import replace

from extractor.model.exhibit import Column
from extractor.model.figure import Alternative, FigureKind, Measure
from extractor.model.period import Period
from extractor.model.proposal import Box, Caption, SeriesRow
from extractor.reconcile.boards.board import Board, Series
from extractor.reconcile.boxes.boards import FIRST_PANEL
from extractor.reconcile.boxes.nouns import Slide
from extractor.rulebook import Rulebook
from extractor.rulebook.units import find_units

PANEL = FIRST_PANEL + 10
LEAST_BOXES = 3


def alone_boards(slide: Slide, taken: frozenset[int], rulebook: Rulebook) -> tuple[Board, ...]:
    """A board for every such amount on a titled slide that shows nothing else; `taken` are tokens of claims.

    What each of them is the slide does not say: item and period are ambiguous.
    """
    amounts = [box for box in slide.boxes.boxes if _is_amount(box)]
    named = any(_is_name(slide, box, rulebook) for box in amounts)
    tabled = any(other.kind is FigureKind.TABLE for other in slide.others)
    if len(amounts) < LEAST_BOXES or not slide.exhibit.title or slide.others or named or tabled:
        return ()
    free = [box for box in amounts if box.token.order not in taken]
    return tuple(_board(slide, box, PANEL + number, rulebook) for number, box in enumerate(free))


def _is_amount(box: Box) -> bool:
    quantity = box.cuts[0][0].quantity
    return len(box.cuts[0]) == 1 and bool(quantity.currency) and not quantity.percent


def _own(slide: Slide, box: Box) -> list[Caption]:
    return [caption for caption in slide.boxes.captions if caption.box == box.box]


def _is_name(slide: Slide, box: Box, rulebook: Rulebook) -> bool:
    """Whether a box says more of its amount than its scale and its period."""
    texts = [caption.text for caption in _own(slide, box) if caption.text and not caption.periods]
    return any(not _scale(text, rulebook) for text in texts)


def _scale(text: str, rulebook: Rulebook) -> str:
    """The scale that a text is, such as `billion`; empty where it says anything else."""
    found = [unit for unit in find_units(text, rulebook) if unit.start == 0 and unit.end >= len(text)]
    return found[0].scale if found else ""


def _board(slide: Slide, box: Box, panel: int, rulebook: Rulebook) -> Board:
    glyph = box.cuts[0][0]
    own = _own(slide, box)
    scales = [scale for caption in own if (scale := _scale(caption.text, rulebook))]
    period = _period(own)
    series = Series(
        row=SeriesRow(glyphs=(glyph,), style=glyph.token.style, clean=False),
        cells=(glyph,),
        unit=glyph.quantity.currency,
        scale=glyph.quantity.scale or (scales[0] if scales else slide.exhibit.unit.scale),
        measure=Measure.AMOUNT,
        evidence=(("period-box",),),
        rivals=(_rivals(slide, box) if period is None else (),),
        name=slide.exhibit.title,
        name_evidence=("name-title",),
    )
    proposal = replace(
        slide.boxes, panel=panel, columns=(Column(period=period),), rows=(series.row,), boxes=(), captions=()
    )
    return Board(exhibit=slide.exhibit, proposal=proposal, series=(series,), loose=())


def _rivals(slide: Slide, box: Box) -> tuple[Alternative, ...]:
    """The periods of the boxes right before and behind."""
    near = [c for c in slide.boxes.captions if abs(c.box - box.box) == 1 and c.periods]
    labels = dict.fromkeys(period.label for caption in near for period in caption.periods)
    return tuple(Alternative(link="period", reading=label) for label in labels)


def _period(captions: list[Caption]) -> Period | None:
    """The one period that the box of an amount names."""
    found = {period.label: period for caption in captions for period in caption.periods}
    return next(iter(found.values())) if len(found) == 1 else None
