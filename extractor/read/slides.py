"""Where slides begin: from form feeds, else by weighing the evidence of whole slides against each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model.text import Slide
from extractor.read.signs import Signs, read_signs
from extractor.rulebook import Rulebook

_REACH = 24
_FEED = "\f"
_TITLED = 20
_NAMED = 15
_UNNAMED = -10
_SECOND_TITLE = -40
_NO_FIGURES = -10
_AXIS = 5
_SHORT = (-60, -60, -30, -13, -5, -5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """How well lines [first, last), counted from 0, stand as one slide, and the reasons."""

    score: int
    because: tuple[str, ...]


def find_slides(raws: Sequence[str], rulebook: Rulebook) -> tuple[Slide, ...]:
    """Slides of a deck in order; together they hold every line."""
    if any(_FEED in raw for raw in raws):
        return _by_feeds(raws)
    signs = read_signs(raws, rulebook)
    return _by_evidence(signs, len(raws))


def _by_feeds(raws: Sequence[str]) -> tuple[Slide, ...]:
    starts = [0]
    for at, raw in enumerate(raws):
        first = at if raw[: raw.find(_FEED)].strip() == "" else at + 1
        if _FEED in raw and 0 < first < len(raws) and first > starts[-1]:
            starts.append(first)
    full = [at for at, end in zip(starts, [*starts[1:], len(raws)], strict=True) if any(raws[at:end])]
    return _slides([0, *full[1:]], len(raws), [("form feed",)] * len(full))


def _slides(starts: Sequence[int], total: int, because: Sequence[tuple[str, ...]]) -> tuple[Slide, ...]:
    ends = [*starts[1:], total]
    return tuple(
        Slide(number=i + 1, first=start + 1, last=end, because=why)
        for i, (start, end, why) in enumerate(zip(starts, ends, because, strict=True))
    )


def _by_evidence(signs: Signs, total: int) -> tuple[Slide, ...]:
    """The division into slides with the highest sum of stretches, over all divisions at possible starts."""
    marks = [*signs.starts, total]
    best: list[tuple[int, int, Stretch]] = []
    for j in range(1, len(marks)):
        options = []
        for i in range(max(0, j - _REACH), j):
            stretch = weigh(signs, marks[i], marks[j])
            before = best[i - 1][0] if i else 0
            options.append((before + stretch.score, i, stretch))
        best.append(max(options, key=lambda option: (option[0], -option[1])))
    starts: list[int] = []
    because: list[tuple[str, ...]] = []
    j = len(marks) - 1
    while j > 0:
        _, i, stretch = best[j - 1]
        starts.insert(0, marks[i])
        because.insert(0, stretch.because)
        j = i
    return _slides(starts, total, because)


def weigh(signs: Signs, first: int, last: int) -> Stretch:
    """How well lines [first, last) stand as one slide."""
    titles = signs.titles_in(first, last)
    because = []
    score = 0
    if titles:
        score += _TITLED + _SECOND_TITLE * (titles - 1)
        because.append("one title" if titles == 1 else "several titles")
    elif first in signs.headed or signs.names_in(first, last):
        score += _NAMED
        because.append("begins with a heading" if first in signs.headed else "a heading inside")
    else:
        score += _UNNAMED
        because.append("no title")
    if first in signs.led:
        because.append("leading blank")
    full = signs.full_in(first, last)
    score += _SHORT[min(full, len(_SHORT) - 1)] if full < len(_SHORT) else 0
    score += _NO_FIGURES * (titles > 0 and signs.figures_in(first, last) < 2)
    score += _AXIS * (signs.axes_in(first, last) > 0)
    score += signs.weights.get(first, 0)
    return Stretch(score=score, because=tuple(because))
