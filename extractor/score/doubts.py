"""Doubts: findings about what was read, each naming the figures that a reviewer should look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from extractor.model.deck import Deck
from extractor.model.figure import Figure, FigureKind, Finding, Grade, Measure, Reading
from extractor.model.number import Run
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding
from extractor.score.slides import doubts_of_slides

NO_NAME = "name-none"
UNPLACED = "unplaced"
SHOWN = 6
PLAIN_ENCODINGS = ("utf", "ascii")
COUNTED = frozenset({Measure.RATIO, Measure.CHANGE_PCT, Measure.COUNT, Measure.OTHER})


def doubts(
    deck: Deck, figures: tuple[Figure, ...], unsettled: Mapping[str, frozenset[str]], rulebook: Rulebook
) -> Iterator[Finding]:
    """Everything about the reading of a deck that is not settled, in the order of the paper.

    `unsettled` holds, by code, the ids of figures of which nothing tells from when to when they run.
    """
    yield from _encoding(deck, rulebook)
    yield from _calendar(deck, figures, rulebook)
    yield from _open(figures, unsettled, rulebook)
    yield from _repeated(deck, rulebook)
    for exhibit in _exhibits(figures):
        yield from _exhibit(exhibit, rulebook)
    yield from doubts_of_slides(deck, figures, rulebook)
    yield from _capped(deck, figures, rulebook)
    yield from _unplaced(deck, rulebook)


def _encoding(deck: Deck, rulebook: Rulebook) -> Iterator[Finding]:
    name = deck.source.encoding
    if not name.replace("_", "-").lower().startswith(PLAIN_ENCODINGS):
        yield finding(rulebook, "encoding-guessed", "deck", encoding=name)


def _calendar(deck: Deck, figures: tuple[Figure, ...], rulebook: Rulebook) -> Iterator[Finding]:
    if deck.layout.calendar.assumed and any(figure.reading.period.year for figure in figures):
        yield finding(rulebook, "calendar-assumed", "deck", calendar=deck.layout.calendar.because)


def _open(
    figures: tuple[Figure, ...], unsettled: Mapping[str, frozenset[str]], rulebook: Rulebook
) -> Iterator[Finding]:
    """Quarters and years of which nothing tells from when to when they run."""
    for code, concerned in unsettled.items():
        found = tuple(figure for figure in figures if figure.reading.figure in concerned)
        if found:
            yield _about(code, found, rulebook, period=found[0].reading.period.label)


def _repeated(deck: Deck, rulebook: Rulebook) -> Iterator[Finding]:
    lines = [line for line in deck.repair.lines if line.number in deck.repair.repeated]
    for slide, group in groupby(lines, key=lambda line: line.slide):
        numbers = [line.number for line in group]
        yield finding(rulebook, "block-repeated", f"L{numbers[0]}", slide=slide, lines=_ranges(numbers))


def _ranges(numbers: list[int]) -> str:
    """Numbers as `3-5, 9`."""
    starts = [at for at, number in enumerate(numbers) if not at or number != numbers[at - 1] + 1]
    runs = [numbers[a:b] for a, b in pairwise([*starts, len(numbers)])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _exhibits(figures: Iterable[Figure]) -> Iterator[tuple[Figure, ...]]:
    for _, group in groupby(figures, key=lambda figure: (figure.reading.slide, figure.reading.exhibit)):
        yield tuple(group)


def _exhibit(figures: tuple[Figure, ...], rulebook: Rulebook) -> Iterator[Finding]:
    """What is doubtful in one exhibit, one finding of each sort."""
    checks: tuple[tuple[str, Callable[[Figure], bool]], ...] = (
        ("series-unnamed", _unnamed),
        ("axis-missing", _undated),
        ("unit-missing", _without_unit),
    )
    for code, concerns in checks:
        found = tuple(figure for figure in figures if concerns(figure))
        if found:
            yield _about(code, found, rulebook)
    doubtful = tuple(f for f in figures if f.grade is Grade.AMBIGUOUS and f.reading.alternatives and not _undated(f))
    if doubtful:
        yield _about("two-readings", doubtful, rulebook, other=_other(doubtful[0]))


def _about(code: str, figures: Sequence[Figure], rulebook: Rulebook, **facts: str) -> Finding:
    first = figures[0].reading
    values = [f"{figure.reading.value:,}" for figure in figures]
    shown = ", ".join(values[:SHOWN]) + (f" and {len(values) - SHOWN} more" if len(values) > SHOWN else "")
    where = f"L{first.spans[0].line}" if first.spans else f"slide {first.slide}"
    ids = tuple(figure.reading.figure for figure in figures)
    return finding(rulebook, code, where, figures=ids, exhibit=first.exhibit or first.item, values=shown, **facts)


def _unnamed(figure: Figure) -> bool:
    return NO_NAME in figure.reading.item_evidence


def _undated(figure: Figure) -> bool:
    return figure.reading.kind is not FigureKind.CALLOUT and not figure.reading.period.label


def without_unit(reading: Reading) -> bool:
    """Whether a value has no unit although it must have one."""
    return not reading.unit and reading.measure not in COUNTED


def _without_unit(figure: Figure) -> bool:
    return without_unit(figure.reading)


def _other(figure: Figure) -> str:
    """The first other reading of a figure, in words."""
    reading, other = figure.reading, figure.reading.alternatives[0]
    return f"{reading.item} {reading.period.label} {reading.value:,}: {other.link} {other.reading}"


def _capped(deck: Deck, figures: tuple[Figure, ...], rulebook: Rulebook) -> Iterator[Finding]:
    """Runs with more cuts than were tried, unless checks prove all that was cut out of them."""
    capped = [(line, run) for line in deck.repair.lines for run in line.runs if run.capped]
    by_line: dict[int, dict[int, Figure]] = {}
    for number, figure in enumerate(figures if capped else ()):
        for span in figure.reading.spans:
            by_line.setdefault(span.line, {})[number] = figure
    for line, run in capped:
        cut = _cut_from(run, by_line.get(run.span.line, {}).values())
        if not (cut and all(figure.value_link.grade is Grade.SURE for figure in cut)):
            where = f"L{line.number}:{run.span.start + 1}-{run.span.end}"
            ids = tuple(figure.reading.figure for figure in cut)
            yield finding(rulebook, "cut-capped", where, figures=ids, run=run.raw)


def _cut_from(run: Run, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures that use glyphs of a run."""
    place = run.span
    return tuple(
        figure
        for figure in figures
        if any(s.line == place.line and s.start < place.end and place.start < s.end for s in figure.reading.spans)
    )


def _unplaced(deck: Deck, rulebook: Rulebook) -> Iterator[Finding]:
    """Numbers of a slide that found no place though nothing says that they are no figures."""
    lost = [left for left in deck.reconcile.leftovers if left.reason == UNPLACED]
    for slide, group in groupby(lost, key=lambda left: left.slide):
        raws = [left.raw for left in group]
        shown = ", ".join(raws[:SHOWN]) + (" …" if len(raws) > SHOWN else "")
        yield finding(rulebook, "unplaced-tokens", f"slide {slide}", count=len(raws), tokens=shown)
