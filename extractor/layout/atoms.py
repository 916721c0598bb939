"""Atoms: what a slide prints outside sentences, piece by piece, for values that stand beside their names."""

from collections.abc import Iterator

import regex

from extractor.layout.roles import Placed
from extractor.layout.sketch import LINK_WORDS, WORD, clean
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Atom, Role
from extractor.model.number import CandidateKind, Run, RunShape
from extractor.model.period import Period
from extractor.rulebook.units import UnitMention

ABOUT = "approximate"
MOST_SPOKEN = 1
MOST_WORDS = 5
MOST_RUNS = 2
COMPARING = frozenset({"compared", "comparison", "vs", "as"})
OPEN_RANGE = regex.compile(r"\s?[-–~〜～]\s*(?:$|\s)")
TRAILING_DASH = regex.compile(r"(?<=[^\W\d_])\s?[-–—]$")
APART = regex.compile(r"\s{3,}|(?<=>)(?=<)|(?<=】)(?=【)")
ENDS_IN_WORD = regex.compile(r"[^\W\d_][)\s]*$")


def find_atoms(placed: tuple[Placed, ...], stream: Stream) -> tuple[Atom, ...]:
    """Texts and numbers of a slide's short lines in reading order, without sentences, titles and units."""
    return tuple(atom for line in placed if _short(line) for atom in _atoms(line, stream.orders[line.number]))


def _short(line: Placed) -> bool:
    if line.role in {Role.BLANK, Role.TITLE, Role.UNIT}:
        return False
    sketched = line.sketch
    if line.role is not Role.PROSE:
        return True
    few = sketched.words <= MOST_WORDS and sketched.spoken <= MOST_SPOKEN
    return few and len(sketched.runs) <= MOST_RUNS and not sketched.bullet


def _atoms(line: Placed, order: int) -> Iterator[Atom]:
    """Pieces of a line: each of its figures, and the texts before, between and behind them."""
    masked, at = _bare(line), 0
    for number, run in enumerate(line.sketch.runs):
        if _in_text(line, run):
            continue
        yield from _texts(line, masked, at, run.start)
        yield Atom(line=line.number, box=line.group, token=order + number, about=_about(line, run))
        at = run.end
    yield from _texts(line, masked, at, len(masked))


def _in_text(line: Placed, run: Run) -> bool:
    """Whether a number belongs to the words around it, as in `Top 101-200`, `Top 501-` or `Others -`."""
    if run.shape in {RunShape.SLASHED, RunShape.CODE, RunShape.RANGE, RunShape.NOTE}:
        return True
    text = line.sketch.line.text
    worded = bool(ENDS_IN_WORD.search(text[: run.start]))
    if run.best.kind is CandidateKind.NIL:
        return worded
    return worded and run.raw.isdigit() and bool(OPEN_RANGE.match(text, run.end))


def _about(line: Placed, run: Run) -> bool:
    """Whether a word right before the number says that it is approximate."""
    return any(t.term == ABOUT and 0 <= run.start - t.end <= 1 for t in line.sketch.terms)


def _texts(line: Placed, masked: str, start: int, end: int) -> Iterator[Atom]:
    """The texts of a stretch, cut at wide blanks; the unit that stands at a figure is none of them."""
    for first, last in _stretches(masked, start, end):
        periods = tuple(m.period for m in line.sketch.line.periods if first <= m.start < last)
        text = TRAILING_DASH.sub("", clean(masked[first:last])).strip()
        if not _says_something(line, first, last):
            text = ""
        if text or periods:
            yield Atom(line=line.number, box=line.group, text=text, periods=_once(periods))


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in APART.finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _once(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    return tuple({period.label: period for period in periods}.values())


def _bare(line: Placed) -> str:
    """The text of a line with units that stand at a figure, and words of approximation, blanked out."""
    masked = list(line.sketch.line.text)
    starts, ends = {run.start for run in line.sketch.runs}, {run.end for run in line.sketch.runs}
    units = [unit for unit in line.sketch.units if _touches(unit, starts, ends)]
    words = [term for term in line.sketch.terms if term.term == ABOUT]
    for start, end in [*((u.start, u.end) for u in units), *((w.start, w.end) for w in words)]:
        masked[start:end] = " " * (end - start)
    return "".join(masked)


def _touches(unit: UnitMention, starts: set[int], ends: set[int]) -> bool:
    """Whether a figure ends or begins at most one glyph from a unit, or begins in it."""
    behind = not ends.isdisjoint(range(unit.start - 1, unit.start + 2))
    before = not starts.isdisjoint(range(unit.end - 1, unit.end + 2))
    return behind or before or not starts.isdisjoint(range(unit.start, unit.end))


def _says_something(line: Placed, start: int, end: int) -> bool:
    """Whether a stretch has words beyond its periods that do more than link these or compare them."""
    masked = list(line.sketch.line.text[start:end])
    for mention in line.sketch.line.periods:
        low, high = max(mention.start - start, 0), min(mention.end - start, len(masked))
        masked[low:high] = " " * max(0, high - low)
    words = frozenset(word.lower() for word in WORD.findall("".join(masked)))
    dated = any(start <= mention.start < end for mention in line.sketch.line.periods)
    if words <= LINK_WORDS and not dated:
        return bool(words)
    return not words <= LINK_WORDS | COMPARING
