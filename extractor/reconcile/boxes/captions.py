"""Blocks of captions: names printed behind, or before, all the values that they name."""

from extractor.model.proposal import Box, Caption
from extractor.reconcile.boxes.nouns import Slide

SHARED_WORDS = 2


def block_names(slide: Slide, run: tuple[Box, ...], count: int) -> tuple[str, ...]:
    """The captions behind a run, else before it, where they are as many as its values; else nothing."""
    first, last = run[0].token.order, run[-1].token.order
    captions = [caption for caption in slide.boxes.captions if _could_name(slide, caption)]
    behind = [c for c in captions if c.order > last]
    before = [c for c in captions if c.order <= first]
    for block in (behind, _up_to_title(slide, behind), before, _up_to_title(slide, before[::-1])[::-1]):
        if len(block) == count:
            return tuple(caption.text for caption in block)
    return ()


def _could_name(slide: Slide, caption: Caption) -> bool:
    """Whether a caption is no date, no heading, and not in one box with a number."""
    numbered = {box.box for box in slide.boxes.boxes if box.token.style.signed and _beside(box, caption)}
    return bool(caption.text) and not caption.periods and caption.box not in numbered and not _halves(caption)


def _beside(box: Box, caption: Caption) -> bool:
    """Whether the number stands in the caption's box, under it."""
    return box.box == caption.box and box.token.line > caption.last


def _up_to_title(slide: Slide, block: list[Caption]) -> list[Caption]:
    """The captions of a block that stand on one side of the title with its first."""
    title = slide.exhibit.title_line
    return [c for c in block if (c.first < title) is (block[0].first < title)]


def headings_of(slide: Slide, run: tuple[Box, ...]) -> tuple[str, ...]:
    """The two headings that one line prints side by side behind a run; nothing where there is none."""
    found = [_halves(c) for c in slide.boxes.captions if c.order > run[-1].token.order and _halves(c)]
    return found[0] if len(found) == 1 else ()


def _halves(caption: Caption) -> tuple[str, ...]:
    """The two halves of a text whose first words come again in it: `Factors of A Factors of B`."""
    words = caption.text.split(" ")
    opening = words[:SHARED_WORDS]
    for at in range(SHARED_WORDS + 1, len(words) - SHARED_WORDS):
        if words[at : at + SHARED_WORDS] == opening:
            return (" ".join(words[:at]), " ".join(words[at:]))
    return ()
