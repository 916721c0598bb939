"""Numbers that are no figures: page numbers that count with the slides, marks of value axes."""

from collections import Counter

from extractor.layout.heads import date_runs
from extractor.layout.roles import Placed
from extractor.layout.tokens import axis_ticks, lone_integers
from extractor.model.exhibit import Axis, Token
from extractor.model.figure import Leftover
from extractor.rulebook import Rulebook

LEAST_PAGES = 2
PAGED = 8
"""Of so many slides at least one shows its page number, where a deck has them."""
FARTHEST_OFFSET = 40
LEAST_LABELS = 3


def page_offset(slides: dict[int, tuple[Token, ...]]) -> int | None:
    """Printed page number minus slide number, where enough slides agree on it; None otherwise.

    In a long deck two small figures agree by chance.
    """
    votes = Counter(
        value - slide
        for slide, tokens in slides.items()
        for value in {value for value, _ in lone_integers(tokens)}
        if value > 0 and abs(value - slide) <= FARTHEST_OFFSET
    )
    if not votes:
        return None
    offset, count = max(votes.items(), key=lambda vote: (vote[1], -abs(vote[0])))
    return offset if count >= LEAST_PAGES and PAGED * count >= len(slides) else None


def set_aside(
    slide: int, tokens: tuple[Token, ...], axes: tuple[Axis, ...], offset: int | None
) -> tuple[Leftover, ...]:
    """Tokens of a slide that are a page number or the ticks of an axis, each with its reason.

    A number that a chart of one series needs to have a value for every label of its axis is no page number.
    """
    alike = [] if offset is None else [t for value, t in lone_integers(tokens) if value == slide + offset]
    pages = [token for token in alike if not _fills(token, tokens, axes)]
    ticks = axis_ticks(tokens)
    named = [(token, "page number") for token in pages[-1:]] + [(token, "axis tick") for token in ticks]
    return tuple(
        Leftover(slide=slide, span=token.run.span, raw=token.run.raw, reason=reason)
        for token, reason in sorted(named, key=lambda pair: pair[0].order)
    )


def _fills(token: Token, tokens: tuple[Token, ...], axes: tuple[Axis, ...]) -> bool:
    """Whether the numbers between two axes, one of them in question, are as many as the labels of the second."""
    start = max((axis.order for axis in axes if axis.order <= token.order), default=0)
    below = next((axis for axis in axes if axis.order > token.order), None)
    if below is None or len(below.periods) < LEAST_LABELS:
        return False
    between = [other for other in tokens if start <= other.order < below.order and not other.prose]
    return sum(len(other.run.best.quantities) for other in between) == len(below.periods)


def dates_aside(slide: int, placed: tuple[Placed, ...], rulebook: Rulebook) -> tuple[Leftover, ...]:
    """Days and years of the dates in a slide's heads."""
    return tuple(
        Leftover(slide=slide, span=run.span, raw=run.raw, reason="date") for run in date_runs(placed, rulebook)
    )
