"""Where slides begin: from form feeds, and between these by weighing whole slides against each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model.text import Slide
from extractor.read.evidence import Evidence, gather
from extractor.read.pages import PageMark
from extractor.rulebook import Rulebook

_FEED = "\f"
_REACH = 24
_MOST_SINCE = 12
_TITLED = 20
_NAMED = 15
_UNNAMED = -10
_SECOND_TITLE = -40
_NO_FIGURES = -8
_ENOUGH_FIGURES = 2
_AXIS = 5
_SHORT = (-60, -60, -30, -13, -5, -5)
_COVER = 25
_PAGE_FITS = 12
_PAGE_OFF = -10
_SECOND_PAGE = -40
_MOST_OFF = 3
_LONGEST_PAGE = 200
_MANY_TITLES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """How well lines [first, last), counted from 0, stand as one slide, and the reasons."""

    score: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The best way to divide the lines before a boundary: its score, and the last slide of it.

    `since` counts the slides after the one with the last page number.
    """

    score: int
    since: int
    first: int
    because: tuple[str, ...]
    before: "Path | None"


START = Path(score=0, since=0, first=0, because=(), before=None)


def find_slides(raws: Sequence[str], rulebook: Rulebook) -> tuple[Slide, ...]:
    """Slides of a deck in order; together they hold every line."""
    fed = by_feeds(raws)
    if not fed:
        return _by_evidence(gather(raws, rulebook))
    found = [part for stretch in fed for part in _within(stretch, raws, rulebook)]
    return tuple(replace(slide, number=number) for number, slide in enumerate(found, 1))


def _within(stretch: Slide, raws: Sequence[str], rulebook: Rulebook) -> tuple[Slide, ...]:
    """The slides of a stretch between form feeds: one, unless it is longer than pages are and says that it holds many.

    Files joined by form feeds have none between their own pages.
    """
    lines = [raw.replace(_FEED, "") for raw in raws[stretch.first - 1 : stretch.last]]
    if sum(bool(line.strip()) for line in lines) <= _LONGEST_PAGE:
        return (stretch,)
    evidence = gather(lines, rulebook)
    if not evidence.pages and evidence.count("title", 0, evidence.total) < _MANY_TITLES:
        return (stretch,)
    before = stretch.first - 1
    parts = [replace(part, first=part.first + before, last=part.last + before) for part in _by_evidence(evidence)]
    return (replace(parts[0], because=(*stretch.because, *parts[0].because)), *parts[1:])


def at_starts(starts: Sequence[tuple[int, tuple[str, ...]]], total: int) -> tuple[Slide, ...]:
    """Slides that begin at given headings, on lines counted from 0, each with its reasons."""
    heads = {at + 1 for at, _ in starts}
    full = starts if starts and not starts[0][0] else [(0, ("the first line",)), *starts]
    slides = _slides([at for at, _ in full], total, [why for _, why in full])
    return tuple(replace(slide, headed=slide.first in heads) for slide in slides)


def by_feeds(raws: Sequence[str]) -> tuple[Slide, ...]:
    """Slides between form feeds; nothing where there are none."""
    if not any(_FEED in raw for raw in raws):
        return ()
    starts = [0]
    for at, raw in enumerate(raws):
        if _FEED in raw:
            first = at + 1 if raw[: raw.find(_FEED)].strip() else at
            starts += [first] if starts[-1] < first < len(raws) else []
    ends = [*starts[1:], len(raws)]
    places = zip(starts, ends, strict=True)
    full = [start for start, end in places if any(raw.strip() for raw in raws[start:end])]
    return _slides([0, *full[1:]], len(raws), [("form feed",)] * max(len(full), 1))


def _slides(starts: Sequence[int], total: int, because: Sequence[tuple[str, ...]]) -> tuple[Slide, ...]:
    ends = [*starts[1:], total]
    return tuple(
        Slide(number=i + 1, first=start + 1, last=end, because=why)
        for i, (start, end, why) in enumerate(zip(starts, ends, because, strict=True))
    )


def _by_evidence(evidence: Evidence) -> tuple[Slide, ...]:
    """The division into slides with the highest score over all divisions at possible starts."""
    marks = [*evidence.starts, evidence.total]
    paths: list[dict[int, Path]] = [{0: START}]
    for j in range(1, len(marks)):
        options: dict[int, Path] = {}
        for i in range(max(0, j - _REACH), j):
            stretch = weigh(evidence, marks[i], marks[j])
            pages = evidence.pages_in(marks[i], marks[j])
            for before in paths[i].values():
                since = 0 if pages or not evidence.pages else min(before.since + 1, _MOST_SINCE)
                score, because = _with_pages(evidence, before, pages)
                score += before.score + stretch.score
                if since not in options or score > options[since].score:
                    told = (*stretch.because, *because)
                    options[since] = Path(score=score, since=since, first=marks[i], because=told, before=before)
        paths.append(options)
    return _traced(max(paths[-1].values(), key=lambda path: path.score), evidence.total)


def _traced(last: Path, total: int) -> tuple[Slide, ...]:
    steps: list[Path] = []
    path: Path | None = last
    while path is not None and path is not START:
        steps.insert(0, path)
        path = path.before
    return _slides([one.first for one in steps], total, [one.because for one in steps])


def _with_pages(evidence: Evidence, before: Path, pages: Sequence[PageMark]) -> tuple[int, tuple[str, ...]]:
    """What the page numbers of a slide say about its place after a path."""
    if not pages:
        return 0, ()
    score = _SECOND_PAGE * (len(pages) - 1)
    step = evidence.step_to(pages[0])
    off = abs(step - before.since - 1)
    if not step:
        return score, ()
    if off:
        return score + _PAGE_OFF * min(off, _MOST_OFF), ()
    return score + _PAGE_FITS, (f"page number {pages[0].number} fits the order",)


def weigh(evidence: Evidence, first: int, last: int) -> Stretch:
    """How well lines [first, last) stand as one slide, page numbers left aside."""
    titles = evidence.count("title", first, last)
    score, because = _title_score(evidence, first, last)
    if titles and evidence.count("figures", first, last) < _ENOUGH_FIGURES:
        score += _NO_FIGURES
    if evidence.count("axis", first, last):
        score += _AXIS
        because += ("an axis",)
    score += _length_score(evidence, first, last)
    weight, why = evidence.start_weight(first)
    return Stretch(score=score + weight, because=why + because)


def _length_score(evidence: Evidence, first: int, last: int) -> int:
    """Slides of a few lines are rare, but for the cover."""
    full = evidence.count("full", first, last)
    if full >= len(_SHORT):
        return 0
    cover = not first and full > 1 and evidence.count("figures", first, last) < _ENOUGH_FIGURES
    return _COVER if cover else _SHORT[full]


def _title_score(evidence: Evidence, first: int, last: int) -> tuple[int, tuple[str, ...]]:
    titles = evidence.count("title", first, last)
    if titles > 1:
        return _TITLED + _SECOND_TITLE * (titles - 1), ("several titles",)
    if titles:
        return _TITLED, ("one title",)
    if first in evidence.headed:
        return _NAMED, ("begins with a heading",)
    if evidence.count("name", first, last):
        return _NAMED, ("a heading inside",)
    return _UNNAMED, ("no title",)
